"""Texts of the made-up outlets: plain words in an order of chance, so that no two texts are alike.

At most one word in four is one of the small ones, so that runs of four words hardly ever come twice and
no text is taken for a copy of another.
"""

import random
from functools import cache
from pathlib import Path

SMALL = ["the", "of", "and", "in", "on", "with", "for", "from", "near", "to"]
WORDS = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split()


def sentence(chance: random.Random, length: int) -> str:
    """Return a sentence of about `length` words."""
    words = []
    while len(words) < length:
        if words and chance.random() < 0.6:
            words.append(chance.choice(SMALL))
        words += chance.choices(WORDS, k=3)
    return " ".join(words).capitalize() + "."


@cache
def paragraphs(seed: str, words: int) -> tuple[str, ...]:
    """Return paragraphs of `words` words or a few more, the same for the same seed."""
    chance = random.Random(seed)
    found: list[str] = []
    while sum(len(one.split()) for one in found) < words:
        found.append(" ".join(sentence(chance, chance.randint(9, 15)) for _ in range(3)))
    return tuple(found)


def headline(seed: str) -> str:
    """Return a headline of six or seven words."""
    return sentence(random.Random(seed), 6).rstrip(".")
