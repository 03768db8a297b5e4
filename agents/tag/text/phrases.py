"""Many phrases looked for at once, with word boundaries and endings that inflection adds.

A phrase is words; `word*` takes any ending, `word~` one of the language's case endings, `word` none.
The automaton finds the first word's stem, the rest is compared in place, so the work is linear in the
text however many phrases there are.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

import ahocorasick_rs

from agents.tag.text.fold import fold

T = TypeVar("T")

SHORT = 3  # letters of a first word that stands in so many others that the second is looked for with it

UNMARKED = 200  # characters of a text without one marked letter: who wrote it leaves them out

LONGEST_TAIL = 14  # letters that `*` may stand for; a longer run is another word or no text

_WORD = re.compile(r"[^\W_]+[*~]?")
_LETTERS = re.compile(r"[^\W_]*")
# What Arabic may write over, under or between the letters of a word: vowels, doubling, a drawn-out line.
_MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")
# What may stand between two words of a phrase: a space, a hyphen, an apostrophe, or two of them.
_BETWEEN = " \n'-."
_GAP = re.compile(f"[{re.escape(_BETWEEN)}]{{1,2}}")
_GAPS = (*_BETWEEN, *(one + two for one in _BETWEEN for two in _BETWEEN))


class Hit(NamedTuple, Generic[T]):
    """A phrase found: where, in code points, and what it stands for."""

    start: int
    end: int
    value: T


class _Phrase(NamedTuple, Generic[T]):
    first: int  # letters of the first word
    mode: str  # of the first word: "", "*" or "~"
    rest: tuple[tuple[str, str], ...]
    endings: frozenset[str]
    capitals: int  # how many letters of the text must be capital, from the first
    labels: bool  # a colon must follow
    spelled: tuple[str, ...]  # its words with their marks, where marks tell words apart; else empty
    value: T


class Phrases(Generic[T]):
    """A set of phrases, each with a value. `add` before the first `find`.

    `marks` are letters of a language in which their marks tell words apart: "hatte" is not "hätte". They
    must then stand in the text as in the phrase, unless a long text has none of them: it was written
    without.
    """

    def __init__(self, prefixes: Iterable[str] = (), marks: Iterable[str] = ()) -> None:
        # Arabic writes "and", "the", "for" with the word that follows.
        self._prefixes = frozenset(fold(prefix) for prefix in prefixes)
        self._marks = frozenset("".join(marks).lower())
        self._stems: dict[str, list[_Phrase[T]]] = {}
        self._order: list[list[_Phrase[T]]] = []
        self._machine: ahocorasick_rs.AhoCorasick | None = None

    def add(self, phrase: str, value: T, endings: Iterable[str] = ()) -> None:
        """Look for `phrase` too.

        One with a capital at its start is found only so, one all in capitals ("US") only in capitals,
        one that ends with a colon only before a colon: "Hintergrund: …", but not "im Hintergrund".
        """
        (stem, mode), rest, capitals = _read(phrase)
        spelled, labels = _spelled(phrase) if self._marks else (), phrase.endswith(":")
        found = _Phrase(len(stem), mode, rest, _folded(tuple(endings)), capitals, labels, spelled, value)
        short = rest and not mode and len(stem) <= SHORT
        for start in [f"{stem}{gap}{rest[0][0]}" for gap in _GAPS] if short else [stem]:
            self._stems.setdefault(start, []).append(found)
        self._machine = None

    def find(self, text: str, folded: str) -> list[Hit[T]]:
        """Return every phrase in `text`, whose folded form is `folded`, by place.

        Vowel signs and the like, which news write on some letters only, count as not there.
        """
        if self._machine is None:
            self._order = list(self._stems.values())
            self._machine = ahocorasick_rs.AhoCorasick(list(self._stems) or ["\0"])
        if not self._order:
            return []
        if folded.isascii() or _MARKS.search(folded) is None:
            return self._search(self._machine, text, folded)
        places = _unmarked(folded)
        bare, low = ("".join(whole[at] for at in places) for whole in (text, folded))
        places.append(len(folded))
        return [
            Hit(places[hit.start], places[hit.end], hit.value)
            for hit in self._search(self._machine, bare, low)
        ]

    def _search(self, machine: ahocorasick_rs.AhoCorasick, text: str, folded: str) -> list[Hit[T]]:
        found: list[Hit[T]] = []
        lower = _lower(text, "ı" in self._marks) if self._marks else ""
        exact = bool(self._marks) and (len(text) < UNMARKED or not self._marks.isdisjoint(lower))
        for index, start, _ in machine.find_matches_as_indexes(folded, overlapping=True):
            begin = start
            if start and folded[start - 1].isalnum() and (begin := self._begin(folded, start)) < 0:
                continue
            for phrase in self._order[index]:
                stop = _stop(folded, start + phrase.first, phrase)
                if stop < 0 or any(char.islower() for char in text[start : start + phrase.capitals]):
                    continue
                if exact and not _alike(lower, start, stop, phrase.spelled):
                    continue
                found.append(Hit(begin, stop, phrase.value))
        found.sort(key=lambda hit: (hit.start, -hit.end))
        return found

    def _begin(self, folded: str, start: int) -> int:
        """Return where the word around `start` begins with a prefix; -1 where `start` is inside a word."""
        if not self._prefixes:
            return -1
        for length in range(1, min(4, start + 1)):
            before = start - length
            if folded[before:start] in self._prefixes and (before == 0 or not folded[before - 1].isalnum()):
                return before
        return -1


def _lower(text: str, dotless: bool) -> str:
    """Return as many characters in lower case; `dotless`: I is the capital of ı, as in Turkish."""
    return (text.replace("I", "ı") if dotless else text).replace("İ", "i").lower()


def _unmarked(folded: str) -> list[int]:
    """Return the places of all characters that are no marks."""
    return [at for at, char in enumerate(folded) if not _MARKS.match(char)]


# The gazetteer's names are those of many languages; a language has one set of endings for all its phrases.
@lru_cache(maxsize=1 << 16)
def _read(phrase: str) -> tuple[tuple[str, str], tuple[tuple[str, str], ...], int]:
    """Return a phrase's first word and the others, each with its mode, and how many letters are capital."""
    words = [
        (word.rstrip("*~"), word[-1] if word[-1] in "*~" else "") for word in _WORD.findall(fold(phrase))
    ]
    if not words:
        raise ValueError(f"{phrase!r} has no word")
    capitals = len(words[0][0]) if phrase.isupper() else int(phrase[0].isupper())
    return words[0], tuple(words[1:]), capitals


