"""The loops of the join: which documents share the most of what an article is about."""

import numpy as np
from numpy.typing import NDArray

from agents.dedup.compiled import F64, I64, U32, compiled
from agents.dedup.found import PLACE

_WEIGHTS = 31  # bits of an entry's weight, as in `signature`
_STORY = ~np.uint64(_WEIGHTS)  # bits of a story that are counted
_ODD, _HIGH, _ONE = np.uint64(0x9E3779B97F4A7C15), np.uint64(40), np.uint32(1)
# Bits of a term that are compared: of two long texts one in seven shares a term by chance. Documents are
# found by 24, so these have some in common, and no figure of the labelled stories is another with 24.
TERM_KEPT = 16
CUT = 32 - TERM_KEPT  # bits of an entry behind those of its term that are kept


@compiled(f"int64[::1]({U32})")
def weightiest(entries: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return the places of entries, that of most weight first; of equal ones the lower term."""
    starts = np.zeros(_WEIGHTS + 2, np.int64)
    for entry in entries:
        starts[_WEIGHTS + 1 - (entry & _WEIGHTS)] += 1
    for weight in range(1, _WEIGHTS + 2):
        starts[weight] += starts[weight - 1]
    found = np.empty(len(entries), np.int64)
    for at in range(len(entries)):
        rank = _WEIGHTS - (entries[at] & _WEIGHTS)
        found[starts[rank]] = at
        starts[rank] += 1
    return found


@compiled(f"uint32[::1]({U32})")
def narrowed(entries: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return entries with TERM_KEPT bits of their terms, before marks and weight."""
    found = np.empty(len(entries), np.uint32)
    for at in range(len(entries)):
        found[at] = entries[at] >> CUT << 8 | entries[at] & np.uint32(0xFF)
    return found


@compiled(
    "Tuple((int64[::1], uint64[::1], float64[::1]))"
    f"({I64}, uint64[::1], int64, {U32}, {I64}, {F64},"
    " int64, float64, int64)"
)
def ranked(
    found: NDArray[np.int64], stories: NDArray[np.uint64], first: int, entries: NDArray[np.uint32],
    sought: NDArray[np.int64], keeps: NDArray[np.float64], shared: int, mass: float, most: int,
) -> tuple[NDArray[np.int64], NDArray[np.uint64], NDArray[np.float64]]:  # fmt: skip
    """Return `most` documents that share the most weight with the terms sought, and what each entry keeps.

    And between them the documents' stories. `found` is what postings have of the terms, one term's after
    the other's, `sought` are the places of these in `entries`, `stories` those of documents from `first`
    on. A term keeps of its weight what `keeps` has at the number of stories that it is told in. What has
    less than `shared` terms or of the weight less than `mass` does not count; of equals the newer comes
    first.
    """
    terms = len(sought)
    size = 64
    while size < 2 * len(found):
        size *= 2
    mask = np.uint64(size - 1)
    # The documents of what was found, each once, and of each find which of these it is.
    slots = np.zeros(size, np.uint32)
    documents = np.empty(len(found), np.int64)
    which = np.empty(len(found), np.uint32)
    # The stories of these, each once; of each document which of these it is of, and the last term that each
    # story was counted for.
    of_stories = np.zeros(size, np.uint32)
    distinct = np.empty(len(found), np.uint64)
    story_of = np.empty(len(found), np.uint32)
    counted = np.full(len(found), -1, np.int64)
    told = np.zeros(terms, np.int64)
    count, stories_count = np.uint32(0), np.uint32(0)
    for at in range(len(found)):
        document = found[at] >> PLACE
        slot = (np.uint64(document) * _ODD) >> _HIGH & mask
        while slots[slot] != 0 and documents[slots[slot] - _ONE] != document:
            slot = (slot + np.uint64(1)) & mask
        if slots[slot] == 0:
            documents[count] = document
            story = stories[document - first] & _STORY
            other = (story * _ODD) >> _HIGH & mask
            while of_stories[other] != 0 and distinct[of_stories[other] - _ONE] != story:
                other = (other + np.uint64(1)) & mask
            if of_stories[other] == 0:
                distinct[stories_count] = story
                stories_count += _ONE
                of_stories[other] = stories_count
            story_of[count] = of_stories[other] - _ONE
            count += _ONE
            slots[slot] = count
        which[at] = slots[slot] - _ONE
        place = found[at] & 255
        if counted[story_of[which[at]]] != place:
            counted[story_of[which[at]]] = place
            told[place] += 1
    kept = np.ones(len(entries), np.float64)
    worth = np.empty(terms, np.int64)
    whole = 0
    for place in range(terms):
        keep = keeps[told[place]]
        kept[sought[place]] = keep
        worth[place] = np.int64(np.rint((entries[sought[place]] & np.uint32(_WEIGHTS)) * keep * 64))
        whole += worth[place]
    counts, sums = np.zeros(count, np.int64), np.zeros(count, np.int64)
    for at in range(len(found)):
        counts[which[at]] += 1
        sums[which[at]] += worth[found[at] & 255]
    best = np.zeros(most, np.int64)  # documents, and what they share
    shares = np.full(most, -1, np.int64)
    for at in range(count):
        share, document = sums[at], documents[at]
        if counts[at] < shared or share < mass * whole or share < shares[most - 1]:
            continue
        if share == shares[most - 1] and document < best[most - 1]:
            continue
        rank = most - 1
        while rank > 0 and (
            share > shares[rank - 1] or (share == shares[rank - 1] and document > best[rank - 1])
        ):
            shares[rank], best[rank] = shares[rank - 1], best[rank - 1]
            rank -= 1
        shares[rank], best[rank] = share, document
    ranks = 0
    while ranks < most and shares[ranks] >= 0:
        ranks += 1
    of_best = np.empty(ranks, np.uint64)
    for rank in range(ranks):
        of_best[rank] = stories[best[rank] - first]
    return best[:ranks], of_best, kept
