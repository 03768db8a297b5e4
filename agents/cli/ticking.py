"""Time as a record: the owner of the alert stage's partition puts a tick on `news.tagged` each hour.

A tick says that all that arrived before its time has been decided by clean, dedup and tag, so that what was
not heard of by then was not reported; and whether the news is known to be complete.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from aiokafka.errors import KafkaError

from agents.condition import TROUBLE, condition
from agents.ingest.sources.agent import read_all
from agents.pipeline import PIPELINE
from streams import clients, codec, topics
from streams.admin import BrokerFault
from streams.progress import decided
from streams.reading import offsets
from streams.records import Tick
from streams.settings import Settings
from streams.stage import Written
from streams.writing import put

log = logging.getLogger(__name__)

EVERY = 3600.0  # seconds between two ticks: what is due because of a day has hours to be
DAY_MS = 86_400_000
WELL = 0.8  # of the sources that are followed: among hundreds some always fail


async def ticks(settings: Settings, ours: Callable[[], bool], every: float = EVERY) -> None:
    """Tick for as long as this process works, whenever `ours` says that the partition is its own.

    A broker that does not answer puts a tick off to the next; nothing of it ends the process. The broker in
    memory does not say how far a group has come, so there are no ticks on it.
    """
    while True:
        await asyncio.sleep(every)
        if not ours() or not clients.guarantees(settings).true_ends:
            continue
        try:
            await tick(settings, ours, datetime.now(UTC))
        except (KafkaError, BrokerFault) as fault:
            log.warning("no tick: %s", fault)


async def tick(settings: Settings, ours: Callable[[], bool], now: datetime) -> bool:
    """Put a tick of the time `now` on the topic once all before is decided; return whether it was put.

    It is not where the partition has gone to another process meanwhile.
    """
    for stage in PIPELINE[:-1]:
        await decided(settings, stage)
    if not ours():
        return False
    time = now.isoformat(timespec="seconds").replace("+00:00", "Z")
    made = Tick(id=f"tick:{time}", time=time, complete=await complete(settings, now))
    record = Written(b"tick", codec.encode(made), {"kind": b"tick"}, int(now.timestamp() * 1000))
    await put(settings, topics.TAGGED, [record])
    return True


async def complete(settings: Settings, now: datetime) -> bool:
    """Return whether the news is known to be complete: it flows, and the sources followed are well."""
    since = int((now - timedelta(milliseconds=DAY_MS)).timestamp() * 1000)
    if not any(first < end for _, first, end in (await offsets(settings, topics.RAW, since)).values()):
        return False
    followed = [how for one, state in await read_all(settings) if (how := condition(one, state)) != "paused"]
    return sum(how not in TROUBLE for how in followed) >= WELL * len(followed)
