"""The words of a text as numbers: its terms, how often each stands there, and how. On arrays alone.

A term is the hash of a word's first sounds without the vowels it ends on, which does about what stemmers do.
"""

from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from agents.dedup.stories.heard import counted, heard
from agents.dedup.stories.letters import SOUND, Codes, number, pairs, sounds

Terms: TypeAlias = NDArray[np.uint32]
Places: TypeAlias = NDArray[np.intp]

READ = 20_000  # characters: three thousand words; a text of megabytes is a list, not a report

_BYTES = np.dtype("<u4")
_JOINS = " \u00a0'’-"  # before a word inside a sentence
_GOES_ON = ",;"  # before these


@dataclass(frozen=True, slots=True)
class Words:
    """The distinct terms of a text, ascending."""

    terms: Terms
    counts: Places
    marks: Codes


def words(title: str, text: str) -> Words:
    """Return the words of an article. Linear in its length, and bounded by READ."""
    whole = f"\n{title}\n{text}"[:READ]
    codes = np.frombuffer(f"{whole}\n\n".encode("utf-32-le", "surrogatepass"), _BYTES)
    # Headlines have capitals as they like.
    titled = len(title) + 1 if text else 1
    alike, gone = pairs()
    made, marks = heard(codes, sounds(), alike, gone, _vowels(), _joins(), _goes_on(), titled)
    made.sort()
    return Words(*counted(made, marks))


@cache
def _vowels() -> Codes:
    """Return by sound 1 for vowels."""
    found = np.zeros(SOUND + 1, np.uint8)
    found[[number(one) for one in "aeiou"]] = 1
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
