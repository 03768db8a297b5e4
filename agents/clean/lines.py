"""Signs by which a line of a scraped text is known: a date, a headline, the name of a section."""

import re
from functools import cache

from agents import dates, edtf
from agents.clean.rules import Rules, fold
from agents.clean.sentence import is_prose, words_of
from agents.dates.words import words

SHORT = 120  # characters of a date line
POST = 80  # characters of a row of names
STAMP = 40  # characters of a line that is a time of day

_DIGIT = re.compile(r"\d")
_URL = re.compile(r"\W{0,3}https?://\S+\W{0,3}\Z")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?\b|\b[+-]\d{2}:?\d{2}\b")
_ROW = re.compile(r"[|/>»›·•]")
_PREFIX = re.compile(
    r"\W{0,5}(?:[^\W\d_]{1,20}\W{1,3}){0,2}?((?:19|20)\d\d-\d\d-\d\d)"
    r"(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?[\s|,:–—-]{1,5}"
)


def is_url(line: str) -> bool:
    """Return whether `line` is a URL and nothing else."""
    return len(line) <= 2000 and _URL.match(line) is not None


def date_prefix(line: str, rules: Rules) -> tuple[str, int] | None:
    """Return the day that a scraper left before the first words, and where these begin."""
    found = _PREFIX.match(line[:80])
    if found is None or edtf.parse(found[1]) is None or found.end() >= len(line):
        return None
    labels = {fold(word) for word in words_of(line[: found.start(1)])}
    return (found[1], found.end()) if labels <= rules.dateline else None


def date_line(line: str, language: str | None, rules: Rules) -> str | None:
    """Return the day of a line that holds a day and nothing else (a clock time, "updated"), as EDTF."""
    if len(line) > SHORT or not _DIGIT.search(line):
        return None
    found = [m for m in dates.mentions(line, language, None) if m.kind == "full"]
    if not found:
        return None
    rest = line
    for one in reversed(found):
        rest = rest[: one.start] + " " + rest[one.end :]
    left = {fold(word) for word in words_of(_CLOCK.sub(" ", rest))}
    known = left <= rules.dateline | _weekdays(language)
    return found[0].date if known and not _DIGIT.search(_CLOCK.sub(" ", rest)) else None


def is_stamp(line: str, language: str | None, rules: Rules) -> bool:
    """Return whether `line` is a time of day and nothing else: the stamp of a ticker's entry."""
    if len(line) > STAMP or not _DIGIT.search(line) or not _CLOCK.search(line):
        return False
    rest = _CLOCK.sub(" ", line)
    left = {fold(word) for word in words_of(rest)}
    sure = bool(left) or ":" in line  # 10.30 alone may be a price
    return sure and left <= rules.dateline | _weekdays(language) and not _DIGIT.search(rest)


def is_signpost(line: str) -> bool:
    """Return whether `line` only names a section or a keyword, or a row of them: "World / Europe"."""
    return (
        len(line) <= POST and not is_prose(line) and all(len(words_of(part)) <= 2 for part in parts_of(line))
    )


def parts_of(line: str) -> list[str]:
    """Return the parts of a row of names: "World", "Europe"."""
    return [part.strip() for part in _ROW.split(line)]


def is_headline(line: str) -> bool:
    """Return whether `line` could be a headline: short, of some words, not ending as a sentence ends."""
    words = words_of(line)
    if not 3 <= len(words) <= 30 or len(line) > 200:
        return False
    first = line.lstrip("\"'“„«‘([*¿¡ ")[:1]
    if first.islower() or line.rstrip().endswith((":", ";", ",", "...")):
        return False
    return not is_prose(line) or (line.rstrip()[-1] in "?!" and len(words) <= 20)


def title_case(line: str) -> bool:
    """Return whether `line` is written as English headlines are: nearly every long word capitalised."""
    long = [word for word in words_of(line) if len(word) > 3]
    return len(long) >= 4 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


@cache
def _weekdays(language: str | None) -> frozenset[str]:
    known = words(language) if language else None
    if known is None:
        return frozenset()
    return frozenset(
        fold(token)
        for terms in known.terms.values()
        for term in terms
        if term.role == "weekday"
        for token in term.tokens
    )
