"""A stage's state, read back from its own output topic: the sink is the state.

What a stateful stage makes of source partition p stands on sink partition p, each record with the
position it was made from in header `src`. Reading that back through `apply` gives the state and the
*watermark*, the highest position already answered: claim and output are one record, so they cannot
come apart. Tried with kill -9, frozen processes and broker restarts before it was written.
"""

import logging
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from streams import clients, metrics
from streams.settings import Settings
from streams.stage import Desk, Position, Stage, Written, clock_of
from streams.topics import group_name, topic_name

log = logging.getLogger(__name__)

CHUNK = 2_000  # records between two breaths of the event loop: about 20 ms of work
LOUD = 100_000  # records between two lines of progress


class Refusal(Exception):
    """To go on would pass records silently or mix what must stay apart; a person has to look."""


@dataclass(slots=True)
class Part:
    """A source partition that this worker owns, or owned until the last rebalance."""

    desk: Desk
    next_source: int  # offset of the first record not yet decided
    watermark: Position | None = None  # the highest position already answered on the sink
    next_sink: int = 0  # where this owner's next record is to land
    live: bool = True  # False: revoked since; what others appended must be read first


async def load(stage: Stage, settings: Settings, partition: int, old: Part | None = None) -> Part:
    """Return partition `partition` of the stage's source, ready for its first record.

    A stateful stage reads its sink back: from the time of the oldest record not yet decided less the
    state's window, or, for a partition that comes back, from where it was left. Raises `Refusal`.
    """
    group = group_name(stage.name, settings.generation)
    source = TopicPartition(topic_name(stage.source, settings.generation), partition)
    # A part that comes back is filled in place, record by record: a reading that is cancelled half-way
    # leaves it as it stands on the topic, and the next one goes on there.
    part = old or Part(Desk.of(stage), 0)
    began = time.monotonic()
    async with clients.reader(settings, group=group) as consumer:
        # Sink partition p answers source partition p; a stateless stage has nothing to read back.
        sink = TopicPartition(topic_name(stage.sink, settings.generation), partition) if stage.state else None
        consumer.assign([source] + ([sink] if sink else []))
        consumer.pause(source)
        first = (await consumer.beginning_offsets([source]))[source]
        committed = await consumer.committed(source)
        # Faust may hand out again what this owner has confirmed and Faust had not yet committed.
        part.next_source = max(first, committed or 0, part.next_source)
        if committed is not None and first > committed:
            overtaken(stage, source.topic, partition, first - committed)
        if sink is None:
            await _check_source(consumer, settings, part, source, committed or 0)
            return part
        end = (await consumer.end_offsets([sink]))[sink]
        if old is None:
            part.next_sink = await _start(consumer, part, source, sink, end)
        count = await _read(consumer, stage, settings, part, sink, end)
        await _check_source(consumer, settings, part, source, committed or 0)
    took = time.monotonic() - began
    metrics.READ_BACK.labels(stage.name).inc(count)
    metrics.READ_BACK_SECONDS.labels(stage.name, partition).set(took)
    log.info("%s: state of %s read back: %d records in %.2f s", stage.name, sink.topic, count, took)
    return part


async def between(
    settings: Settings, topic: str, partition: int, start: int, end: int
) -> AsyncIterator[ConsumerRecord]:
    """Yield what stands in a partition from `start` up to, not including, `end`; maybe nothing.

    Offsets have holes that hold no record: marks of transactions, records compacted away, or deleted.
    """
    tp = TopicPartition(topic, partition)
    async with clients.reader(settings) as consumer:
        consumer.assign([tp])
        begin = (await consumer.beginning_offsets([tp]))[tp]
        async for record in _records(consumer, tp, max(begin, start), end):
            yield record


async def begins(settings: Settings, topic: str, partition: int) -> int:
    """Return the offset at which a partition begins now: what retention has left."""
    tp = TopicPartition(topic, partition)
    async with clients.reader(settings) as consumer:
        begin: int = (await consumer.beginning_offsets([tp]))[tp]
        return begin


