"""The labelled stories in two halves, played to dedup: one to fit weights on, the other to see what they do.

Pairs are halved by their place in the file, ECB+ by its topics: both stories of a topic are in one half,
for what is hard is to tell these two apart. Each half is a stream of its own, in file order.
"""

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agents.clean.article import Unusable, clean_article
from agents.dedup.agent import STAGE
from agents.evaluate import pairs, stories
from agents.ingest.items import Fault, raw_article, read_item
from streams import codec
from streams.article_records import Article, UniqueArticle
from streams.settings import Settings
from streams.stage import Desk, Emit, Incoming, Position, step

AT = 1_600_000_000_000  # ms; the clock stands still


@dataclass(frozen=True, slots=True)
class Half:
    """Cleaned pairs with their label, and cleaned documents with their story."""

    pairs: list[tuple[Article, Article, bool]]
    documents: list[tuple[Article, str]]


@dataclass(frozen=True, slots=True)
class Figures:
    """F1 of pairs, BCubed F1 of stories, and their intervals."""

    pairs: float
    stories: float
    pairs_interval: tuple[float, float] | None
    stories_interval: tuple[float, float] | None

    def __str__(self) -> str:
        return f"pairs F1 {_with(self.pairs, self.pairs_interval)}, ECB+ BCubed F1 " + _with(
            self.stories, self.stories_interval
        )


def halves(shared: Path) -> tuple[Half, Half]:
    """Read and clean the labelled data."""
    folder = shared / "data/stories"
    read = [json.loads(line) for line in (folder / "pairs-dev.jsonl").read_text("utf-8").splitlines()]
    made = [(cleaned(one["a"]), cleaned(one["b"]), bool(one["same_story"])) for one in read]
    usable = [(a, b, same) for a, b, same in made if a is not None and b is not None]
    documents = [json.loads(line) for line in (folder / "ecbplus-dev.jsonl").read_text("utf-8").splitlines()]
    topics = sorted({_topic(one["story"]) for one in documents})
    found = []
    for half in range(2):
        mine = set(topics[half::2])
        kept = [(cleaned(one), one["story"]) for one in documents if _topic(one["story"]) in mine]
        found.append(Half(usable[half::2], [(one, story) for one, story in kept if one is not None]))
    return found[0], found[1]


def measure(half: Half, *, intervals: bool = False) -> Figures:
    """Play a half to dedup and compare with its labels."""
    judged = []
    for a, b, same in half.pairs:
        one, other = told([a, b])
        judged.append(pairs.Judged(same, one == other, ""))
    labels = {str(at): stories.StoryLabel(story=story) for at, (_, story) in enumerate(half.documents)}
    said: dict[str, str | None] = dict(zip(labels, told(one for one, _ in half.documents), strict=True))
    if not intervals:
        items = stories.shares(labels, said, {})
        return Figures(pairs.f1(judged) or 0.0, stories.f1(items) or 0.0, None, None)
    of_pairs, of_stories = pairs.report(judged), stories.report(labels, said, {})
    return Figures(
        of_pairs["all"]["f1"], of_stories["all"]["f1"], of_pairs["f1_interval"], of_stories["f1_interval"]
    )


def over_orders(half: Half, orders: int) -> float:
    """Return the mean of BCubed F1 over so many orders of a half, the file's own and others at random.

    Who comes first decides what a report is compared with, so that one order alone tells little.
    """
    documents = list(half.documents)
    draw, found = random.Random(1), []
    for _ in range(orders):
        found.append(measure(Half([], documents)).stories)
        documents = draw.sample(half.documents, len(half.documents))
    return sum(found) / orders


def told(articles: Iterable[Article]) -> Sequence[str]:
    """Return the story of each article, decided before the next is read."""
    stage = STAGE.configured(Settings())
    desk = Desk.of(stage)
    found = []
    for number, article in enumerate(articles):
        incoming = Incoming(Position(1, 0, number), b"", codec.encode(article), {}, AT)
        decision = step(stage, desk, incoming).decision
        assert isinstance(decision, Emit), decision
        record = decision.outputs[0].record
        assert isinstance(record, UniqueArticle)
        found.append(record.story)
    return found


def cleaned(item: dict[str, Any]) -> Article | None:
    """Return an item as cleaning leaves it; None where nothing of it is left."""
    read = read_item(json.dumps(item).encode())
    assert not isinstance(read, Fault)
    try:
        return clean_article(raw_article(read, "item"))
    except Unusable:
        return None


def _topic(story: str) -> int:
    return int(story.partition("ecb")[0])


def _with(figure: float, interval: tuple[float, float] | None) -> str:
    return f"{figure:.3f}" + (f" ({interval[0]:.3f} to {interval[1]:.3f})" if interval else "")
