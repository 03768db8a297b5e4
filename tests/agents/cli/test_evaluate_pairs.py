"""`detente evaluate pairs` on the stages themselves: each pair is played to stages that know nothing."""

import json
from pathlib import Path
from typing import Any

from tests.agents.cli.conftest import Run


def file(path: Path, *items: dict[str, Any]) -> Path:
    path.write_text("".join(f"{json.dumps(item)}\n" for item in items))
    return path


SAME = {
    "a": {"title": "Dam at Orlo bursts", "text": "The Orlo dam burst on Friday; three villages fled."},
    "b": {
        "title": "Villages flee as Orlo dam bursts",
        "text": "Three villages fled when the Orlo dam burst.",
    },
}
OTHER = {"a": SAME["a"], "b": {"title": "Tram fares rise", "text": "A ticket will cost more from May."}}


def test_pairs_are_answered_in_the_files_order_and_compared_with_the_labels(tmp_path: Path, run: Run) -> None:
    path = file(
        tmp_path / "p.jsonl",
        SAME | {"same_story": True},
        OTHER | {"same_story": True},
        {"a": {}, "b": SAME["b"], "same_story": False},  # nothing there to compare
    )
    out = tmp_path / "out.jsonl"
    result = run("evaluate", "pairs", path, "--json", "--predictions", out)
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert [line["same_story"] for line in lines] == [True, False, False]
    assert 1 >= lines[0]["score"] > lines[1]["score"] >= lines[2]["score"] == 0
    made = json.loads(result.stdout)
    assert (made["all"]["precision"], made["all"]["recall"]) == (1, 0.5)
    assert "0.667" in run("evaluate", "pairs", path).stdout


def test_pairs_without_labels_are_told_as_they_are(tmp_path: Path, run: Run) -> None:
    result = run("evaluate", "pairs", file(tmp_path / "p.jsonl", SAME))
    assert result.exit_code == 0
    assert json.loads(result.stdout)["same_story"] is True
