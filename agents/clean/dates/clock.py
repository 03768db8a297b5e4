"""The time of day beside a date, and the zone that it is told in."""

import re
from datetime import UTC, datetime, timedelta, timezone

from agents.dates.zones import hours_of

# 14:05:09.123, 14h05, 2:05 p.m., and behind it Z, +02:00, GMT+2, CEST.
_TIME = r"(?P<h>[012]?\d)(?:(?P<mark>[:.٫]| ?h ?)(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d|60)(?:[.,]\d{1,9})?)?)?"
_HALF = r"(?: ?(?P<half>[ap]\.?m\b\.?))?"
_OFFSET = r"(?:GMT|UTC)?(?P<sign>[+\-−])(?P<zh>\d\d?)(?::?(?P<zm>[0-5]\d))?(?!\d)"
CLOCK = re.compile(
    rf"(?<![\d:.,/-]){_TIME}{_HALF}(?: ?(?:{_OFFSET}|\(?(?P<name>[^\W\d_]{{1,5}})\b))?", re.IGNORECASE
)
_HOUR_WORDS = ("uhr", "h", "hrs", "saat")  # which only close the time


def clock_of(text: str, country: str | None = None) -> tuple[int, int, int, float | None] | None:
    """Return hour, minute, second and hours ahead of UTC (None: not said) of the first time in `text`.

    A number alone is none; 14.05 is one only before "Uhr" or the like, or a zone.
    """
    for found in CLOCK.finditer(text):
        hour, half, name = int(found["h"]), (found["half"] or "").lower(), (found["name"] or "").lower()
        if (found["m"] is None and not half) or hour > 23 or (half and not 1 <= hour <= 12):
            continue
        ahead = _ahead(found, country)
        if found["mark"] == "." and ahead is None and name not in _HOUR_WORDS:
            continue
        if half:
            hour = hour % 12 + (12 if half.startswith("p") else 0)
        return hour, int(found["m"] or 0), min(int(found["s"] or 0), 59), ahead
    return None


def _ahead(found: re.Match[str], country: str | None) -> float | None:
    if found["sign"]:
        hours = int(found["zh"]) + int(found["zm"] or 0) / 60
        return (hours if found["sign"] == "+" else -hours) if hours <= 14 else None
    return hours_of(found["name"], country) if found["name"] else None


def moment(day: str, hour: int, minute: int, second: int, ahead: float) -> str:
    """Return RFC 3339 in the zone that was given: `2020-06-26T14:05:00+01:00`, in UTC with a Z."""
    offset = timezone(timedelta(hours=ahead)) if ahead else UTC
    year, month, date = map(int, day.split("-"))
    at = datetime(year, month, date, hour, minute, second, tzinfo=offset)
    return at.isoformat().replace("+00:00", "Z")
