"""Date expressions in running text: where they stand, and which day they mean.

One pass over the words of a text. A word that the language's table knows (a month, a weekday, "last
week") looks at its neighbours for what completes it; digits are read by one expression. What the text
leaves out is taken from the reference, the day of publication, as far as that is known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from agents import edtf
from agents.date_words import TOKEN, Term, Words, fold, words
from agents.edtf import Edtf

Kind = Literal["full", "partial", "relative", "weekday", "month", "year"]

FIRST_YEAR, LAST_YEAR = 1900, 2100  # years outside are numbers of something else
BACK = 10  # months before the reference that a date without a year may lie; 12 - BACK lie ahead
PIECE = 20_000  # characters looked at in one go, so that memory stays bounded on any text

_NUMERIC = re.compile(
    r"(?<![\d.,/:-])(?:"
    r"(?P<y>(?:19|20|21)\d\d)(?P<s>[-./])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<t>[-./])(?P<b>\d{1,2})(?P=t)(?P<z>(?:19|20|21)\d\d)"
    r")(?!\d|[-/.:,]\d)",
    re.ASCII,
)
_LINK = re.compile(r"[ \t\xa0\u2009\u202f]{1,3}|[ ]?\n|-")  # between the words of one date
_COMMA = re.compile(r"[.,]?(?:[ \t\xa0\u2009\u202f]{1,3}|[ ]?\n)|[-,]")
_DASH = re.compile(r"[ \xa0]?[-–—][ \xa0]?")
_PHRASE = re.compile(r"[\s'’ʼ‘‐‑\u064b-\u0652-]{0,3}")
_DAY_AND_DATE = re.compile(r",?\s{0,2}(?:(?:dem|den|le|el|il|the|dia|día)\s)?")  # Friday, the 26th of June
_APOSTROPHE = re.compile(r"['’ʼ]?|[ \xa0]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A date expression: `text[start:end]`, and the date it means.

    `kind` says what the text itself gives: a day with its year (full), without (partial), a word such
    as "yesterday" or "last week" (relative), a weekday, a month, a year.
    """

    start: int
    end: int
    date: str  # EDTF, resolved as far as can be known
    kind: Kind
    # The next such day, where `date` is the last one: of a bare weekday ("on Friday"), and of a day
    # without a year whose nearest occurrence lies ahead. For a reader who knows that it is planned.
    ahead: str | None = None


def mentions(text: str, language: str | None, reference: str | None) -> list[Mention]:
    """Return the dates named in `text`, in order, without overlap.

    `language` is ISO 639-1; where no words of it are known, only dates in digits are found.
    `reference` is the day of publication in EDTF (or less: `2020-06`, `2020`). Relative words and
    weekdays need a full day and are left out otherwise. Takes time linear in the text.
    """
    known = words(language) if language else None
    day = edtf.parse(reference)
    day = _exists(day) if day else None
    return [
        replace(found, start=found.start + offset, end=found.end + offset)
        for offset, piece in _pieces(text)
        for found in _disjoint(piece, [*_numeric(piece), *_worded(piece, known, day)])
    ]


def nearest(month: int, day: int | None, reference: Edtf | None) -> tuple[Edtf, Edtf | None]:
    """Return the date meant by a day or month without a year, and the other one if that lies nearer.

    News looks back more than ahead: the twelve months from ten before the reference are searched.
    The second is the occurrence ahead of the reference, where the first is more than half a year old.
    """
    if reference is None or reference.year is None:
        return Edtf(None, month, day), None
    if reference.month is None:
        return _exists(Edtf(reference.year, month, day)) or Edtf(None, month, day), None
    here = reference.year * 372 + reference.month * 31 + (reference.day or 16)
    for year in range(reference.year - 1, reference.year + 2):
        # Months of 31 days keep the order of days, and half a month is near enough for the choice.
        gap = year * 372 + month * 31 + (day or 16) - here
        if -BACK * 31 <= gap < (12 - BACK) * 31:
            chosen = _exists(Edtf(year, month, day))
            ahead = _exists(Edtf(year + 1, month, day)) if gap < -6 * 31 else None
            return chosen or Edtf(None, month, day), ahead
    return Edtf(None, month, day), None


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while start < len(text):
        end = start + PIECE
        if end < len(text):
            cut = max(text.rfind("\n", start, end), text.rfind(" ", start, end))
            end = cut if cut > start else end
        yield start, text[start:end]
        start = end


