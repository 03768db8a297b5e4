"""Labelled reports that weights are fitted on: where they stand, and what they count."""

from pathlib import Path
from typing import Any

from streams.article_records import Article

ROOT = Path(__file__).parents[2]
ITEMS = ROOT.parent / "shared/data/watch/dev.jsonl"
BORDERLINE = 0.33  # what an item counts on which two readers differ


def article(row: dict[str, Any]) -> Article:
    """Return a labelled item as tag is given it."""
    return Article(
        article_id="a", version="v", id="i", title=row["title"] or "", text=row["text"] or "",
        published=row.get("published"), language=row["language"],
    )  # fmt: skip
