"""Signs by which a line of a scraped text is known: a date, a caption, a headline."""

import re
from functools import cache

from agents import dates, edtf
from agents.clean.agency import agency_names
from agents.clean.rules import Rules, fold
from agents.dates.words import words

SHORT = 120  # characters of a date line
CAPTION = 400  # characters of a caption

_STOP = re.compile(r"[.!?…。؟][\"'”’»)\]*]{0,3}\Z")
_URL = re.compile(r"\W{0,3}https?://\S+\W{0,3}\Z")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?\b|\b[+-]\d{2}:?\d{2}\b")
_COPYRIGHT = re.compile(r"(?:©|\([cC]\))[^.!?]{0,60}\Z")
_PREFIX = re.compile(
    r"\W{0,5}(?:[^\W\d_]{1,20}\W{1,3}){0,2}?((?:19|20)\d\d-\d\d-\d\d)"
    r"(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?[\s|,:–—-]{1,5}"
)


def is_prose(line: str) -> bool:
    """Return whether `line` ends as a sentence ends."""
    return _STOP.search(line[-8:]) is not None


def is_url(line: str) -> bool:
    """Return whether `line` is a URL and nothing else."""
    return len(line) <= 2000 and _URL.match(line) is not None


def words_of(line: str) -> list[str]:
    """Return the words of `line`, as they are written."""
    return _WORD.findall(line)


def date_prefix(line: str, rules: Rules) -> tuple[str, int] | None:
    """Return the day that a scraper left before the first words, and where these begin."""
    found = _PREFIX.match(line[:80])
    if found is None or edtf.parse(found[1]) is None or found.end() >= len(line):
        return None
    labels = {fold(word) for word in words_of(line[: found.start(1)])}
    return (found[1], found.end()) if labels <= rules.dateline else None


def date_line(line: str, language: str | None, rules: Rules) -> str | None:
    """Return the day of a line that holds a day and nothing else (a clock time, "updated"), as EDTF."""
    if len(line) > SHORT or not any(c.isdecimal() for c in line):
        return None
    found = [m for m in dates.mentions(line, language, None) if m.kind == "full"]
    if not found:
        return None
    rest = line
    for one in reversed(found):
        rest = rest[: one.start] + " " + rest[one.end :]
    left = {fold(word) for word in words_of(_CLOCK.sub(" ", rest))}
    known = left <= rules.dateline | _weekdays(language)
    return found[0].date if known and not any(c.isdecimal() for c in _CLOCK.sub(" ", rest)) else None


def is_caption(line: str, language: str | None, rules: Rules, *, early: bool) -> bool:
    """Return whether `line` describes a picture.

    It ends in a credit (Name Surname/AGENCY, © …), or, before the first paragraph (`early`), it is one
    sentence in the present tense of pictures with a full date at its end.
    """
    if len(line) > CAPTION:
        return False
    tail = line[-100:]
    if ("/" in tail and _credit().search(tail)) or _COPYRIGHT.search(tail):
        return True
    words = [fold(word) for word in words_of(line)] if early else []
    if not rules.poses.intersection(words) or any(word in rules.said for word in words):
        return False
    found = dates.mentions(line, language, None)
    return bool(found) and found[-1].kind == "full" and not line[found[-1].end :].strip(" .*")


def is_signpost(line: str) -> bool:
    """Return whether `line` only names a section or a keyword, or a row of them: "World / Europe"."""
    parts = re.split(r"[|/>»›·•]", line) if len(line) <= 80 else [line]
    return len(line) <= 80 and not is_prose(line) and all(len(words_of(part)) <= 2 for part in parts)


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
def _credit() -> re.Pattern[str]:
    name = r"[^\W\d_][\w.'’-]{0,30}"
    return re.compile(
        rf"(?:{name} ){{0,3}}{name} ?/ ?(?:{agency_names()}|Getty(?: Images)?|EPA|Pool)\W{{0,4}}\Z"
    )


@cache
def _weekdays(language: str | None) -> frozenset[str]:
    known = words(language) if language else None
    if known is None:
        return frozenset()
    return frozenset(
        t for terms in known.terms.values() for term in terms if term.role == "weekday" for t in term.tokens
    )