async def _start(
    consumer: AIOKafkaConsumer, part: Part, source: TopicPartition, sink: TopicPartition, end: int
) -> int:
    """Return the sink's offset to read from.

    The window counts back from the time at which the next record will be decided, not from now: after a
    long stop the state must be that of then. The clock never goes back, so that time is no earlier than
    the sink's last record, nor than the first record that is still to be decided.
    """
    begin: int = (await consumer.beginning_offsets([sink]))[sink]
    assert part.desk.state is not None
    window = part.desk.state.window
    if window is None or begin == end:
        return begin
    last = await _last(consumer, sink, begin, end)
    if last is None:
        return begin
    since = clock_of(clients.headers_of(last.headers), last.timestamp)
    consumer.resume(source)
    consumer.pause(sink)
    source_end = (await consumer.end_offsets([source]))[source]
    async for record in _records(consumer, source, part.next_source, source_end):
        since = max(since, clock_of(clients.headers_of(record.headers), record.timestamp))
        break
    consumer.pause(source)
    consumer.resume(sink)
    since = max(since - int(window.total_seconds() * 1000), 0)
    found = (await consumer.offsets_for_times({sink: since}))[sink]
    # The watermark stands on the last record at least, also when the window holds none.
    start: int = min(found.offset if found else last.offset, last.offset)
    return start


async def _last(
    consumer: AIOKafkaConsumer, tp: TopicPartition, begin: int, end: int
) -> ConsumerRecord | None:
    """Return the last record of a partition; ends may hold marks of transactions instead of records."""
    back = 1
    while True:
        last = None
        start = max(begin, end - back)
        async for record in _records(consumer, tp, start, end):
            last = record
        if last is not None or start == begin:
            return last
        back *= 8


async def _read(
    consumer: AIOKafkaConsumer,
    stage: Stage,
    settings: Settings,
    part: Part,
    tp: TopicPartition,
    end: int,
) -> int:
    count, start, began = 0, part.next_sink, time.monotonic()
    async for record in _records(consumer, tp, start, end):
        headers = clients.headers_of(record.headers)
        at = _position(headers, tp, record.offset)
        if at.generation != settings.generation:
            raise Refusal(
                f"{tp.topic} offset {record.offset} was made from generation {at.generation}, and this "
                f"worker is of generation {settings.generation}: set DETENTE_GENERATION={at.generation}, or "
                f"create the topics of a new generation"
            )
        part.desk.restore(Written(record.key, record.value or b"", headers, record.timestamp))
        part.watermark = at if part.watermark is None else max(part.watermark, at)
        part.next_sink = record.offset + 1
        count += 1
        if count % LOUD == 0:
            rate = count / max(time.monotonic() - began, 1e-6)
            share = 100 * (record.offset + 1 - start) // (end - start)
            log.info("%s: %d records read back, %d %%, %d a second", stage.name, count, share, rate)
    part.next_sink = end  # marks of transactions may stand behind the last record
    return count


async def _records(
    consumer: AIOKafkaConsumer, tp: TopicPartition, start: int, end: int
) -> AsyncIterator[ConsumerRecord]:
    """Yield the records from `start` up to, not including, `end`."""
    consumer.seek(tp, start)
    while await consumer.position(tp) < end:
        for record in (await consumer.getmany(tp, timeout_ms=1000, max_records=CHUNK)).get(tp, ()):
            if record.offset >= end:
                return
            yield record


def _position(headers: dict[str, bytes], tp: TopicPartition, offset: int) -> Position:
    try:
        return Position.parse(headers["src"])
    except (KeyError, ValueError):
        raise Refusal(
            f"{tp.topic} partition {tp.partition} offset {offset} has no usable `src` header: "
            f"something else than this stage writes to its sink"
        ) from None


async def _check_source(
    consumer: AIOKafkaConsumer, settings: Settings, part: Part, source: TopicPartition, committed: int
) -> None:
    """Refuse a source that ends before what is answered: its next records would pass in silence.

    What is answered is told by the sink and by what the group has committed, each for itself: a stage
    without a state has no sink to ask, and one that held all it read has nothing on it.
    """
    if not clients.guarantees(settings).true_ends:
        return
    end = (await consumer.end_offsets([source]))[source]
    answered = max(committed, part.watermark.offset + 1 if part.watermark is not None else 0)
    if end < answered:
        raise Refusal(
            f"{source.topic} partition {source.partition} ends at {end}, and all before offset {answered} is "
            f"already answered: it was created anew, and its next records would pass as answered. A new "
            f"DETENTE_GENERATION starts from nothing beside the old"
        )


def overtaken(stage: Stage, topic: str, partition: int, count: int) -> None:
    """Count and tell records that retention deleted before the stage had read them."""
    metrics.OVERTAKEN.labels(stage.name).inc(count)
    log.error(
        "%s: retention overtook %d records of %s partition %d: they are lost to this stage",
        stage.name,
        count,
        topic,
        partition,
    )
