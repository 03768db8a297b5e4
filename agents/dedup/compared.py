"""The loops of `sketch`: marks are taken, and how much two sorted arrays of them share."""

import numpy as np
from numpy.typing import NDArray

from agents.dedup.compiled import U32, compiled


@compiled(f"Tuple((int64, int64, int64))({U32}, {U32}, {U32}, int64)")
def compared(
    one: NDArray[np.uint32], other: NDArray[np.uint32], ignored: NDArray[np.uint32], ceiling: int
) -> tuple[int, int, int]:
    """Return how many of `one` are among `other`, and how many there are of either.

    Of both only what is below `ceiling` and not among `ignored` counts; what is twice in `one` counts twice.
    """
    both = of_one = of_other = 0
    place = skipped = 0
    for mark in one:
        if mark >= ceiling:
            break
        while skipped < len(ignored) and ignored[skipped] < mark:
            skipped += 1
        if skipped < len(ignored) and ignored[skipped] == mark:
            continue
        of_one += 1
        while place < len(other) and other[place] < mark:
            place += 1
        if place < len(other) and other[place] == mark:
            both += 1
    skipped = 0
    for mark in other:
        if mark >= ceiling:
            break
        while skipped < len(ignored) and ignored[skipped] < mark:
            skipped += 1
        if skipped == len(ignored) or ignored[skipped] != mark:
            of_other += 1
    return both, of_one, of_other


@compiled(f"Tuple((uint32[::1], uint32[::1], uint32[::1]))({U32}, {U32}, {U32}, int64, int64, int64, int64)")
def taken(
    every: NDArray[np.uint32], headline: NDArray[np.uint32], lead: NDArray[np.uint32],
    most: int, most_headline: int, most_lead: int, rest: int,
) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint32]]:  # fmt: skip
    """Return the first hashes of each, so many at most, without their last `rest` bits."""
    found = np.empty(most + most_headline + most_lead, np.uint32)
    first = min(len(every), most)
    for at in range(first):
        found[at] = every[at] >> rest
    second = first + min(len(headline), most_headline)
    for at in range(first, second):
        found[at] = headline[at - first] >> rest
    third = second + min(len(lead), most_lead)
    for at in range(second, third):
        found[at] = lead[at - second] >> rest
    return found[:first], found[first:second], found[second:third]
