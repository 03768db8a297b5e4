"""`python -m tests.quality.fit_stories [ROUNDS] [--write]`: the weights by which articles join a story.

Draws weights at random and keeps those with the best mean of both figures on one half of the labelled
data; prints what they do on either half, fitted on the one and on the other. What is written are those of
the second half: its topics are the harder ones to tell apart, so it says more.
"""

import random
import sys
from dataclasses import fields
from pathlib import Path
from unittest import mock

from agents.dedup.stories import join, weights
from agents.dedup.stories.weights import Weights
from tests.quality.copies import SHARED
from tests.quality.story_halves import Figures, Half, halves, measure

ROUNDS = 150
TABLE = Path(weights.__file__).with_name("weights.toml")
# Only what they are in proportion counts, so one stands fast; the sums that are asked for lie in between.
RANGES = {
    "words": (1.0, 1.0), "names": (0.2, 1.5), "lead": (0.2, 1.5), "figures": (0.0, 0.4),
    "neutral": (0.1, 0.3), "joins": (0.22, 0.36), "absorbs": (0.5, 0.8),
    "told": (0.3, 1.2),
}  # fmt: skip


def drawn(draw: random.Random) -> Weights:
    """Return weights drawn at random."""
    return Weights(**{name: round(draw.uniform(*ends), 2) for name, ends in RANGES.items()})


def with_weights(within: Weights, half: Half, *, intervals: bool = False) -> Figures:
    """Return what weights do on a half."""
    with mock.patch.object(join, "weights", return_value=(within, weights.weights()[1])):
        return measure(half, intervals=intervals)


def fitted(half: Half, rounds: int, seed: int = 1) -> Weights:
    """Return the best of so many weights."""
    draw = random.Random(seed)
    tried = [drawn(draw) for _ in range(rounds)]

    def worth(one: Weights) -> float:
        figures = with_weights(one, half)
        return figures.pairs + figures.stories

    return max(tried, key=worth)


def written(within: Weights) -> str:
    """Return the table with these weights."""
    head, _, rest = TABLE.read_text("utf-8").partition("[within]")
    lines = [f"{field.name} = {getattr(within, field.name)}" for field in fields(Weights)]
    return "\n".join(
        (f"{head}[within]  # one language", *lines, "\n[across]" + rest.partition("[across]")[2])
    )


def main() -> None:
    """Fit on each half, print, and write where that is asked for."""
    if not (SHARED / "data").is_dir():
        raise SystemExit(f"the data are not here: {SHARED}")
    rounds = next((int(one) for one in sys.argv[1:] if one.isdigit()), ROUNDS)
    both = halves(SHARED)
    every = [fitted(half, rounds) for half in both]
    for number, found in enumerate(every):
        print(f"fitted on half {number + 1}: {found}")
        for other, one in enumerate(both):
            print(f"  half {other + 1}: {with_weights(found, one, intervals=True)}", flush=True)
    if "--write" in sys.argv:
        TABLE.write_text(written(every[1]), "utf-8")


if __name__ == "__main__":
    main()
