"""A toy stage on topics of its own, its workers, and what must be on its sink in the end."""

import asyncio
import itertools
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import orjson

from streams.dead_letters import DeadLetter
from streams.settings import Settings
from streams.stage import Stage
from streams.topics import group_name, topic_name
from tests.kafka import harness, toys
from tests.kafka.harness import Message, Process

PREFIXES = itertools.count()


class Rig:
    """A toy stage on topics of its own, and its workers."""

    def __init__(self, settings: Settings, folder: Path, started: list[Process]) -> None:
        self.settings, self._folder, self._started = settings, folder, started
        self.prefix = f"toy{next(PREFIXES)}"
        self.stage: Stage = toys.stage("once", self.prefix)

    def set_up(self, name: str, count: int, **kinds: str) -> None:
        """Create the topics and send `count` articles; `kinds` gives titles to some by number."""
        self.stage = toys.stage(name, self.prefix)
        asyncio.run(harness.create(self.settings, self.stage.source, self.stage.sink))
        self.feed(range(count), **kinds)

    def feed(self, numbers: range, transactional: bool = False, **titles: str) -> None:
        asyncio.run(
            harness.send(
                self.settings, self.source, [article(n, titles.get(f"n{n}")) for n in numbers], transactional
            )
        )

    @property
    def source(self) -> str:
        return topic_name(self.stage.source, self.settings.generation)

    @property
    def sink(self) -> str:
        return topic_name(self.stage.sink, self.settings.generation)

    def worker(self, **given: object) -> Process:
        values = {
            "kafka": self.settings.kafka, "generation": self.settings.generation, "metrics_port": 0,
            "session": harness.SESSION, **given,
        }  # fmt: skip
        command = [sys.executable, harness.TOYS, self.stage.name.split("-")[1], self.prefix]
        one = Process(
            [*command, *(f"{key}={value}" for key, value in values.items())],
            self._folder / f"{len(self._started)}.log",
        )
        self._started.append(one)
        return one

    def left(self) -> int:
        group = group_name(self.stage.name, self.settings.generation)
        return asyncio.run(harness.left(self.settings, group, self.source, self.stage.source.partitions))

    def finish(self, seconds: float = 180) -> None:
        try:
            harness.until(lambda: self.left() == 0, seconds)
        except AssertionError:
            logs = "\n".join(one.text for one in self._started)
            raise AssertionError(f"{self.left()} records are left after {seconds:g} s\n{logs}") from None

    def written(self) -> list[tuple[int, int, str]]:
        """Return each record of the sink: its partition, its article's number, its text."""
        records = asyncio.run(harness.read(self.settings, self.sink, self.stage.sink.partitions))
        return [(r.partition, int(r.key), orjson.loads(r.value)["text"]) for r in records]

    def letters(self) -> list[tuple[DeadLetter, bytes | None]]:
        records = asyncio.run(harness.read(self.settings, "news.dlq"))
        return [(DeadLetter.from_headers(dict(r.headers)), r.value) for r in records]


def article(number: int, title: str | None = None) -> Message:
    value = {"article_id": str(number), "version": "1", "id": str(number), "title": title or "x" * 200}
    return Message(orjson.dumps(value), str(number).encode(), number % 2)


def assert_exact(written: list[tuple[int, int, str]], numbers: Iterable[int]) -> None:
    """Nothing lost, nothing twice, and every decision was made on the state of all before it."""
    assert Counter(number for _, number, _ in written) == Counter(numbers)
    for partition in (0, 1):
        counts = [text.split()[0] for p, _, text in written if p == partition]
        assert counts == [str(n) for n in range(len(counts))]


def assert_exact_of(name: str, written: list[tuple[int, int, str]], count: int) -> None:
    """The same for articles 0 to `count`, of either toy stage."""
    if name == "once":
        assert_exact(written, range(count))
        return
    assert Counter(number for _, number, _ in written) == {n: 2 - n % 2 for n in range(count) if n % 3}
    for partition in (0, 1):  # each decision knew all that was written before it, once
        texts = [text for p, _, text in written if p == partition]
        assert [int(text.split()[0]) for text in texts] == [
            place - place % (2 - partition) for place in range(len(texts))
        ]
