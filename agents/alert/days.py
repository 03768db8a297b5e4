"""How the days of two reports fit: the same day, a report's lag behind its event, nothing known, a clash."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from agents import edtf
from agents.alert.facets import date_of, published_of
from streams.records import Event, Facet, State

# An event that is dated by publication alone happened on that day or up to two days before: three of
# four events' reports are out within a day, nearly all within two.
LAG = 2
# A report without any day tells of a contact of the last days, if that contact is over.
RECENT = 7
# What is told so long after its day is a look back: it may join its event and opens none.
OLD = 14
# "They will speak in the coming days": a plan without a day is waited for so long.
WAITED = 7
# States of what is or was to come: a report of these is not out after the day.
AHEAD: tuple[State, ...] = ("planned", "moved", "cancelled")
# Longer periods (a year) do not place an event.
PERIOD = 31


class Fit(IntEnum):
    """How well two days agree."""

    CLASH = 0
    OPEN = 1  # too little is known to tell
    NEAR = 2  # within the lag of a report
    DAY = 3


@dataclass(frozen=True, slots=True)
class Gap:
    """The fit of two days and how many days lie between them, as far as that is known."""

    fit: Fit
    days: int = 0


def gap(one: Facet, other: Facet) -> Gap:
    """Return how the event days of two facets fit; the same for both orders."""
    a, b = date_of(one), date_of(other)
    if a is None or b is None:
        return _undated(one, other)
    reported, also = one.event.date_from == "published", other.event.date_from == "published"
    if reported and also:
        return _lagging(a, b, both=True)
    if reported or also:
        return _lagging(b, a, both=False) if reported else _lagging(a, b, both=False)
    if a.day and b.day:
        if edtf.agree(a, b):
            return Gap(Fit.DAY)
        return Gap(Fit.CLASH, edtf.apart(a, b) or 0)
    return Gap(Fit.OPEN if edtf.agree(a, b) else Fit.CLASH)


def patience(days: int, *events: Event) -> int:
    """Return `days`, or `WAITED` if that is more and one of the events is planned without a known day."""
    waits = any(one.family == "contact" and one.state == "planned" and one.date is None for one in events)
    return max(days, WAITED) if waits else days


def near(one: Facet, other: Facet, days: int) -> bool:
    """Return whether two facets lie within `days` of each other, by event day or publication."""
    days = patience(days, one.event, other.event)
    a, b = spans(one), spans(other)
    if not a or not b:
        return True
    return any(max(x[0] - y[1], y[0] - x[1]) <= days for x in a for y in b)


def is_old(facet: Facet) -> bool:
    """Return whether a report looks back at a day long past; a report without both days does not."""
    happened, published = date_of(facet), published_of(facet)
    last, out = (happened.last() if happened else None), (published.first() if published else None)
    return last is not None and out is not None and (out - last).days > OLD


def spans(facet: Facet) -> tuple[tuple[int, int], ...]:
    """Return the periods that place a facet in time, as first and last day (proleptic ordinals)."""
    found = []
    for known in (date_of(facet), published_of(facet)):
        first, last = (known.first(), known.last()) if known else (None, None)
        if first and last and (last - first).days <= PERIOD:
            found.append((first.toordinal(), last.toordinal()))
    return tuple(found)


def _undated(one: Facet, other: Facet) -> Gap:
    """Return the fit where a day is missing: reports that came out together are near, if time allows."""
    if not _in_time(one, other) or not _in_time(other, one):
        return Gap(Fit.CLASH)
    a, b = published_of(one), published_of(other)
    lag = edtf.apart(a, b) if a and b and a.full and b.full else None
    return Gap(Fit.OPEN) if lag is None or lag > LAG else Gap(Fit.NEAR, lag)


def _lagging(event: edtf.Edtf, report: edtf.Edtf, *, both: bool) -> Gap:
    """Return the fit of an event's day and the day of a report (`both`: of two days of reports)."""
    if not report.full or event.day is None or (both and not event.full):
        met = edtf.agree(event, report) or (_apart(event, report) <= LAG)
        return Gap(Fit.OPEN if met else Fit.CLASH)
    published = report.first()
    assert published is not None
    happened = event.first() or _year_of(event, published)
    if happened is None:
        return Gap(Fit.CLASH)
    lag = (published - happened).days
    lag = abs(lag) if both else lag
    return Gap(Fit.NEAR if 0 <= lag <= LAG else Fit.CLASH, abs(lag))


def _apart(a: edtf.Edtf, b: edtf.Edtf) -> int:
    days = edtf.apart(a, b)
    return LAG + 1 if days is None else days


def _year_of(event: edtf.Edtf, published: date) -> date | None:
    """Return the last day that `event` (a month and a day) names up to `published`."""
    for year in (published.year, published.year - 1):
        known = edtf.parse(f"{year:04}{str(event)[4:]}")
        first = known.first() if known else None
        if first and first <= published:
            return first
    return None


def _in_time(undated: Facet, other: Facet) -> bool:
    """Return whether a report that names no day can be of the other's event, by its own publication."""
    published, happened = published_of(undated), date_of(other)
    if date_of(undated) is not None or published is None or happened is None:
        return True
    out, first, last = published.first(), happened.first(), happened.last()
    if out is None or first is None or last is None or not published.full:
        return True
    if undated.event.state in AHEAD:
        return (out - last) <= timedelta(days=1)
    if undated.event.state == "denied":
        return out - first <= timedelta(days=RECENT)  # a plan is denied before its day, a rumour behind it
    return timedelta(days=-1) <= out - last and out - first <= timedelta(days=RECENT)
