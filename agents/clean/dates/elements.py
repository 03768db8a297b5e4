"""The dates that a page marks up or shows in its body: `<time>`, microdata, microformats, short lines.

A page has many: those of other articles, of comments, of events. What counts is marked as publication,
or stands with the headline. One element may give several dates ("published …, updated …").
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from agents.clean.dates.found import Found, Role, Source
from agents.clean.dates.headline import is_elsewhere, text_of
from agents.clean.dates.labels import BEFORE, label_of
from agents.clean.dates.words import days
from agents.clean.dates.written import read

SHORT = 150  # characters of a line beside which a date is the article's own

_SILENT = frozenset({"script", "style", "noscript", "option", "title", "meta", "select"})
_YEAR = re.compile(r"\d(?:\d{3}|\d?[./]\d\d?[./]\d\d)")  # begins with what is quickly passed over
_MARKED = re.compile(
    r"datepublished|datecreated|dateposted|dt-published|\bpublished\b|pubdate|entry-date|entry-time|post-date"
    r"|posted-on|publish(?:ed)?[-_]?(?:date|time|on)|date-?published|article[-_]+date|first-?published",
    re.IGNORECASE,
)
_MODIFIED = re.compile(r"datemodified|dateupdated|dt-updated|\bupdated\b|modified|lastmod", re.IGNORECASE)
_DATED = re.compile(
    r"(?<![a-z])(?:date|datum|fecha|data|datetime|timestamp|dateline|created|posted|publish\w*|meta|byline"
    r"|article-?info|post-?info|time|parution|submitted|stand|autor|author)(?![a-z])|[a-z]Date\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reader:
    """How a page writes its dates: its language and country, and whether 06/26 is its order."""

    language: str | None = None
    country: str | None = None
    month_first: bool = False

    def read(self, written: str | None) -> str | None:
        """Return the date in `written`, as `dates.written.read` does."""
        return read(written, self.language, country=self.country, month_first=self.month_first)

    def line(self, line: str, source: Source = "line") -> Iterator[Found]:
        """Yield the dates of one line, each with what the line says that it is the date of."""
        for _, found in self.labelled(line, source):
            yield found

    def labelled(self, line: str, source: Source = "line") -> Iterator[tuple[bool, Found]]:
        """Yield whether a word of publication or of change stands beside it, and the date, as `line` does."""
        end = 0
        for one in days(line, self.language, month_first=self.month_first):
            label = label_of(line, one.start, one.end, end)
            end = one.end
            if label == "other" or len(one.date) < len("2020-06-26"):
                continue
            written = self.read(line[one.start : one.end + 40]) or one.date
            role: Role = "modified" if label == "modified" else "published"
            yield label is not None, Found(written, source, role, one.other)


def in_elements(elements: Iterable[Any], reader: Reader) -> Iterator[tuple[bool, Found]]:
    """Yield the dates in `elements`, in their order, and whether each is marked as the article's own."""
    for one in elements:
        tag = one.tag
        if not isinstance(tag, str) or tag in _SILENT:
            continue
        marks = _marks(one) if one.attrib else ""
        exact = _exact(one, marks, reader) if marks or tag in ("time", "abbr") else None
        if exact is not None:
            yield exact
            continue
        whole = tag == "time" or (marks and _dated(marks))
        for line, own in ((text_of(one, 2 * SHORT) if whole else one.text, True), (one.tail, False)):
            if not line or _YEAR.search(line, 0, 2 * SHORT) is None:
                continue
            short = " ".join(line.split())
            if len(short) <= SHORT and not is_elsewhere(one):
                source: Source = "time" if tag == "time" and own else "line"
                for said, found in reader.labelled(short, source):
                    yield (True, found) if said else _marked(found, marks if own else "")


def _marks(one: Any) -> str:
    return " ".join(filter(None, (one.get("itemprop"), one.get("class"), one.get("id"))))[:300]


@lru_cache(maxsize=4096)
def _dated(marks: str) -> bool:
    """Return whether an element so marked is for a date; pages use few classes again and again."""
    return _DATED.search(marks) is not None


def _exact(one: Any, marks: str, reader: Reader) -> tuple[bool, Found] | None:
    """Return the date that an element gives to machines in an attribute, where it is one for dates."""
    if one.tag not in ("time", "abbr") and "date" not in (one.get("itemprop") or "").lower():
        return None
    written = one.get("datetime") or one.get("content") or (one.get("title") if one.tag == "abbr" else None)
    date = reader.read(written) if written else None
    if date is None or is_elsewhere(one):
        return None
    published = one.get("pubdate") is not None or _MARKED.search(marks) is not None
    changed = not published and (_MODIFIED.search(marks) is not None or _said_before(one) == "modified")
    return published or changed, Found(date, "time", "modified" if changed else "published")


def _said_before(one: Any) -> str | None:
    """Return what the words right before an element say of its date: "Updated: <time …>"."""
    before, parent = one.getprevious(), one.getparent()
    said = before.tail if before is not None else parent.text if parent is not None else None
    last = (said or "")[-BEFORE:]
    return label_of(last, len(last), len(last))


def _marked(found: Found, marks: str) -> tuple[bool, Found]:
    """Return whether the marks of its element make a date the article's own, and that of what they say."""
    if not marks:
        return False, found
    published = _MARKED.search(marks) is not None
    if not published and found.role == "published" and _MODIFIED.search(marks):
        return True, replace(found, role="modified")
    return published or _dated(marks), found
