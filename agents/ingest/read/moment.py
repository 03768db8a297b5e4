"""The dates that feeds write, to RFC 3339 in UTC where they can mean one moment only.

Everything else (a day, a time without a zone, a zone that is no one's alone) is returned as it was given:
cleaning knows what to make of it.
"""

import re
from datetime import UTC, datetime, timedelta, timezone

from agents.dates.names import month_number
from agents.dates.zones import ZONES

LONGEST = 100  # characters; what is longer is no date
_CLOCK = r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?"
_OFFSET = r"(?:GMT|UTC)?([+-])(\d\d):?(\d\d)?|([^\W\d_]{1,5})"
_ISO = re.compile(rf"(\d{{4}})-(\d\d?)-(\d\d?)[Tt ]{{1,2}}{_CLOCK} ?(?:{_OFFSET})")
# Mon, 06 May 2024 10:00:00 +0300, with any weekday, with hyphens, a year of two digits, no seconds.
_RFC822 = re.compile(
    rf"(?:[^\W\d_]{{1,15}}\.?,? )?(\d\d?)\.?[ -](?:de )?([^\W\d_]{{3,15}})\.?[ -](?:de )?(\d{{4}}|\d\d),? "
    rf"{_CLOCK} ?(?:{_OFFSET})(?: ?\([^()]*\))?"
)


def moment(text: str | None) -> str | None:
    """Return RFC 3339 in UTC where `text` is one moment, else `text` on one line; None where it is empty.

    >>> moment("Mon, 06 May 2024 10:00:00 MSK")
    '2024-05-06T07:00:00Z'
    """
    text = " ".join((text or "")[: 2 * LONGEST].split())[:LONGEST]
    if not text:
        return None
    if (iso := _ISO.fullmatch(text)) is not None:
        year, month, day, *rest = iso.groups()
        return _utc(int(year), int(month), int(day), rest) or text
    if (mail := _RFC822.fullmatch(text)) is not None:
        day, name, year, *rest = mail.groups()
        if (number := month_number(name)) is not None:
            return _utc(_full(year), number, int(day), rest) or text
    return text


def _full(year: str) -> int:
    """Return a year of two digits as RFC 5322 (4.3) reads it."""
    return int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 50 else 1900)


def _utc(year: int, month: int, day: int, rest: list[str | None]) -> str | None:
    hour, minute, second, sign, hours, minutes, name = rest
    if sign is not None:
        ahead = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    elif (known := ZONES.get((name or "").lower())) is not None:
        ahead = timedelta(hours=known)
    else:
        return None
    try:
        at = datetime(
            year,
            month,
            day,
            int(hour or 0),
            int(minute or 0),
            min(int(second or 0), 59),
            tzinfo=timezone(ahead),
        )  # fmt: skip - a leap second is the last of its minute
        return at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
    except (ValueError, OverflowError):
        return None
