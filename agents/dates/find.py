"""The way through a text: every word and every date in digits, then the longer where two overlap."""

import re
from collections.abc import Iterator
from dataclasses import replace

from agents import edtf
from agents.dates.mention import Mention
from agents.dates.months import month_date, year_alone
from agents.dates.numeric import numeric
from agents.dates.relative import counted, weekday
from agents.dates.resolve import exists
from agents.dates.row import Row
from agents.dates.words import Term, Words, words
from agents.edtf import Edtf

PIECE = 20_000  # characters looked at in one go, so that memory stays bounded on any text

_OF = re.compile(r",?\s(?:(?:of|de|des|del|do)\s|dell['’])?")  # between a day and its year in words
_DAY_AND_DATE = re.compile(r",?\s{0,2}(?:(?:dem|den|le|el|il|the|dia|día)\s)?")  # Friday, the 26th of June


def mentions(text: str, language: str | None, reference: str | None) -> list[Mention]:
    """Return the dates named in `text`, in order, without overlap.

    `language` is ISO 639-1; where no words of it are known, only dates in digits are found.
    `reference` is the day of publication in EDTF (or less: `2020-06`, `2020`). Relative words and
    weekdays need a full day and are left out otherwise. Takes time linear in the text.
    """
    known = words(language) if language else None
    day = edtf.parse(reference)
    day = exists(day) if day else None
    return [
        replace(found, start=found.start + offset, end=found.end + offset)
        for offset, piece in _pieces(text)
        for found in _disjoint(piece, [*numeric(piece), *_worded(piece, known, day)])
    ]


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while start < len(text):
        end = start + PIECE
        if end < len(text):
            cut = max(text.rfind("\n", start, end), text.rfind(" ", start, end))
            end = cut if cut > start else end
        yield start, text[start:end]
        start = end


def _disjoint(text: str, found: list[Mention]) -> Iterator[Mention]:
    """Yield mentions in order: the longer where two overlap, "Friday, June 26" as one."""
    held: Mention | None = None
    for one in sorted(found, key=lambda m: (m.start, -m.end)):
        if held is None:
            held = one
        elif one.start >= held.end:
            if (year := _its_year(text, held, one)) is not None:
                held = year
            elif _same_day(held, one) and _DAY_AND_DATE.fullmatch(
                text[held.end : min(one.start, held.end + 9)]
            ):
                held = replace(one, start=held.start)
            else:
                yield held
                held = one
    if held is not None:
        yield held


def _its_year(text: str, day: Mention, year: Mention) -> Mention | None:
    """Return a day with the year that stands behind it in words: "9 May of next year"."""
    if day.kind != "partial" or year.kind not in ("relative", "year") or not year.date.isdecimal():
        return None
    if not _OF.fullmatch(text[day.end : min(year.start, day.end + 9)]):
        return None
    whole = edtf.parse(f"{year.date}{day.date[4:]}")
    dated = exists(whole) if whole is not None else None
    return None if dated is None else Mention(day.start, year.end, str(dated), "full")


def _same_day(weekday: Mention, day: Mention) -> bool:
    if weekday.kind != "weekday" or day.kind not in ("full", "partial"):
        return False
    one, other = edtf.parse(weekday.date), edtf.parse(day.date)
    first, second = one and one.first(), other and other.full and other.first()
    return not first or not second or first.weekday() == second.weekday()


def _worded(text: str, known: Words | None, reference: Edtf | None) -> Iterator[Mention]:
    if known is None:
        return
    row = Row(text, known, reference)
    for place, token in enumerate(row.tokens):
        if (terms := known.terms.get(token)) is not None:
            for term in terms:
                if found := _read(row, place, term):
                    yield from found
                    break
        elif len(token) == 4 and token.isdecimal() and (year := year_alone(row, place)):
            yield year


def _read(row: Row, place: int, term: Term) -> list[Mention]:
    last = place + len(term.tokens) - 1
    if len(term.tokens) > 1 and not row.phrase(place, term.tokens):
        return []
    if term.role == "month":
        return month_date(row, place, last, term)
    if row.reference is None or not row.reference.full:
        return []
    if term.role == "weekday":
        return weekday(row, place, last, term)
    return counted(row, place, last, term)
