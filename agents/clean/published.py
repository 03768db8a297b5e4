"""When an article was published: as the source says, as the page says, as the text says.

The result is an EDTF day, month or year, or an RFC 3339 time in UTC. A date that cannot be is left
out and named in `repairs`: before 1990 or after 2100, or later than the article was fetched.
"""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from agents import dates, edtf
from agents.clean.lines import words_of
from agents.clean.rules import Rules, fold

FIRST_YEAR, LAST_YEAR = 1990, 2100  # online news is not older; 1970 is an empty clock
LEAD = timedelta(days=2)  # that a date may lie after the fetch: clocks and time zones

_URL_DAY = re.compile(r"(?<![\d])((?:19|20)\d\d)([/-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/")
_ZONE = re.compile(r"(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(?:UTC|GMT|([+-]\d{2}:?\d{2}))\Z")
_DATELINE = re.compile(r"[^.!?\n]{2,60}?,\s(?=\S)")
NEAR = 60  # characters between a day and the verb of saying that makes it the day of the report


def given(value: str | None, field: str, fetched: str | None, repairs: list[str]) -> str | None:
    """Return the date that a source wrote in any usual form, or None; `repairs` says why not."""
    text = " ".join((value or "").split())[:100]
    if not text:
        return None
    try:
        found = _parse(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        found = None
    if found is None:
        repairs.append(f"{field}: {text[:40]} is no date, left out")
    elif not _possible(found, fetched):
        repairs.append(f"{field}: {text[:40]} is impossible, left out")
        return None
    return found


def from_url(url: str | None) -> str | None:
    """Return the day, else the month, that stands in the path of a URL (`/2020/06/26/`)."""
    path = (url or "").split("?")[0].split("#")[0][:2000]
    for found in _URL_DAY.finditer(path):
        day = f"{found[1]}-{found[3]}-{found[4]}"
        if edtf.parse(day) is not None and _possible(day, None) and (found[2] or _bare(path, found)):
            return day
    month = _URL_MONTH.search(path)
    return f"{month[1]}-{month[2]}" if month and _possible(month[1], None) else None


def from_dateline(text: str, language: str | None) -> str | None:
    """Return the day in "MOSCOW, October 28." at the start of a text: capitals, a comma, a day."""
    start = text[:120]
    place = _DATELINE.match(start)
    if place is None or not start[:3].replace(" ", "x").replace(".", "x").isupper():
        return None
    for found in dates.mentions(start, language, None):
        if found.start == place.end() and found.kind in ("full", "partial"):
            return found.date if _possible(found.date, None) else None
    return None


def from_text(text: str, language: str | None, rules: Rules) -> str | None:
    """Return the day beside a verb of saying in the first two paragraphs: "said on June 27"."""
    head = "\n".join(text[:3000].split("\n")[:3])
    for found in dates.mentions(head, language, None):
        if found.kind != "partial":
            continue
        before = head[max(found.start - NEAR, 0) : found.start]
        after = head[found.end : found.end + NEAR]
        if any(fold(word) in rules.said for word in words_of(before) + words_of(after)):
            return found.date
    return None


def joined(first: str | None, second: str | None) -> str | None:
    """Return what two dates know together where they agree, else the first."""
    one, other = edtf.parse(first), edtf.parse(second)
    if one is None or other is None or one.full or not edtf.agree(one, other):
        return first if first is not None else second
    return str(edtf.merge(one, other))


def _parse(text: str) -> str | None:
    if (date := edtf.parse(text)) is not None and "T" not in text:
        return str(date)
    if text.isdecimal() and len(text) in (10, 13):
        seconds = int(text) / (1000 if len(text) == 13 else 1)
        return _utc(datetime.fromtimestamp(seconds, UTC))
    iso = _ZONE.sub(lambda m: m[1] + (m[2] or "Z"), text)
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return _in_words(text)
    if moment.tzinfo is None and (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.date().isoformat()  # a day, written as a time
    return _utc(moment)


def _in_words(text: str) -> str | None:
    try:
        return _utc(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError):
        pass  # not RFC 2822: a day in words or digits is looked for
    for language in ("en", "ru", "de", "fr", "pl", "es", "it", "tr", "uk", "pt", "ar"):
        for found in dates.mentions(text, language, None):
            if found.kind in ("full", "month"):
                return found.date
    return None


def _utc(moment: datetime) -> str:
    """Return RFC 3339 in UTC; a time without a zone is taken for UTC, as RFC 2822 does with -0000."""
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _possible(found: str, fetched: str | None) -> bool:
    date = edtf.parse(found)
    if date is None or (date.year is not None and not FIRST_YEAR <= date.year <= LAST_YEAR):
        return False
    first, known = date.first(), edtf.parse(fetched)
    if first is None or known is None or not known.full:
        return True
    last = known.first()
    return last is None or first - LEAD <= last


def _bare(path: str, found: re.Match[str]) -> bool:
    """Return whether eight digits in a row stand alone between marks, as a day does and an id may not."""
    return path[found.start() - 1 : found.start()] in ("/", "-", "_") and path[
        found.end() : found.end() + 1
    ] in ("/", "-", "_", ".", "")
