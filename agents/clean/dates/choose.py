"""Which of the dates found for an article is the one: a vote of sources that can err apart.

Each source has a weight; what draws on one field of the publisher's system (JSON-LD and meta elements, or
`<time>` and the line it stands in) counts as one witness and a little. So JSON-LD or a meta element stands
against any single other source, and loses to the URL and the line that readers see together. Exceptions:

- What is declared a year or more from the day in the URL is a template's date or that of a later edition:
  there the URL is believed.
- A time in UTC does not tell the day at the outlet: the day before or after it, where the URL or a line
  names that one, is no contradiction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from agents import edtf
from agents.clean.dates.found import Found, Source
from agents.clean.dates.possible import instant

# In the order in which they are believed where a vote is even. On pages with a known date whose sources
# disagree, meta elements were right more often than JSON-LD, and both than what the page shows.
WEIGHTS: dict[Source, float] = {
    "meta": 3.0, "json-ld": 2.8, "given": 2.7, "url": 2.5, "time": 2.4, "line": 2.0, "dateline": 1.5,
    "created": 1.0, "htmldate": 0.8, "text": 0.8,
}  # fmt: skip
AGAIN = 0.5  # what a second source adds that draws on the same field
LATER = 300  # days between the URL's day and a declared one that make it another edition's

_DECLARED: tuple[Source, ...] = ("json-ld", "meta", "created")
_SHOWN: tuple[Source, ...] = ("time", "line")
_ORDER = list(WEIGHTS)
_WEST, _EAST = timedelta(hours=-8), timedelta(hours=13)  # local clocks that a time in UTC may stand for
# How far a date names a day that it is not: a UTC time its neighbours, 03/04/2020 its second reading, a
# month its days.
_ZONE, _READING, _MONTH = 0.9, 0.9, 0.3


@dataclass(frozen=True, slots=True)
class Chosen:
    """The date that is believed, and how the other sources stand to it."""

    date: str
    source: Source
    agree: tuple[Source, ...] = ()  # other sources of the same day
    against: tuple[Found, ...] = ()  # what names another day, one of each source


def choose(found: Sequence[Found]) -> Chosen | None:
    """Return the date that the sources together speak for, or None of nothing.

    `found` are dates of one role, possible ones. A month or a year alone is believed where no source names
    a day. Of sources of one day the most exact is taken, of several dates of one source the first: it stands
    nearest to the headline.
    """
    found = sorted(found, key=_order)
    days = list(dict.fromkeys(day for one in found for day in (one.day, one.other) if day is not None))
    if not days:
        return _coarse(found)
    weights = _weights(found)
    best = max(days, key=lambda day: (_votes(day, found, weights), -_rank(day, found)))
    agree = [one for one in found if _names(one, best) >= _READING]
    exact = [one for one in agree if one.day == best]
    date = max(exact, key=lambda one: one.precision).date if exact else best
    against = {one.source: one for one in found if one.day is not None and _names(one, best) == 0}
    sources = tuple(dict.fromkeys(one.source for one in exact or agree))
    return Chosen(date, sources[0], sources[1:], tuple(against.values()))


def _weights(found: Iterable[Found]) -> dict[Source, float]:
    """Return the weights; those of declared dates halved where the URL names another year's day."""
    of_url = next((one.day for one in found if one.source == "url" and one.day), None)
    declared = [one.day for one in found if one.source in ("json-ld", "meta") and one.day]
    if of_url is None or not declared or min(_apart(of_url, day) for day in declared) < LATER:
        return WEIGHTS
    return {source: weight / 2 if source in _DECLARED else weight for source, weight in WEIGHTS.items()}


def _apart(one: str, other: str) -> int:
    first, second = edtf.parse(one), edtf.parse(other)
    assert first is not None
    assert second is not None
    return edtf.apart(first, second) or 0


def _votes(day: str, found: Iterable[Found], weights: dict[Source, float]) -> float:
    votes: dict[Source, float] = {}
    for one in found:
        votes[one.source] = max(votes.get(one.source, 0.0), weights[one.source] * _names(one, day))
    total = 0.0
    for group in (_DECLARED, _SHOWN, *((one,) for one in _ORDER if one not in (*_DECLARED, *_SHOWN))):
        given = sorted((votes[one] for one in group if votes.get(one)), reverse=True)
        if given:
            total += given[0] + AGAIN * (len(given) - 1)
    return total


def _names(one: Found, day: str) -> float:
    """Return how far a date names `day`, 0 to 1."""
    if one.day == day:
        return 1.0
    if one.other == day:
        return _READING
    if one.day is None:
        known = edtf.parse(one.date)
        if known is None or not edtf.agree(known, edtf.parse(day)):
            return 0.0
        return 1.0 if known.day else _MONTH
    at = instant(one.date)
    if at is None or not one.date.endswith("Z"):
        return 0.0
    try:
        return _ZONE if day in (str((at + _WEST).date()), str((at + _EAST).date())) else 0.0
    except OverflowError:
        return 0.0


def _rank(day: str, found: Iterable[Found]) -> int:
    return min(_order(one) for one in found if day in (one.day, one.other))


def _order(one: Found) -> int:
    return _ORDER.index(one.source)


def _coarse(found: Sequence[Found]) -> Chosen | None:
    """Return the finest of months, years and days without a year, completed by what agrees with it."""
    rows = [(one, known) for one in found if (known := edtf.parse(one.date)) is not None]
    if not rows:
        return None
    rows.sort(key=lambda row: (row[1].day is None, row[1].month is None, _order(row[0])))
    whole: edtf.Edtf | None = None
    sources: list[Source] = []
    for one, known in rows:
        if edtf.agree(whole, known):
            whole = edtf.merge(whole, known)
            sources.append(one.source)
    return Chosen(str(whole), sources[0], tuple(dict.fromkeys(sources[1:])))
