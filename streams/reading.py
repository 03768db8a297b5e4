"""Reads a topic from its start to its end, and on if wanted, without joining a group."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError

from streams import admin, clients
from streams.settings import Settings
from streams.topics import Topic, topic_name

POLL_MS = 500


async def records(
    settings: Settings,
    topic: Topic,
    *,
    follow: bool = False,
    start: int | Mapping[int, int] | None = None,
) -> AsyncGenerator[ConsumerRecord | None, None]:
    """Yield the confirmed records of a topic, each partition in order, from offset `start` if given,
    which may name one for each partition.

    Where the end of now is reached, ends, or with `follow` yields None once and goes on. Raises
    `streams.admin.BrokerFault` where no broker answers or the topic is missing.
    """
    async with _reader(settings, topic) as (consumer, parts):
        async for record in _read(consumer, parts, follow, start or 0):
            yield record


@asynccontextmanager
async def _reader(
    settings: Settings, topic: Topic
) -> AsyncGenerator[tuple[AIOKafkaConsumer, list[TopicPartition]], None]:
    """Yield a reader and the topic's partitions; what Kafka raises becomes a BrokerFault."""
    await admin.require_topics(settings, topic)
    name = topic_name(topic, settings.generation)
    consumer = clients.reader(settings)
    try:
        await consumer.start()
        yield consumer, [TopicPartition(name, number) for number in range(topic.partitions)]
    except KafkaError as fault:
        raise admin.BrokerFault(f"{name} cannot be read: {str(fault) or type(fault).__name__}") from None
    finally:
        await consumer.stop()  # `async with` would leave one open that was cancelled at its start


async def _read(
    consumer: AIOKafkaConsumer, parts: list[TopicPartition], follow: bool, start: int | Mapping[int, int]
) -> AsyncGenerator[ConsumerRecord | None, None]:
    consumer.assign(parts)
    begins = await consumer.beginning_offsets(parts)
    ends = await consumer.end_offsets(parts)
    for part in parts:
        first = start if isinstance(start, int) else start.get(part.partition, 0)
        consumer.seek(part, max(begins[part], first))
    there = False
    while True:
        if not there and all([await consumer.position(part) >= ends[part] for part in parts]):
            if not follow:
                return
            there = True
            yield None
        for part, found in (await consumer.getmany(timeout_ms=POLL_MS)).items():
            for record in found:
                if follow or record.offset < ends[part]:
                    yield record


async def offsets(
    settings: Settings, topic: Topic, since: int | None = None
) -> dict[int, tuple[int, int, int]]:
    """Return of each partition its beginning, the first offset at or after the time `since` (ms), its end.

    Without a time, and where the broker does not keep its word on offsets, the second is the beginning;
    where all is older it is the end. Raises `streams.admin.BrokerFault` as `records` does.
    """
    async with _reader(settings, topic) as (consumer, parts):
        begins, ends = await consumer.beginning_offsets(parts), await consumer.end_offsets(parts)
        firsts = dict(begins)
        if since is not None and clients.guarantees(settings).true_ends:
            found = await consumer.offsets_for_times(dict.fromkeys(parts, max(since, 0)))
            firsts = {part: at.offset if at else ends[part] for part, at in found.items()}
    return {part.partition: (begins[part], firsts[part], ends[part]) for part in parts}
