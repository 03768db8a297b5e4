"""Same story or not, and stories as dedup makes them: pinned floors, figures printed with `-s`."""

import json
from pathlib import Path

from click.testing import CliRunner

from agents.cli.main import cli

# TF-IDF cosine with its best threshold reaches 0.814 on these pairs; differences under 0.02 are noise.
PAIRS = 0.84
# dedup joins what shares text. Reports of one event in each paper's own words are stories of their own to
# it, so what it joins is right and most of what belongs together stays apart. TF-IDF: F1 0.871.
STORIES = {"precision": 0.99, "recall": 0.12}


def figures(*args: object) -> dict[str, dict[str, float]]:
    result = CliRunner().invoke(cli, ["evaluate", *map(str, args), "--json"])
    assert result.exit_code == 0, result.output
    found: dict[str, dict[str, float]] = json.loads(result.stdout)
    print(args[0], found["all"])
    return found


def test_pairs_of_one_story_are_told_from_close_calls(shared: Path) -> None:
    assert figures("pairs", shared / "data/stories/pairs-dev.jsonl")["all"]["f1"] >= PAIRS


def test_what_dedup_joins_is_one_story(shared: Path) -> None:
    made = figures("stories", shared / "data/stories/ecbplus-dev.jsonl")["all"]
    assert {name: made[name] >= floor for name, floor in STORIES.items()} == dict.fromkeys(STORIES, True)
