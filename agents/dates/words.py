"""The words of dates in each language: month and weekday names from CLDR, the rest from a table."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from babel import Locale

Unit = Literal["week", "month", "year"]

TOKEN = re.compile(r"\d+|[^\W\d_ʼ]+")  # the Ukrainian apostrophe counts as a letter in Unicode


@dataclass(frozen=True, slots=True)
class Term:
    """What a word, or a row of words, says about a date."""

    role: Literal["month", "weekday", "day", "period"]
    tokens: tuple[str, ...]  # folded; a phrase is more than one
    value: int  # 1 to 12; 1 (Monday) to 7; days or units from the reference
    unit: Unit | None = None
    short: bool = False  # an abbreviation: counts beside a number only


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """All that is known of one language's dates. Sets hold folded words."""

    terms: Mapping[str, tuple[Term, ...]]  # by first token, the longest phrase first
    capital: bool = False
    month_first: bool = False
    day_dot: bool = False
    ordinals: frozenset[str] = frozenset()
    day_of: frozenset[str] = frozenset()
    of_year: frozenset[str] = frozenset()
    and_: frozenset[str] = frozenset()
    with_year: frozenset[str] = frozenset()
    needs_on: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    after_weekday: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    after_month: frozenset[str] = frozenset()
    year_words: "Endings"
    last: "Endings"
    next: "Endings"


@dataclass(frozen=True, slots=True)
class Endings:
    """A set of words, some of them stems that take any ending."""

    whole: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()

    def __contains__(self, word: str) -> bool:
        return word in self.whole or (bool(self.stems) and word.startswith(self.stems))

    @classmethod
    def of(cls, words: Iterable[str]) -> "Endings":
        """Return the set of `words`, where `прошл*` is a stem."""
        words = list(words)
        return cls(
            frozenset(fold(w) for w in words if not w.endswith("*")),
            tuple(fold(w[:-1]) for w in words if w.endswith("*")),
        )


def fold(word: str) -> str:
    """Return `word` in lower case, Turkish dotted and dotless i made one."""
    return word.lower().replace("i̇", "i").replace("ı", "i")


@cache
def words(language: str) -> Words | None:
    """Return the words of `language` (ISO 639-1), or None where the table has none of it."""
    table = _table().get(language)
    if table is None:
        return None
    terms = [*_months(language, table), *_weekdays(language, table)]
    terms += [Term("day", _tokens(phrase), value) for phrase, value in table.get("days", {}).items()]
    terms += [
        Term("period", _tokens(phrase), count, unit)
        for phrase, (unit, count) in table.get("periods", {}).items()
    ]
    by_first: dict[str, list[Term]] = {}
    for term in terms:
        by_first.setdefault(term.tokens[0], []).append(term)
    sets = ("ordinals", "day_of", "of_year", "with_year", "needs_on", "on", "not_after", "after_weekday")
    named = {name: frozenset(fold(w) for w in table.get(name, ())) for name in sets}
    return Words(
        # A name beats its abbreviation where CLDR gives both the same form.
        terms={k: tuple(sorted(v, key=lambda t: (-len(t.tokens), t.short))) for k, v in by_first.items()},
        capital=table.get("capital", False),
        month_first=table.get("month_first", False),
        day_dot=table.get("day_dot", False),
        and_=frozenset(table.get("and", ())),
        within=frozenset(fold(w) for w in table.get("within", ())),
        after_month=frozenset(fold(w) for w in table.get("after_month", ())),
        year_words=Endings.of(table.get("year_words", ())),
        last=Endings.of(table.get("last", ())),
        next=Endings.of(table.get("next", ())),
        **named,
    )


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("agents.dates").joinpath("words.toml").read_text("utf-8"))


def _months(language: str, table: Mapping[str, Any]) -> Iterable[Term]:
    names = Locale(language).months
    for number in range(1, 13):
        wide = {_tokens(names[context]["wide"][number]) for context in ("format", "stand-alone")}
        wide |= {_tokens(form) for form in table.get("month_forms", {}).get(str(number), ())}
        yield from (Term("month", tokens, number) for tokens in sorted(wide))
        short = {_tokens(names[context]["abbreviated"][number]) for context in ("format", "stand-alone")}
        yield from (Term("month", tokens, number, short=True) for tokens in sorted(short - wide))


def _weekdays(language: str, table: Mapping[str, Any]) -> Iterable[Term]:
    """Yield the weekdays' full names; abbreviations (Sun, mar, вс) are too many everyday words."""
    names = Locale(language).days
    for number in range(1, 8):
        forms = {_tokens(names[context]["wide"][number - 1]) for context in ("format", "stand-alone")}
        forms |= {_tokens(form) for form in table.get("weekday_forms", {}).get(str(number), ())}
        yield from (Term("weekday", tokens, number) for tokens in sorted(forms))


def _tokens(phrase: str) -> tuple[str, ...]:
    return tuple(fold(token) for token in TOKEN.findall(phrase))