def _exists(date: Edtf) -> Edtf | None:
    if date.year is not None and not FIRST_YEAR <= date.year <= LAST_YEAR:
        return None
    return edtf.parse(str(date))


def _disjoint(text: str, found: list[Mention]) -> Iterator[Mention]:
    """Yield mentions in order: the longer where two overlap, "Friday, June 26" as one."""
    held: Mention | None = None
    for one in sorted(found, key=lambda m: (m.start, -m.end)):
        if held is None:
            held = one
        elif one.start >= held.end:
            if _same_day(held, one) and _DAY_AND_DATE.fullmatch(
                text[held.end : min(one.start, held.end + 9)]
            ):
                held = replace(one, start=held.start)
            else:
                yield held
                held = one
    if held is not None:
        yield held


def _same_day(weekday: Mention, day: Mention) -> bool:
    if weekday.kind != "weekday" or day.kind not in ("full", "partial"):
        return False
    one, other = edtf.parse(weekday.date), edtf.parse(day.date)
    first, second = one and one.first(), other and other.full and other.first()
    return not first or not second or first.weekday() == second.weekday()


def _numeric(text: str) -> Iterator[Mention]:
    """Yield dates in digits: year first, or day first unless only the other reading is a date."""
    for found in _NUMERIC.finditer(text):
        if found["y"]:
            readings = [(int(found["y"]), int(found["m"]), int(found["d"]))]
        else:
            a, b, year = int(found["a"]), int(found["b"]), int(found["z"])
            readings = [(year, b, a)] if found["t"] == "." else [(year, b, a), (year, a, b)]
        dates = (_exists(Edtf(*reading)) for reading in readings if all(reading))
        if date := next(filter(None, dates), None):
            yield Mention(found.start(), found.end(), str(date), "full")


def _worded(text: str, known: Words | None, reference: Edtf | None) -> Iterator[Mention]:
    if known is None:
        return
    reader = _Reader(text, known, reference)
    for place, token in enumerate(reader.tokens):
        if (terms := known.terms.get(token)) is not None:
            for term in terms:
                if found := reader.read(place, term):
                    yield from found
                    break
        elif len(token) == 4 and token.isdecimal() and (year := reader.year_alone(place)):
            yield year


