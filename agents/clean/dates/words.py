"""A date in a line of its own, in the words or digits of any supported language.

Unlike `agents.dates`, which finds dates in running text, a line here is known to be about a date: a
published label, a `<time>`, a class "date". So short years (26.06.20) and any language's months count.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agents import edtf
from agents.dates.names import month_number

_DAY = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th|er|ère|º|ª|°|-?го|-?є|-?й)?"
_MONTH = r"(?P<m>[^\W\d_]{3,15}(?: (?:الأول|الاول|الثاني))?)\.?"
_YEAR = r"(?P<y>(?:1[89]|20|21)\d\d)(?!\d)"
_GAP = r"[\s.,،/_-]{1,3}"
_OF = r"(?:(?i:of|de|del|di|d')\s?)?"
_WRITTEN = tuple(
    map(
        re.compile,
        (
            rf"(?<!\d){_DAY}(?:{_GAP}){_OF}{_MONTH}{_GAP}{_OF}{_YEAR}",  # 26. Juni 2020, 26 de junio de 2020
            rf"(?<![^\W\d_]){_MONTH}{_GAP}{_DAY}{_GAP}{_YEAR}",  # June 26, 2020
            rf"(?<!\d){_YEAR}{_GAP}{_MONTH}{_GAP}{_DAY}(?!\d)",  # 2020 June 26
            rf"(?<![^\W\d_]){_MONTH}{_GAP}{_OF}{_YEAR}",  # June 2020
        ),
    )
)
_DAY_BEFORE = re.compile(r"\d\D{1,5}\Z")
_DIGITS = re.compile(
    r"(?<![\d.,:/-])(?:"
    r"(?P<y>(?:1[89]|20|21)\d\d)(?P<s>[-./])(?P<m>\d\d?)(?P=s)(?P<d>\d\d?)"
    r"|(?P<a>\d\d?)(?P<t>[-./])(?P<b>\d\d?)(?P=t)(?P<z>(?:1[89]|20|21)\d\d|\d\d)"
    r")(?!\d|[-/.]\d)"
)
SHORT = 200  # characters of a line that is looked at


@dataclass(frozen=True, slots=True)
class Day:
    """A date in a line: `line[start:end]`; `other` is the second reading of 03/04/2020."""

    start: int
    end: int
    date: str  # EDTF day or month
    other: str | None = None


def days(line: str, language: str | None, *, month_first: bool = False) -> Iterator[Day]:
    """Yield the full dates (else months with a year) of the first 200 characters, in order."""
    line = _ascii_digits(line[:SHORT])
    end = 0
    for one in sorted([*_worded(line, language), *_numeric(line, month_first)], key=_place):
        if one.start >= end:
            yield one
            end = one.end


def _place(day: Day) -> tuple[int, int]:
    return day.start, -day.end


def _ascii_digits(line: str) -> str:
    return line if line.isascii() else "".join(str(int(c)) if c.isdecimal() else c for c in line)


def _worded(line: str, language: str | None) -> Iterator[Day]:
    for form in _WRITTEN:
        place = 0
        while found := form.search(line, place):
            parts = found.groupdict()
            number, day = month_number(parts["m"], language), parts.get("d")
            date = f"{parts['y']}-{number or 0:02}" + (f"-{int(day):02}" if day else "")
            real = number is not None and edtf.parse(date) is not None
            if day is None and _DAY_BEFORE.search(line[max(found.start() - 6, 0) : found.start()]):
                real = False  # 31 June 2020 is not all of June
            if real:
                yield Day(found.start(), found.end(), date)
            place = found.end() if real else found.start() + 1


def _numeric(line: str, month_first: bool) -> Iterator[Day]:
    for found in _DIGITS.finditer(line):
        if found["y"]:
            readings = [(found["y"], found["m"], found["d"])]
        else:
            year = found["z"] if len(found["z"]) == 4 else _century(found["z"])
            readings = [(year, found["b"], found["a"]), (year, found["a"], found["b"])]
            if month_first and found["t"] != "-":
                readings.reverse()
        real = [f"{y}-{int(m):02}-{int(d):02}" for y, m, d in readings]
        real = [one for one in dict.fromkeys(real) if edtf.parse(one)]
        if real:
            open_order = len(real) > 1 and (found["t"] == "/" or month_first)  # 3.4.2020 is read in one way
            yield Day(found.start(), found.end(), real[0], real[1] if open_order else None)


def _century(year: str) -> str:
    """Return the year of two digits: the web begins in 1990."""
    return ("19" if int(year) >= 90 else "20") + year
