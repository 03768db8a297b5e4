"""Dates that may lack parts, as EDTF strings (ISO 8601-2, levels 0 and 1, the part that news needs).

`2020-06-26`, `2020-06`, `2020`, `XXXX-06-26` (the year is not known), `XXXX-06`. A time of day
(`2020-06-26T10:00:00Z`) is read as its day.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_FORM = re.compile(r"(\d{4}|XXXX)(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?\Z", re.ASCII)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date with what is known of it; a day without a month does not occur."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = ["XXXX" if self.year is None else f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def precision(self) -> str:
        """Return `day`, `month` or `year`."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def full(self) -> bool:
        """Return whether year, month and day are all known."""
        return self.year is not None and self.day is not None

    def first(self) -> date | None:
        """Return the first day of the period; None where the year is not known."""
        return None if self.year is None else date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date | None:
        """Return the last day of the period; None where the year is not known."""
        if self.year is None:
            return None
        if self.day:
            return self.first()
        month = self.month or 12
        if (self.year, month) == (9999, 12):
            return date.max
        return date(self.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def parse(text: str | None) -> Edtf | None:
    """Return the date in `text`, or None where it is none that exists."""
    found = _FORM.match(text) if text else None
    if found is None:
        return None
    year = None if found[1] == "XXXX" else int(found[1])
    month = int(found[2]) if found[2] else None
    day = int(found[3]) if found[3] else None
    if (year is None and month is None) or year == 0:
        return None
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None:
        assert month is not None
        if not 1 <= day <= _DAYS[month - 1]:
            return None
        if year is not None and (month, day) == (2, 29) and not _leap(year):
            return None
    return Edtf(year, month, day)


def agree(one: Edtf | None, other: Edtf | None) -> bool:
    """Return whether both can be the same day: parts that are missing agree with anything."""
    if one is None or other is None:
        return True
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    if not all(a is None or b is None or a == b for a, b in pairs):
        return False
    return parse(str(merge(one, other))) is not None  # XXXX-02-29 and 2021 make no day


def merge(one: Edtf | None, other: Edtf | None) -> Edtf | None:
    """Return what two dates that agree know together: `XXXX-06-26` and `2020` are 2020-06-26."""
    if one is None or other is None:
        return one or other
    year = one.year if one.year is not None else other.year
    month = one.month if one.month is not None else other.month
    day = one.day if one.day is not None else other.day
    return Edtf(year, month, day)


def apart(one: Edtf, other: Edtf) -> int | None:
    """Return the days between two periods, 0 where they meet; None where a year is not known."""
    a, b, c, d = one.first(), one.last(), other.first(), other.last()
    if a is None or b is None or c is None or d is None:
        return None
    return max((c - b).days, (a - d).days, 0)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
