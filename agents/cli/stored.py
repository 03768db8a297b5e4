"""An article as it stands on the topics: where it arrived, what each stage wrote of it, and what the stage
knew before.

Only read: no group is joined, nothing is committed.
"""

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field

from aiokafka import ConsumerRecord

from agents.cli.meant import matcher
from streams import clients, codec, reading, topics
from streams.article_records import Article, UniqueArticle
from streams.dead_letters import DeadLetter
from streams.settings import Settings
from streams.stage import LAST_MS, Desk, Incoming, Position, Stage, Written, clock_of
from streams.topics import Topic


@dataclass(slots=True)
class Arrival:
    """One version of an article on `news.raw`, or on `news.clean` where that is all that is left."""

    topic: Topic
    first: Incoming  # the first time that it came
    times: int = 1


@dataclass(slots=True)
class Past:
    """What a stage knew before a record, and what it wrote of it."""

    desk: Desk
    answers: list[Incoming] = field(default_factory=list)
    left_out: int = 0  # records within the stage's window that were not read: older than these
    read: int = 0
    offsets: dict[str, int] = field(default_factory=dict)  # of articles on the sink, by id

    @classmethod
    def nothing(cls, stage: Stage) -> "Past":
        """Return what a stage knows that has read nothing."""
        return cls(Desk.of(stage))


class Shelf:
    """The topics of one generation; of each at most `most` records are read for one question."""

    def __init__(self, settings: Settings, most: int, say: Callable[[str], None]) -> None:
        self._settings, self._most, self._say = settings, most, say

    async def find(self, target: str) -> list[Arrival]:
        """Return the versions of the articles whose URL, id or article id is `target`, by arrival."""
        for topic in (topics.RAW, topics.CLEAN):
            if found := await self._find(topic, target):
                return found
        return []

    async def past(self, stage: Stage, incoming: Incoming, *, now: bool = False) -> Past:
        """Return what `stage` knew before `incoming`, read back from its sink, and what it wrote of it.

        With `now` the record is on no topic yet: the stage knows all that stands on its sink.
        """
        past = Past.nothing(stage)
        at = incoming.position
        since = clock_of({} if stage.source.outside else incoming.headers, incoming.timestamp)
        window = past.desk.state.window if past.desk.state is not None else None
        if past.desk.state is not None:
            since = 0 if window is None else since - int(window.total_seconds() * 1000)
        begin, start, end = (await self._offsets(stage.sink, since))[0]
        if past.desk.state is not None:
            # The answer stands near the records of its own time; what is read ends there.
            near = end if now else (await self._offsets(stage.sink, incoming.timestamp))[0][1]
            past.left_out = max(near - self._most - start, 0)
            start += past.left_out
        async with aclosing(self._records(stage.sink, {0: max(start, begin)})) as found:
            async for record in found:
                headers = clients.headers_of(record.headers)
                src = _src(headers)
                if src == at:
                    past.answers.append(read(record, self._settings.generation))
                elif stage.state is None:
                    continue
                elif src is not None and src > at:
                    break
                elif src is not None and src.partition == at.partition:
                    past.desk.restore(Written(record.key, record.value or b"", headers, record.timestamp))
                    past.read += 1
                    if stage.sink is topics.UNIQUE and "article" in headers:
                        past.offsets.setdefault(headers["article"].decode("utf-8", "replace"), record.offset)
                if past.answers and stage.sink is topics.CLEAN:
                    break  # one of each
        return past

    async def letter(self, stage: Stage, incoming: Incoming) -> int | None:
        """Return at which offset of `news.dlq` the dead letter of a record lies; None where there is none."""
        name = topics.topic_name(stage.source, self._settings.generation)
        at = incoming.position
        start = (await self._offsets(topics.DLQ, incoming.timestamp))[0][1]
        async with aclosing(self._records(topics.DLQ, {0: start})) as found:
            async for record in found:
                try:
                    letter = DeadLetter.from_headers(clients.headers_of(record.headers))
                except ValueError:
                    continue
                if letter.position == (at.generation, name, at.partition, at.offset):
                    offset: int = record.offset
                    return offset
        return None

    async def article(self, offset: int) -> Article | None:
        """Return the article at an offset of `news.unique`."""
        async with aclosing(self._records(topics.UNIQUE, {0: offset})) as found:
            async for record in found:
                if record.offset == offset:
                    return codec.decode(UniqueArticle, record.value).article
                return None
        return None

    async def latest(self, ids: set[str]) -> dict[str, bytes]:
        """Return the last document of each of these alerts."""
        last: dict[str, bytes] = {}
        async with aclosing(self._records(topics.ALERTS, {})) as found:
            async for record in found:
                if (key := (record.key or b"").decode("utf-8", "replace")) in ids:
                    last[key] = record.value or b""
        return last

    async def end(self, topic: Topic) -> Position:
        """Return where the next record of a topic of one partition will stand."""
        return Position(self._settings.generation, 0, (await self._offsets(topic))[0][2])

    async def _find(self, topic: Topic, target: str) -> list[Arrival]:
        matches = matcher(topic, target)
        starts, each = {}, self._most // topic.partitions
        for partition, (begin, _, end) in (await self._offsets(topic)).items():
            starts[partition] = max(begin, end - each)
            if starts[partition] > begin:
                self._say(
                    f"{topic.name} partition {partition}: only the newest {each} of {end - begin} records "
                    f"are searched; --most reads more"
                )
        found: dict[tuple[str, str], Arrival] = {}
        async with aclosing(self._records(topic, starts)) as all_of_it:
            async for record in all_of_it:
                if (identity := matches(record)) is None:
                    continue
                if identity in found:
                    found[identity].times += 1
                    incoming = read(record, self._settings.generation)
                    if incoming.timestamp < found[identity].first.timestamp:
                        found[identity].first = incoming
                else:
                    found[identity] = Arrival(topic, read(record, self._settings.generation))
        return sorted(found.values(), key=lambda one: one.first.timestamp)

    async def _offsets(self, topic: Topic, since: int | None = None) -> dict[int, tuple[int, int, int]]:
        return await reading.offsets(self._settings, topic, since)

    async def _records(self, topic: Topic, start: dict[int, int]) -> AsyncGenerator[ConsumerRecord, None]:
        async with aclosing(reading.records(self._settings, topic, start=start)) as found:
            async for record in found:
                if record is not None:
                    yield record


async def articles(settings: Settings, first: int, end: int) -> AsyncGenerator[Incoming, None]:
    """Yield what `news.unique` has from offset `first` to before `end`; raises `BrokerFault`."""
    if first >= end:
        return
    async with aclosing(reading.records(settings, topics.UNIQUE, start=first)) as found:
        async for record in found:
            if record is None or record.offset >= end:
                return
            yield read(record, settings.generation)


def read(record: ConsumerRecord, generation: int) -> Incoming:
    """Return a record of a topic as the stage that reads it takes it."""
    at = Position(generation, record.partition, record.offset)
    time = min(max(record.timestamp, 0), LAST_MS)
    return Incoming(at, record.key, record.value, clients.headers_of(record.headers), time)


def _src(headers: dict[str, bytes]) -> Position | None:
    try:
        return Position.parse(headers["src"])
    except (KeyError, ValueError):
        return None
