"""Ascending numbers in few bytes: the gaps between them by Rice's code (Rice 1979), near their entropy.

A list is its count, the bits k of a gap that are written as they are, and then of each number the rest
of its gap as so many ones and a zero, the k bits, and the bits of whatever goes with it. k is that of the
mean gap, so the ones are no more than some two for each number, whatever the numbers.
"""

import numpy as np
from numpy.typing import NDArray

from agents.dedup.compiled import I64, U8, U32, compiled

MOST = 255  # numbers of a list

_ONE, _BYTE, _LAST = np.uint64(1), np.uint64(8), np.uint64(0xFF)


@compiled(f"uint8[::1]({U32}, {I64}, int64)")
def pack(numbers: NDArray[np.uint32], ends: NDArray[np.int64], more: int) -> NDArray[np.uint8]:
    """Return lists of numbers, that end at `ends`, each by itself ascending, less their last `more` bits.

    These go with the number. A list has at most MOST.
    """
    room = 0
    start = np.int64(0)
    for end in ends:
        room += 3 + (end - start) * 5
        start = end
    found = np.zeros(room + 8, np.uint8)
    at = 0
    start = np.int64(0)
    for end in ends:
        count = end - start
        mean = ((numbers[end - 1] >> more) + 1) // count if count else 0
        width = 0
        while mean * 3 >> width + 2:  # 0.75 of it
            width += 1
        width = max(width - 1, 0)
        found[at], found[at + 1] = count, width
        at += 2
        held, have = np.uint64(0), np.uint64(0)  # bits that are still to be written, the first lowest
        last = np.uint64(0)
        for place in range(start, end):
            number = np.uint64(numbers[place] >> more)
            gap = number - last
            last = number
            ones = gap >> np.uint64(width)
            rest = gap & ((_ONE << np.uint64(width)) - _ONE)
            rest |= (np.uint64(numbers[place]) & ((_ONE << np.uint64(more)) - _ONE)) << np.uint64(width)
            while ones > 0:
                held |= _ONE << have
                have += _ONE
                ones -= _ONE
                if have == _BYTE:
                    found[at] = held
                    at += 1
                    held, have = np.uint64(0), np.uint64(0)
            have += _ONE
            held |= rest << have
            have += np.uint64(width + more)
            while have >= _BYTE:
                found[at] = held & _LAST
                at += 1
                held >>= _BYTE
                have -= _BYTE
        if have > 0:
            found[at] = held
            at += 1
        start = end
    return found[:at]


@compiled(f"Tuple((uint32[::1], int64[::1]))({U8}, {I64}, int64, int64)")
def unpack(
    stored: NDArray[np.uint8], starts: NDArray[np.int64], lists: int, more: int
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Return the first `lists` lists that begin at each of `starts`, one after the other, and their ends."""
    extra = (_ONE << np.uint64(more)) - _ONE
    found = np.empty(len(starts) * lists * MOST, np.uint32)
    ends = np.empty(len(starts) * lists, np.int64)
    made = done = 0
    for start in starts:
        at = start
        for _ in range(lists):
            count, width = np.int64(stored[at]), np.int64(stored[at + 1])
            at += 2
            held, have = np.uint64(0), 0  # bits that were read, the next one lowest
            last = 0
            mask = (_ONE << np.uint64(width)) - _ONE
            for _ in range(count):
                ones = 0
                while True:
                    if have == 0:
                        held, have = np.uint64(stored[at]), 8
                        at += 1
                    bit = held & _ONE
                    held >>= _ONE
                    have -= 1
                    if bit == 0:
                        break
                    ones += 1
                while have < width + more:
                    held |= np.uint64(stored[at]) << np.uint64(have)
                    have += 8
                    at += 1
                last += int(ones << width | np.int64(held & mask))
                found[made] = last << more | np.int64((held >> np.uint64(width)) & extra)
                held >>= np.uint64(width + more)
                have -= int(width + more)
                made += 1
            ends[done] = made
            done += 1
    return found[:made].copy(), ends


@compiled(f"uint32[::1]({U8}, int64, int64, int64)")
def wide(stored: NDArray[np.uint8], start: int, count: int, spare: int) -> NDArray[np.uint32]:
    """Return `count` numbers of three bytes from `start` on, less their last `spare` bits."""
    found = np.empty(count, np.uint32)
    for at in range(count):
        place = start + 3 * at
        number = np.uint32(stored[place]) | np.uint32(stored[place + 1]) << 8
        found[at] = (number | np.uint32(stored[place + 2]) << 16) >> spare
    return found
