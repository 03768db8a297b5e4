"""The one loop over the characters of an article: to hashed runs of words, to letters, and to sounds.

What they are for is said in `shingles`, `revision_letters` and `stories.words`. They part words each in its
own way, but nearly always at the same places: in one loop the processor guesses wrong there once and not
three times, and what a character is to each of the three is read together.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from agents.dedup.compiled import B1, U8, U32, U64, compiled
from agents.dedup.revision_taken import CLOSE, DIGIT, LINE, POINT, STOP, UPPER, WORD
from agents.dedup.stories import heard as marked
from agents.dedup.stories.letters import CASELESS, NINE, SILENT, SOUND, ZERO
from agents.dedup.stories.letters import POINT as PAUSE

Hashes: TypeAlias = NDArray[np.uint64]
Codes: TypeAlias = NDArray[np.uint32]
Places: TypeAlias = NDArray[np.int32]
Marks: TypeAlias = NDArray[np.uint8]
Found: TypeAlias = tuple[Hashes, Codes, int, int, NDArray[np.int64], Places, Codes, Places, Hashes, Marks]

# A character in 64 bits: its value as a letter, its case-folded form, whether words are made of it, its
# classes, its sound with its marks. Where the form is 0 it is asked for apart.
VALUE, FOLDED, ALPHANUMERIC, CLASSES = 32, 16, 15, 8
LAST = 0xFFFF  # past it a character is as this one, which is none

_B = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio, odd
_MIX = np.uint64(0xFF51AFD7ED558CCD)  # the first finaliser of MurmurHash3
_HALF, _THIRTY_THREE, _HIGH = np.uint64(32), np.uint64(33), np.uint64(64 - marked.TERM)
_PLACE, _SPACE = np.uint64(16), np.uint32(32)
_BYTE, _CLASSES = np.uint64(0xFF), np.uint64(CLASSES)
_KINDS, _PAIRS = 127, 0xFFF
_ONE, _LEAST = np.uint64(1), np.uint64(marked.LEAST)
_SOUNDS, _DIGITS = np.uint64(marked.SOUNDS), np.uint64(marked.DIGITS)


@compiled(
    "Tuple((uint64[::1], uint32[::1], int64, int64, int64[::1], int32[::1], uint32[::1], int32[::1],"
    " uint64[::1], uint8[::1]))"
    f"({U32}, {U64}, {U8}, {U32}, {U32}, {U8}, {B1}, {U8}, {U8}, {U8}, {U32},"
    " int64, int64, int64, int64, int64, int64, uint32)"
)
def looped(
    codes: Codes, table: Hashes, alphanumeric: Marks, special: Codes, forms: Codes, alike: Marks,
    gone: NDArray[np.bool_], vowels: Marks, joins: Marks, goes_on: Marks, powers: Codes,
    heading: int, titled: int, spelt: int, heard: int, run: int, lead: int, point: int,
) -> Found:  # fmt: skip
    """Return what a headline and a text are to shingles, to the wording and to stories, in this order.

    `codes` are a line's end, the headline, which ends before place `heading`, two line's ends, the text, and
    two again; `spelt` of them are read as letters and `heard` as sounds. The tables are those of `reading`.

    To shingles: hashes with their kind << 32; the words, a space behind each; how many, and of the headline.
    Kind 0: `run` words on end, of the headline and of the rest, but not of both; 1: words of the headline;
    2: the runs in the first `lead` words of the rest.

    To the wording: bounds, places, sums and words, as `Letters` has them; places count from the headline's
    first character. `point` is the value of a point inside a number. Such a point counts in 3.5, 14:30 and
    2–1, and not in 1,500: there it is typography. A stop ends a sentence where a space or a closing quote
    follows, else it is an address; and where no initial stands before it, "U.S.", "Mr.", «г.», "12.": one
    letter, or two of which the first alone is a capital, or digits.

    To stories: of each word its term << 16 | its place among the words, and its marks. Up to place
    `titled` capitals tell nothing.
    """
    count = len(codes)
    # Of shingles: the sums of the last words, each with its space, and the powers of B behind these.
    packed = np.empty(3 * count + 1, np.uint32)
    made = np.empty(2 * count + lead, np.uint64)
    before, shifts = np.empty(run, np.uint64), np.empty(run, np.uint64)
    word, power = np.uint64(0), np.uint64(1)
    hashes = words = of_headline = 0
    length = np.uint64(0)
    # Of letters.
    bounds = np.empty(spelt + 2, np.int64)
    places = np.empty(spelt + 1, np.int32)
    sums = np.empty(spelt + 1, np.uint32)
    parts = np.empty(spelt + 1, np.int32)
    sums[0] = 0
    sum_ = np.uint32(0)
    cuts = 0
    letters = of_letters = np.uint64(0)
    counted = False
    # Of sounds: a character's with its marks, and those beside it.
    terms = np.empty(heard // 2 + 2, np.uint64)
    marks = np.empty(heard // 2 + 2, np.uint8)
    kept = np.empty(marked.DIGITS, np.uint8)
    of_terms = place = 0
    sounds = most = np.uint64(0)
    following, second = table[min(codes[0], LAST)], table[min(codes[1], LAST)]
    here, after = np.int64(following & _BYTE), np.int64(second & _BYTE)
    sound_before, sound, last = np.int64(0), here & SOUND, np.int64(0)
    for at in range(count):
        code, whole = codes[at], following
        following = second
        second = table[min(codes[at + 2], LAST)] if at + 2 < count else np.uint64(0)
        both = np.int64(whole & np.uint64(0xFFFFFFFF))

        # --- shingles
        folded = np.uint32(both >> FOLDED)
        belongs = both >> ALPHANUMERIC & 1 != 0
        if belongs:
            packed[length] = folded
            length += _ONE
            word += np.uint64(folded) * power
            power *= _B
        else:
            ends, behind = True, np.uint32(0)
            if folded == 0:
                # Past the table, or several characters when case-folded.
                slot = np.searchsorted(special, code)
                listed = slot < len(special) and special[slot] == code
                for step in range(3 if listed else np.int64(alphanumeric[code])):
                    folded = forms[5 * slot + step] if listed else code
                    if folded:
                        packed[length] = folded
                        length += _ONE
                        word += np.uint64(folded) * power
                        power *= _B
                ends = forms[5 * slot + 3] != 0 if listed else not alphanumeric[code]
                behind = forms[5 * slot + 4] if listed else np.uint32(0)
            if ends and power != 1:
                packed[length] = _SPACE
                length += _ONE
                words += 1
                in_headline = at <= heading
                if in_headline:
                    of_headline = words
                    made[hashes] = np.uint64(1) << _HALF | ((word ^ (word >> _THIRTY_THREE)) * _MIX) >> _HALF
                    hashes += 1
                body = words - of_headline
                if words >= run and (in_headline or body >= run):
                    one = word
                    for back in range(1, run):
                        earlier = (words - back) & (run - 1)
                        one = before[earlier] + one * shifts[earlier]
                    one = ((one ^ (one >> _THIRTY_THREE)) * _MIX) >> _HALF
                    made[hashes] = one
                    hashes += 1
                    if not in_headline and body <= lead:
                        made[hashes] = np.uint64(2) << _HALF | one
                        hashes += 1
                before[words & (run - 1)] = word + np.uint64(_SPACE) * power
                shifts[words & (run - 1)] = power * _B
                word, power = np.uint64(0), np.uint64(1)
            if behind:
                packed[length] = behind
                length += _ONE
                word += np.uint64(behind) * power
                power *= _B

        # --- letters
        if 0 < at <= spelt:
            value = np.uint32(whole >> _HALF)
            kind = both >> CLASSES & _KINDS
            cut = False
            if kind & LINE:
                cut = True
            elif kind & (STOP | POINT):
                next_ = np.int64(following >> _CLASSES) & _KINDS if at < spelt else 0
                if next_ & DIGIT:
                    if kind & POINT and np.int64(table[min(codes[at - 1], LAST)] >> _CLASSES) & DIGIT:
                        thousands = at + 3 <= spelt
                        for step in range(2, 5):
                            digit = at + step <= spelt and (
                                np.int64(table[min(codes[at + step], LAST)] >> _CLASSES) & DIGIT != 0
                            )
                            thousands &= digit if step < 4 else not digit
                        if not thousands:
                            value = np.uint32(point)
                elif kind & STOP and (next_ == 0 or next_ & (CLOSE | LINE)):
                    one_ = np.int64(table[min(codes[at - 1], LAST)] >> _CLASSES)
                    two = np.int64(table[min(codes[at - 2], LAST)] >> _CLASSES) if at > 1 else 0
                    three = np.int64(table[min(codes[at - 3], LAST)] >> _CLASSES) if at > 2 else 0
                    cut = bool(two & WORD) and bool(three & WORD or one_ & UPPER or not two & (UPPER | DIGIT))
            if at == heading or (cut and at > heading):
                bounds[cuts] = letters
                cuts += 1
            # Without a branch, for it would be guessed wrong at each word's ends.
            counts = value != 0
            places[letters], parts[of_letters] = at - 1, letters
            sum_ = np.uint32(sum_ + value * powers[letters])
            of_letters += np.uint64(counts & (not counted))
            letters += np.uint64(counts)
            sums[letters] = sum_
            counted = counts

        # --- sounds
        if at > heard:
            continue
        here_next = np.int64(second & _BYTE) if at + 2 < heard else np.int64(0)
        sound_after = after & SOUND
        # A point inside a number is not heard.
        if after == PAUSE:
            before_point, after_point = here & SOUND, here_next & SOUND
            if ZERO <= before_point <= NINE and ZERO <= after_point <= NINE:
                sound_after = np.int64(SILENT)
        # Of two sounds that are one the second is silent. So are a mark and a point inside a number.
        if sound != SILENT and not gone[(sound_before << 6 | sound) & _PAIRS]:
            said = np.int64(alike[(sound << 6 | sound_after) & _PAIRS])
            # Double letters are one, and all that stands between two words; digits stay as they are.
            if said != last or ZERO <= said <= NINE:
                if said:
                    if sounds == 0:
                        place = at
                        most = _DIGITS if ZERO <= said <= NINE else _SOUNDS
                    if sounds < most:
                        kept[sounds] = said
                        sounds += _ONE
                else:
                    for _ in range(2):
                        if sounds > _LEAST and vowels[kept[sounds - _ONE]]:
                            sounds -= _ONE
                    if sounds > _ONE:
                        hashed = np.uint64(0)
                        for back in range(1, sounds + _ONE):
                            hashed = hashed * _B + np.uint64(kept[sounds - np.uint64(back)])
                        hashed = (hashed ^ (hashed >> _THIRTY_THREE)) * _MIX >> _HIGH
                        terms[of_terms] = hashed << _PLACE | np.uint64(of_terms)
                        letter = np.int64(table[min(codes[place], LAST)] & _BYTE)
                        mark = (letter & CASELESS) >> 4
                        if ZERO <= kept[0] <= NINE:
                            mark |= marked.IS_FIGURE
                        if of_terms < marked.LEAD:
                            mark |= marked.IN_LEAD
                        if (
                            place > titled
                            and (letter >> 6) & 1
                            and joins[min(codes[place - 1], len(joins) - 1)]
                            and goes_on[min(codes[place - 2], len(goes_on) - 1)]
                        ):
                            mark |= marked.IS_NAME
                        marks[of_terms] = mark
                        of_terms += 1
                    sounds = np.uint64(0)
            last = said
        sound_before, sound = sound, sound_after
        here, after = after, here_next
    if heading > spelt:
        bounds[cuts] = letters
        cuts += 1
    bounds[cuts] = parts[of_letters] = letters
    return (
        made[:hashes], packed[:length], words, of_headline,
        bounds[: cuts + 1], places[:letters], sums[: letters + _ONE], parts[: of_letters + _ONE],
        terms[:of_terms], marks[:of_terms],
    )  # fmt: skip
