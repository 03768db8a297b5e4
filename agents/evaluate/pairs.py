"""Figures for pairs of articles: is what was said of the same story what the labels say. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from agents.evaluate.intervals import bootstrap
from agents.evaluate.labels import rows
from agents.ingest.items import Item


class Pair(msgspec.Struct, kw_only=True, frozen=True):
    """Two items, and whether they tell the same story; None where nobody said."""

    a: Item
    b: Item
    same_story: bool | None = None
    borderline: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled pair and what was said of it."""

    wanted: bool
    said: bool
    language: str
    borderline: bool = False


def read_pairs(path: Path) -> list[Pair]:
    """Return the pairs of a JSON Lines file, in its order; blank lines are none.

    Raises `LabelFault` for a line that is no pair, for the answers are joined by their order.
    """
    return [pair for _, pair in rows(path, Pair, every=True)]


def language_of(languages: Iterable[str | None]) -> str:
    """Return the language of a pair: that of both, or both with a plus, in the order of the alphabet."""
    return "+".join(sorted({one or "unknown" for one in languages}))


def report(judged: Sequence[Judged]) -> dict[str, Any]:
    """Return precision, recall and F1 of "the same story", by language, with and without borderlines.

    Of all pairs also the interval of F1, pairs drawn anew.
    """
    by_language: dict[str, list[Judged]] = {}
    for one in judged:
        by_language.setdefault(one.language, []).append(one)
    return {
        **_both(judged),
        "f1_interval": bootstrap(judged, f1),
        "languages": {name: _both(by_language[name]) for name in sorted(by_language)},
    }


def _both(judged: Sequence[Judged]) -> dict[str, Any]:
    return {"all": _scores(judged), "without_borderlines": _scores([j for j in judged if not j.borderline])}


def f1(judged: Sequence[Judged]) -> float | None:
    """Return F1 of "the same story"; None where there is nothing to find and nothing was found."""
    said, wanted = sum(one.said for one in judged), sum(one.wanted for one in judged)
    return 2 * sum(one.said and one.wanted for one in judged) / (said + wanted) if said + wanted else None


def _scores(judged: Sequence[Judged]) -> dict[str, Any]:
    right = sum(one.said and one.wanted for one in judged)
    said, wanted = sum(one.said for one in judged), sum(one.wanted for one in judged)
    return {
        "items": len(judged),
        "wanted": wanted,
        "matched": said,
        "right": right,
        "precision": right / said if said else None,
        "recall": right / wanted if wanted else None,
        "f1": f1(judged),
    }