def _spelled(phrase: str) -> tuple[str, ...]:
    return tuple(word.rstrip("*~").lower() for word in _WORD.findall(phrase))


def _alike(lower: str, start: int, stop: int, spelled: tuple[str, ...]) -> bool:
    """Return whether a match has its phrase's marks; the text may have lost its case."""
    return lower.startswith(spelled[0], start) and all(
        lower.find(word, start, stop) >= 0 for word in spelled[1:]
    )


@lru_cache(maxsize=256)
def _folded(endings: tuple[str, ...]) -> frozenset[str]:
    return frozenset(("", *(fold(ending) for ending in endings)))


def _stop(folded: str, end: int, phrase: _Phrase[T]) -> int:
    at = _tail(folded, end, phrase.mode, phrase.endings)
    for word, mode in phrase.rest:
        if at < 0:
            return -1
        gap = _GAP.match(folded, at)
        if gap is None or not folded.startswith(word, gap.end()):
            return -1
        at = _tail(folded, gap.end() + len(word), mode, phrase.endings)
    if phrase.labels and at >= 0 and not folded.startswith((":", " :"), at):
        return -1
    return at


def _tail(folded: str, end: int, mode: str, endings: frozenset[str]) -> int:
    if not mode:
        return -1 if folded[end : end + 1].isalnum() else end
    found = _LETTERS.match(folded, end, end + LONGEST_TAIL + 1)
    assert found
    tail = found[0]
    if not tail:
        return end
    if (mode == "*" and len(tail) <= LONGEST_TAIL) or (mode == "~" and tail in endings):
        return found.end()
    return -1


def longest(hits: list[Hit[T]]) -> list[Hit[T]]:
    """Return `hits` (by place) without those inside a longer one; equal spans all stay."""
    kept: list[Hit[T]] = []
    for hit in hits:
        last = kept[-1] if kept else None
        if last and hit.start < last.end and (hit.start, hit.end) != (last.start, last.end):
            continue
        kept.append(hit)
    return kept
