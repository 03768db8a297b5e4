"""Labelled reports that weights are fitted on and rules weighed with: where they stand, how they are read."""

import json
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from agents.tag.look import Rules
from agents.watch.load import load_watch
from streams.article_records import Article

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests/agents/tag"
ITEMS = ROOT.parent / "shared/data/watch/dev.jsonl"
BORDERLINE = 0.33  # what an item counts on which two readers differ


def article(row: dict[str, Any]) -> Article:
    """Return a labelled item as tag is given it."""
    return Article(
        article_id="a", version="v", id="i", title=row["title"] or "", text=row["text"] or "",
        published=row.get("published"), language=row["language"],
    )  # fmt: skip


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file of JSON Lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def rules_of(row: dict[str, Any], shipped: Rules) -> Rules:
    """Return a watch on the two states of a case, which takes all that names both; else the shipped."""
    return _two(tuple(row["sides"])) if "sides" in row else shipped


def rules_in(folder: Path, rows: Iterable[dict[str, Any]]) -> dict[str, Rules]:
    """Return the rules of each watch that rows name, by id; its file is in `folder`/watches."""
    names = {row["watch"] for row in rows}
    return {name: Rules.of([load_watch(folder / f"watches/{name}.toml")]) for name in names}


@cache
def _two(states: tuple[str, ...]) -> Rules:
    sides = "".join(f'[[side]]\nid = "{state.lower()}"\nstate = "{state}"\n' for state in states)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "two.toml"
        path.write_text(f'id = "two"\ntitle = "Two states"\nthreshold = 0.0001\n{sides}')
        return Rules.of([load_watch(path)])
