"""The words of a text as numbers: its terms, how often each stands there, and how. On arrays alone.

A term is the hash of a word's first sounds without the vowels it ends on, which does about what stemmers do.
"""

from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from agents.dedup.stories.letters import (
    CASELESS,
    NINE,
    POINT,
    SILENT,
    SOUND,
    ZERO,
    Codes,
    number,
    pairs,
    sounds,
)  # fmt: skip

Terms: TypeAlias = NDArray[np.uint32]
Places: TypeAlias = NDArray[np.intp]

READ = 20_000  # characters: three thousand words; a text of megabytes is a list, not a report
SOUNDS = 6  # of a word
DIGITS = 12  # of a number
LEAST = 4  # sounds that are left of a word without its last vowels
LEAD = 60  # words, the headline's among them: a headline and two sentences

TERM = 24  # bits
# Marks of a term: it stands in the lead, is a number, is somewhere written as names are; has no capitals.
IN_LEAD, IS_FIGURE, IS_NAME, NO_CAPITALS = 1, 2, 4, 8

_B = 0x9E3779B97F4A7C15  # 2^64 / golden ratio, odd
_INVERSE = pow(_B, -1, 1 << 64)
_MIX, _SHIFT = np.uint64(0xFF51AFD7ED558CCD), np.uint64(33)  # the first finaliser of MurmurHash3
_HIGH = np.uint64(64 - TERM)
_PLACE, _PLACES = np.uint64(16), np.uint64(0xFFFF)
_BYTES = np.dtype("<u4")
_JOINS = " \u00a0'’-"  # before a word inside a sentence
_GOES_ON = ",;"  # before these


@dataclass(frozen=True, slots=True)
class Words:
    """The distinct terms of a text, ascending."""

    terms: Terms
    counts: Places
    marks: Codes


_EMPTY = Words(np.empty(0, np.uint32), np.empty(0, np.intp), np.empty(0, np.uint8))


def words(title: str, text: str) -> Words:
    """Return the words of an article. Linear in its length, and bounded by READ."""
    whole = f"\n{title}\n{text}"[:READ]
    codes = np.frombuffer(f"{whole}\n\n".encode("utf-32-le", "surrogatepass"), _BYTES)
    given = sounds().take(codes, mode="clip")
    spoken, at = _heard(given)
    ends = (spoken == 0).nonzero()[0]
    if not len(ends):
        return _EMPTY
    starts = np.zeros(len(ends), np.intp)
    starts[1:] = ends[:-1] + 1
    first = spoken.take(starts)
    stops = np.minimum(ends, starts + _most().take(first))
    for _ in range(2):
        stops -= _vowels().take(spoken.take(stops - 1)) & (stops - starts > LEAST)
    long = (stops - starts > 1).nonzero()[0]
    if not len(long):
        return _EMPTY
    starts, first = starts.take(long), first.take(long)
    marks = _digits().take(first) * np.uint8(IS_FIGURE)
    marks[:LEAD] |= IN_LEAD
    places = at.take(starts)
    letters = given.take(places)
    marks |= (letters & CASELESS) >> 4
    capital = letters >> 6  # 1: UPPER; 2: CASELESS, which no table below has
    capital &= _joins().take(codes.take(places - 1), mode="clip")
    capital &= _goes_on().take(codes.take(places - 2), mode="clip")
    # Headlines have capitals as they like.
    capital[: places.searchsorted(len(title) + 1 if text else 1, "right")] = 0
    marks |= capital * np.uint8(IS_NAME)
    return _counted(_hashes(spoken, starts, stops.take(long)), marks)


def _heard(given: Codes) -> tuple[Codes, Places]:
    """Return the sounds of a text, a 0 behind each word, and where in the text each stands."""
    heard = given & SOUND
    points = (given[1:-1] == POINT).nonzero()[0]
    if len(points):
        inside = _digits().take(heard.take(points)) & _digits().take(heard.take(points + 2))
        heard[points[inside.view(np.bool_)] + 1] = SILENT
    alike, gone = pairs()
    two = heard[:-1].astype(np.uint16)
    two <<= 6
    two |= heard[1:]
    kept = heard[:-1] != SILENT
    kept[1:] &= ~gone.take(two[:-1])
    at = kept.nonzero()[0]
    spoken = alike.take(two.take(at))
    # Double letters are one, and all that stands between two words; digits stay as they are.
    other = spoken[1:] != spoken[:-1]
    other |= _digits().take(spoken[1:]).view(np.bool_)
    single = other.nonzero()[0] + 1
    return spoken.take(single), at.take(single)


def _hashes(spoken: Codes, starts: Places, stops: Places) -> NDArray[np.uint64]:
    """Return the terms of stretches of sounds (Karp and Rabin 1987, as in `shingles`)."""
    powers, inverses = _powers()
    sums = np.zeros(len(spoken) + 1, np.uint64)
    np.add.accumulate(spoken * powers[: len(spoken)], out=sums[1:])
    made = (sums.take(stops) - sums.take(starts)) * inverses.take(starts)
    made ^= made >> _SHIFT
    made *= _MIX
    made >>= _HIGH
    return made


def _counted(made: NDArray[np.uint64], marks: Codes) -> Words:
    made <<= _PLACE
    made |= np.arange(len(made), dtype=np.uint64)
    made.sort()
    terms = made >> _PLACE
    edges = np.empty(len(made) + 1, np.bool_)
    edges[0] = edges[-1] = True
    np.not_equal(terms[1:], terms[:-1], out=edges[1:-1])
    bounds = edges.nonzero()[0]
    firsts = bounds[:-1]
    counts = bounds[1:] - firsts
    every = marks.take((made & _PLACES).astype(np.intp))
    return Words(terms.take(firsts).astype(np.uint32), counts, np.bitwise_or.reduceat(every, firsts))


@cache
def _powers() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    steps = np.ones((2, READ + 3), np.uint64)
    steps[0, 1:], steps[1, 1:] = _B, _INVERSE
    powers, inverses = np.multiply.accumulate(steps, axis=1)
    return powers, inverses


@cache
def _most() -> Places:
    """Return by a word's first sound how many of its sounds count."""
    most = np.full(SOUND + 1, SOUNDS)
    most[ZERO : NINE + 1] = DIGITS
    return most


@cache
def _vowels() -> NDArray[np.bool_]:
    found = np.zeros(SOUND + 1, np.bool_)
    found[[number(one) for one in "aeiou"]] = True
    return found


@cache
def _digits() -> Codes:
    """Return by sound 1 for digits, else 0."""
    found = np.zeros(SOUND + 1, np.uint8)
    found[ZERO : NINE + 1] = 1
    return found


@cache
def _joins() -> Codes:
    """Return by code point, to be taken with mode `clip`, 1 for what stands before a word in a sentence."""
    found = np.zeros(max(map(ord, _JOINS)) + 2, np.uint8)
    found[[ord(char) for char in _JOINS]] = 1
    return found


@cache
def _goes_on() -> Codes:
    """Return by code point, to be taken with mode `clip`, 1 for what stands before that: words go on."""
    found: Codes = ((sounds() & SOUND) != 0).view(np.uint8)
    found[[ord(char) for char in _GOES_ON]] = 1
    return found


def term(word: str) -> int | None:
    """Return the term of one word; None where it is none, or several."""
    found = words("", word).terms
    return int(found[0]) if len(found) == 1 else None
