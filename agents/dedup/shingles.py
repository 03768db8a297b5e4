"""A text to numbers: hashed runs of four words, the same for every language that writes spaces.

Words are what Unicode calls alphanumeric, case-folded; so punctuation, quotation marks and typography
do not tell two versions of a text apart. The text comes in one normal form from cleaning; it is not
normalised here, for that takes quadratic time on a long run of combining marks.

The hash of a stretch is the difference of two sums of c[i] · B^i modulo 2^64 times a power of 1/B (Karp
and Rabin 1987; B is odd, so it has an inverse): so one loop over the code points hashes all of them.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
import xxhash
from numpy.typing import NDArray

from agents.dedup.hashed import hashed, parted

Hashes: TypeAlias = NDArray[np.uint32]

# On two versions of one agency report, on reports that share background only, and on a feed of other
# items, runs of four and of five words part copies from others alike; four survive more small edits.
WORDS = 4
LEAD_WORDS = 40  # a news lead is a sentence or two of 20 to 35 words

_CODES = np.dtype("<u4")
_ALL = 0x110000  # code points


@dataclass(frozen=True, slots=True)
class Shingles:
    """An article's shingles: sorted, distinct uint32 hashes."""

    words: int  # of title and text
    characters: int  # of those words
    content: int  # 64-bit hash of all words in order: equal for texts that differ in form only
    every: Hashes
    headline: Hashes  # of single words
    lead: Hashes  # of the first LEAD_WORDS words of the text


def shingles(title: str, text: str) -> Shingles:
    """Return the shingles of an article. Linear in its length, about 5 ns a character."""
    headline = title.casefold()
    codes = np.frombuffer(f"\n{headline}\n{text.casefold()}\n".encode("utf-32-le", "surrogatepass"), _CODES)
    made, packed, words, titled = hashed(codes, _alphanumeric(), len(headline) + 1, WORDS, LEAD_WORDS)
    made.sort()
    return Shingles(words, len(packed) - words, xxhash.xxh3_64_intdigest(packed.data, titled), *parted(made))


@cache
def _alphanumeric() -> NDArray[np.uint8]:
    """Return for each code point whether words are made of it."""
    every = np.arange(_ALL, dtype=_CODES).tobytes().decode("utf-32-le", "surrogatepass")
    table = np.zeros(_ALL, np.uint8)
    for run in re.finditer(r"\w+", every):
        table[run.start() : run.end()] = 1
    return table
