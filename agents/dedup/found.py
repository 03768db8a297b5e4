"""The loops of the index: a document's terms are entered, and terms are looked up, newest documents first."""

import numpy as np
from numpy.typing import NDArray

from agents.dedup.compiled import I32, U8, U32, compiled

PLACE = 8  # bits of what is found that say which of the terms it was
_W = "[::1]"


@compiled(f"int64(int32{_W}, uint32{_W}, uint32{_W}, int32{_W}, int64, uint32, {U32}, uint32)")
def enter(
    heads: NDArray[np.int32], terms: NDArray[np.uint32], documents: NDArray[np.uint32],
    before: NDArray[np.int32], count: int, document: int, entered: NDArray[np.uint32], odd: int,
) -> int:  # fmt: skip
    """Enter a document under terms in a table of chains that has `count` entries; return how many it has now.

    `heads` has of each bucket the last entry, from 1, and `before` of each entry the one before it; 0: none.
    The buckets are a power of two and at most 2^31. A term times `odd` says by its first bits which it is.
    """
    bits = np.uint32(33)
    size = len(heads)
    while size:
        bits -= np.uint32(1)
        size >>= 1
    for place in range(len(entered)):
        term = entered[place]
        bucket = np.uint32(term * odd) >> bits
        terms[count], documents[count], before[count] = term, document, heads[bucket]
        count += 1
        heads[bucket] = count
    return count


@compiled(
    f"int64{_W}({U32}, int64, int64, uint32, {I32}, {U32}, {U32}, {I32}, int64,"
    f" int64, int64, int64, {I32}, {U32}, {U8}, int64)"
)
def find(
    sought: NDArray[np.uint32], since: int, most: int, odd: int,
    heads: NDArray[np.int32], terms: NDArray[np.uint32], recent: NDArray[np.uint32],
    before: NDArray[np.int32], first: int,
    old: int, young: int, offset: int, starts: NDArray[np.int32], lows: NDArray[np.uint32],
    highs: NDArray[np.uint8], begins: int,
) -> NDArray[np.int64]:  # fmt: skip
    """Return document << PLACE | place in `sought` of each entry not before `since`, `most` newest of a term.

    Of the chains that `enter` made, whose documents count from `first`; then of the young layer of a
    table, and of its old one. In these the last `young` and `old` bits of a product stand in an entry, behind
    the document; the young one's starts come from `offset` on, and documents count from `begins`.
    """
    bits = np.uint32(33)
    size = len(heads)
    while size:
        bits -= np.uint32(1)
        size >>= 1
    # Where a bucket stands and what is in it lies anywhere in memory: all of that is asked for at once, so
    # that the waiting for one passes with that for the others.
    bounds = np.empty((2, 2, len(sought)), np.int64)
    for layer in range(2):
        shift = old if layer else young
        for place in range(len(sought)):
            bucket = (np.int64(np.uint32(sought[place] * odd)) >> shift) + (0 if layer else offset)
            bounds[layer, 0, place] = starts[bucket]
            bounds[layer, 1, place] = starts[bucket + 1]
    near = np.uint32(0)
    for layer in range(2):
        for place in range(len(sought)):
            # A bucket is read from its end, and often lies in two of the processor's lines.
            at, end = min(bounds[layer, 0, place], len(lows) - 1), max(bounds[layer, 1, place] - 1, 0)
            near |= lows[at] | lows[end] | highs[end]
    found = np.empty(len(sought) * most + 1, np.int64)
    found[len(sought) * most] = near  # else the compiler would leave it out
    count = 0
    for place in range(len(sought)):
        term = sought[place]
        product = np.uint32(term * odd)
        last = count + most
        entry = np.int64(heads[product >> bits])
        past = False
        while entry and count < last:
            if terms[entry - 1] == term:
                document = np.int64(recent[entry - 1]) + first
                if document < since:
                    past = True
                    break
                found[count] = (document << PLACE) | place
                count += 1
            entry = np.int64(before[entry - 1])
        for layer in range(2):
            if past or count == last:
                break
            shift = old if layer else young
            mask = np.uint32((1 << shift) - 1)
            rest = product & mask
            low, at = bounds[layer, 0, place], bounds[layer, 1, place] - 1
            while at >= low and count < last:
                if lows[at] & mask == rest:
                    document = ((np.int64(highs[at]) << 32 | np.int64(lows[at])) >> shift) + begins
                    if document < since:
                        past = True
                        break
                    found[count] = (document << PLACE) | place
                    count += 1
                at -= 1
    return found[:count]
