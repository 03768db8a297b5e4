"""Figures for stories: are the items that dedup put together those that belong together. Pure.

BCubed (Bagga and Baldwin, 1998): of each item, the share of its predicted story that is of its true one
(precision), and the share of its true story that is in its predicted one (recall); then the mean.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from agents.evaluate.intervals import bootstrap
from agents.evaluate.labels import keep, rows


class StoryLabel(msgspec.Struct, kw_only=True, frozen=True):
    """Which story an item is of; None where nobody said."""

    id: str | None = None
    story: str | int | None = None
    borderline: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled item with its share of BCubed."""

    precision: float
    recall: float
    language: str
    borderline: bool


def read_stories(path: Path) -> dict[str, StoryLabel]:
    """Return the labels of a JSON Lines file by item id (`name:line` where it has none).

    Lines without a story are left out. Raises `LabelFault` for one of another type, and for an id
    that stands twice.
    """
    found: dict[str, StoryLabel] = {}
    for number, label in rows(path, StoryLabel):
        if label.story is not None:
            keep(found, label.id or f"{path.name}:{number}", label, f"{path}:{number}")
    return found


def report(
    labels: Mapping[str, StoryLabel], stories: Mapping[str, str | None], languages: Mapping[str, str | None]
) -> dict[str, Any]:
    """Return the figures: `stories` are the predicted ones by item id, None of an item that has none.

    An item without a predicted story, rejected or missing, is alone in one. Each item's share is taken
    over all labelled items; the figures by language and without borderlines are means over fewer of them.
    The interval of F1 is of stories drawn anew, each with all its items: those are not independent.
    """
    items = shares(labels, stories, languages)
    of_story: dict[str | int | None, list[Item]] = {}
    for item, label in zip(items, labels.values(), strict=True):
        of_story.setdefault(label.story, []).append(item)
    by_language: dict[str, list[Item]] = {}
    for item in items:
        by_language.setdefault(item.language, []).append(item)
    return {
        **_both(items),
        "f1_interval": bootstrap(
            list(of_story.values()), lambda drawn: f1([item for one in drawn for item in one])
        ),
        "stories": len(of_story),
        "predicted_stories": len({stories.get(one) or ("alone", one) for one in labels}),
        "languages": {name: _both(by_language[name]) for name in sorted(by_language)},
    }


def shares(
    labels: Mapping[str, StoryLabel], stories: Mapping[str, str | None], languages: Mapping[str, str | None]
) -> list[Item]:
    """Return each item with its share of BCubed, in the order of the labels; arguments as of `report`."""
    # A tuple, so that no item's id can be a story's.
    said = {one: (stories.get(one),) if stories.get(one) is not None else ("alone", one) for one in labels}
    together = Counter((label.story, said[one]) for one, label in labels.items())
    true = Counter(label.story for label in labels.values())
    predicted = Counter(said.values())
    return [
        Item(
            precision=together[label.story, said[one]] / predicted[said[one]],
            recall=together[label.story, said[one]] / true[label.story],
            language=label.language or languages.get(one) or "unknown",
            borderline=label.borderline,
        )
        for one, label in labels.items()
    ]


def f1(items: Sequence[Item]) -> float | None:
    """Return BCubed F1; None of nothing."""
    found: float | None = _mean(items)["f1"]
    return found


def _both(items: Sequence[Item]) -> dict[str, Any]:
    return {"all": _mean(items), "without_borderlines": _mean([one for one in items if not one.borderline])}


def _mean(items: Sequence[Item]) -> dict[str, Any]:
    if not items:
        return {"items": 0, "precision": None, "recall": None, "f1": None}
    precision = sum(one.precision for one in items) / len(items)
    recall = sum(one.recall for one in items) / len(items)
    f1 = 2 * precision * recall / (precision + recall)  # neither is 0: each item is with itself
    return {"items": len(items), "precision": precision, "recall": recall, "f1": f1}
