"""`detente replay`: the lines are a contract, down to the order of their keys."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.agents.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("toys")


def file(path: Path, *items: dict[str, Any] | str) -> Path:
    path.write_text(
        "".join(f"{i if isinstance(i, str) else json.dumps(i)}\n" for i in items), encoding="utf-8"
    )
    return path


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_wanted_item_has_verdict_story_evidence_and_alert(tmp_path: Path, run: Run) -> None:
    path = file(tmp_path / "day.jsonl", {"title": "Talks", "text": "Ministers met.", "language": "fr"})
    result = run("replay", path)
    assert result.exit_code == 0
    (line,) = lines(result.stdout)
    assert line == {
        "id": "day.jsonl:1",
        "language": "fr",
        "verdict": "new",
        "story": "s1",
        "watches": [
            {
                "watch": "toy",
                "match": True,
                "kind": "meeting",
                "date": "2024-02-28",
                "score": 0.75,
                "evidence": [{"sentence": "met", "start": 17, "end": 20}],
            }
        ],
        "alerts": [{"watch": "toy", "id": "a1", "revision": 1, "reason": "new_event", "notify": True}],
        "rejected": None,
    }
    assert list(line) == ["id", "language", "verdict", "story", "watches", "alerts", "rejected"]


def test_text_adds_what_the_offsets_index(tmp_path: Path, run: Run) -> None:
    path = file(tmp_path / "day.jsonl", {"title": "Talks", "text": "Ministers met."})
    (line,) = lines(run("replay", path, "--text").stdout)
    assert line["text"] == "Talks\n\nMinisters met."
    (evidence,) = line["watches"][0]["evidence"]
    assert line["text"][evidence["start"] : evidence["end"]] == evidence["sentence"]


def test_an_unwanted_item_is_looked_at_without_kind_date_or_evidence(tmp_path: Path, run: Run) -> None:
    (line,) = lines(run("replay", file(tmp_path / "day.jsonl", {"text": "Rain."})).stdout)
    assert line["watches"] == [
        {"watch": "toy", "match": False, "kind": None, "date": None, "score": 0.75, "evidence": []}
    ]
    assert line["alerts"] == []


def test_a_repeat_has_no_watches_and_no_alerts(tmp_path: Path, run: Run) -> None:
    item = {"text": "Ministers met."}
    _, again = lines(run("replay", file(tmp_path / "day.jsonl", item, item)).stdout)
    assert (again["verdict"], again["story"], again["watches"], again["alerts"]) == ("repeat", "s1", [], [])


@pytest.mark.parametrize(
    ("item", "error"),
    [
        ("{broken", "not JSON"),
        ({"text": 5}, "`$.text`"),
        ({"title": "Only a headline"}, "no text"),
        ({"text": "raise"}, "RuntimeError: asked for"),
    ],
)
def test_a_rejected_item_says_where_and_why(tmp_path: Path, run: Run, item: Any, error: str) -> None:
    result = run("replay", file(tmp_path / "day.jsonl", {"text": "Rain."}, item, {"text": "Sun."}))
    assert result.exit_code == 0
    before, line, after = lines(result.stdout)
    assert line["id"] == "day.jsonl:2"
    assert line["rejected"]["stage"] == "clean"
    assert error in line["rejected"]["error"]
    assert (line["verdict"], line["story"], line["watches"], line["alerts"]) == (None, None, [], [])
    assert before["rejected"] is None
    assert after["rejected"] is None


def test_an_item_that_cannot_travel_is_rejected_by_ingest(tmp_path: Path, run: Run) -> None:
    path = file(tmp_path / "day.jsonl", {"id": "big", "text": "x" * (9 << 20)})
    (line,) = lines(run("replay", path).stdout)
    assert line["id"] == "day.jsonl:1"  # too large to be read for an id of its own
    assert line["rejected"]["stage"] == "ingest"
    assert "over the limit" in line["rejected"]["error"]


def test_items_come_in_the_order_given(tmp_path: Path, run: Run) -> None:
    a, b = file(tmp_path / "b.txt", "One."), file(tmp_path / "a.txt", "Two.")
    assert [line["id"] for line in lines(run("replay", a, b).stdout)] == ["b.txt", "a.txt"]
    assert [line["id"] for line in lines(run("replay", tmp_path).stdout)] == ["a.txt", "b.txt"]


def test_by_date_items_come_by_date_with_a_line_for_a_tick_that_raised_something(
    tmp_path: Path, run: Run
) -> None:
    path = file(
        tmp_path / "day.jsonl",
        {"id": "none", "text": "Undated."},
        {"id": "late", "text": "Late.", "published": "2024-03-02T10:00:00Z"},
        {"id": "month", "text": "Month.", "published": "2024-02"},
        {"id": "day", "text": "Ministers met.", "published": "2024-02-28"},
    )
    out = tmp_path / "out.jsonl"
    result = run("replay", path, "--by-date", "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    found = lines(out.read_text())
    assert [line.get("id") or line["tick"] for line in found] == [
        "month",
        "day",
        "2024-03-01T00:00:00Z",
        "late",
        "none",
    ]
    assert list(found[2]) == ["tick", "alerts"]
    assert found[2]["alerts"] == [
        {"watch": "toy", "id": "a1", "revision": 1, "reason": "new_event", "notify": True}
    ]


def test_two_runs_say_the_same(tmp_path: Path, run: Run) -> None:
    path = file(tmp_path / "day.jsonl", {"text": "Ministers met."}, {"text": "They met again."})
    assert run("replay", path).stdout == run("replay", path).stdout


def test_a_file_cut_short_is_replayed_as_far_as_it_goes_and_ends_with_status_1(
    tmp_path: Path, run: Run
) -> None:
    import gzip

    path = tmp_path / "day.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "Rain."}\n' * 20_000)[:-9])
    result = run("replay", path)
    assert result.exit_code == 1
    assert len(lines(result.stdout)) > 1000
    assert f"{path}: cannot be read" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["nowhere.jsonl"], "does not exist"),
        ([], "Missing argument 'PATH…'"),
        (["{tmp}/t.csv"], "allowed are .jsonl"),
        (["{tmp}/t.txt", "--watch", "no-such-watch"], "no such file, and no such id"),
    ],
)
def test_a_mistaken_call_is_told_in_words_with_status_2(
    tmp_path: Path, run: Run, args: list[str], says: str
) -> None:
    (tmp_path / "t.csv").write_text("x")
    (tmp_path / "t.txt").write_text("x")
    result = run("replay", *(arg.format(tmp=tmp_path) for arg in args))
    assert result.exit_code == 2
    assert says in result.stderr


def test_a_settings_mistake_is_one_line_with_status_1(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DETENTE_GENERATION", "zero")
    result = run("replay", file(tmp_path / "t.txt", "x"))
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: DETENTE_GENERATION='zero': not a number; allowed: a whole number from 1 to 9999\n"
    )
