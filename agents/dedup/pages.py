"""Arrays on pages of their own: what they took is the system's again when they are forgotten.

The C library keeps what is freed for itself, up to 32 MB a piece, and a window that has passed would
go on taking memory. Pages that were never written take none, so an array may be made larger than needed.
"""

import mmap
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

_LARGE = 4 << 20  # bytes, from which pages of 2 MB are asked for: fewer misses in the processor's page table
_ALONE = {"flags": mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS} if hasattr(mmap, "MAP_ANONYMOUS") else {}


def zeros(count: int, dtype: DTypeLike) -> NDArray[Any]:
    """Return an array of `count` zeros."""
    kind = np.dtype(dtype)
    size = max(count * kind.itemsize, 1)
    pages = mmap.mmap(-1, size, **_ALONE)
    if size >= _LARGE and hasattr(mmap, "MADV_HUGEPAGE"):
        pages.madvise(mmap.MADV_HUGEPAGE)
    return np.frombuffer(pages, kind, count)
