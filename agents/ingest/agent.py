"""ingest: entries to `news.raw`, each confirmed by the broker before the command says it is done.

At least once: an interrupted run is simply run again, and dedup knows what came before by its ids.
"""

import asyncio
import secrets
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from aiokafka.errors import KafkaError

from agents.ingest.files import Entry, Skipped
from streams import admin, clients, topics
from streams.settings import Settings

LIMIT = topics.RAW.max_bytes
# On their way at once: enough to fill a round trip of a few ms, and no more memory than a batch or two.
RECORDS = 2_000
BYTES = 32 << 20


@dataclass(slots=True)
class Tally:
    """What became of the entries so far."""

    sent: int = 0  # confirmed
    faulty: int = 0  # of these, lines that are no items and will be dead letters
    skipped: int = 0  # not sent at all


async def send(
    entries: Iterable[Entry | Skipped],
    settings: Settings,
    *,
    patience: float,
    say: Callable[[str], None],
    step: Callable[[Tally], None] = lambda _: None,
) -> Tally:
    """Send the entries in order and return when all are confirmed; what is skipped is said.

    Waits `patience` seconds for a broker. Raises `streams.admin.BrokerFault` where none answers, the
    topic is missing, or sending fails; the message says up to where it went.
    """
    await admin.wait_for_broker(settings, patience, say)
    if missing := await admin.missing_topics(settings, topics.RAW):
        raise admin.BrokerFault(f"missing topic {missing[0]}: `detente topics create` creates it")
    topic = topics.topic_name(topics.RAW, settings.generation)
    tally = Tally()
    waiting: deque[tuple[Entry, asyncio.Future[object]]] = deque()
    size = 0

    async def confirm(records: int, most: int) -> None:
        """Await confirmations until at most so many records and bytes are on their way."""
        nonlocal size
        while waiting and (len(waiting) > records or size > most):
            entry, sent = waiting[0]
            try:
                await sent
            except KafkaError as fault:
                raise admin.BrokerFault(_stopped(entry, tally, fault)) from None
            waiting.popleft()
            size -= len(entry.value)
            tally.sent += 1
            tally.faulty += entry.raw is None
            step(tally)

    producer = clients.producer(settings)
    await producer.start()
    try:
        for entry in entries:
            if isinstance(entry, Skipped):
                tally.skipped += 1
                say(f"{entry.where}: not sent: {entry.error}")
                continue
            headers = clients.headers_to(entry.headers | {"traceparent": _traceparent().encode()})
            now = time.time_ns() // 1_000_000
            try:
                sent = await producer.send(topic, entry.value, entry.key, timestamp_ms=now, headers=headers)
            except KafkaError as fault:
                raise admin.BrokerFault(_stopped(entry, tally, fault)) from None
            waiting.append((entry, sent))
            size += len(entry.value)
            await confirm(RECORDS, BYTES)
        await confirm(0, 0)
    finally:
        for _, sent in waiting:
            sent.add_done_callback(_seen)
        await producer.stop()
    return tally


def _stopped(entry: Entry, tally: Tally, fault: KafkaError) -> str:
    why = str(fault) or type(fault).__name__
    return (
        f"stopped at {entry.name}: {why}; {tally.sent} records before it are confirmed. "
        f"Run it again: what was sent already is recognised as a repeat"
    )


def _seen(sent: "asyncio.Future[object]") -> None:
    """Take note of a failure that another one was reported for."""
    if not sent.cancelled():
        sent.exception()


def _traceparent() -> str:
    """Return a new W3C trace context: version, 16 random bytes, 8 random bytes, sampled."""
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01"
