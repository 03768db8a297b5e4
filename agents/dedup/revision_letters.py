"""A text as numbers, one a letter, so that runs of it are hashed and compared without a string each.

A run of letters v0 v1 v2 … has the hash v0 + v1·B + v2·B² + … modulo 2³² (Karp and Rabin 1987). Whatever is
no letter, digit or unit is left out: case, punctuation, quotation marks, spaces and hyphens tell no two
versions of a sentence apart, and the hash of a sentence that differs by one letter can be worked out
from that of the other.
"""

import unicodedata
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agents.dedup import revision_taken
from agents.dedup.revision_taken import BASE, CLOSE, DIGIT, LINE, POINT, STOP, UPPER, WORD

Values = NDArray[np.uint32]
Places = NDArray[np.int32]

LONGEST = 32_768  # characters that are looked at: five times a long article

# A changed sentence passes for one of 22 known ones once in 760,000 times. With 16 bits it would be once
# in 3,000, and a change of one letter be seen where there is none in one case of nine, for some 7,000
# spellings are tried.
BITS = 24

_UNBASE = pow(BASE, -1, 1 << 32)
_PLANE = 0x10000  # letters of living alphabets; what is above counts for nothing

# One letter in several spellings: typography to its readers. Arabic alef and ya, Russian ё, quotes of none.
_SAME = {"ё": "е", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ı": "i", "İ": "i", "ـ": ""}
_UNITS = "%‰°€$£¥₴₽₺₹№"


@cache
def tables() -> tuple[Values, NDArray[np.uint8]]:
    """Return the value and the classes of each code point below 2^16; a value of 0 counts for nothing."""
    values = np.zeros(_PLANE, np.uint32)
    classes = np.zeros(_PLANE, np.uint8)
    for point in range(_PLANE - 1):
        char = chr(point)
        if char.isalnum() or char in _UNITS:
            if folded := fold(char):
                values[point] = _value(folded)
                classes[point] |= WORD
            if char.isdecimal():
                classes[point] |= DIGIT
            elif char.isupper() or char.istitle():
                classes[point] |= UPPER
    for chars, mark in (
        (".!?…؟。！？", STOP), ("\n\r\x0b\x0c\x85\u2028\u2029", LINE),
        (".,:٫٬-–−/·", POINT), ("\"'”’»“›)]}*_", CLOSE),
    ):  # fmt: skip
        for char in chars:
            classes[ord(char)] |= mark
    return values, classes


def fold(char: str) -> str:
    """Return the letter that stands for `char` in every spelling; empty: it counts for nothing."""
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    lower = char.lower()[:1]
    return _SAME.get(lower, lower)


def value(char: str) -> int:
    """Return the value of a character, 0 where it counts for nothing."""
    return int(tables()[0][ord(char)]) if ord(char) < _PLANE else 0


def word_hash(word: str) -> tuple[int, int]:
    """Return the hash of a word and how many letters of it count."""
    found = [one for one in map(value, word) if one]
    return sum(one * pow(BASE, place, 1 << 32) for place, one in enumerate(found)) & 0xFFFFFFFF, len(found)


def _value(char: str) -> int:
    mixed = (ord(char) * 0x85EBCA6B + 0x27D4EB2F) & 0xFFFFFFFF  # MurmurHash3's finaliser
    for shift, factor in ((15, 0x2C1B3C6D), (12, 0x297A2D39)):
        mixed = ((mixed ^ (mixed >> shift)) * factor) & 0xFFFFFFFF
    return (mixed ^ (mixed >> 15)) | 1


POINT_VALUE = _value(".")


class Letters(NamedTuple):
    """The first LONGEST characters of a text."""

    # Letters before the text, before each end of a line or sentence in it, and of all; ascending.
    bounds: NDArray[np.int64]
    places: Places  # characters that count, ascending
    sums: Values  # one more than places: hash of all that stands before, from the text's first letter
    words: Places  # first letters of all words, ascending, and the number of letters

    @property
    def values(self) -> Values:
        """Return the values of the letters."""
        return np.diff(self.sums) * powers()[1][: len(self.places)]

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """Return where a run of letters starts and ends in the text, in code points."""
        return int(self.places[start]), int(self.places[end - 1]) + 1


def remembered(hashes: Values) -> Values:
    """Return what is remembered of hashes, in an array of any shape: BITS of each."""
    return revision_taken.remembered(hashes.ravel(), BITS).reshape(hashes.shape)


@cache
def powers() -> tuple[Values, Values]:
    """Return B⁰ … and their inverses, LONGEST + 1 of each."""
    up = np.cumprod(np.r_[1, np.full(LONGEST, BASE)].astype(np.uint32), dtype=np.uint32)
    down = np.cumprod(np.r_[1, np.full(LONGEST, _UNBASE)].astype(np.uint32), dtype=np.uint32)
    return up, down
