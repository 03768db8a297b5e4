"""The loops of `revision_letters` and `revision_wording`: a text to letters, cuts, words and names."""

import numpy as np
from numpy.typing import NDArray

from agents.dedup.compiled import I64, U8, U32, compiled

WORD, UPPER, DIGIT, STOP, LINE, POINT, CLOSE = 1, 2, 4, 8, 16, 32, 64
BASE = 0x9E3779B1  # odd, 2^32 / golden ratio: has an inverse modulo 2^32

_MORE = 4  # characters that are looked at behind a point, and before it


@compiled(
    "Tuple((uint8[::1], int64[::1], int64[::1], uint32[::1], uint32[::1], int64[::1]))"
    f"({U32}, {U32}, {U8}, int64, uint32)"
)
def taken(
    points: NDArray[np.uint32], values: NDArray[np.uint32], classes: NDArray[np.uint8], heading: int,
    point: int,
) -> tuple[
    NDArray[np.uint8], NDArray[np.int64], NDArray[np.int64], NDArray[np.uint32], NDArray[np.uint32],
    NDArray[np.int64],
]:  # fmt: skip
    """Return classes by character, bounds, places, values, sums and words of code points.

    As `Letters` has them. The headline is the first `heading` of them; `point` is the value of a point
    inside a number. Such a point counts in 3.5, 14:30 and 2–1, and not in 1,500: there it is typography. A
    stop ends a sentence where a space or a closing quote follows, else it is an address; and where no
    initial stands before it, "U.S.", "Mr.", «г.», "12.": one letter, or two of which the first alone is a
    capital, or digits.
    """
    count = len(points)
    around = np.zeros(count + 2 * _MORE, np.uint8)
    kinds = around[_MORE : _MORE + count]
    counted = np.empty(count, np.uint32)
    last = np.uint32(len(classes) - 1)
    for at in range(count):
        clipped = min(points[at], last)
        kinds[at] = classes[clipped]
        counted[at] = values[clipped]
    bounds = np.empty(count + 2, np.int64)
    places = np.empty(count, np.int64)
    kept = np.empty(count, np.uint32)
    sums = np.empty(count + 1, np.uint32)
    words = np.empty(count + 1, np.int64)
    sums[0] = 0
    power, total = np.uint32(1), np.uint32(0)
    cuts = length = parts = 0
    for at in range(count):
        value = counted[at]
        here = at + _MORE
        kind, after = around[here], around[here + 1]
        cut = False
        if kind & LINE:
            cut = True
        elif not kind & (STOP | POINT):
            pass
        elif after & DIGIT:
            if kind & POINT and around[here - 1] & DIGIT:
                thousands = around[here + 2] & around[here + 3] & ~around[here + 4] & DIGIT
                if not thousands:
                    value = np.uint32(point)
        elif kind & STOP and (after == 0 or after & (CLOSE | LINE)):
            two, three = around[here - 2], around[here - 3]
            cut = bool(two & WORD) and bool(
                three & WORD or around[here - 1] & UPPER or not two & (UPPER | DIGIT)
            )
        if at == heading or (cut and at > heading):
            bounds[cuts] = length
            cuts += 1
        if value != 0:
            if length == 0 or places[length - 1] != at - 1:
                words[parts] = length
                parts += 1
            places[length], kept[length] = at, value
            total = np.uint32(total + value * power)
            power = np.uint32(power * np.uint32(BASE))
            length += 1
            sums[length] = total
    if heading >= count:
        bounds[cuts] = length
        cuts += 1
    bounds[cuts] = words[parts] = length
    return (
        kinds.copy(), bounds[: cuts + 1], places[:length].copy(), kept[:length].copy(),
        sums[: length + 1].copy(), words[: parts + 1].copy(),
    )  # fmt: skip


@compiled(f"Tuple((int64[:, ::1], int64[:, ::1]))({I64}, {I64}, {I64}, {U8}, {I64}, int64, boolean)")
def named(
    starts: NDArray[np.int64], ends: NDArray[np.int64], words: NDArray[np.int64], kinds: NDArray[np.uint8],
    places: NDArray[np.int64], body: int, capitals: bool,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:  # fmt: skip
    """Return the names in sentences, as letters; and what begins with a digit there, as characters.

    The latter in the headline too, which has the letters up to `body`. At the head of a sentence a capital
    tells no name, nor in an English headline; without `capitals` nowhere.
    """
    names = np.empty((len(words), 2), np.int64)
    digits = np.empty((len(words), 2), np.int64)
    of_names = of_digits = sentence = 0
    opening, closing = np.int64(-1), np.int64(body)
    for word in range(len(words) - 1):
        start, end = words[word], words[word + 1]
        kind = kinds[places[start]]
        if not kind & (UPPER | DIGIT):
            continue
        while start >= closing and sentence <= len(starts):
            if sentence < len(starts):
                opening, closing = starts[sentence], ends[sentence]
            else:
                opening = closing = np.int64(1 << 62)
            sentence += 1
        if kind & DIGIT:
            if start >= opening:
                digits[of_digits, 0], digits[of_digits, 1] = places[start], places[end - 1] + 1
                of_digits += 1
        elif start > opening >= 0 and end - start > 1 and capitals:
            names[of_names, 0], names[of_names, 1] = start, end
            of_names += 1
    return names[:of_names], digits[:of_digits]
