"""Texts that are made to be slow, or are by accident: each takes a bounded time, whatever came before."""

import random
import time
from collections.abc import Callable, Iterable

import pytest

from streams.records import Article

Make = Callable[..., Article]

SECONDS = 2.0  # of processor time for one text; the slowest of these take a twentieth of it
USUAL = 0.05  # for one text of a few hundred words, in the median, however many came before


@pytest.fixture(scope="module")
def words() -> list[str]:
    draw = random.Random(1)
    return ["".join(draw.choices("bdfgklmnprstvaeiou", k=draw.randint(3, 9))) for _ in range(5000)]


def taken(dedup, articles: Iterable[Article]) -> list[float]:
    """Return the seconds of processor time that each article took."""
    spent = []
    for one in articles:
        began = time.process_time()
        dedup.say(one)
        spent.append(time.process_time() - began)
    return spent


def middle(spent: list[float]) -> float:
    return sorted(spent)[len(spent) // 2]


@pytest.mark.parametrize("outlets", [1, 50])
def test_texts_under_one_giant_boilerplate(dedup, article: Make, words: list[str], outlets: int) -> None:
    draw = random.Random(2)
    boilerplate = " ".join(draw.choices(words, k=1500))
    spent = taken(
        dedup,
        (
            article(
                f"a{n}", " ".join(draw.choices(words, k=8)),
                " ".join(draw.choices(words, k=60)) + boilerplate, outlet=f"o{n % outlets}.example",
            )
            for n in range(600)
        ),
    )  # fmt: skip
    assert middle(spent[-100:]) < USUAL


@pytest.mark.seconds
def test_ten_thousand_texts_of_one_word(dedup, article: Make, words: list[str]) -> None:
    spent = taken(dedup, (article(f"a{n}", words[n % len(words)]) for n in range(10_000)))
    assert middle(spent[-1000:]) < USUAL


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x" * (2 << 20), id="2 MiB of one token"),
        pytest.param("word " * 200_000, id="one megabyte of one word: all shingles are equal"),
        pytest.param("a" + "\u0301" * (1 << 20), id="2 MiB of combining marks"),
        pytest.param(". " * (1 << 20), id="2 MiB without a word"),
    ],
)
def test_one_large_text_and_its_copy(dedup, article: Make, text: str) -> None:
    spent = taken(dedup, (article(f"a{n}", f"Headline number {n}", text) for n in range(2)))
    assert max(spent) < SECONDS


def test_large_texts_of_many_words(dedup, article: Make, words: list[str]) -> None:
    draw = random.Random(3)
    large = " ".join(draw.choices(words, k=150_000))  # about 1 MB
    spent = taken(dedup, (article(f"a{n}", f"Headline number {n}", large) for n in range(4)))
    assert max(spent) < SECONDS
