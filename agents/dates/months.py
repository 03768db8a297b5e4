"""Dates by the name of a month, in any order and company: June 26, 26 de junio de 2020, in June, in 2014."""

import re

from agents.dates.mention import Mention
from agents.dates.resolve import FIRST_YEAR, LAST_YEAR, exists, nearest
from agents.dates.row import COMMA, DASH, LINK, Row
from agents.dates.words import Term
from agents.edtf import Edtf

_APOSTROPHE = re.compile(r"['’ʼ]?|[ \xa0]")


def month_date(row: Row, first: int, last: int, term: Term) -> list[Mention]:
    """Return the dates that the month at `first` to `last` is part of: none, one, or both of a range."""
    known = row.known
    start = row.spans[first][0]
    if known.capital and not row.text[start].isupper():
        return []
    begin, end, day, other = _day(row, first, last, term)
    year, end = _year(row, end)
    if year is None and (
        (term.short and day is None) or known.with_year.intersection(row.tokens[first : last + 1])
    ):
        return []
    if day is None:
        return _month_alone(row, first, last, end, term.value, year)
    found = [_dated(row, begin, end, term.value, day, year)]
    if other is not None:
        found.append(_dated(row, other, other, term.value, int(row.tokens[other]), year))
    return [one for one in found if one is not None]


def _day(row: Row, first: int, last: int, term: Term) -> tuple[int, int, int | None, int | None]:
    """Return the first and last place of day and month, the day, and the place of another day."""
    place = first - 1
    linked = place >= 0 and row.tokens[place] in row.known.day_of and row.joined(place, first, LINK)
    if linked:
        place -= 1
    if place >= 0 and row.tokens[place] in row.known.ordinals and row.gap(place - 1, place) in ("", "-"):
        place -= 1
    if (day := row.number(place)) is not None and _day_joined(row, place, first, linked):
        return place, last, day, _other_day(row, place)
    if not row.known.month_first or (day := row.number(last + 1)) is None:
        return first, last, None, None
    gap = row.gap(last, last + 1)
    if gap not in (" ", "\xa0") and not (term.short and gap == ". "):
        return first, last, None, None
    place = last + 1
    if row.gap(place, place + 1) == "" and row.token(place + 1) in row.known.ordinals:
        place += 1
    tail = row.text[row.spans[place][1] : row.spans[place][1] + 2]
    # 10:30, 26.5, 26%, 26km and 1,500 are no days
    if tail[:1] in (":", "%", "_") or tail[:1].isalnum() or (tail[:1] in (".", ",") and tail[1:].isdecimal()):
        return first, last, None, None
    range_end = row.number(place + 1)
    other = place + 1 if range_end is not None and row.joined(place, place + 1, DASH) else None
    return first, place if other is None else other, day, other if range_end else None


def _day_joined(row: Row, place: int, month: int, linked: bool) -> bool:
    before = row.text[max(row.spans[place][0] - 2, 0) : row.spans[place][0]]
    if before[:1].isdecimal() and before[1:] in (".", ",", ":", "/"):
        return False  # 1,26 June and 10:26 June: the end of another number
    if linked or place < month - 1:
        return row.joined(month - 1, month, LINK)
    gap = row.gap(place, month)
    return LINK.fullmatch(gap) is not None or (row.known.day_dot and gap in (". ", ".", ".\xa0"))


def _other_day(row: Row, place: int) -> int | None:
    """Return the place of the first day in "26-27 June" or "26 and 27 June"."""
    if row.number(place - 1) is not None:
        gap = row.gap(place - 1, place)
        dotted = row.known.day_dot and gap.startswith(".")
        return place - 1 if DASH.fullmatch(gap[1:] if dotted else gap) else None
    if row.token(place - 1) in row.known.and_ and row.number(place - 2) is not None:
        return place - 2
    return None


def _year(row: Row, end: int) -> tuple[int | None, int]:
    place = end + 1
    if row.token(place) in row.known.of_year and row.joined(end, place, COMMA):
        place += 1
    token = row.token(place)
    if len(token) != 4 or not token.isdecimal() or not row.joined(place - 1, place, COMMA):
        return None, end
    return (int(token), place) if FIRST_YEAR <= int(token) <= LAST_YEAR else (None, end)


def _dated(row: Row, begin: int, end: int, month: int, day: int, year: int | None) -> Mention | None:
    if year is not None:
        date = exists(Edtf(year, month, day))
        return row.mention(begin, end, date, "full") if date else None
    if exists(Edtf(None, month, day)) is None:
        return None
    date, ahead = nearest(month, day, row.reference)
    return row.mention(begin, end, date, "partial", ahead)


def _month_alone(row: Row, first: int, last: int, end: int, month: int, year: int | None) -> list[Mention]:
    if year is not None:
        return [row.mention(first, end, Edtf(year, month), "month")]
    said = row.follows(first, row.known.within) or (
        row.token(last + 1) in row.known.after_month and row.joined(last, last + 1, _APOSTROPHE)
    )
    if not said:
        return []
    date, ahead = nearest(month, None, row.reference)
    return [row.mention(first, last, date, "month", ahead)]


def year_alone(row: Row, place: int) -> Mention | None:
    """Return the year at `place` (four digits), where a word beside it says that it is one."""
    year = int(row.tokens[place])
    known = row.known
    after = row.joined(place, place + 1, LINK) and row.tokens[place + 1] in known.year_words
    if not FIRST_YEAR <= year <= LAST_YEAR or not (after or row.follows(place, known.within)):
        return None
    return row.mention(place, place, Edtf(year), "year")
