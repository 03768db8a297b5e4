"""The loops of `shingles`: code points to hashed words and runs of words."""

import numpy as np
from numpy.typing import NDArray

from agents.dedup.compiled import U8, U32, U64, compiled

_B = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio, odd
_INVERSE = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))
_MIX = np.uint64(0xFF51AFD7ED558CCD)  # the first finaliser of MurmurHash3
_HALF, _THIRTY_THREE = np.uint64(32), np.uint64(33)
_SPACE = 32
_KINDS = 3  # every, headline, lead


@compiled(f"Tuple((uint64[::1], uint32[::1], int64, int64))({U32}, {U8}, int64, int64, int64)")
def hashed(
    codes: NDArray[np.uint32], alphanumeric: NDArray[np.uint8], titled: int, run: int, lead: int
) -> tuple[NDArray[np.uint64], NDArray[np.uint32], int, int]:
    """Return hashes with their kind << 32; the words, a space behind each; how many, and of the headline.

    Kind 0: `run` words on end, of the headline, which ends before place `titled`, and of the rest, but not
    of both; 1: words of the headline; 2: the runs in the first `lead` words of the rest. `codes` end
    with what is no part of a word.
    """
    packed = np.empty(len(codes) + 1, np.uint32)
    made = np.empty(len(codes) + lead, np.uint64)
    # Of the last words: the sum before each, and the power of 1/B there.
    sums, inverses = np.zeros(run, np.uint64), np.zeros(run, np.uint64)
    total, power, inverse = np.uint64(0), np.uint64(1), np.uint64(1)
    count = words = of_headline = length = 0
    inside = False
    for at in range(len(codes)):
        code = codes[at]
        if alphanumeric[code]:
            if not inside:
                inside = True
                sums[words % run], inverses[words % run] = total, inverse
        elif inside:
            inside = False
            words += 1
            in_headline = at <= titled
            if in_headline:
                of_headline = words
                one = (total - sums[(words - 1) % run]) * inverses[(words - 1) % run]
                made[count] = np.uint64(1) << _HALF | ((one ^ (one >> _THIRTY_THREE)) * _MIX) >> _HALF
                count += 1
            body = words - of_headline
            if words >= run and (in_headline or body >= run):
                one = (total - sums[words % run]) * inverses[words % run]
                one = ((one ^ (one >> _THIRTY_THREE)) * _MIX) >> _HALF
                made[count] = one
                count += 1
                if not in_headline and body <= lead:
                    made[count] = np.uint64(2) << _HALF | one
                    count += 1
            code = np.uint32(_SPACE)
        else:
            continue
        packed[length] = code
        length += 1
        total += np.uint64(code) * power
        power *= _B
        inverse *= _INVERSE
    return made[:count], packed[:length], words, of_headline


@compiled(f"Tuple((uint32[::1], uint32[::1], uint32[::1]))({U64})")
def parted(made: NDArray[np.uint64]) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the distinct hashes of each kind of what `hashed` made, sorted."""
    found = np.empty(len(made), np.uint32)
    ends = np.zeros(_KINDS, np.int64)
    count = 0
    for at in range(len(made)):
        if at == 0 or made[at] != made[at - 1]:
            found[count] = np.uint32(made[at] & np.uint64(0xFFFFFFFF))
            count += 1
            ends[np.int64(made[at] >> _HALF)] = count
    for kind in range(1, _KINDS):
        ends[kind] = max(ends[kind], ends[kind - 1])
    return found[: ends[0]], found[ends[0] : ends[1]], found[ends[1] : ends[2]]
