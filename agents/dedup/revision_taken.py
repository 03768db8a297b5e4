"""The loops of `revision_wording` and `revision_print`: sentences, names, and what is kept of them."""

import numpy as np
from numpy.typing import NDArray

from agents.dedup.compiled import I32, I64, U8, U16, U32, U64, compiled

WORD, UPPER, DIGIT, STOP, LINE, POINT, CLOSE = 1, 2, 4, 8, 16, 32, 64
BASE = 0x9E3779B1  # odd, 2^32 / golden ratio: has an inverse modulo 2^32


@compiled(
    f"Tuple((int64[:, ::1], int64[:, ::1], uint32[::1]))"
    f"(Array(int64, 2, 'C', True), {I32}, {U32}, {U8}, {I32}, {U32}, {U32}, int64, boolean)"
)
def named(
    sentences: NDArray[np.int64], words: NDArray[np.int32], codes: NDArray[np.uint32],
    classes: NDArray[np.uint8], places: NDArray[np.int32], sums: NDArray[np.uint32],
    inverses: NDArray[np.uint32], body: int, capitals: bool,
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
        kind = classes[min(codes[places[start] + 1], len(classes) - 1)]
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


@compiled(f"Tuple((int64[:, ::1], int64[::1]))({I64}, {I32}, {U32}, {U16}, {U64}, int64, int64)")
def sentences(
    bounds: NDArray[np.int64], places: NDArray[np.int32], codes: NDArray[np.uint32],
    forms: NDArray[np.uint16], begins: NDArray[np.uint64], short: int, long: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:  # fmt: skip
    """Return the parts between bounds, in letters, and which of them may be none of the report's sentences.

    These have fewer than `short` letters; or up to `long`, and their first three characters are a beginning
    of `revision_notice.begins`, or may be.
    """
    found = np.empty((len(bounds), 2), np.int64)
    doubted = np.empty(len(bounds), np.int64)
    count = doubts = 0
    for at in range(len(bounds) - 1):
        start, end = bounds[at], bounds[at + 1]
        if start == end:
            continue
        found[count, 0], found[count, 1] = start, end
        if end - start < short:
            doubted[doubts] = count
            doubts += 1
        elif end - start <= long:
            opening, odd = np.uint64(0), False
            for step in range(1, 4):
                form = np.uint64(forms[min(codes[places[start] + step], len(forms) - 1)])
                opening = opening << np.uint64(16) | form
                odd |= form == 0
            known = np.searchsorted(begins, opening)
            if odd or (known < len(begins) and begins[known] == opening):
                doubted[doubts] = count
                doubts += 1
        count += 1
    return found[:count], doubted[:doubts]


@compiled(f"Tuple((uint32[::1], uint16[::1], boolean))({U32}, int64, int64, int64, int64)")
def printed(
    hashes: NDArray[np.uint32], count: int, bits: int, most: int, most_names: int
) -> tuple[NDArray[np.uint32], NDArray[np.uint16], bool]:
    """Return what a print keeps of the hashes of a headline, `count` sentences, and names.

    Of `most` sentences `bits` each, in their order; of `most_names` names 16 bits, the smallest, ascending,
    each once; and whether there are more of these.
    """
    sentences = np.empty(min(count, most), np.uint32)
    names = np.empty(most_names + 1, np.uint16)
    kept = 0
    for at in range(1, len(hashes)):
        if most < at <= count:
            continue
        mixed = np.uint32((hashes[at] ^ (hashes[at] >> np.uint32(15))) * np.uint32(0x2C1B3C6D))
        mixed ^= mixed >> np.uint32(12)
        if at <= count:
            sentences[at - 1] = mixed >> np.uint32(32 - bits)
            continue
        name = np.uint16(mixed >> np.uint32(16))
        place = kept
        while place > 0 and names[place - 1] > name:
            place -= 1
        if place == most_names + 1 or (place > 0 and names[place - 1] == name):
            continue
        kept = min(kept + 1, most_names + 1)
        for back in range(kept - 1, place, -1):
            names[back] = names[back - 1]
        names[place] = name
    return sentences, names[: min(kept, most_names)], kept > most_names


@compiled(f"uint32[::1]({U32}, int64)")
def remembered(hashes: NDArray[np.uint32], bits: int) -> NDArray[np.uint32]:
    """Return `bits` of each hash, mixed as MurmurHash3 ends, so that any of them tell alike."""
    found = np.empty(len(hashes), np.uint32)
    for at in range(len(hashes)):
        mixed = np.uint32((hashes[at] ^ (hashes[at] >> np.uint32(15))) * np.uint32(0x2C1B3C6D))
        found[at] = (mixed ^ (mixed >> np.uint32(12))) >> np.uint32(32 - bits)
    return found
