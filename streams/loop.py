"""The one loop: takes batches from Faust, decides them in order, and lets Faust acknowledge only what
is confirmed.

Faust acknowledges a batch even when its processing raised, so nothing may leave this loop by an
exception: what is expected becomes a dead letter, anything else ends the process (`die`) with nothing
committed, and the supervisor starts it again.
"""

import asyncio
import logging
import os
import time
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from streams import clients, metrics
from streams.breaker import Breaker
from streams.delivery import Delivery
from streams.settings import Settings
from streams.stage import UNEXPECTED, Emit, Hold, Incoming, Position, Reject, Stage, Step, step
from streams.state import Part, Refusal, first_offset_from, load
from streams.topics import topic_name

log = logging.getLogger(__name__)

AGAIN = 70  # the supervisor starts the worker again
STOPPED = 69  # the circuit breaker: not before a person has looked
REFUSED = 78  # the topics and this worker do not fit together: not before a person has looked
# A worker whose event loop stood still this share of a session may already have a successor.
STALL = 0.6


def die(status: int, why: str, *args: object, trace: bool = False) -> NoReturn:
    """End the process at once, with nothing more committed."""
    log.critical(why, *args, exc_info=trace)
    logging.shutdown()
    os._exit(status)


class Loop:
    """A stage at work on the partitions that Faust gives it."""

    def __init__(self, stage: Stage, settings: Settings) -> None:
        self.stage, self.settings = stage, settings
        self.parts: dict[int, Part] = {}
        self.owned: set[int] = set()
        self._delivery = Delivery(stage, settings)
        self._breaker = Breaker()
        self._source = topic_name(stage.source, settings.generation)
        self._locks: dict[int, asyncio.Lock] = {}
        self._loading: set[asyncio.Task[Part]] = set()
        self._tick = 0.0  # monotonic; 0 until the watchdog runs, for a start may outlast a session

    async def start(self) -> None:
        """Connect; before the first batch."""
        await self._delivery.start()

    async def stop(self) -> None:
        """Close; after the last batch."""
        await self._delivery.stop()

    @property
    def loaded(self) -> bool:
        """Return whether every owned partition is ready for its next record."""
        return all(p in self.parts and self.parts[p].live for p in self.owned)

    async def revoked(self) -> None:
        """Take in that a rebalance revoked every partition (Faust has waited for the batch in hand)."""
        for task in self._loading:
            task.cancel()  # else it would call a part live that is no longer ours
        await asyncio.gather(*self._loading, return_exceptions=True)
        for part in self.parts.values():
            part.live = False
        await self._delivery.release()

    def assigned(self, partitions: Iterable[int]) -> None:
        """Take in which partitions are this worker's now, and start to read their state back.

        The state of partitions that went elsewhere is dropped; of one that came back only what others
        appended is read.
        """
        self.owned = set(partitions)
        self.parts = {p: part for p, part in self.parts.items() if p in self.owned}
        metrics.PARTITIONS.labels(self.stage.name).set(len(self.owned))
        for partition in self.owned:
            task = asyncio.ensure_future(self._part(partition))
            self._loading.add(task)
            task.add_done_callback(self._loading.discard)

    async def watch(self) -> None:
        """Notice that the event loop stood still; runs for ever."""
        while True:
            self.check_awake()
            await asyncio.sleep(0.2)

    def check_awake(self) -> None:
        """End the process after a freeze (SIGSTOP, a paused machine): the partitions have a new owner."""
        stood = time.monotonic() - self._tick
        if self._tick and stood > STALL * self.settings.session:
            die(AGAIN, "%s: the event loop stood still for %.1f s", self.stage.name, stood)
        self._tick = time.monotonic()

    async def run(self, stream: Any) -> None:
        """Process a Faust stream until it ends."""
        try:
            async for events in stream.take_events(self.settings.batch_records, within=0.05):
                began = time.monotonic()
                await self.on_batch([_incoming(event.message, self.settings) for event in events])
                metrics.BATCH_SECONDS.labels(self.stage.name).observe(time.monotonic() - began)
        except Refusal as refusal:
            die(REFUSED, "%s: refused: %s", self.stage.name, refusal)
        except asyncio.CancelledError:
            raise  # between two batches; one inside a batch does not come this far
        except Exception:  # noqa: BLE001 - Faust would acknowledge the batch
            die(AGAIN, "%s: batch failed", self.stage.name, trace=True)

    async def on_batch(self, batch: Sequence[Incoming]) -> None:
        """Decide, send and confirm a batch; when this returns Faust may acknowledge it."""
        try:
            work = [await self._next(incoming) for incoming in batch]
            fresh = [one for one in work if one is not None]
            while fresh:
                fresh = fresh[await self._slice(fresh) :]
        except asyncio.CancelledError:
            # take_events acknowledges in its `finally`, what is confirmed and what is not.
            die(AGAIN, "%s: cancelled in the middle of a batch", self.stage.name)

    async def _slice(self, work: Sequence[tuple[Part, Incoming]]) -> int:
        """Work off what bytes and time allow, and return how many records that was."""
        # In a thread: a page that takes seconds must not stop the heart.
        steps = await asyncio.to_thread(self._decide, work)
        self.check_awake()
        self._check_breaker(steps)
        by_partition: dict[int, list[Step]] = {}
        for one in steps:
            by_partition.setdefault(one.incoming.position.partition, []).append(one)
        for partition, decided in by_partition.items():
            await self._delivery.deliver(partition, self.parts[partition], decided)
            self._count(partition, decided)
        return len(steps)

    def _decide(self, work: Iterable[tuple[Part, Incoming]]) -> list[Step]:
        began, size, steps = time.monotonic(), 0, []
        for part, incoming in work:
            steps.append(step(self.stage, part.desk, incoming))
            size += len(incoming.value or b"")
            if size >= self.settings.batch_bytes or time.monotonic() - began >= self.settings.batch_work:
                break
        return steps

    async def _next(self, incoming: Incoming) -> tuple[Part, Incoming] | None:
        """Return a record with its partition if it is to be decided; what is answered passes silently."""
        at = incoming.position
        part = await self._part(at.partition)
        if at.offset < part.next_source:
            return None  # delivered again after a rebalance
        if at.offset > part.next_source:
            await self._check_gap(part, at)
        part.next_source = at.offset + 1
        if part.watermark is not None and at <= part.watermark:
            metrics.PASSED.labels(self.stage.name).inc()
            return None
        return part, incoming

    async def _check_gap(self, part: Part, at: Position) -> None:
        """End the process if Faust skipped records: a restart reads them from the committed offset."""
        found, begin = await first_offset_from(self.settings, self._source, at.partition, part.next_source)
        if found < at.offset:
            die(AGAIN, "%s: record %d of %s was skipped", self.stage.name, found, self._source)
        if begin > part.next_source:
            metrics.OVERTAKEN.labels(self.stage.name).inc(begin - part.next_source)
            log.error("%s: retention overtook %d records", self.stage.name, begin - part.next_source)

    async def _part(self, partition: int) -> Part:
        part = self.parts.get(partition)
        if part is not None and part.live:
            return part
        async with self._locks.setdefault(partition, asyncio.Lock()):
            part = self.parts.get(partition)
            if part is not None and part.live:
                return part
            try:
                await self._delivery.fence(partition)
                part = await load(self.stage, self.settings, partition, part)
            except asyncio.CancelledError:
                raise
            except Refusal as refusal:
                die(REFUSED, "%s: refused: %s", self.stage.name, refusal)
            except Exception:  # noqa: BLE001 - without its state a partition must not be worked on
                die(
                    AGAIN,
                    "%s: partition %d: the state cannot be read",
                    self.stage.name,
                    partition,
                    trace=True,
                )
            part.live = True
            self.parts[partition] = part
            return part

    def _check_breaker(self, steps: Iterable[Step]) -> None:
        for one in steps:
            failed = isinstance(one.decision, Reject) and one.decision.kind == UNEXPECTED
            self._breaker.count(failed)
            if (why := self._breaker.open) is not None:
                assert isinstance(one.decision, Reject)
                about = one.incoming.position, one.decision.error, one.decision.trace
                die(STOPPED, "%s: stopped: %s. The last, %s: %s\n%s", self.stage.name, why, *about)

    def _count(self, partition: int, steps: Sequence[Step]) -> None:
        now, name = time.time(), self.stage.name
        for one in steps:
            reason = one.decision.reason.value if isinstance(one.decision, Emit | Hold) else "rejected"
            metrics.RECORDS.labels(name, reason).inc()
            metrics.AGE_SECONDS.labels(name).observe(max(now - one.incoming.timestamp / 1000, 0))
        part = self.parts[partition]
        metrics.POSITION.labels(name, partition).set(part.next_source)
        metrics.CLOCK.labels(name, partition).set(part.desk.clock / 1000)

    async def measure_lag(self, every: float = 5.0) -> None:
        """Ask the broker how much is left to do, again and again."""
        async with clients.reader(self.settings) as consumer:
            while True:
                try:
                    await self._measure(consumer)
                except KafkaError as fault:
                    log.warning("%s: the lag cannot be measured: %s", self.stage.name, fault)
                await asyncio.sleep(every)

    async def _measure(self, consumer: AIOKafkaConsumer) -> None:
        tps = {p: TopicPartition(self._source, p) for p, part in self.parts.items() if part.live}
        ends = await consumer.end_offsets(list(tps.values())) if tps else {}
        for p, tp in tps.items():
            if p in self.parts:
                left = max(ends[tp] - self.parts[p].next_source, 0)
                metrics.LAG.labels(self.stage.name, p).set(left)


def _incoming(message: Any, settings: Settings) -> Incoming:
    """Return a Faust message as a record of the source; Faust keeps times in seconds."""
    headers = message.headers.items() if isinstance(message.headers, dict) else message.headers or ()
    return Incoming(
        Position(settings.generation, message.partition, message.offset),
        message.key,
        message.value,
        clients.headers_of(list(headers)),
        round((message.timestamp or 0) * 1000),
    )
