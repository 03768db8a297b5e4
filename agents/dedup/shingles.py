"""A text to numbers: hashed runs of four words, the same for every language that writes spaces.

Words are what Unicode calls alphanumeric, case-folded; so punctuation, quotation marks and typography
do not tell two versions of a text apart. The text comes in one normal form from cleaning; it is not
normalised here, for that takes quadratic time on a long run of combining marks.

All is done on arrays of code points, not word by word. Where the sums of c[i] · B^i modulo 2^64 are at
hand, the hash of any stretch is the difference of two of them times a power of 1/B (Karp and Rabin
1987; B is odd, so it has an inverse).
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
import xxhash
from numpy.typing import NDArray

Hashes: TypeAlias = NDArray[np.uint32]

# On two versions of one agency report, on reports that share background only, and on a feed of other
# items, runs of four and of five words part copies from others alike; four survive more small edits.
WORDS = 4
LEAD_WORDS = 40  # a news lead is a sentence or two of 20 to 35 words

_B = 0x9E3779B97F4A7C15  # 2^64 / golden ratio, odd
_INVERSE = pow(_B, -1, 1 << 64)
_MIX = np.uint64(0xFF51AFD7ED558CCD)  # the first finaliser of MurmurHash3
_HALF, _THIRTY_THREE = np.uint64(32), np.uint64(33)
_USUAL = 1 << 14  # characters, for which the powers are kept: 256 kB
_CODES = np.dtype("<u4")
_SPACE = ord(" ")
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
    """Return the shingles of an article. Linear in its length, about 20 ns a character."""
    headline = title.casefold()
    codes = np.frombuffer(f"\n{headline}\n{text.casefold()}\n".encode("utf-32-le", "surrogatepass"), _CODES)
    kept = _alphanumeric().take(codes)
    edges = (kept[1:] != kept[:-1]).nonzero()[0] + 1
    lengths = edges[1::2] - edges[::2]
    titled = int(edges[::2].searchsorted(len(headline) + 1))  # words of the headline
    # The words alone, each with a space behind it.
    kept[edges[1::2]] = True
    packed = codes[kept]
    ends = (lengths + 1).cumsum() - 1
    packed[ends] = _SPACE
    starts = ends - lengths
    powers, inverses = _powers(_USUAL) if len(packed) <= _USUAL else _made_powers(len(packed))
    sums = np.zeros(len(packed) + 1, np.uint64)
    np.add.accumulate(packed * powers[: len(packed)], out=sums[1:])

    def hashes(starts: NDArray[np.intp], ends: NDArray[np.intp]) -> Hashes:
        made = (sums.take(ends) - sums.take(starts)) * inverses.take(starts)
        return (((made ^ (made >> _THIRTY_THREE)) * _MIX) >> _HALF).astype(np.uint32)

    runs = hashes(starts[: 1 - WORDS], ends[WORDS - 1 :])
    of_text = runs[titled:]
    return Shingles(
        words=len(ends),
        characters=int(lengths.sum()),
        content=xxhash.xxh3_64_intdigest(packed.tobytes(), titled),
        every=_distinct(np.concatenate((runs[: max(titled - WORDS + 1, 0)], of_text))),
        headline=_distinct(hashes(starts[:titled], ends[:titled])),
        lead=_distinct(of_text[: LEAD_WORDS - WORDS + 1]),
    )


@cache
def _alphanumeric() -> NDArray[np.bool_]:
    """Return for each code point whether words are made of it."""
    every = np.arange(_ALL, dtype=_CODES).tobytes().decode("utf-32-le", "surrogatepass")
    table = np.zeros(_ALL, np.bool_)
    for run in re.finditer(r"\w+", every):
        table[run.start() : run.end()] = True
    return table


def _made_powers(count: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the powers of B and of 1/B, from 0 to `count`, modulo 2^64."""
    steps = np.ones((2, count + 1), np.uint64)
    steps[0, 1:], steps[1, 1:] = _B, _INVERSE
    powers, inverses = np.multiply.accumulate(steps, axis=1)
    return powers, inverses


_powers = cache(_made_powers)


def _distinct(hashes: Hashes) -> Hashes:
    ordered = hashes.copy()
    ordered.sort()
    other = ordered[1:] != ordered[:-1]
    return ordered if other.all() else np.concatenate((ordered[:1], ordered[1:][other]))
