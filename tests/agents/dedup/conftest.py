"""Texts of made-up words, and a dedup stage at work."""

import random
from collections.abc import Callable, Iterable
from datetime import timedelta

import pytest

from agents.dedup.agent import STAGE
from streams import codec
from streams.article_records import Article, UniqueArticle
from streams.settings import Settings
from streams.stage import Desk, Emit, Incoming, Position, Stage, Step, step

START = 1_600_000_000_000  # ms
HOUR = 3_600_000


@pytest.fixture
def prose() -> Callable[[int, int], list[str]]:
    """Return (seed, sentences) → sentences of twelve to twenty made-up words; other seeds share none."""

    def write(seed: int, sentences: int) -> list[str]:
        draw = random.Random(seed)
        words = ["".join(draw.choices("bdfgklmnprstvaeiou", k=draw.randint(3, 9))) for _ in range(800)]
        return [" ".join(draw.choices(words, k=draw.randint(12, 20))) + "." for _ in range(sentences)]

    return write


class Dedup:
    """The stage, fed one article at a time."""

    def __init__(self, window: timedelta = timedelta(hours=72)) -> None:
        self.stage: Stage = STAGE.configured(Settings(dedup_window=window))
        self.desk = Desk.of(self.stage)
        self.steps: list[Step] = []

    def take(self, article: Article, at: int = START) -> Step:
        position = Position(1, 0, len(self.steps))
        key = article.article_id.encode()
        one = step(self.stage, self.desk, Incoming(position, key, codec.encode(article), {}, at))
        self.steps.append(one)
        return one

    def say(self, article: Article, at: int = START) -> UniqueArticle:
        decision = self.take(article, at).decision
        assert isinstance(decision, Emit), decision
        (output,) = decision.outputs
        assert isinstance(output.record, UniqueArticle)
        return output.record

    def verdicts(self, articles: Iterable[Article]) -> list[str]:
        return [self.say(article).verdict for article in articles]


@pytest.fixture
def dedup() -> Dedup:
    return Dedup()


@pytest.fixture
def dedup_of() -> type[Dedup]:
    return Dedup


@pytest.fixture
def article() -> Callable[..., Article]:
    """Return a maker of articles: id, headline, paragraphs or text, outlet."""

    def make(
        name: str, title: str, text: str | list[str] = "", *, outlet: str | None = None, version: str = "1"
    ) -> Article:
        body = text if isinstance(text, str) else "\n\n".join(text)
        return Article(article_id=name, version=version, id=name, title=title, text=body, outlet=outlet)

    return make
