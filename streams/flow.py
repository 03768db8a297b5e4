"""Keeps records flowing: measures the lag, and notices a partition that Faust forgot.

When a rebalance comes, Faust drops what it had fetched, and does not always go back for it: before a
group's first commit never. What is dropped in the middle of a stream shows as a gap, and the loop fills
it. What is dropped at the end of one shows as nothing at all, until the next record comes; so here is
looked whether records stand on the source while nobody works.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from aiokafka.errors import KafkaError

from streams import clients
from streams.exits import AGAIN, die
from streams.loop import Loop
from streams.state import Part, between
from streams.topics import topic_name

log = logging.getLogger(__name__)

EVERY = 2.0  # seconds between two looks
PATIENCE = 2  # looks at a partition that does not move before something is done
TRIES = 10  # then the process is started again

Seek = Callable[[int, int], Awaitable[None]]  # partition, offset


async def keep_flowing(loop: Loop, seek: Seek) -> None:
    """Look again and again; runs for ever. `seek` tells Faust where to go on in a partition."""
    seen: dict[int, tuple[int, int]] = {}  # partition: next offset, how often it stood still there
    async with clients.reader(loop.settings) as consumer:
        while True:
            await asyncio.sleep(EVERY)
            try:
                behind = await loop.partitions.measure_lag(consumer)
                seen = {p: _still(seen.get(p), part, loop) for p, (part, _) in behind.items()}
                for partition, (offset, times) in seen.items():
                    if times >= PATIENCE and times % PATIENCE == 0:
                        await _push(loop, partition, offset, behind[partition], times, seek)
            except KafkaError as fault:
                log.warning("%s: the lag cannot be measured: %s", loop.stage.name, fault)


def _still(before: tuple[int, int] | None, part: Part, loop: Loop) -> tuple[int, int]:
    if before is None or before[0] != part.next_source or loop.busy:
        return part.next_source, 0
    return part.next_source, before[1] + 1


async def _push(
    loop: Loop, partition: int, offset: int, behind: tuple[Part, int], times: int, seek: Seek
) -> None:
    part, end = behind
    source = topic_name(loop.stage.source, loop.settings.generation)
    async for record in between(loop.settings, source, partition, offset, end):
        if times > TRIES * PATIENCE:
            die(AGAIN, "%s: record %d of %s is not handed out", loop.stage.name, record.offset, source)
        log.warning("%s: record %d of %s was forgotten: asked again", loop.stage.name, record.offset, source)
        await seek(partition, offset)
        return
    if not loop.busy and part.next_source == offset:
        part.next_source = end  # only marks of transactions stand there
