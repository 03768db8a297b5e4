"""The definitions of sources on Kafka: read whole, written one by one, each confirmed.

Commands write definitions, the poller writes states; each under a key of its own, on the partition of
its host. A source that is removed takes its state with it, by records without a value.
"""

import asyncio
import logging
from collections.abc import Collection, Iterable
from contextlib import suppress

from aiokafka.errors import KafkaError

from agents.ingest.poll.clock import stamp
from agents.ingest.sources import plan
from agents.ingest.sources.place import known_key, partition_of, source_key, state_key
from agents.ingest.sources.plan import IMPORT, Changes
from agents.ingest.sources.standing import Sources
from streams import admin, clients, codec, topics
from streams.reading import records
from streams.settings import Settings
from streams.source_records import Source

log = logging.getLogger(__name__)

PATIENCE = 75  # seconds for all confirmations: a broker's restart takes 6 to 16
CLOSING = 10  # seconds for the producer to say good-bye


async def read_all(settings: Settings) -> Sources:
    """Return what stands on the topic. A record that cannot be read is left out, with a warning.

    Raises `streams.admin.BrokerFault` where no broker answers or the topic is missing.
    """
    standing = Sources()
    async for record in records(settings, topics.SOURCES):
        if record is None or record.key is None:
            continue
        try:
            standing.take(record.key, record.value)
        except codec.Undecodable as fault:
            where = f"{record.topic}, partition {record.partition}, offset {record.offset}"
            log.warning("sources: %s: left out: %s", where, fault)
    return standing


async def define(settings: Settings, sources: Iterable[Source], now: float, origin: str = IMPORT) -> Changes:
    """Define sources, at the time `now` (seconds since 1970); what stands as it is given is not written.

    Return the changes once all are confirmed; raises `streams.admin.BrokerFault`, as all here do.
    """
    return await _done(settings, plan.defined(await read_all(settings), sources, origin, stamp(now)))


async def sync(settings: Settings, sources: Iterable[Source], origin: str, now: float) -> Changes:
    """Define the sources of the file `origin`, and remove what it defined before and no longer names."""
    return await _done(settings, plan.in_step(await read_all(settings), sources, origin, stamp(now)))


async def remove(settings: Settings, urls: Collection[str]) -> Changes:
    """Remove the sources of these URLs, as they are defined; what is not defined is let be."""
    return await _done(settings, plan.removed(await read_all(settings), urls))


async def pause(settings: Settings, urls: Collection[str], now: float) -> Changes:
    """Follow the sources of these URLs no longer, until they are resumed."""
    return await _done(settings, plan.paused(await read_all(settings), urls, stamp(now)))


async def resume(settings: Settings, urls: Collection[str], now: float) -> Changes:
    """Follow the sources of these URLs again: paused, or stopped because they were gone."""
    return await _done(settings, plan.resumed(await read_all(settings), urls, stamp(now)))


async def _done(settings: Settings, changes: Changes) -> Changes:
    """Write changes and return them once all are confirmed; raises `streams.admin.BrokerFault`."""
    # A definition before what it takes the place of goes: a source is never missing in between.
    wanted: list[tuple[str, bytes, bytes | None, bytes]] = [
        (one.url, source_key(one.url), codec.encode(one), b"source") for one in changes.written
    ]
    for url in changes.gone:
        keys = (source_key(url), b"source"), (state_key(url), b"state"), (known_key(url), b"known")
        wanted += [(url, key, None, kind) for key, kind in keys]
    if not wanted:
        return changes
    topic = topics.topic_name(topics.SOURCES, settings.generation)
    producer = clients.producer(settings)
    sent: list[asyncio.Future[object]] = []
    try:
        async with asyncio.timeout(PATIENCE):
            await producer.start()
            for url, key, value, kind in wanted:
                part = partition_of(url, topics.SOURCES.partitions)
                headers = clients.headers_to({"kind": kind})
                sent.append(await producer.send(topic, value, key, part, headers=headers))
            await asyncio.gather(*map(asyncio.shield, sent))
    except (KafkaError, TimeoutError) as fault:
        why = str(fault) or f"no answer for {PATIENCE} s"
        raise admin.BrokerFault(
            f"{settings.kafka}: {why}; run it again: what was written already is not written twice"
        ) from None
    finally:
        for one in sent:
            one.add_done_callback(lambda done: done.cancelled() or done.exception())  # one is told for all
        with suppress(TimeoutError):
            await asyncio.wait_for(producer.stop(), CLOSING)
    return changes
