"""Reads a topic from its start to its end, and on if wanted, without joining a group."""

from collections.abc import AsyncGenerator

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError

from streams import admin, clients
from streams.settings import Settings
from streams.topics import Topic, topic_name

POLL_MS = 500


async def records(
    settings: Settings, topic: Topic, *, follow: bool = False, start: int | None = None
) -> AsyncGenerator[ConsumerRecord | None, None]:
    """Yield the confirmed records of a topic, each partition in order, from offset `start` if given.

    Where the end of now is reached, ends, or with `follow` yields None once and goes on. Raises
    `streams.admin.BrokerFault` where no broker answers or the topic is missing.
    """
    if missing := await admin.missing_topics(settings, topic):
        raise admin.BrokerFault(f"missing topic {missing[0]}: `detente topics create` creates it")
    name = topic_name(topic, settings.generation)
    parts = [TopicPartition(name, number) for number in range(topic.partitions)]
    try:
        async with clients.reader(settings) as consumer:
            async for record in _read(consumer, parts, follow, start or 0):
                yield record
    except KafkaError as fault:
        raise admin.BrokerFault(f"{name} cannot be read: {str(fault) or type(fault).__name__}") from None


async def _read(
    consumer: AIOKafkaConsumer, parts: list[TopicPartition], follow: bool, start: int
) -> AsyncGenerator[ConsumerRecord | None, None]:
    consumer.assign(parts)
    begins = await consumer.beginning_offsets(parts)
    ends = await consumer.end_offsets(parts)
    for part in parts:
        consumer.seek(part, max(begins[part], start))
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
