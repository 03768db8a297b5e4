"""The date in the path of a URL: /2020/06/26/, 2020-06-26, 20200626, /2020/jun/26/; else its month."""

import re

from agents import edtf
from agents.clean.dates.possible import fault
from agents.dates.names import month_number

LONGEST = 2000  # characters of a URL that are looked at

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_.-]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)", re.ASCII)
_DAY_LAST = re.compile(
    r"[/_-](0?[1-9]|[12]\d|3[01])([/_.-])(0?[1-9]|1[0-2])\2((?:19|20)\d\d)(?=[/_.-]|\Z)", re.ASCII
)
_NAMED = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/(\d\d?)(?=/|\Z)", re.ASCII | re.IGNORECASE)
_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?=/|\Z)", re.ASCII)


def from_url(url: str | None) -> str | None:
    """Return the day, else the month, that stands in the path of a URL, in EDTF, or None."""
    path = (url or "")[:LONGEST].split("?")[0].split("#")[0]
    for found in _DAY.finditer(path):
        year, mark, month, day = found.groups()
        if not mark and not (len(month + day) == 4 and _bare(path, found)):
            continue
        if date := _real(year, int(month), int(day)):
            return date
    for found in _NAMED.finditer(path):
        if (number := month_number(found[2], "en")) and (date := _real(found[1], number, int(found[3]))):
            return date
    for found in _DAY_LAST.finditer(path):
        if date := _real(found[4], int(found[3]), int(found[1])):
            return date
    month = _MONTH.search(path)
    return f"{month[1]}-{month[2]}" if month and fault(month[1], None) is None else None


def _real(year: str, month: int, day: int) -> str | None:
    date = f"{year}-{month:02}-{day:02}"
    return date if edtf.parse(date) is not None and fault(date, None) is None else None


def _bare(path: str, found: re.Match[str]) -> bool:
    """Return whether eight digits in a row stand alone between marks, as a day does and an id may not."""
    before, after = path[found.start() - 1 : found.start()], path[found.end() : found.end() + 1]
    return before in ("/", "-", "_") and after in ("/", "-", "_", ".", "")
