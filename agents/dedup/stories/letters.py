"""Letters to sounds: what newsrooms write for one sound in Latin, Cyrillic and Arabic letters is one number.

So the forms of a word are one term in every language, and a name is one in Warsaw, Moscow, Paris and Cairo.
The tables are coarse on purpose, and vowels and hissing sounds the most: Selenskyj, Zelensky, Зеленский.
"""

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint8]

SOUND = 63  # bits of a letter's sound; 0 is no letter
UPPER, CASELESS, POINT = 64, 128, 192  # marks of a letter; of what is none: may stand inside a number
ZERO, NINE = 27, 36  # sounds of digits
SILENT = 37  # a part of the word that is not heard
OTHER = 38  # the first of those that letters of other scripts are spread over

PLANE = 0x10000  # letters of living alphabets; to be taken with mode `clip`
_A = ord("a") - 1  # sounds of Latin letters are 1 to 26
_SOUNDS = 64
_JOINS = " \u00a0'’-"  # before a word inside a sentence
_GOES_ON = ",;"  # before these

# Letters that are not a Latin one under marks, with the Latin letter that sounds like them; "-": not heard.
_LETTERS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "z",
    "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "z", "ч": "z", "ш": "z",
    "щ": "z", "ъ": "-", "ы": "i", "ь": "-", "э": "e", "ю": "u", "я": "a",
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "s", "æ": "e", "œ": "e", "ð": "d", "þ": "t",
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ب": "b", "ت": "t", "ث": "t", "ج": "g", "ح": "h", "خ": "h",
    "د": "d", "ذ": "z", "ر": "r", "ز": "z", "س": "s", "ش": "z", "ص": "s", "ض": "d", "ط": "t", "ظ": "z",
    "ع": "-", "غ": "g", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a",
    "و": "u", "ي": "i", "ى": "a", "ء": "-", "ئ": "i", "ؤ": "u", "ـ": "-",
}  # fmt: skip
# Latin letters of one sound; c sounds so where nothing below says otherwise.
SAME = {"w": "v", "q": "k", "y": "i", "j": "i", "c": "k", "z": "s", "e": "i", "o": "u"}
# Two letters that are one sound: the first takes it, the second is not heard.
_PAIRS = {
    "ch": "z", "ck": "k", "sh": "z", "kh": "h", "ph": "f", "th": "t", "gh": "g", "zh": "z", "ks": "x",
    "ts": "z", "tz": "z", "tc": "z", "cz": "z", "sz": "z", "dz": "z", "ou": "u", "ia": "a", "ie": "e",
    "iu": "u", "io": "o", "ya": "a", "ye": "e", "yu": "u", "yo": "o", "ja": "a", "je": "e", "ju": "u",
    "jo": "o", "dj": "z",
}  # fmt: skip


@cache
def sounds() -> Codes:
    """Return the letter of each code point as a number, 1 to 26 for a to z, and its marks."""
    table = np.zeros(PLANE, np.uint8)
    for code in range(PLANE - 1):
        char = chr(code)
        if char.isalnum() or unicodedata.category(char) == "Mn":
            table[code] = _letter(char)
    for char in ".,٫٬":
        table[ord(char)] = POINT
    return table


@cache
def pairs() -> tuple[Codes, NDArray[np.bool_]]:
    """Return by first · 64 + second letter the sound of the first, and whether the second is not heard."""
    first = np.arange(_SOUNDS, dtype=np.uint8).repeat(_SOUNDS)
    gone = np.zeros(_SOUNDS * _SOUNDS, np.bool_)
    for letter, same in SAME.items():
        first[first == number(letter)] = number(same)
    for soft in "eiy":
        first[number("c") * _SOUNDS + number(soft)] = number(SAME.get("z", "z"))
    for both, sound in _PAIRS.items():
        place = number(both[0]) * _SOUNDS + number(both[1])
        first[place], gone[place] = number(SAME.get(sound, sound)), True
    return first, gone


@cache
def vowels() -> Codes:
    """Return by sound 1 for vowels."""
    found = np.zeros(SOUND + 1, np.uint8)
    found[[number(one) for one in "aeiou"]] = 1
    return found


@cache
def joins() -> Codes:
    """Return by code point, to be taken with mode `clip`, 1 for what stands before a word in a sentence."""
    found = np.zeros(max(map(ord, _JOINS)) + 2, np.uint8)
    found[[ord(char) for char in _JOINS]] = 1
    return found


@cache
def goes_on() -> Codes:
    """Return by code point, to be taken with mode `clip`, 1 for what stands before that: words go on."""
    found: Codes = ((sounds() & SOUND) != 0).view(np.uint8)
    found[[ord(char) for char in _GOES_ON]] = 1
    return found


def _letter(char: str) -> int:
    if char.isdecimal():
        return ZERO + unicodedata.digit(char)
    lower = char.lower()[:1]
    sound = _LETTERS.get(lower) or unicodedata.normalize("NFD", lower)[0]
    mark = UPPER if char != lower else CASELESS if char.upper() == char else 0
    if sound == "-" or unicodedata.category(char) == "Mn":
        return SILENT
    if "a" <= sound <= "z":
        return number(sound) | mark
    return (OTHER + ord(lower) % (_SOUNDS - OTHER)) | mark


def number(letter: str) -> int:
    """Return the sound of a letter from a to z."""
    return ord(letter) - _A
