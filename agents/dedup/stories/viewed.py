"""The loop of `likeness`: what the signature of an article shares with several others."""

import numpy as np
from numpy.typing import NDArray

from agents.dedup.compiled import F64, I64, U8, U32, compiled
from agents.dedup.stories.shared import CUT
from agents.dedup.stories.signature import IN_LEAD, IS_FIGURE, IS_NAME, WEIGHTS

_SLOTS = 1024
_IN_LEAD_BIT, _FIGURE_BIT, _NAME_BIT, _ONE = np.uint32(5), np.uint32(6), np.uint32(7), np.uint32(1)
_EVIDENCE = 1.0  # names in common that make half of it
_VIEWS, _BEFORE = 9, np.uint16(1)


@compiled(
    f"Tuple((float64[:, ::1], uint32[::1], float64[:, ::1]))({U32}, {F64}, int64, int64, int64, {U8}, {I64},"
    f" {U32}, {I64}, Array(float64, 2, 'C', True), int64, float64)"
)
def views(
    one: NDArray[np.uint32], says: NDArray[np.float64], language: int, first: int, last: int,
    stored: NDArray[np.uint8], starts: NDArray[np.int64], others: NDArray[np.uint32],
    ends: NDArray[np.int64], weights: NDArray[np.float64], least: int, a_day: float,
) -> tuple[NDArray[np.float64], NDArray[np.uint32], NDArray[np.float64]]:  # fmt: skip
    """Return of each of several others what `Likeness` has, by the entries, language and days of a signature.

    Then, by entry of it and by other, what `together` asks for; there are at most its MOST others.

    The others are as `Signatures` has them. `weights` are those within a language and across, as
    `weights.table` has them. With less than `least` terms in common the score is 0; a day between two
    publications adds `a_day` to what is asked for.
    """
    slots = np.zeros(_SLOTS, np.uint16)
    own = np.empty(len(one), np.float64)
    my_all = my_name = my_figure = my_lead = 0.0
    for at in range(len(one)):
        slot = np.int64(one[at] >> CUT) & (_SLOTS - 1)
        while slots[slot] != 0:
            slot = (slot + 1) & (_SLOTS - 1)
        slots[slot] = at + 1
        weight = np.int64(one[at] & WEIGHTS) * says[at]
        own[at] = weight
        square = weight * weight
        my_all += square
        if one[at] & IS_NAME:
            my_name += square
            if one[at] & IN_LEAD:
                my_lead += weight
        if one[at] & IS_FIGURE:
            my_figure += square
    found = np.empty((len(ends), _VIEWS), np.float64)
    met = np.zeros(len(one), np.uint32)
    begins = np.empty((len(ends), 4), np.float64)
    start = np.int64(0)
    for other in range(len(ends)):
        shared = in_common = 0
        all_, name, figure, lead = 0.0, 0.0, 0.0, 0.0  # of the other
        both, names, figures, here, there = 0.0, 0.0, 0.0, 0.0, 0.0  # in common
        head = starts[other]
        of_language = np.int64(stored[head]) | np.int64(stored[head + 1]) << 8
        day = np.uint32(0)
        for byte in range(4):
            day |= np.uint32(stored[head + 2 + byte]) << np.uint32(8 * byte)
        of_first = np.int64(np.int32(day))
        of_last = of_first + (np.int64(stored[head + 6]) | np.int64(stored[head + 7]) << 8)
        for at in range(start, ends[other]):
            entry = others[at]
            weight = np.float64(entry & WEIGHTS)
            slot = np.int64(entry >> 8) & (_SLOTS - 1)
            beside = slots[slot]  # one more than the place of the term, or none
            while beside and one[beside - _BEFORE] >> CUT != entry >> 8:
                slot = (slot + 1) & (_SLOTS - 1)
                beside = slots[slot]
            if beside:
                mine = beside - _BEFORE
                weight *= says[mine]
                shared += 1
                met[mine] |= np.uint32(1) << np.uint32(other)
                product = own[mine] * weight
                both += product
                if one[mine] & entry & IS_NAME:
                    names += product
                if one[mine] & entry & IS_FIGURE:
                    figures += product
                if (one[mine] | entry) & IS_NAME:
                    in_common += 1
                if one[mine] & IS_NAME and one[mine] & IN_LEAD:
                    here += own[mine]
                if entry & IS_NAME and entry & IN_LEAD:
                    there += weight
            # Without branches, for they would be guessed wrong.
            square = weight * weight
            names_it, begins_so = entry >> _NAME_BIT & _ONE, entry >> _IN_LEAD_BIT & _ONE
            all_ += square
            name += square * np.float64(names_it)
            lead += weight * np.float64(names_it & begins_so)
            figure += square * np.float64(entry >> _FIGURE_BIT & _ONE)
        start = ends[other]
        sure = in_common / (in_common + _EVIDENCE)
        # Cosines by squared norms; where one text has nothing, that of figures is not known.
        words = both / np.sqrt(my_all * all_) if my_all * all_ > 0 else 0.0
        named = sure * names / np.sqrt(my_name * name) if my_name * name > 0 else 0.0
        if my_name == 0 and name == 0:
            named = words
        # How much of the lead's names of each stands in the other: the mean, or the one that is known.
        theirs = there / lead if lead > 0 else 0.0
        if my_lead > 0:
            begun = sure * ((here / my_lead + theirs) / 2 if lead > 0 else here / my_lead)
        else:
            begun = sure * theirs if lead > 0 else named
        told = figures / np.sqrt(my_figure * figure) if my_figure * figure > 0 else np.nan
        begins[other, 0], begins[other, 1], begins[other, 2] = lead, there, figure
        apart = np.int64(-1)
        if (first != 0 or last != 0) and (of_first != 0 or of_last != 0):
            apart = max(first - of_last, of_first - last, np.int64(0))
        across = language != 0 and of_language not in (0, language)
        use = weights[1 if across else 0]
        begins[other, 3] = across
        score = 0.0
        if shared >= least:
            score = use[0] * words + use[1] * named + use[2] * begun
            if my_figure * figure > 0:
                score += use[3] * (told - use[4])
            score /= use[0] + use[1] + use[2] + use[3]
        found[other, 0], found[other, 1] = score, use[5] + a_day * max(apart, np.int64(0))
        found[other, 2], found[other, 3], found[other, 4], found[other, 5] = words, named, begun, told
        found[other, 6], found[other, 7], found[other, 8] = apart, shared, 0
    return found, met, begins
