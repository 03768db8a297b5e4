"""Which dates cannot be that of an article, and why."""

from datetime import UTC, date, datetime, timedelta

from agents import edtf

FIRST_YEAR, LAST_YEAR = 1990, 2100  # the web begins in 1990; 1970 is an empty clock
FIRST_PRINTED = 1800  # of a date in the text itself: an archive's page bears that of the paper
LEAD = timedelta(days=1)  # that a date may lie after the fetch: clocks and time zones


def fault(found: str, fetched: str | None, first_year: int = FIRST_YEAR) -> str | None:
    """Return why `found` (EDTF or RFC 3339) is no date of an article, or None where it can be one.

    `fetched` is an RFC 3339 time, or a day, or None: then only a year after 2100 is in the future.
    """
    known = edtf.parse(found)
    if known is None:
        return "no date"
    if known.year is not None and not first_year <= known.year <= LAST_YEAR:
        return f"before {first_year}" if known.year < first_year else f"after {LAST_YEAR}"
    one, other = _start(found), _start(fetched)
    if one is None or other is None:
        return None
    if isinstance(one, datetime) and isinstance(other, datetime):
        late = one - LEAD > other
    else:
        late = _day(one) - LEAD > _day(other)
    return "after it was fetched" if late else None


def instant(found: str | None) -> datetime | None:
    """Return the moment of an RFC 3339 time; None of a day, and of what is none."""
    if not found or len(found) < len("2020-06-26T10:15:00Z") or "T" not in found:
        return None
    try:
        at = datetime.fromisoformat(found)
        return None if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _start(found: str | None) -> date | None:
    known = edtf.parse(found)
    return instant(found) or (known.first() if known is not None else None)


def _day(one: date) -> date:
    return one.date() if isinstance(one, datetime) else one
