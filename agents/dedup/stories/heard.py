"""The loops of `words`: code points to sounds to terms, and how often each term stands there."""

import numpy as np
from numpy.typing import NDArray

from agents.dedup.compiled import B1, U8, U32, U64, compiled
from agents.dedup.stories.letters import CASELESS, NINE, POINT, SILENT, SOUND, ZERO

SOUNDS = 6  # of a word
DIGITS = 12  # of a number
LEAST = 4  # sounds that are left of a word without its last vowels
LEAD = 60  # words, the headline's among them: a headline and two sentences
TERM = 24  # bits
# Marks of a term: it stands in the lead, is a number, is somewhere written as names are; has no capitals.
IN_LEAD, IS_FIGURE, IS_NAME, NO_CAPITALS = 1, 2, 4, 8

_B = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio, odd
_MIX, _SHIFT = np.uint64(0xFF51AFD7ED558CCD), np.uint64(33)  # the first finaliser of MurmurHash3
_HIGH = np.uint64(64 - TERM)
_PLACE, _PLACES = np.uint64(16), np.uint64(0xFFFF)


@compiled(f"Tuple((uint64[::1], uint8[::1]))({U32}, {U8}, {U8}, {B1}, {U8}, {U8}, {U8}, int64)")
def heard(
    codes: NDArray[np.uint32], sounds: NDArray[np.uint8], alike: NDArray[np.uint8], gone: NDArray[np.bool_],
    vowels: NDArray[np.uint8], joins: NDArray[np.uint8], goes_on: NDArray[np.uint8], titled: int,
) -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:  # fmt: skip
    """Return of each word its term << 16 | its place among the words, and its marks.

    `codes` begin and end with what is no letter, twice at the end; up to place `titled` capitals tell
    nothing. The tables are those of `letters` and `words`. What stands past a table is as its last.
    """
    count = len(codes)
    made = np.empty(count // 2 + 1, np.uint64)
    marks = np.empty(count // 2 + 1, np.uint8)
    kept = np.empty(DIGITS, np.uint8)
    words = length = most = place = 0
    here = np.int64(sounds[min(codes[0], len(sounds) - 1)])  # a letter with its marks, and those beside it
    after = np.int64(sounds[min(codes[1], len(sounds) - 1)])
    sound_before = np.int64(-1)
    sound = here & SOUND
    last = np.int64(-1)
    for at in range(count - 1):
        here_next = np.int64(sounds[min(codes[at + 2], len(sounds) - 1)]) if at + 2 < count else np.int64(0)
        sound_after = after & SOUND
        # A point inside a number is not heard.
        if after == POINT and at + 2 < count:
            before_point, after_point = here & SOUND, here_next & SOUND
            if ZERO <= before_point <= NINE and ZERO <= after_point <= NINE:
                sound_after = np.int64(SILENT)
        if sound != SILENT and (sound_before < 0 or not gone[sound_before << 6 | sound]):
            said = np.int64(alike[sound << 6 | sound_after])
            # Double letters are one, and all that stands between two words; digits stay as they are.
            if last >= 0 and (said != last or ZERO <= said <= NINE):
                if said:
                    if not length:
                        place = at
                        most = DIGITS if ZERO <= said <= NINE else SOUNDS
                    if length < most:
                        kept[length] = said
                        length += 1
                else:
                    for _ in range(2):
                        if length > LEAST and vowels[kept[length - 1]]:
                            length -= 1
                    if length > 1:
                        hashed = np.uint64(0)
                        for one in range(length - 1, -1, -1):
                            hashed = hashed * _B + np.uint64(kept[one])
                        hashed = (hashed ^ (hashed >> _SHIFT)) * _MIX >> _HIGH
                        made[words] = hashed << _PLACE | np.uint64(words)
                        letter = np.int64(sounds[min(codes[place], len(sounds) - 1)])
                        mark = (letter & CASELESS) >> 4
                        if ZERO <= kept[0] <= NINE:
                            mark |= IS_FIGURE
                        if words < LEAD:
                            mark |= IN_LEAD
                        if (
                            place > titled
                            and (letter >> 6) & 1
                            and joins[min(codes[place - 1], len(joins) - 1)]
                            and goes_on[min(codes[place - 2], len(goes_on) - 1)]
                        ):
                            mark |= IS_NAME
                        marks[words] = mark
                        words += 1
                    length = 0
            last = said
        sound_before, sound = sound, sound_after
        here, after = after, here_next
    return made[:words], marks[:words]


@compiled(f"Tuple((uint32[::1], int64[::1], uint8[::1]))({U64}, {U8})")
def counted(
    made: NDArray[np.uint64], marks: NDArray[np.uint8]
) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.uint8]]:
    """Return the distinct terms of what `heard` made, sorted; how often each stands there; all its marks."""
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
