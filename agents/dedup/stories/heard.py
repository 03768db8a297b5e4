"""What the terms of `words` are made of, and the loop that counts how often each stands there."""

import numpy as np
from numpy.typing import NDArray

from agents.dedup.compiled import U8, U64, compiled

SOUNDS = 6  # of a word
DIGITS = 12  # of a number
LEAST = 4  # sounds that are left of a word without its last vowels
LEAD = 60  # words, the headline's among them: a headline and two sentences
TERM = 24  # bits
# Marks of a term: it stands in the lead, is a number, is somewhere written as names are; has no capitals.
IN_LEAD, IS_FIGURE, IS_NAME, NO_CAPITALS = 1, 2, 4, 8

_PLACE, _PLACES = np.uint64(16), np.uint64(0xFFFF)


@compiled(f"Tuple((uint32[::1], int64[::1], uint8[::1]))({U64}, {U8})")
def counted(
    made: NDArray[np.uint64], marks: NDArray[np.uint8]
) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.uint8]]:
    """Return the distinct terms of what a reading has, sorted; how often each stands there; all its marks."""
    terms = np.empty(len(made), np.uint32)
    counts = np.empty(len(made), np.int64)
    every = np.empty(len(made), np.uint8)
    last = -1
    for one in made:
        term = np.uint32(one >> _PLACE)
        if last < 0 or terms[last] != term:
            last += 1
            terms[last], counts[last], every[last] = term, 0, 0
        counts[last] += 1
        every[last] |= marks[np.int64(one & _PLACES)]
    return terms[: last + 1], counts[: last + 1], every[: last + 1]
