"""`detente evaluate`: figures where there are labels, predictions where there are none."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.agents.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("toys")


def file(path: Path, *items: dict[str, Any]) -> Path:
    path.write_text("".join(f"{json.dumps(item)}\n" for item in items))
    return path


ITEMS = (
    {
        "id": "late",
        "text": "Ministers met.",
        "published": "2024-03",
        "label": 1,
        "kind": "meeting",
        "part": "look",
    },
    {"id": "early", "text": "Ministers met again.", "published": "2024-02", "label": 0, "part": "look"},
    {"id": "missed", "text": "A call.", "label": 1, "kind": "call", "borderline": True, "part": "check"},
)


def test_the_figures_are_machine_readable(tmp_path: Path, run: Run) -> None:
    result = run("evaluate", "watch", file(tmp_path / "w.jsonl", *ITEMS), "--json")
    assert result.exit_code == 0
    made = json.loads(result.stdout)
    assert made["watch"] == "toy"
    assert made["all"] == {
        "items": 3,
        "wanted": 2,
        "matched": 2,
        "right": 1,
        "precision": 0.5,
        "recall": 0.5,
        "f1": 0.5,
    }
    assert made["without_borderlines"]["recall"] == 1
    assert made["kind"]["share_of_matched"] == 1
    assert set(made["parts"]) == {"look", "check"}


def test_the_figures_are_readable(tmp_path: Path, run: Run) -> None:
    result = run("evaluate", "watch", file(tmp_path / "w.jsonl", *ITEMS))
    assert result.exit_code == 0
    assert "watch toy" in result.stdout
    assert "part check" in result.stdout
    assert "0.500" in result.stdout


def test_predictions_are_replay_lines_in_the_files_order(tmp_path: Path, run: Run) -> None:
    out = tmp_path / "p.jsonl"
    run("evaluate", "watch", file(tmp_path / "w.jsonl", *ITEMS), "--predictions", out)
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert [line["id"] for line in lines] == ["late", "early", "missed"]
    # Played by date: the earlier of the two opened the alert.
    assert [line["alerts"][0]["reason"] for line in lines[:2]] == ["coverage", "new_event"]


def test_without_labels_the_predictions_are_all_there_is(tmp_path: Path, run: Run) -> None:
    path = file(tmp_path / "w.jsonl", {"id": "a", "text": "Ministers met."}, {"id": "b", "text": "Rain."})
    shown = run("evaluate", "watch", path)
    out = tmp_path / "p.jsonl"
    written = run("evaluate", "watch", path, "--predictions", out, "--json")
    assert (shown.exit_code, written.exit_code) == (0, 0)
    assert shown.stdout == out.read_text()
    assert written.stdout == ""
    assert "no labels" in written.stderr


def test_a_label_that_cannot_be_used_is_one_line_with_status_1(tmp_path: Path, run: Run) -> None:
    result = run("evaluate", "watch", file(tmp_path / "w.jsonl", {"label": "yes"}))
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {tmp_path}/w.jsonl:1: ")
    assert result.stderr.count("\n") == 1


def test_stories_are_what_dedup_says_in_the_files_order(tmp_path: Path, run: Run) -> None:
    path = file(
        tmp_path / "s.jsonl",
        {"id": "b", "text": "Ministers met.", "story": "x", "language": "en"},
        {"text": "", "story": "x"},  # refused by clean
        {"id": "a", "text": "Ministers met again.", "story": "y", "language": "fr"},
    )
    out = tmp_path / "p.jsonl"
    result = run("evaluate", "stories", path, "--json", "--predictions", out)
    assert result.exit_code == 0, result.output
    assert [json.loads(line) for line in out.read_text().splitlines()] == [
        {"id": "b", "story": "s1"},
        {"id": "s.jsonl:2", "story": None},
        {"id": "a", "story": "s1"},
    ]
    made = json.loads(result.stdout)
    assert (made["stories"], made["predicted_stories"]) == (2, 2)
    assert made["all"]["precision"] == pytest.approx(2 / 3)
    assert made["languages"]["fr"]["all"]["recall"] == 1
    shown = run("evaluate", "stories", path).stdout
    assert "2 stories, 2 predicted; BCubed" in shown
    assert "0.667" in shown


def test_stories_without_labels_are_told_as_they_are(tmp_path: Path, run: Run) -> None:
    result = run("evaluate", "stories", file(tmp_path / "s.jsonl", {"id": "a", "text": "Ministers met."}))
    assert (result.exit_code, result.stdout) == (0, '{"id":"a","story":"s1"}\n')


def test_a_broken_pair_is_one_line_with_its_place(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text('{"a": {}}\n')
    result = run("evaluate", "pairs", path)
    assert result.exit_code == 1
    assert result.stderr == f"Error: {path}:1: Object missing required field `b`\n"
