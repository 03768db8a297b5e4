"""Puts single records on a topic, for what is no stage: a command, a tick, what was found afterwards."""

from collections.abc import Iterable

from streams import clients
from streams.settings import Settings
from streams.stage import Written
from streams.topics import Topic, topic_name


async def put(settings: Settings, topic: Topic, found: Iterable[Written], partition: int = 0) -> None:
    """Put records on one partition of a topic, each confirmed before the next; raises what Kafka raises."""
    name = topic_name(topic, settings.generation)
    producer = clients.producer(settings)
    await producer.start()
    try:
        for one in found:
            headers = clients.headers_to(one.headers)
            await producer.send_and_wait(
                name, one.value, one.key, partition=partition, timestamp_ms=one.timestamp, headers=headers
            )
    finally:
        await producer.stop()
