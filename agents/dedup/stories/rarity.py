"""How much a word says: the rarer it is in what people write, the more two texts share that share it.

Frequencies are of general language, not of the stream: news comes in bursts, and a count of the stream
takes the weight from the very words that an affair is told in (BCubed F1 of stories 0.795 so, 0.883 with
general ones). What the table does not have is mostly names, and weighs most.
"""

import zlib
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from agents.dedup import pages
from agents.dedup.stories.heard import TERM

# Zipf's scale (van Heuven 2014): log10 of how often in a thousand million words.
COMMON = 6.5  # and above: says nothing. Some two hundred words of all languages
UNKNOWN = 2.5
NUMBER = 3.2  # a number of two digits or more

STEP = 0.1  # of the frequencies in the table
_DATA = "frequencies.bin"


@cache
def steps() -> NDArray[np.uint8]:
    """Return by term how often it is used, in STEPs; 0: rarer than any known word."""
    terms, zipfs = unpack((files(__package__) / _DATA).read_bytes())
    table = pages.zeros(1 << TERM, np.uint8)  # large pages, for its places are read without order
    table[terms] = zipfs
    return table


@cache
def weights() -> NDArray[np.float32]:
    """Return by frequency in STEPs what a term weighs, 0 to COMMON - UNKNOWN."""
    found = np.maximum(COMMON - np.arange(256) * STEP, 0)
    found[0] = COMMON - UNKNOWN
    bounded: NDArray[np.float32] = np.minimum(found, COMMON - UNKNOWN).astype(np.float32)
    return bounded


def pack(zipfs: dict[int, float]) -> bytes:
    """Return a table, zipf by term, as it is stored: gaps between sorted terms, then frequencies."""
    terms = np.array(sorted(zipfs), np.uint32)
    gaps = np.diff(terms, prepend=np.uint32(0)).astype("<u4")
    # Bytes of one place together: the high ones are nearly all 0.
    planes = gaps.view(np.uint8).reshape(-1, 4).T.tobytes()
    return zlib.compress(
        planes + np.array([round(zipfs[int(one)] / STEP) for one in terms], np.uint8).tobytes(), 9
    )


def unpack(stored: bytes) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Return the table: sorted terms and, in STEPs, the frequency of each."""
    raw = np.frombuffer(zlib.decompress(stored), np.uint8)
    planes = raw[: len(raw) // 5 * 4].reshape(4, -1)
    gaps = np.ascontiguousarray(planes.T).view("<u4").ravel()
    return np.cumsum(gaps, dtype=np.uint32), raw[len(raw) // 5 * 4 :]
