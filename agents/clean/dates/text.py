"""The dates in a text itself: its date lines, its dateline, a day beside "said" in its first paragraphs."""

import re
from collections.abc import Iterable, Iterator

from agents import dates
from agents.clean.dates.elements import Reader
from agents.clean.dates.found import Found
from agents.clean.rules import Rules, fold
from agents.clean.sentence import words_of

NEAR = 60  # characters between a day and the verb of saying that makes it the day of the report
HEAD = 3000  # characters in which the first paragraphs are

_DATELINE = re.compile(r"[^.!?\n]{2,60}?,\s(?=\S)")


def in_lines(lines: Iterable[str], reader: Reader) -> Iterator[Found]:
    """Yield the dates of a text's date lines: "Published 26 June 2020, 14:05 BST | Updated 27 June 2020"."""
    for line in lines:
        yield from reader.line(" ".join(line.split()), "dateline")


def in_text(text: str, language: str | None, rules: Rules, by: str | None = None) -> Found | None:
    """Return the day of a text's dateline, else the one beside a verb of saying; the year may be unknown.

    `by` is the day on which a new article was out, where that is known: then a weekday says as much.
    """
    if (day := from_dateline(text, language)) is not None:
        return Found(day, "dateline")
    day = from_saying(text, language, rules) or (from_saying(text, language, rules, by) if by else None)
    return Found(day, "text") if day is not None else None


def from_dateline(text: str, language: str | None) -> str | None:
    """Return the day in "MOSCOW, October 28." at the start of a text: capitals, a comma, a day."""
    start = text[:120]
    place = _DATELINE.match(start)
    if place is None or not start[:3].replace(" ", "x").replace(".", "x").isupper():
        return None
    for found in dates.mentions(start, language, None):
        if found.start == place.end() and found.kind in ("full", "partial"):
            return found.date
    return None


def from_saying(text: str, language: str | None, rules: Rules, by: str | None = None) -> str | None:
    """Return the day beside a verb of saying in the first three lines: "said on June 27", EDTF `XXXX-06-27`;
    with `by` that of a weekday instead, the last one up to that day and in its month: "said on Friday".

    A day with its year is of another event more often than of the report.
    """
    head = "\n".join(text[:HEAD].split("\n")[:3])
    for found in dates.mentions(head, language, by):
        if found.kind != ("weekday" if by else "partial") or (by and found.date[:7] != by[:7]):
            continue
        before = head[max(found.start - NEAR, 0) : found.start]
        after = head[found.end : found.end + NEAR]
        if any(fold(word) in rules.said for word in words_of(before) + words_of(after)):
            return found.date
    return None
