"""Ascending numbers in few bytes: the gaps between them by Rice's code (Rice 1979), near their entropy.

A list is its count, the bits k of a gap that are written as they are, and then of each number the rest
of its gap as so many ones and a zero, the k bits, and the bits of whatever goes with it. k is that of the
mean gap, so the ones are no more than some two for each number, whatever the numbers.
"""

import numpy as np
from numpy.typing import NDArray

from agents.dedup.compiled import I64, U8, U32, compiled

MOST = 255  # numbers of a list

BEHIND = bytes(8)
# By a byte: the ones that it begins with, from its lowest bit.
_ONES = np.array([next((n for n in range(8) if not byte >> n & 1), 8) for byte in range(256)], np.uint8)

_ONE, _TWO, _THREE, _SEVEN = np.uint64(1), np.uint64(2), np.uint64(3), np.uint64(7)
_BYTE, _LAST = np.uint64(8), np.uint64(0xFF)


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
    found = np.empty(room + 8, np.uint8)
    at = np.uint64(0)
    start = np.int64(0)
    beside = np.uint64(more)
    extra = (_ONE << beside) - _ONE
    for end in ends:
        count = end - start
        mean = ((numbers[end - 1] >> more) + 1) // count if count else 0
        width = np.uint64(0)
        while mean * 3 >> np.int64(width) + 2:  # 0.75 of it
            width += _ONE
        width -= min(width, _ONE)
        found[at], found[at + _ONE] = count, width
        at += _TWO
        held, have = np.uint64(0), np.uint64(0)  # bits that are still to be written, the first lowest
        last = np.uint64(0)
        for place in range(start, end):
            number = np.uint64(numbers[place])
            gap = (number >> beside) - last
            last = number >> beside
            ones = gap >> width
            rest = gap & ((_ONE << width) - _ONE) | (number & extra) << width
            while ones >= _BYTE:
                held |= _LAST << have
                found[at] = held & _LAST
                at += _ONE
                held >>= _BYTE
                ones -= _BYTE
            held |= ((_ONE << ones) - _ONE) << have
            have += ones + _ONE
            held |= rest << have
            have += width + beside
            while have >= _BYTE:
                found[at] = held & _LAST
                at += _ONE
                held >>= _BYTE
                have -= _BYTE
        if have > 0:
            found[at] = held
            at += _ONE
        start = end
    return found[:at]


@compiled(f"Tuple((uint32[::1], int64[::1]))({U8}, {I64}, int64, int64)")
def unpack(
    stored: NDArray[np.uint8], starts: NDArray[np.int64], lists: int, more: int
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Return the first `lists` lists that begin at each of `starts`, one after the other, and their ends.

    Behind what is stored BEHIND bytes more must stand, whatever they are.
    """
    beside = np.uint64(more)
    extra = (_ONE << beside) - _ONE
    found = np.empty(len(starts) * lists * MOST, np.uint32)
    ends = np.empty(len(starts) * lists, np.int64)
    made, done = np.uint64(0), 0
    for start in starts:
        at = np.uint64(start)
        for _ in range(lists):
            count, width = np.uint64(stored[at]), np.uint64(stored[at + _ONE])
            bit = (at + _TWO) << _THREE
            last = np.uint64(0)
            mask = (_ONE << width) - _ONE
            for _ in range(count):
                ones = np.uint64(0)
                while True:
                    # The next 57 bits at least: one load for the processor, if no place can be negative.
                    at = bit >> _THREE
                    held = (
                        np.uint64(stored[at])
                        | np.uint64(stored[at + np.uint64(1)]) << np.uint64(8)
                        | np.uint64(stored[at + np.uint64(2)]) << np.uint64(16)
                        | np.uint64(stored[at + np.uint64(3)]) << np.uint64(24)
                        | np.uint64(stored[at + np.uint64(4)]) << np.uint64(32)
                        | np.uint64(stored[at + np.uint64(5)]) << np.uint64(40)
                        | np.uint64(stored[at + np.uint64(6)]) << np.uint64(48)
                        | np.uint64(stored[at + np.uint64(7)]) << np.uint64(56)
                    ) >> (bit & _SEVEN)
                    more_ones = np.uint64(_ONES[held & _LAST])
                    ones += more_ones
                    bit += more_ones
                    if more_ones < _BYTE:
                        break
                held >>= more_ones + _ONE
                bit += _ONE + width + beside
                last += ones << width | held & mask
                found[made] = last << beside | (held >> width) & extra
                made += _ONE
            at = (bit + _SEVEN) >> _THREE
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


@compiled(f"uint8[::1]({U32}, int64)")
def narrow(numbers: NDArray[np.uint32], spare: int) -> NDArray[np.uint8]:
    """Return numbers in three bytes each, that `wide` reads."""
    found = np.empty(3 * len(numbers), np.uint8)
    for at in range(len(numbers)):
        number = numbers[at] << np.uint32(spare)
        for byte in range(3):
            found[3 * at + byte] = number >> np.uint32(8 * byte) & np.uint32(0xFF)
    return found
