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
    before = False
    for at in range(count):
        value = counted[at]
        here = at + _MORE
        kind, after = around[here], around[here + 1]
        cut = False
        if not kind & (LINE | STOP | POINT):
            pass
        elif kind & LINE:
            cut = True
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
        # Without a branch, for it would be guessed wrong at each word's ends.
        counts = value != 0
        places[length], kept[length], words[parts] = at, value, length
        total = np.uint32(total + value * power)
        power = np.uint32(power * np.uint32(BASE)) if counts else power
        parts += counts & (not before)
        length += counts
        sums[length] = total
        before = counts
    if heading >= count:
        bounds[cuts] = length
        cuts += 1
    bounds[cuts] = words[parts] = length
    return (
        kinds.copy(), bounds[: cuts + 1], places[:length].copy(), kept[:length].copy(),
        sums[: length + 1].copy(), words[: parts + 1].copy(),
    )  # fmt: skip


@compiled(
    f"Tuple((int64[:, ::1], int64[:, ::1], uint32[::1]))"
    f"(Array(int64, 2, 'C', True), {I64}, {U8}, {I64}, {U32}, {U32}, int64, boolean)"
)
def named(
    sentences: NDArray[np.int64], words: NDArray[np.int64], kinds: NDArray[np.uint8],
    places: NDArray[np.int64], sums: NDArray[np.uint32], inverses: NDArray[np.uint32],
    body: int, capitals: bool,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint32]]:  # fmt: skip
    """Return the names in sentences, as letters; what begins with a digit there, as characters; and hashes.

    The latter of the headline, which has the letters up to `body`, of the sentences and of the names, one
    after the other. What begins with a digit counts in the headline too. At the head of a sentence a
    capital tells no name, nor in an English headline; without `capitals` nowhere.
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
        while start >= closing and sentence <= len(sentences):
            if sentence < len(sentences):
                opening, closing = sentences[sentence, 0], sentences[sentence, 1]
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
    hashes = np.empty(1 + len(sentences) + of_names, np.uint32)
    hashes[0] = sums[body]
    for one in range(len(sentences)):
        start, end = sentences[one, 0], sentences[one, 1]
        hashes[1 + one] = np.uint32((sums[end] - sums[start]) * inverses[start])
    for one in range(of_names):
        start, end = names[one, 0], names[one, 1]
        hashes[1 + len(sentences) + one] = np.uint32((sums[end] - sums[start]) * inverses[start])
    return names[:of_names], digits[:of_digits], hashes


@compiled(f"uint32[::1]({U32}, int64)")
def remembered(hashes: NDArray[np.uint32], bits: int) -> NDArray[np.uint32]:
    """Return `bits` of each hash, mixed as MurmurHash3 ends, so that any of them tell alike."""
    found = np.empty(len(hashes), np.uint32)
    for at in range(len(hashes)):
        mixed = np.uint32((hashes[at] ^ (hashes[at] >> np.uint32(15))) * np.uint32(0x2C1B3C6D))
        found[at] = (mixed ^ (mixed >> np.uint32(12))) >> np.uint32(32 - bits)
    return found
