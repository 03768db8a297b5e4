"""From decisions to Kafka: dead letters first, then outputs, each confirmed before anything is acked.

A crash between a dead letter and an output must not hide the letter below the watermark, so letters
are confirmed first. A stage that is not transactional shares one idempotent producer; a transactional
one has a producer per partition, whose transactional id fences an owner that came before.
"""

import logging
import time
import zlib
from collections.abc import Awaitable, Mapping, Sequence

from aiokafka import AIOKafkaProducer

from streams import clients, metrics
from streams.dead_letters import letter
from streams.settings import Settings
from streams.stage import Emit, Reject, Stage, Step, Written
from streams.state import Part
from streams.topics import DLQ, group_name, topic_name

log = logging.getLogger(__name__)


class SecondWriter(Exception):
    """A confirmed offset is not the expected one: another process writes to this partition."""


class Delivery:
    """Sends what a stage decided. Every method raises what sending raises: the process must end."""

    def __init__(self, stage: Stage, settings: Settings) -> None:
        self._stage, self._settings = stage, settings
        self._keeps = clients.guarantees(settings)
        self._transactional = stage.transactional and self._keeps.transactions
        self._source = topic_name(stage.source, settings.generation)
        self._sink = topic_name(stage.sink, settings.generation)
        self._dlq = topic_name(DLQ, settings.generation)
        self._shared: AIOKafkaProducer | None = None
        self._fenced: dict[int, AIOKafkaProducer] = {}

    async def start(self) -> None:
        """Connect the shared producer."""
        self._shared = await _started(clients.producer(self._settings))

    async def stop(self) -> None:
        """Close every producer."""
        await self.release()
        if self._shared is not None:
            await self._shared.stop()

    async def fence(self, partition: int) -> None:
        """Close out an earlier owner of `partition`, and its open transaction: before the read-back."""
        if not self._transactional:
            return
        if (old := self._fenced.pop(partition, None)) is not None:
            await old.stop()
        name = f"{group_name(self._stage.name, self._settings.generation)}-{partition}"
        producer = clients.producer(self._settings, transactional_id=name)
        self._fenced[partition] = await _started(producer)

    async def release(self) -> None:
        """Give up the partitions: another worker is about to fence them."""
        while self._fenced:
            await self._fenced.popitem()[1].stop()

    async def deliver(self, partition: int, part: Part, steps: Sequence[Step]) -> None:
        """Send the dead letters of `steps` and confirm them, then their outputs in order, and confirm."""
        await self._send_letters([step for step in steps if isinstance(step.decision, Reject)])
        emitted = [step for step in steps if isinstance(step.decision, Emit) and step.written]
        outputs = [one for step in emitted for one in step.written]
        if not outputs:
            return
        assert self._shared is not None
        if self._transactional:
            producer = self._fenced[partition]
            async with producer.transaction():
                offsets = await _confirm([await self._send(producer, one, partition) for one in outputs])
        else:
            sent = [await self._send(self._shared, one, partition) for one in outputs]
            offsets = await _confirm(sent)
            if self._stage.state is not None and self._keeps.true_ends:
                _check_writer(part, offsets, self._sink)
        if self._stage.state is not None:
            # Should the partition go and come back, only what others appended is new.
            part.next_sink, part.watermark = offsets[-1] + 1, emitted[-1].incoming.position
        metrics.OUTPUTS.labels(self._stage.name).inc(len(outputs))

    async def _send_letters(self, steps: Sequence[Step]) -> None:
        sent = []
        assert self._shared is not None
        for step in steps:
            assert isinstance(step.decision, Reject)
            one = letter(self._stage.name, self._source, step.incoming, step.decision)
            sent.append(
                await self._shared.send(
                    self._dlq, one.value, key=one.key, headers=one.headers, timestamp_ms=one.timestamp
                )
            )
            log.warning(
                "%s: dead letter: %s: %s", self._stage.name, step.incoming.position, step.decision.error
            )
            metrics.DEAD_LETTERS.labels(self._stage.name, step.decision.kind).inc()
        await _confirm(sent)

    async def _send(self, producer: AIOKafkaProducer, one: Written, partition: int) -> Awaitable[object]:
        future: Awaitable[object] = await producer.send(
            self._sink,
            one.value,
            key=one.key,
            headers=clients.headers_to(self._stamped(one.headers)),
            partition=self._partition(one, partition),
            timestamp_ms=max(one.timestamp, 0),
        )
        return future

    def _stamped(self, headers: Mapping[str, bytes]) -> Mapping[str, bytes]:
        """Return the headers of an alert with when it was sent (ms): its other times are the stream's."""
        return {**headers, "sent": b"%d" % (time.time_ns() // 1_000_000)} if self._transactional else headers

    def _partition(self, one: Written, source: int) -> int:
        """Return the sink partition: the source's own where their counts agree, else by key."""
        if self._stage.sink.partitions == self._stage.source.partitions:
            return source
        return zlib.crc32(one.key or b"") % self._stage.sink.partitions


async def _started(producer: AIOKafkaProducer) -> AIOKafkaProducer:
    """Return a producer once it is started; one whose start fails, or is cancelled, is closed."""
    try:
        await producer.start()
    except BaseException:
        await producer.stop()
        raise
    return producer


async def _confirm(sent: Sequence[Awaitable[object]]) -> list[int]:
    return [(await one).offset for one in sent]  # type: ignore[attr-defined]


def _check_writer(part: Part, offsets: Sequence[int], sink: str) -> None:
    for expected, offset in enumerate(offsets, part.next_sink):
        if offset != expected:
            raise SecondWriter(f"{sink}: confirmed at {offset}, expected {expected}")
