"""Synthetic past for the bench of dedup: sketches without texts, as a news stream would leave them.

Each article has a length (log-normal, median 300 shingles), an outlet (2,000 of them, by Zipf's law) with
40 shingles of boilerplate under every text, a few of the stream's 20,000 common phrases (by Zipf's law),
and else shingles of its own; one in seven is an edited copy of an article of the last 5,000.
"""

import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agents.dedup.shingles import Hashes, Shingles
from agents.dedup.sketch import LEAD

OUTLETS, BOILERPLATE, PHRASES = 2_000, 40, 20_000
SENTENCE, NAMED = 15, 5  # words
COPIES, RECENT = 1 / 7, 5_000
MEDIAN, LEAST, LONGEST = 300, 30, 3_000


@dataclass(frozen=True, slots=True)
class Made:
    """An article that was never written."""

    outlet: str
    shingles: Shingles


def articles(seed: int) -> Iterator[Made]:
    """Yield articles for ever, the same ones for a seed."""
    draw = np.random.default_rng(seed)
    of_outlet = np.random.default_rng(0).integers(0, 1 << 32, (OUTLETS, BOILERPLATE), np.uint32)
    phrases = np.random.default_rng(1).integers(0, 1 << 32, PHRASES, np.uint32)
    outlets, common = _zipf(OUTLETS), _zipf(PHRASES)
    recent: deque[Hashes] = deque(maxlen=RECENT)
    while True:
        outlet = int(outlets.searchsorted(draw.random()))
        if recent and draw.random() < COPIES:
            whole = recent[int(draw.integers(len(recent)))]
            text = whole[draw.random(len(whole)) < draw.uniform(0.4, 1)]
        else:
            length = int(np.clip(draw.lognormal(np.log(MEDIAN), 0.7), LEAST, LONGEST))
            own = draw.integers(0, 1 << 32, length, np.uint32)
            text = np.concatenate((own, phrases[common.searchsorted(draw.random(length // 50))]))
            recent.append(text)
        every = np.unique(np.concatenate((text, of_outlet[outlet])))
        words = np.unique(draw.integers(0, 1 << 32, 10, np.uint32))
        lead = np.sort(text[:LEAD])
        content = int(draw.integers(1 << 62))
        yield Made(
            f"o{outlet}.example", Shingles(len(every) + 3, 6 * len(every), content, every, words, lead)
        )


def texts(seed: int, characters: int) -> Iterator[tuple[str, str]]:
    """Yield headlines and texts of about so many characters, in 20,000 made-up words by Zipf's law.

    In sentences of SENTENCE words, of which one in five is written as names are.
    """
    draw = random.Random(seed)
    words = ["".join(draw.choices("bdfgklmnprstvaeiou", k=draw.randint(2, 9))) for _ in range(PHRASES)]
    common = _zipf(PHRASES).tolist()
    while True:
        chosen = draw.choices(words, cum_weights=common, k=characters // 6 + 8)
        title, rest = chosen[:8], chosen[8:]
        for place in range(0, len(rest), NAMED):
            rest[place] = rest[place].capitalize()
        for place in range(SENTENCE - 1, len(rest), SENTENCE):
            rest[place] += "."
        yield " ".join(title), " ".join(rest)


def _zipf(count: int) -> NDArray[np.float64]:
    """Return the cumulated shares of ranks under Zipf's law."""
    shares = 1 / np.arange(1, count + 1)
    sums: NDArray[np.float64] = (shares / shares.sum()).cumsum()
    return sums
