"""A text to numbers: hashed runs of four words, the same for every language that writes spaces.

Words are what Unicode calls alphanumeric, case-folded; so punctuation, quotation marks and typography
do not tell two versions of a text apart. The text comes in one normal form from cleaning; it is not
normalised here, for that takes quadratic time on a long run of combining marks.

The hash of a stretch is the sum of c[i] · B^i modulo 2^64 (Karp and Rabin 1987), mixed: that of a run comes
of those of its words, so one loop over the code points hashes all of them.
"""

from typing import NamedTuple, TypeAlias

import numpy as np
import xxhash
from numpy.typing import NDArray

from agents.dedup.hashed import parted
from agents.dedup.reading import Reading

Hashes: TypeAlias = NDArray[np.uint32]


class Shingles(NamedTuple):
    """An article's shingles: sorted, distinct uint32 hashes."""

    words: int  # of title and text
    characters: int  # of those words
    content: int  # 64-bit hash of all words in order: equal for texts that differ in form only
    every: Hashes
    headline: Hashes  # of single words
    lead: Hashes  # of the first LEAD_WORDS words of the text


def shingles(seen: Reading) -> Shingles:
    """Return the shingles of an article."""
    content = xxhash.xxh3_64_intdigest(seen.folded.data, seen.headline_words)
    return Shingles(seen.words, len(seen.folded) - seen.words, content, *parted(np.sort(seen.runs)))
