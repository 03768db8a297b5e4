"""The loop of `shingles`: hashes of words and runs of words, each once."""

import numpy as np
from numpy.typing import NDArray

from agents.dedup.compiled import U64, compiled

_HALF = np.uint64(32)
_KINDS = 3  # every, headline, lead


@compiled(f"Tuple((uint32[::1], uint32[::1], uint32[::1]))({U64})")
def parted(made: NDArray[np.uint64]) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the distinct hashes of each kind of what a reading has, sorted."""
    found = np.empty(len(made), np.uint32)
    ends = np.zeros(_KINDS, np.int64)
    count = 0
    for at in range(len(made)):
        if at == 0 or made[at] != made[at - 1]:
            found[count] = np.uint32(made[at] & np.uint64(0xFFFFFFFF))
            count += 1
            ends[np.int64(made[at] >> _HALF)] = count
    for kind in range(1, _KINDS):
        ends[kind] = max(ends[kind], ends[kind - 1])
    return found[: ends[0]], found[ends[0] : ends[1]], found[ends[1] : ends[2]]
