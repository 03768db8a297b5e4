"""What the one loop over a text finds is what reading it step by step finds, in every script."""

import random
import re

import numpy as np
import pytest
import xxhash

from agents.dedup import reading
from agents.dedup.reading import LEAD_WORDS, WORDS, Reading, read
from agents.dedup.revision_letters import LONGEST, POINT_VALUE, tables
from agents.dedup.revision_taken import BASE, CLOSE, DIGIT, LINE, POINT, STOP, UPPER, WORD
from agents.dedup.shingles import shingles

ALPHABETS = (
    "abcdefghij éàüß", "ABCDEF GHIŁŻ", "абвгдежзийклмнопрстуфхцчшщ ёъЁЙ", "ابتثجحخدذرزسشصضطظعغفقك ىة",
    "αβγδεζηθικλμνξοπρσςτυΣΪ", "אבגדהוזחטיכלמנסע", "한국어말글사람나라", "あいうえおカキクケコ漢字",
    "ไทยกขคงจฉช่้", "देवनागरीकखगघ्ा", "𐐀𐐁𐐂𝒜𝓑🙂𐀀𠀀", "İıŉǰΐﬁﬀﬃẞΰևᾷῇ", "0123456789.,:/-–", "٠١٢٫٬۱",
    "    .!?…\n\u2028", "\"'”’»“›)]}*_", "\u0301\u200b\u00ad\xa0\u202f", "%‰°€$",
    "\ud800\uffff\x00\U0010ffff",
)  # fmt: skip
SAID = ("1,500", "14:30 ", "3.5", "U.S. ", "Mr. ", "12. ", "г. ", "end. ", "end.” ", "2–1", "1.234.567,8")


def drawn(draw: random.Random, most: int) -> str:
    """Return a text in which letters of several alphabets, signs and numbers follow each other."""
    parts = (
        draw.choice(SAID) if draw.random() < 0.2
        else "".join(draw.choices(draw.choice(ALPHABETS), k=draw.randint(1, 12)))
        for _ in range(draw.randint(0, most))
    )  # fmt: skip
    return "".join(parts)


def hashed(words: list[str]) -> int:
    """Return the hash of words with a space between."""
    points = map(ord, " ".join(words))
    total = sum(one * pow(0x9E3779B97F4A7C15, place, 1 << 64) for place, one in enumerate(points)) % (1 << 64)
    return ((total ^ total >> 33) * 0xFF51AFD7ED558CCD % (1 << 64)) >> 32


def runs(words: list[str]) -> list[int]:
    return [hashed(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1)]


def told_apart(text: str, heading: int) -> tuple[list[int], list[int], list[int], list[int]]:
    """Return bounds, places, values and first letters of words, as `Letters` has them."""
    values, classes = tables()
    points = [min(ord(char), len(values) - 1) for char in text]
    kinds = [0, 0, 0, *(int(classes[point]) for point in points), 0, 0, 0, 0]
    bounds, places, kept, words = [], [], [], []
    joined = False
    for at, point in enumerate(points):
        value = int(values[point])
        three, two, one, kind, after, second, third, fourth = kinds[at : at + 8]
        cut = bool(kind & LINE)
        if not cut and kind & POINT and after & one & DIGIT:
            value = 0 if second & third & ~fourth & DIGIT else POINT_VALUE
        elif not cut and kind & STOP and not after & DIGIT and (not after or after & (CLOSE | LINE)):
            cut = bool(two & WORD) and bool(three & WORD or one & UPPER or not two & (UPPER | DIGIT))
        if at == heading or (cut and at > heading):
            bounds.append(len(places))
        if value:
            if not joined:
                words.append(len(places))
            places.append(at)
            kept.append(value)
        joined = bool(value)
    return [*bounds, len(places)], places, kept, [*words, len(places)]


def plainly(title: str, text: str) -> None:
    """Compare a reading with what comes of reading step by step."""
    seen = read(title, text)
    found = shingles(seen)
    headline, body = (re.findall(r"\w+", one.casefold()) for one in (title, text))
    assert found.every.tolist() == sorted({*runs(headline), *runs(body)})
    assert found.headline.tolist() == sorted({hashed([word]) for word in headline})
    assert found.lead.tolist() == sorted(set(runs(body[:LEAD_WORDS])))
    whole = "".join(f"{word} " for word in (*headline, *body))
    packed = whole.encode("utf-32-le", "surrogatepass")
    assert found.content == xxhash.xxh3_64_intdigest(packed, len(headline))
    assert (found.words, found.characters) == (len(headline) + len(body), len(whole.replace(" ", "")))
    spelt(seen)


def spelt(seen: Reading) -> None:
    bounds, places, values, words = told_apart(f"{seen.title}\n\n{seen.text}"[:LONGEST], len(seen.title))
    found = seen.letters
    assert (found.bounds.tolist(), found.places.tolist(), found.words.tolist()) == (bounds, places, words)
    assert found.values.tolist() == values
    weights = np.cumprod([1, *[BASE] * len(values)], dtype=np.uint32)[: len(values)]
    sums = np.cumsum(np.array(values, np.uint32) * weights, dtype=np.uint32)
    assert found.sums.tolist() == [0, *sums.tolist()]


@pytest.mark.parametrize("seed", range(60))
def test_a_text_in_any_script_is_read_in_one_loop_as_it_is_step_by_step(seed: int) -> None:
    draw = random.Random(seed)
    plainly(drawn(draw, 12), drawn(draw, 120))


def test_every_character_that_is_several_in_small_letters_is_read_so() -> None:
    special = [chr(code) for code in reading._tables()[2]]
    assert len(special) > 100
    for one in special:
        plainly(f"a{one}b {one}", f"{one} x{one}{one}y z. {one}")


@pytest.mark.parametrize("length", [LONGEST - 3, LONGEST - 2, LONGEST - 1, LONGEST, LONGEST + 5])
def test_a_long_text_is_spelt_up_to_a_bound(length: int) -> None:
    end = " 1.5 1,500 end. x"
    spelt(read("Head", "a" * (length - len(end) - 6) + end * 3))
