"""A date as somebody wrote it, for machines or for people, to EDTF or to an RFC 3339 time."""

import re
from datetime import UTC, datetime, timedelta

from agents import edtf
from agents.clean.dates.clock import CLOCK, clock_of, moment
from agents.clean.dates.words import SHORT, days

_EPOCH = re.compile(r"\d{10}(?:\d{3})?", re.ASCII)
_ISO = re.compile(
    r"(?P<y>\d{4})(?P<s>[-/.]?)(?P<m>\d\d?)(?P=s)(?P<d>\d\d?)"
    r"(?:[Tt ]{1,2}(?P<clock>\d\d:\d\d.{0,40}|\d{4,6}(?:[Zz]|[+-]\d{4})?))?",
    re.ASCII,
)
_PACKED = re.compile(r"\A(\d\d)(\d\d)(\d\d)?", re.ASCII)


def read(
    text: str | None, language: str | None = None, *, country: str | None = None, month_first: bool = False
) -> str | None:
    """Return the date in `text`, or None where there is none: EDTF day, month or year, or a time.

    A time keeps the zone that it was written in (`2020-06-26T14:05:00+02:00`); its first ten characters
    are the day where it was written. A time without a zone is no moment: the day is what is left of it.
    Never raises.
    """
    text = " ".join((text or "")[: 2 * SHORT].split())[:SHORT]
    if not any(c.isdecimal() for c in text):
        return None
    if (known := edtf.parse(text)) is not None and "T" not in text:
        return str(known)
    try:
        if _EPOCH.fullmatch(text):
            return _epoch(int(text) / (1000 if len(text) == 13 else 1))
        if (iso := _ISO.fullmatch(text)) is not None and (iso["s"] or len(iso["m"] + iso["d"]) == 4):
            day = f"{iso['y']}-{int(iso['m']):02}-{int(iso['d']):02}"
            if edtf.parse(day):
                return _timed(day, _PACKED.sub(_colons, iso["clock"] or "", count=1), country)
    except (ValueError, OverflowError, OSError):  # the first and the last day of all, and clocks beyond
        return None
    return _printed(text, language, country, month_first)


def _epoch(seconds: float) -> str:
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds))
    return at.isoformat().replace("+00:00", "Z")


def _colons(found: re.Match[str]) -> str:
    return ":".join(part for part in found.groups() if part)


def _timed(day: str, clock: str, country: str | None) -> str:
    hour, minute, second, ahead = (clock_of(clock, country) if clock else None) or (0, 0, 0, None)
    return day if ahead is None else moment(day, hour, minute, second, ahead)


def _printed(text: str, language: str | None, country: str | None, month_first: bool) -> str | None:
    found = next(days(text, language, month_first=month_first), None)
    if found is None:  # the clock stands within the date: Fri Jun 26 10:15:00 CEST 2020
        without = CLOCK.sub(lambda m: " " if m["m"] and m["mark"] == ":" else m[0], text)
        found = next(days(without, language, month_first=month_first), None)
        return None if found is None else _safely(found.date, text, country)
    rest = f"{text[: found.start]} {text[found.end :]}"
    return _safely(found.date, rest, country)


def _safely(day: str, rest: str, country: str | None) -> str:
    if len(day) < len("2020-06-26"):
        return day
    try:
        return _timed(day, rest, country)
    except (ValueError, OverflowError):
        return day
