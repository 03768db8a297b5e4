"""The board as a process: reads `news.alerts` and `news.sources` from their start and serves what is there.

It belongs to no group, commits nothing and may run many times. All it knows is in memory; started
again, it reads the topics again. It is ready once it has the alerts: the page of the sources says by
itself what it still waits for, and must not take the alerts away.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import aclosing
from functools import partial
from typing import Protocol

from aiohttp import web
from aiokafka import ConsumerRecord

from agents.board.app import Board
from agents.board.shelf import Shelf
from agents.board.sources.shelf import Sources
from agents.board.words import names
from agents.watch.load import load_watches
from streams import admin, codec, metrics, topics
from streams.health import Health
from streams.process import signalled
from streams.reading import records
from streams.records import Alert
from streams.settings import Settings
from streams.source_records import PollState, Source
from streams.topics import Topic, topic_name

log = logging.getLogger(__name__)

AGAIN = 2.0  # seconds until a topic is read from its start again, after it could not be read
GRACE = 3.0  # seconds for open answers at the end
KNOWN = b"known"  # the entries by which a poller knows what is new: of no interest here
KINDS: dict[bytes | None, type[Source] | type[PollState]] = {
    None: Source, b"source": Source, b"state": PollState,
}  # fmt: skip


async def serve(settings: Settings, host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT. Raises OSError where the address cannot be had, `TomlFault` for a
    broken watch file, and `BrokerFault` where no broker is set.
    """
    stop = signalled()
    shelf, sources = Shelf(), Sources()
    health = Health("board", lambda: shelf.waits_for)
    board = Board(shelf, names(load_watches(settings.watches)), sources, health.routes())
    metrics.VIEWERS.set_function(lambda: board.live.viewers)
    runner = web.AppRunner(board.app, access_log=None, shutdown_timeout=GRACE)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        log.info("board: http://%s:%d/", _shown(host), runner.addresses[0][1])
        reader = partial(_read, settings, changed=board.live.changed)
        reading = {
            asyncio.ensure_future(reader(topics.ALERTS, shelf, partial(put_alert, shelf))),
            asyncio.ensure_future(reader(topics.SOURCES, sources, partial(put_source, sources))),
        }
        stopped = asyncio.ensure_future(stop.wait())
        done, _ = await asyncio.wait({*reading, stopped}, return_when=asyncio.FIRST_COMPLETED)
        for task in {*reading, stopped} - done:
            task.cancel()
        for task in reading & done:
            task.result()
    finally:
        await runner.cleanup()


def put_alert(shelf: Shelf, record: ConsumerRecord) -> None:
    """Put a record of `news.alerts` on the shelf. Raises `streams.codec.Undecodable`."""
    shelf.put(codec.decode(Alert, record.value), record.offset)


def put_source(sources: Sources, record: ConsumerRecord) -> None:
    """Put a record of `news.sources` among the sources. Raises `streams.codec.Undecodable`."""
    if record.key is None:
        raise codec.Undecodable("no key")
    if record.value is None:
        sources.put(record.key, None)
        return
    name = dict(record.headers).get("kind")
    if name == KNOWN:
        return
    kind = KINDS.get(name)
    if kind is None:
        raise codec.Undecodable(f"header kind={name!r} is not known: allowed are source, state, known")
    sources.put(record.key, codec.decode(kind, record.value))


class _Kept(Protocol):
    """What is kept of a topic."""

    def clear(self) -> None: ...

    def waits(self, why: str | None) -> None: ...


async def _read(
    settings: Settings,
    topic: Topic,
    kept: _Kept,
    put: Callable[[ConsumerRecord], None],
    *,
    changed: Callable[[], None],
) -> None:
    """Put what stands on a topic and what comes, for ever; from the end of now on, tell of each change.

    A topic that is missing is waited for, and one that cannot be read is read again from its start.
    """

    def say(why: str) -> None:
        log.warning("board: %s", why)
        kept.waits(why)
        changed()

    while True:
        await admin.wait_for_topics(settings, topic, say=say)
        kept.clear()
        kept.waits(f"reading {topic_name(topic, settings.generation)}")
        try:
            await _follow(settings, topic, kept, put, changed)
        except admin.BrokerFault as fault:
            say(str(fault))
        await asyncio.sleep(AGAIN)


async def _follow(
    settings: Settings,
    topic: Topic,
    kept: _Kept,
    put: Callable[[ConsumerRecord], None],
    changed: Callable[[], None],
) -> None:
    there = False
    async with aclosing(records(settings, topic, follow=True)) as found:
        async for record in found:
            if record is None:  # the end of now
                there = True
                kept.waits(None)
            else:
                try:
                    put(record)
                except codec.Undecodable as fault:
                    where = f"{record.topic}, partition {record.partition}, offset {record.offset}"
                    log.warning("board: %s: %s", where, fault)
                    continue
            if there:
                changed()


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
