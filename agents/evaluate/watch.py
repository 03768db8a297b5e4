"""Figures for one watch: is what was matched what was wanted. Pure: labels and replay lines in."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from agents.evaluate.labels import Label

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled item and what the watch said of it; an item that is missing was not matched."""

    id: str
    label: Label
    matched: bool
    kind: str | None
    language: str
    alerts: tuple[str, ...] = ()  # ids of the alerts that it is on in the end, after merges
    opened: int = 0  # how many alerts it opened


def join(labels: Mapping[str, Label], lines: Iterable[Line], watch: str) -> list[Judged]:
    """Return each labelled item with what `watch` said of it, by id, in the order of the labels."""
    said: dict[str, Line] = {}
    raised: dict[str, list[Line]] = {}
    into: dict[str, str] = {}  # of an alert that was merged: the one that took it in
    for line in lines:
        mine = [one for one in line.get("alerts", ()) if one["watch"] == watch]
        left = [one["id"] for one in mine if one["reason"] != "merged"]
        into |= {one["id"]: left[0] for one in mine if left and one["reason"] == "merged"}
        if "id" in line:  # else of a tick
            said[line["id"]], raised[line["id"]] = line, mine
    return [
        _judged(identity, label, said.get(identity, {}), raised.get(identity, ()), into, watch)
        for identity, label in labels.items()
    ]


def scores(judged: Sequence[Judged]) -> dict[str, Any]:
    """Return precision, recall and F1 (None where nothing can be divided), with the counts behind them."""
    right = sum(one.matched and one.label.wanted for one in judged)
    matched = sum(one.matched for one in judged)
    wanted = sum(one.label.wanted for one in judged)
    return {
        "items": len(judged),
        "wanted": wanted,
        "matched": matched,
        "right": right,
        "precision": _share(right, matched),
        "recall": _share(right, wanted),
        "f1": _share(2 * right, matched + wanted),
    }


def kinds(judged: Sequence[Judged]) -> dict[str, Any]:
    """Return on how many of the wanted items that have a kind it was told right; unmatched ones are wrong.

    `share_of_matched` leaves the unmatched out.
    """
    having = [one for one in judged if one.label.wanted and one.label.kind not in (None, "none")]
    matched = [one for one in having if one.matched]
    right = sum(one.kind == one.label.kind for one in matched)
    return {
        "items": len(having),
        "matched": len(matched),
        "right": right,
        "share": _share(right, len(having)),
        "share_of_matched": _share(right, len(matched)),
    }


def both(judged: Sequence[Judged]) -> dict[str, Any]:
    """Return the scores of all items, and of those that no two careful readers differ on."""
    clear = [one for one in judged if not one.label.borderline]
    return {"all": scores(judged), "without_borderlines": scores(clear)}


def figures(judged: Sequence[Judged]) -> dict[str, Any]:
    """Return all figures of a set of items: scores, by language, kinds and events."""
    return {
        **both(judged),
        "languages": {name: both(group) for name, group in _groups(judged, lambda one: one.language).items()},
        "kind": kinds(judged),
        "events": events(judged),
    }


def report(judged: Sequence[Judged], watch: str) -> dict[str, Any]:
    """Return the figures of all items and, where the labels name parts, of each part."""
    parts = _groups([one for one in judged if one.label.part], lambda one: one.label.part or "")
    return {
        "watch": watch,
        **figures(judged),
        "parts": {name: figures(group) for name, group in sorted(parts.items())},
    }


def events(judged: Sequence[Judged]) -> dict[str, Any]:
    """Return how the alerts fit the events: an event is an id that a wanted item has.

    `opened_an_event` counts the alerts that an alerted event's wanted items opened, `alerts_an_event` the
    different ones that they are on in the end, after merges;
    `mixed_alerts` hold items of two threads; `languages_together` is the share of the events that were
    alerted from two or more languages whose items are all on one alert, `language_pairs_together` that of
    the pairs of such items in two languages. `purity` is the share of the events' items that are of what
    most on their alert are of.
    """
    of_event: dict[str, list[Judged]] = {}
    threads: dict[str, set[str]] = {}
    for one in judged:
        if one.label.wanted and one.label.event_id:
            of_event.setdefault(one.label.event_id, []).append(one)
        for alert in one.alerts:
            threads.setdefault(alert, set()).update({one.label.thread} if one.label.thread else ())
    alerted = {event: {alert for one in group for alert in one.alerts} for event, group in of_event.items()}
    alerted = {event: found for event, found in alerted.items() if found}
    across = [
        len(alerted[event]) == 1
        for event, group in of_event.items()
        if len({one.language for one in group if one.alerts}) > 1
    ]
    mixed = sum(len(found) > 1 for found in threads.values())
    pairs = _pairs(of_event.values())
    return {
        "events": len(of_event),
        "alerted": len(alerted),
        "share_alerted": _share(len(alerted), len(of_event)),
        "opened_an_event": _share(
            sum(one.opened for event in alerted for one in of_event[event]), len(alerted)
        ),
        "alerts_an_event": _share(sum(len(found) for found in alerted.values()), len(alerted)),
        "alerts": len(threads),
        "mixed_alerts": mixed,
        "share_mixed": _share(mixed, len(threads)),
        "languages_together": _share(sum(across), len(across)),
        "language_pairs": len(pairs),
        "language_pairs_together": _share(sum(pairs), len(pairs)),
        "purity": _purity(one for group in of_event.values() for one in group),
    }


def _pairs(groups: Iterable[Sequence[Judged]]) -> list[bool]:
    """Return of each two alerted items of one event in two languages whether they share an alert."""
    return [
        bool(set(one.alerts) & set(other.alerts))
        for group in groups
        for one, other in combinations(group, 2)
        if one.alerts and other.alerts and one.language != other.language
    ]


def _purity(items: Iterable[Judged]) -> float | None:
    """Return the share of items that are of what most on their alert are of: a thread, else an event."""
    on: dict[str, Counter[str | None]] = {}
    for one in items:
        for alert in one.alerts[-1:]:
            on.setdefault(alert, Counter())[one.label.thread or one.label.event_id] += 1
    return _share(
        sum(max(found.values()) for found in on.values()), sum(found.total() for found in on.values())
    )


def _judged(
    identity: str,
    label: Label,
    line: Line,
    raised: Sequence[Line],
    into: Mapping[str, str],
    watch: str,
) -> Judged:
    looks = [look for look in line.get("watches", ()) if look["watch"] == watch]
    found = next((look for look in looks if look["match"]), None)
    return Judged(
        id=identity,
        label=label,
        matched=found is not None,
        kind=found["kind"] if found else None,
        language=label.language or line.get("language") or "unknown",
        alerts=tuple(dict.fromkeys(_survivor(one["id"], into) for one in raised)),
        opened=sum(one["reason"] == "new_event" for one in raised),
    )


def _survivor(alert: str, into: Mapping[str, str]) -> str:
    seen = {alert}
    while (following := into.get(alert, alert)) not in seen:
        seen.add(following)
        alert = following
    return alert


def _groups(judged: Sequence[Judged], by: Callable[[Judged], str]) -> dict[str, list[Judged]]:
    """Return the items in groups, the largest first."""
    counts = Counter(by(one) for one in judged)
    return {name: [one for one in judged if by(one) == name] for name, _ in counts.most_common()}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
