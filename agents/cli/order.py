"""When an item was published, and the order and the clock that follow from it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Protocol, TypeVar

from agents import edtf

# The clock of a replay that does not go by dates. It lies ahead of any article, so that no date is in
# its future, and far from any, so that a date taken from it would be seen to be wrong.
STANDSTILL = datetime(2100, 1, 1, tzinfo=UTC)
# No time of publication: a slip of the pen (2203, 9999) must not move the clock of all that follow.
_END = STANDSTILL
_START = datetime(1970, 1, 1, tzinfo=UTC)  # Kafka's timestamps begin here, and so do the ticks
_LONGEST = 64  # characters of a date; email's parser is not meant for more
_DAY = timedelta(days=1)


class Dated(Protocol):
    """What has a date of publication, as its source wrote it."""

    @property
    def published(self) -> str | None:
        """The date: a time, a day, a month, a year, or None."""


T = TypeVar("T", bound=Dated)


def moment(published: str | None) -> datetime | None:
    """Return when that is: of a partial date its period's start, of a time without a zone UTC.

    None where nothing, no date, a date without a year or one after 2099 is given.
    """
    if not published or len(published) > _LONGEST:
        return None
    partial = edtf.parse(published) if "T" not in published else None
    if partial is not None:
        first = partial.first()
        found = datetime(first.year, first.month, first.day) if first else None  # noqa: DTZ001 - set below
    else:
        found = _time(published.strip())
    if found is None:
        return None
    try:
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except OverflowError:  # the first and the last day of all
        return None
    return found if found < _END else None


def by_date(items: Sequence[T]) -> list[tuple[datetime | None, T]]:
    """Return the items with their moments, stably sorted by them, those without one last."""
    dated = [(moment(item.published), item) for item in items]
    return sorted(dated, key=lambda one: (one[0] is None, one[0] or _START))


def days_between(before: datetime | None, after: datetime) -> Iterator[datetime]:
    """Yield each midnight after `before` up to and with `after`; none where there is no before."""
    if before is None:
        return
    day = max(before, _START).replace(hour=0, minute=0, second=0, microsecond=0) + _DAY
    while day <= after:
        yield day
        day += _DAY


def _time(text: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):  # ISO 8601, then RFC 5322 as in feeds
        try:
            return read(text)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None