class _Reader:
    """One piece of text as folded words with their places, and the readings of each kind of term."""

    def __init__(self, text: str, known: Words, reference: Edtf | None) -> None:
        self.text, self.known, self.reference = text, known, reference
        self.spans = [found.span() for found in TOKEN.finditer(text)]
        self.tokens = [fold(text[start:end]) for start, end in self.spans]

    def read(self, place: int, term: Term) -> list[Mention]:
        last = place + len(term.tokens) - 1
        if len(term.tokens) > 1 and not self._phrase(place, term.tokens):
            return []
        if term.role == "month":
            return self._month(place, last, term)
        if self.reference is None or not self.reference.full:
            return []
        if term.role == "weekday":
            return self._weekday(place, last, term)
        return self._relative(place, last, term)

    def year_alone(self, place: int) -> Mention | None:
        year = int(self.tokens[place])
        known = self.known
        after = self._joined(place, place + 1, _LINK) and self.tokens[place + 1] in known.year_words
        if not FIRST_YEAR <= year <= LAST_YEAR or not (after or self._follows(place, known.within)):
            return None
        return self._mention(place, place, Edtf(year), "year")

    def _month(self, first: int, last: int, term: Term) -> list[Mention]:
        known = self.known
        start = self.spans[first][0]
        if known.capital and not self.text[start].isupper():
            return []
        begin, end, day, other = self._day(first, last, term)
        year, end = self._year(end)
        if year is None and (
            (term.short and day is None) or known.with_year.intersection(self.tokens[first : last + 1])
        ):
            return []
        if day is None:
            return self._month_alone(first, last, end, term.value, year)
        found = [self._dated(begin, end, term.value, day, year)]
        if other is not None:
            found.append(self._dated(other, other, term.value, int(self.tokens[other]), year))
        return [one for one in found if one is not None]

    def _day(self, first: int, last: int, term: Term) -> tuple[int, int, int | None, int | None]:
        """Return the first and last place of day and month, the day, and the place of another day."""
        place = first - 1
        linked = place >= 0 and self.tokens[place] in self.known.day_of and self._joined(place, first, _LINK)
        if linked:
            place -= 1
        if (
            place >= 0
            and self.tokens[place] in self.known.ordinals
            and self._gap(place - 1, place) in ("", "-")
        ):
            place -= 1
        if (day := self._number(place)) is not None and self._day_joined(place, first, linked):
            return place, last, day, self._other_day(place)
        if not self.known.month_first or (day := self._number(last + 1)) is None:
            return first, last, None, None
        gap = self._gap(last, last + 1)
        if gap not in (" ", "\xa0") and not (term.short and gap == ". "):
            return first, last, None, None
        place = last + 1
        if self._gap(place, place + 1) == "" and self._token(place + 1) in self.known.ordinals:
            place += 1
        tail = self.text[self.spans[place][1] : self.spans[place][1] + 2]
        # 10:30, 26.5, 26%, 26km and 1,500 are no days
        if (
            tail[:1] in (":", "%", "_")
            or tail[:1].isalnum()
            or (tail[:1] in (".", ",") and tail[1:].isdecimal())
        ):
            return first, last, None, None
        range_end = self._number(place + 1)
        other = place + 1 if range_end is not None and self._joined(place, place + 1, _DASH) else None
        return first, place if other is None else other, day, other if range_end else None

    def _day_joined(self, place: int, month: int, linked: bool) -> bool:
        before = self.text[max(self.spans[place][0] - 2, 0) : self.spans[place][0]]
        if before[:1].isdecimal() and before[1:] in (".", ",", ":", "/"):
            return False  # 1,26 June and 10:26 June: the end of another number
        if linked or place < month - 1:
            return self._joined(month - 1, month, _LINK)
        gap = self._gap(place, month)
        return _LINK.fullmatch(gap) is not None or (self.known.day_dot and gap in (". ", ".", ".\xa0"))

    def _other_day(self, place: int) -> int | None:
        """Return the place of the first day in "26-27 June" or "26 and 27 June"."""
        if self._number(place - 1) is not None:
            gap = self._gap(place - 1, place)
            dotted = self.known.day_dot and gap.startswith(".")
            return place - 1 if _DASH.fullmatch(gap[1:] if dotted else gap) else None
        if self._token(place - 1) in self.known.and_ and self._number(place - 2) is not None:
            return place - 2
        return None

    def _year(self, end: int) -> tuple[int | None, int]:
        place = end + 1
        if self._token(place) in self.known.of_year and self._joined(end, place, _COMMA):
            place += 1
        token = self._token(place)
        if len(token) != 4 or not token.isdecimal() or not self._joined(place - 1, place, _COMMA):
            return None, end
        return (int(token), place) if FIRST_YEAR <= int(token) <= LAST_YEAR else (None, end)

    def _dated(self, begin: int, end: int, month: int, day: int, year: int | None) -> Mention | None:
        if year is not None:
            date = _exists(Edtf(year, month, day))
            return self._mention(begin, end, date, "full") if date else None
        if _exists(Edtf(None, month, day)) is None:
            return None
        date, ahead = nearest(month, day, self.reference)
        return self._mention(begin, end, date, "partial", ahead)

    def _month_alone(self, first: int, last: int, end: int, month: int, year: int | None) -> list[Mention]:
        if year is not None:
            return [self._mention(first, end, Edtf(year, month), "month")]
        said = self._follows(first, self.known.within) or (
            self._token(last + 1) in self.known.after_month and self._joined(last, last + 1, _APOSTROPHE)
        )
        if not said:
            return []
        date, ahead = nearest(month, None, self.reference)
        return [self._mention(first, last, date, "month", ahead)]

    def _weekday(self, first: int, last: int, term: Term) -> list[Mention]:
        known = self.known
        start, end = self.spans[first][0], self.spans[last][1]
        before = self._token(first - 1) if self._joined(first - 1, first, _LINK) else ""
        after = self._token(last + 1) if self._joined(last, last + 1, _LINK) else ""
        if (known.capital and not self.text[start].isupper()) or before in known.not_after:
            return []
        past, coming = (before in s or after in s for s in (known.last, known.next))
        needs = "*" in known.needs_on or bool(known.needs_on.intersection(term.tokens))
        if needs and not (past or coming or before in known.on or after in known.after_weekday):
            return []
        assert self.reference is not None
        today = self.reference.first()
        assert today is not None
        if before in known.last or before in known.next:
            start = self.spans[first - 1][0]
        since = (today.isoweekday() - term.value) % 7
        latest = today - timedelta(days=7 if past and since == 0 else since)
        following = today + timedelta(days=7 - since)
        if coming:
            return [Mention(start, end, following.isoformat(), "weekday")]
        return [Mention(start, end, latest.isoformat(), "weekday", None if past else following.isoformat())]

    def _relative(self, first: int, last: int, term: Term) -> list[Mention]:
        assert self.reference is not None
        today = self.reference.first()
        assert today is not None
        if term.role == "day":
            date = Edtf(*(today + timedelta(days=term.value)).timetuple()[:3])
        elif term.unit == "year":
            date = Edtf(today.year + term.value)
        elif term.unit == "month":
            months = today.year * 12 + today.month - 1 + term.value
            date = Edtf(months // 12, months % 12 + 1)
        else:
            monday = today + timedelta(days=7 * term.value - today.weekday())
            sunday = monday + timedelta(days=6)
            if monday.month != sunday.month:
                return []  # a week across two months has no EDTF string of one period
            date = Edtf(monday.year, monday.month)
        return [self._mention(first, last, date, "relative")]

    def _mention(self, first: int, last: int, date: Edtf, kind: Kind, ahead: Edtf | None = None) -> Mention:
        start, end = self.spans[first][0], self.spans[last][1]
        return Mention(start, end, str(date), kind, str(ahead) if ahead else None)

    def _token(self, place: int) -> str:
        return self.tokens[place] if 0 <= place < len(self.tokens) else ""

    def _number(self, place: int) -> int | None:
        token = self._token(place)
        return int(token) if len(token) in (1, 2) and token.isdecimal() and 1 <= int(token) <= 31 else None

    def _gap(self, one: int, other: int) -> str:
        """Return the first few characters between two neighbouring words; a line end where one is none."""
        if one < 0 or other >= len(self.tokens):
            return "\n\n"
        start, end = self.spans[one][1], self.spans[other][0]
        return self.text[start : min(end, start + 8)]

    def _joined(self, one: int, other: int, gap: re.Pattern[str]) -> bool:
        return gap.fullmatch(self._gap(one, other)) is not None

    def _follows(self, place: int, known: frozenset[str]) -> bool:
        return self._token(place - 1) in known and self._joined(place - 1, place, _LINK)

    def _phrase(self, place: int, tokens: tuple[str, ...]) -> bool:
        end = place + len(tokens)
        return tuple(self.tokens[place:end]) == tokens and all(
            self._joined(i, i + 1, _PHRASE) for i in range(place, end - 1)
        )
