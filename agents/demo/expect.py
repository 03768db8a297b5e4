"""Whether the alerts that came are those that a day of news must give.

An alert is known by the reports on it: which of several came first, and so opened it, is a matter of
milliseconds, and its id with it. Kind, date and state are compared as they stand at the end of the day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from streams.records import Alert


@dataclass(frozen=True, slots=True)
class Expected:
    """An alert that must come; the ids are those of the day's items."""

    kind: str
    date: str | None  # EDTF
    state: str
    opens: str  # the item that breaks the news
    items: frozenset[str]  # what reports the event
    may: frozenset[str] = frozenset()  # those of which it can be argued

    @property
    def reports(self) -> frozenset[str]:
        """Return the items that are to be on the alert."""
        return self.items | {self.opens}


@dataclass(frozen=True, slots=True)
class Day:
    """What a day must give: these alerts, and none of the silent items on any."""

    alerts: tuple[Expected, ...]
    silent: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Told:
    """An alert that came, as it stood last."""

    kind: str
    date: str | None
    state: str
    headline: str
    items: frozenset[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the alerts that came differ from those expected: a line for each difference."""

    came: int  # expected alerts that came as expected
    missing: tuple[str, ...] = ()  # expected, and did not come
    surplus: tuple[str, ...] = ()  # came, and was not expected
    wrong: tuple[str, ...] = ()  # came with another kind, date or state
    misplaced: tuple[
        str, ...
    ] = ()  # items that are not where they are expected; the alerts are right all the same

    @property
    def right(self) -> bool:
        """Return whether the expected alerts came, and no others."""
        return not (self.missing or self.surplus or self.wrong)


def stands(alert: Alert) -> bool:
    """Return whether an alert still stands: it was neither merged into another nor withdrawn."""
    return alert.merged_into is None and alert.withdrawn is None


def told_of(alerts: Iterable[Alert]) -> tuple[Told, ...]:
    """Return the alerts that stand, from the last revision of each."""
    return tuple(
        Told(
            one.event.kind,
            one.event.date,
            one.event.state,
            one.headline,
            frozenset(report.article.id for report in one.coverage.listed),
        )
        for one in alerts
        if stands(one)
    )


def compare(day: Day, told: Sequence[Told]) -> Verdict:
    """Return how the alerts that came differ from those expected.

    Each expected alert is paired with at most one that came: the one with which it shares most items,
    and among those one of the same kind, date and state. An expected event that came as two alerts is
    one alert too much; two that came as one are one missing.
    """
    pairs = _paired(day.alerts, told)
    wrong, misplaced = [], []
    for one, other in pairs:
        if differs := _differences(one, other):
            wrong.append(f"{_expected(one)}: came with {differs}: {other.headline}")
        if lacks := one.reports - other.items:
            misplaced.append(f"{_expected(one)}: not on it: {_listed(lacks)}")
        if more := other.items - one.reports - one.may:
            misplaced.append(f"{_expected(one)}: on it without reason: {_listed(more)}")
    met, used = {id(one) for one, _ in pairs}, {id(other) for _, other in pairs}
    return Verdict(
        came=len(pairs) - len(wrong),
        missing=tuple(_expected(one) for one in day.alerts if id(one) not in met),
        surplus=tuple(_surplus(day, other) for other in told if id(other) not in used),
        wrong=tuple(wrong),
        misplaced=tuple(misplaced),
    )


def _paired(expected: Sequence[Expected], told: Sequence[Told]) -> list[tuple[Expected, Told]]:
    ranked = sorted(
        (
            (-len(one.reports & other.items), len(_differences(one, other)), i, j)
            for i, one in enumerate(expected)
            for j, other in enumerate(told)
            if one.reports & other.items
        ),
    )
    pairs: dict[int, int] = {}
    for _, _, i, j in ranked:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(expected[i], told[j]) for i, j in sorted(pairs.items())]


def _differences(one: Expected, other: Told) -> str:
    fields = ("kind", "date", "state")
    return ", ".join(
        f"{name} {getattr(other, name) or 'unknown'}"
        for name in fields
        if getattr(one, name) != getattr(other, name)
    )


def _expected(one: Expected) -> str:
    return f"{one.kind} {one.state} {one.date or 'date unknown'} ({one.opens})"


def _surplus(day: Day, other: Told) -> str:
    about = f"{other.kind} {other.state} {other.date or 'date unknown'} ({_listed(other.items)})"
    why = "from what should be silent" if other.items <= day.silent else "not expected"
    return f"{about}: {why}: {other.headline}"


def _listed(items: Iterable[str], most: int = 6) -> str:
    names = sorted(items)
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
