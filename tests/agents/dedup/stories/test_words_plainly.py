"""The words that are found on arrays are those that reading letter by letter finds."""

import random
from collections import Counter

import pytest

from agents.dedup.reading import read
from agents.dedup.stories.heard import (
    DIGITS,
    IN_LEAD,
    IS_FIGURE,
    IS_NAME,
    LEAD,
    LEAST,
    NO_CAPITALS,
    SOUNDS,
)
from agents.dedup.stories.letters import (
    CASELESS,
    NINE,
    PLANE,
    POINT,
    SILENT,
    SOUND,
    UPPER,
    ZERO,
    number,
    pairs,
    sounds,
)
from agents.dedup.stories.words import words

ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLZ", "абвгдьъежзийклмнопрстуфхцчшщыэюя", "АБВДЬЪЕ",
    "abc DEF, ABC; ghi ", "0123456789", "01.2,3 ٫٬", "   .,;\n", "'’-\u00a0",
    "\u0301\u064bـعءابتثج", "部長たち", "😀\U0001d4d0_ßİı",
)  # fmt: skip
VOWELS = {number(one) for one in "aeiou"}


def digit(sound: int) -> bool:
    return ZERO <= sound <= NINE


def term(word: list[int]) -> int:
    every = sum(sound * pow(0x9E3779B97F4A7C15, place, 1 << 64) for place, sound in enumerate(word))
    made = every % (1 << 64)
    made = (made ^ made >> 33) * 0xFF51AFD7ED558CCD % (1 << 64)
    return made >> 40


def runs(heard: list[int]) -> list[list[int]]:
    """Return the places of letters, those of a word in one list."""
    found: list[list[int]] = [[]]
    for place, sound in enumerate(heard):
        if sound:
            found[-1].append(place)
        else:
            found.append([])
    return [one for one in found if one]


def spoken(run: list[int], heard: list[int]) -> list[tuple[int, int]]:
    """Return (place, sound) of what is heard of a word."""
    first, gone = pairs()
    found: list[tuple[int, int]] = []
    for place in run:
        before, sound, after = heard[place - 1 : place + 2]
        if sound == SILENT or gone[before * 64 + sound]:
            continue
        sound = int(first[sound * 64 + after])
        if not found or found[-1][1] != sound or digit(sound):
            found.append((place, sound))
    return found


def plainly(title: str, text: str) -> dict[int, tuple[int, int]]:
    """Return of each term how often it stands there, and its marks."""
    whole = f"\n{title}\n{text}\n\n"
    letters = [int(sounds()[ord(char)]) if ord(char) < PLANE else 0 for char in whole]
    plain = [letter & SOUND for letter in letters]
    heard = [
        SILENT if letter == POINT and digit(plain[at - 1]) and digit(plain[at + 1]) else plain[at]
        for at, letter in enumerate(letters)
    ]
    counts: Counter[int] = Counter()
    marks: Counter[int] = Counter()
    for word in (spoken(run, heard) for run in runs(heard)):
        kept = [sound for _, sound in word]
        kept = kept[: DIGITS if kept and digit(kept[0]) else SOUNDS]
        for _ in range(2):
            if len(kept) > LEAST and kept[-1] in VOWELS:
                kept.pop()
        if len(kept) < 2:
            continue
        place = word[0][0]
        mark = IN_LEAD if counts.total() < LEAD else 0
        mark |= IS_FIGURE if digit(kept[0]) else 0
        mark |= NO_CAPITALS if letters[place] & CASELESS else 0
        inside = whole[place - 1] in " \u00a0'’-" and (whole[place - 2] in ",;" or plain[place - 2])
        if letters[place] & UPPER and inside and place > (len(title) + 1 if text else 1):
            mark |= IS_NAME
        counts[term(kept)] += 1
        marks[term(kept)] |= mark
    return {one: (count, marks[one]) for one, count in counts.items()}


def drawn(draw: random.Random, most: int) -> str:
    """Return a text in which letters of several alphabets, signs and numbers follow each other."""
    parts = (draw.choices(draw.choice(ALPHABETS), k=draw.randint(1, 9)) for _ in range(draw.randint(0, most)))
    return "".join(char for part in parts for char in part)


@pytest.mark.parametrize("seed", range(60))
def test_words_on_arrays_are_those_read_letter_by_letter(seed: int) -> None:
    draw = random.Random(seed)
    title, text = drawn(draw, 20), drawn(draw, 200)
    found = words(read(title, text))
    every = zip(found.terms.tolist(), found.counts.tolist(), found.marks.tolist(), strict=True)
    assert {one: (count, mark) for one, count, mark in every} == plainly(title, text)
