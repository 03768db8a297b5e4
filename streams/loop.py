"""The one loop: takes batches from Faust, decides them in order, and lets Faust acknowledge only what
is confirmed.

Faust acknowledges a batch even when its processing raised, so nothing may leave this loop by an
exception: what is expected becomes a dead letter, anything else ends the process (`die`) with nothing
committed, and the supervisor starts it again.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from aiokafka import ConsumerRecord

from streams import clients, metrics
from streams.awake import Awake
from streams.breaker import Breaker
from streams.delivery import Delivery
from streams.exits import AGAIN, STOPPED, die
from streams.partitions import Partitions
from streams.settings import Settings
from streams.stage import LAST_MS, UNEXPECTED, Emit, Hold, Incoming, Position, Reject, Stage, Step, step
from streams.state import Part, begins, between, overtaken
from streams.topics import topic_name

log = logging.getLogger(__name__)


class Loop:
    """A stage at work on the partitions that Faust gives it."""

    def __init__(self, stage: Stage, settings: Settings) -> None:
        self.stage, self.settings = stage, settings
        self._delivery = Delivery(stage, settings)
        self.partitions = Partitions(stage, settings, self._delivery)
        self.awake = Awake(stage.name, settings.session)
        self._breaker = Breaker()
        self.busy = False  # a batch is in hand
        self.lost: Callable[[], str | None] = lambda: None  # why the partitions may be another worker's
        self._source = topic_name(stage.source, settings.generation)

    async def start(self) -> None:
        """Connect; before the first batch."""
        await self._delivery.start()

    async def stop(self) -> None:
        """Close; after the last batch."""
        await self.partitions.revoked()
        await self._delivery.stop()

    async def run(self, stream: Any) -> None:
        """Process a Faust stream until it ends."""
        try:
            async for events in stream.take_events(self.settings.batch_records, within=0.05):
                began = time.monotonic()
                await self.on_batch([_incoming(event.message, self.settings) for event in events])
                metrics.BATCH_SECONDS.labels(self.stage.name).observe(time.monotonic() - began)
        except asyncio.CancelledError:
            raise  # between two batches; one inside a batch does not come this far
        except Exception:  # noqa: BLE001 - Faust would acknowledge the batch
            die(AGAIN, "%s: batch failed", self.stage.name, trace=True)

    async def on_batch(self, batch: Sequence[Incoming]) -> None:
        """Decide, send and confirm a batch; when this returns Faust may acknowledge it."""
        self.busy = True
        try:
            fresh: list[tuple[Part, Incoming]] = []
            for incoming in batch:
                part = await self.partitions.of(incoming.position.partition)
                if incoming.position.offset > part.next_source:
                    await self._work(fresh)  # in order: first what came before the gap
                    fresh.clear()
                    await self._fill(part, incoming.position)
                if self._is_next(part, incoming):
                    fresh.append((part, incoming))
            await self._work(fresh)
        except asyncio.CancelledError:
            # take_events acknowledges in its `finally`, what is confirmed and what is not.
            die(AGAIN, "%s: cancelled in the middle of a batch", self.stage.name)
        finally:
            self.busy = False

    async def _work(self, work: Sequence[tuple[Part, Incoming]]) -> None:
        while work:
            work = work[await self._slice(work) :]

    async def _slice(self, work: Sequence[tuple[Part, Incoming]]) -> int:
        """Work off what bytes and time allow, and return how many records that was."""
        # In a thread: a page that takes seconds must not stop the heart.
        steps = await asyncio.to_thread(self._decide, work)
        self.awake.check()
        if (why := self.lost()) is not None:
            die(AGAIN, "%s: nothing more is written: %s", self.stage.name, why)
        self._check_breaker(steps)
        by_partition: dict[int, tuple[Part, list[Step]]] = {}
        for (part, incoming), one in zip(work, steps, strict=False):
            by_partition.setdefault(incoming.position.partition, (part, []))[1].append(one)
        for partition, (part, decided) in by_partition.items():
            await self._delivery.deliver(partition, part, decided)
            self._count(partition, part, decided)
        return len(steps)

    def _decide(self, work: Iterable[tuple[Part, Incoming]]) -> list[Step]:
        began, size, steps = time.monotonic(), 0, []
        for part, incoming in work:
            steps.append(step(self.stage, part.desk, incoming))
            size += len(incoming.value or b"")
            if size >= self.settings.batch_bytes or time.monotonic() - began >= self.settings.batch_work:
                break
        return steps

    def _is_next(self, part: Part, incoming: Incoming) -> bool:
        """Return whether a record is to be decided; what is answered already passes silently."""
        at = incoming.position
        if at.offset < part.next_source:
            return False  # delivered again after a rebalance
        part.next_source = at.offset + 1
        if part.watermark is not None and at <= part.watermark:
            metrics.PASSED.labels(self.stage.name).inc()
            return False
        return True

    async def _fill(self, part: Part, at: Position) -> None:
        """Decide what stands before `at` and was not handed out, read from the topic by ourselves.

        Faust drops records that it had fetched when a rebalance came, and does not always go back for
        them. Retention may have deleted them meanwhile: those are lost, and said so.
        """
        begin = await begins(self.settings, self._source, at.partition)
        if begin > part.next_source:
            overtaken(self.stage, self._source, at.partition, min(begin, at.offset) - part.next_source)
        count = 0
        async for record in between(self.settings, self._source, at.partition, part.next_source, at.offset):
            incoming = _read(record, at.generation)
            if self._is_next(part, incoming):
                await self._work([(part, incoming)])
                count += 1
        if count:
            metrics.REFETCHED.labels(self.stage.name).inc(count)
            log.warning("%s: %d records before %s were skipped, and read again", self.stage.name, count, at)

    def _check_breaker(self, steps: Iterable[Step]) -> None:
        for one in steps:
            failed = isinstance(one.decision, Reject) and one.decision.kind == UNEXPECTED
            self._breaker.count(failed)
            if (why := self._breaker.open) is not None:
                assert isinstance(one.decision, Reject)
                about = one.incoming.position, one.decision.error, one.decision.trace
                die(STOPPED, "%s: stopped: %s. The last, %s: %s\n%s", self.stage.name, why, *about)

    def _count(self, partition: int, part: Part, steps: Sequence[Step]) -> None:
        now, name = time.time(), self.stage.name
        for one in steps:
            reason = one.decision.reason.value if isinstance(one.decision, Emit | Hold) else "rejected"
            metrics.RECORDS.labels(name, reason).inc()
            metrics.AGE_SECONDS.labels(name).observe(max(now - one.incoming.timestamp / 1000, 0))
        metrics.POSITION.labels(name, partition).set(part.next_source)
        metrics.CLOCK.labels(name, partition).set(steps[-1].clock / 1000)


def _read(record: ConsumerRecord, generation: int) -> Incoming:
    """Return a record of the source that we read ourselves."""
    at = Position(generation, record.partition, record.offset)
    headers = clients.headers_of(record.headers)
    return Incoming(at, record.key, record.value, headers, _time(record.timestamp))


def _incoming(message: Any, settings: Settings) -> Incoming:
    """Return a Faust message as a record of the source; Faust keeps times in seconds."""
    headers = message.headers.items() if isinstance(message.headers, dict) else message.headers or ()
    return Incoming(
        Position(settings.generation, message.partition, message.offset),
        message.key,
        message.value,
        clients.headers_of(list(headers)),
        _time(round((message.timestamp or 0) * 1000)),
    )


def _time(timestamp: int) -> int:
    """Return a time that can be written again: old brokers let in any that 64 bits hold, and none is -1."""
    return min(max(timestamp, 0), LAST_MS)
