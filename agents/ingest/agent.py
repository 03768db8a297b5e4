"""ingest: entries to `news.raw`, each confirmed by the broker before the command says it is done.

At least once: an interrupted run is simply run again, and dedup knows what came before by its ids.
"""

import asyncio
import secrets
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from aiokafka.errors import KafkaError

from agents.ingest.files import Entry, Skipped
from streams import admin, clients, topics
from streams.settings import Settings

LIMIT = topics.RAW.max_bytes
# On their way at once: enough to fill a round trip of a few ms, and no more memory than a batch or two.
RECORDS = 2_000
BYTES = 32 << 20
# Seconds without a confirmation: until a word is said, and until it is given up. A broker's restart takes
# 6 to 16 s; aiokafka alone would try the batches of an idempotent producer again for ever.
WORD, PATIENCE = 15, 75
CLOSING = 2  # seconds for the producer to say good-bye: what is confirmed needs none


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
    wait: float,
    say: Callable[[str], None],
    pace: float | None = None,
) -> Tally:
    """Send the entries in order and return when all are confirmed; what is skipped is said.

    Waits `wait` seconds for a broker. With `pace` so many seconds lie between two entries, and all go to
    one partition, so that they are also read in their order; else each goes to that of its key. Raises
    `streams.admin.BrokerFault` where none answers, the topic is missing, or sending fails; the message
    says how far it went.
    """
    await admin.wait_for_broker(settings, wait, say)
    await admin.require_topics(settings, topics.RAW)
    tally, seen, silent = Tally(), -1, 0
    work = asyncio.ensure_future(_send(entries, settings, tally, say, pace))
    try:
        while not (await asyncio.wait({work}, timeout=WORD))[0]:
            silent = silent + WORD if tally.sent == seen else 0
            seen = tally.sent
            if silent >= PATIENCE:
                raise _stopped(settings, tally, f"no answer for {silent} s")
            if silent:
                say(f"{settings.kafka}: no answer for {silent} s; still trying")
        work.result()
    except KafkaError as fault:
        raise _stopped(settings, tally, str(fault) or type(fault).__name__) from None
    finally:
        work.cancel()
        await asyncio.wait({work})
    return tally


async def _send(
    entries: Iterable[Entry | Skipped],
    settings: Settings,
    tally: Tally,
    say: Callable[[str], None],
    pace: float | None,
) -> None:
    topic = topics.topic_name(topics.RAW, settings.generation)
    waiting: deque[tuple[Entry, asyncio.Future[object]]] = deque()
    size = 0

    async def confirm(records: int, most: int) -> None:
        """Await confirmations until at most so many records and bytes are on their way."""
        nonlocal size
        while waiting and (len(waiting) > records or size > most):
            entry, sent = waiting[0]
            await sent
            waiting.popleft()
            size -= len(entry.value)
            tally.sent += 1
            tally.faulty += entry.raw is None

    producer = clients.producer(settings)
    try:
        await producer.start()
        for entry in entries:
            if pace is not None:
                await asyncio.sleep(pace)
            if isinstance(entry, Skipped):
                tally.skipped += 1
                say(f"{entry.where}: not sent: {entry.error}")
                continue
            headers = clients.headers_to(entry.headers | {"traceparent": _traceparent()})
            now = time.time_ns() // 1_000_000
            sent = await producer.send(
                topic, entry.value, entry.key, None if pace is None else 0, timestamp_ms=now, headers=headers
            )
            waiting.append((entry, sent))
            size += len(entry.value)
            await confirm(RECORDS, BYTES)
        await confirm(0, 0)
    finally:
        for _, sent in waiting:
            sent.add_done_callback(_seen)
        # Stopping sends what is left, for ever if need be; where all is confirmed nothing is left.
        with suppress(TimeoutError):
            await asyncio.wait_for(producer.stop(), CLOSING)


class Sender:
    """A producer that stays: for a process that sends as articles come."""

    def __init__(self, settings: Settings) -> None:
        self._topic = topics.topic_name(topics.RAW, settings.generation)
        self._producer = clients.producer(settings)

    async def start(self) -> None:
        """Connect; raises KafkaError."""
        await self._producer.start()

    async def stop(self) -> None:
        """Send what is left, for a while, and disconnect."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._producer.stop(), CLOSING)

    async def put(self, entries: Sequence[Entry]) -> None:
        """Send entries and return once all are confirmed; raises `streams.admin.BrokerFault` after `WORD` s.

        What was on its way then may arrive all the same.
        """
        sent: list[asyncio.Future[object]] = []
        now = time.time_ns() // 1_000_000
        try:
            async with asyncio.timeout(WORD):
                for entry in entries:
                    headers = clients.headers_to(entry.headers | {"traceparent": _traceparent()})
                    sent.append(
                        await self._producer.send(
                            self._topic, entry.value, entry.key, timestamp_ms=now, headers=headers
                        )
                    )
                await asyncio.gather(*map(asyncio.shield, sent))
        except TimeoutError:
            raise admin.BrokerFault(f"the broker did not confirm within {WORD} s") from None
        except KafkaError as fault:
            raise admin.BrokerFault(f"the broker: {str(fault) or type(fault).__name__}") from None
        finally:
            for one in sent:
                one.add_done_callback(_seen)


def _stopped(settings: Settings, tally: Tally, why: str) -> admin.BrokerFault:
    return admin.BrokerFault(
        f"{settings.kafka}: {why}; {tally.sent} records are confirmed. "
        f"Run it again: what was sent already is recognised as a repeat"
    )


def _seen(sent: "asyncio.Future[object]") -> None:
    """Take note of a failure that another one was reported for."""
    if not sent.cancelled():
        sent.exception()


def _traceparent() -> bytes:
    """Return a new W3C trace context: version, 16 random bytes, 8 random bytes, sampled."""
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01".encode()
