"""The loops of `signature`: what the terms of a text weigh, and the entries of those that weigh most."""

import numpy as np
from numpy.typing import NDArray

from agents.dedup.compiled import F32, I64, U8, U32, U64, compiled
from agents.dedup.stories.heard import IS_FIGURE, IS_NAME

_FINE = np.float32(4096)  # to which weights are told apart
_TERM = np.uint64(24)
_TERMS = np.uint64(0xFFFFFF)
_PLACE, _PLACES = np.uint64(16), np.uint64(0xFFFF)
_WEIGHTS = 31  # as in `signature`


@compiled(
    f"Tuple((uint64[::1], uint32[::1], float32[::1]))({U32}, {I64}, {U8}, {U8}, {F32}, {U32}, {F32},"
    f" {U32}, {U32}, boolean, float32, float32, float32, uint32, uint32)"
)
def weighed(
    terms: NDArray[np.uint32], counts: NDArray[np.int64], marks: NDArray[np.uint8],
    steps: NDArray[np.uint8], weights: NDArray[np.float32], marked: NDArray[np.uint32],
    dampened: NDArray[np.float32],
    calendar: NDArray[np.uint32], meant: NDArray[np.uint32], capital: bool,
    number: float, named: float, dated: float, in_lead: int, figure: int,
) -> tuple[NDArray[np.uint64], NDArray[np.uint32], NDArray[np.float32]]:  # fmt: skip
    """Return of the terms that weigh something their order, then entries without weights, and weights.

    An order is weight, then of equal ones the lower term first, then the place in the two others. Terms of
    a text are those of `words.Words`; those of months and weekdays, `calendar`, become `meant`, as all
    languages have them. `steps` and `weights` are those of `rarity`, by term and by step.
    """
    own = np.empty(len(terms), np.float32)
    entries = np.empty(len(terms), np.uint32)
    for at in range(len(terms)):
        weight = np.float32(number) if marks[at] & IS_FIGURE else weights[steps[terms[at]]]
        entries[at] = terms[at] << 8 | marked[marks[at] | (np.uint8(16) if weight >= named else np.uint8(0))]
        own[at] = weight
    for day in range(len(calendar)):
        at = np.searchsorted(terms, calendar[day])
        if at == len(terms) or terms[at] != calendar[day] or (capital and not marks[at] & IS_NAME):
            continue
        entry = meant[day] << 8 | (entries[at] & in_lead) | figure
        own[at] = dated
        for other in range(len(terms)):  # in two cases it is one term still
            if other != at and (entries[other] ^ entry) >> 8 == 0 and own[other] == np.float32(dated):
                own[at] = 0
        entries[at] = entry
    order = np.empty(len(terms), np.uint64)
    count = 0
    for at in range(len(terms)):
        own[at] *= dampened[min(counts[at], len(dampened) - 1)]
        if own[at] != 0:
            fine = np.uint64(np.rint(own[at] * _FINE)) << _TERM
            order[count] = (fine | (_TERMS ^ np.uint64(entries[at] >> 8))) << _PLACE | np.uint64(at)
            count += 1
    return order[:count], entries, own


@compiled(f"uint32[::1]({U64}, {U32}, {F32}, int64)")
def heaviest(
    order: NDArray[np.uint64], entries: NDArray[np.uint32], weights: NDArray[np.float32], most: int
) -> NDArray[np.uint32]:
    """Return `most` entries, the last of `order`, with weights as shares of the largest; not sorted."""
    first = max(len(order) - most, 0)
    largest = np.float32(0)
    for at in range(first, len(order)):
        largest = max(largest, weights[np.int64(order[at] & _PLACES)])
    scale = np.float32(_WEIGHTS) / largest
    found = np.empty(len(order) - first, np.uint32)
    for at in range(len(found)):
        place = np.int64(order[first + at] & _PLACES)
        found[at] = entries[place] | np.uint32(max(np.rint(weights[place] * scale), np.float32(1)))
    return found
