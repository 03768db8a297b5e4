"""How far a stage has come on its source."""

import asyncio

from aiokafka import TopicPartition

from streams import clients
from streams.settings import Settings
from streams.stage import Stage
from streams.topics import group_name, topic_name

LOOK = 2.0  # seconds between two looks


async def decided(settings: Settings, stage: Stage) -> None:
    """Return once a stage has committed past the ends that its source has now."""
    name = topic_name(stage.source, settings.generation)
    parts = [TopicPartition(name, number) for number in range(stage.source.partitions)]
    async with clients.reader(settings, group=group_name(stage.name, settings.generation)) as consumer:
        begins, ends = await consumer.beginning_offsets(parts), await consumer.end_offsets(parts)
        due = {part: end for part, end in ends.items() if end > begins[part]}
        for part, end in due.items():
            while True:
                if (await consumer.committed(part) or 0) >= end:
                    break
                await asyncio.sleep(LOOK)
