"""The source partitions that a worker owns: their state read back when they come, let go when they go."""

import asyncio
from collections.abc import Iterable

from aiokafka import AIOKafkaConsumer, TopicPartition

from streams import metrics
from streams.delivery import Delivery
from streams.exits import AGAIN, REFUSED, die
from streams.settings import Settings
from streams.stage import Stage
from streams.state import Part, Refusal, load
from streams.topics import topic_name


class Partitions:
    """What Faust assigned, and each partition's part. Every rebalance revokes all, and assigns anew."""

    def __init__(self, stage: Stage, settings: Settings, delivery: Delivery) -> None:
        self.stage, self.settings, self._delivery = stage, settings, delivery
        self._parts: dict[int, Part] = {}
        self._owned: set[int] = set()
        self._settled = asyncio.Event()  # no rebalance is on
        self._locks: dict[int, asyncio.Lock] = {}
        self._loading: set[asyncio.Task[Part]] = set()

    @property
    def loaded(self) -> bool:
        """Return whether every owned partition is ready for its next record."""
        return all(p in self._parts and self._parts[p].live for p in self._owned)

    async def revoked(self) -> None:
        """Take in that a rebalance revoked every partition (Faust has waited for the batch in hand)."""
        self._settled.clear()
        for task in self._loading:
            task.cancel()  # else it would call a part live that is no longer ours
        await asyncio.gather(*self._loading, return_exceptions=True)
        for part in self._parts.values():
            part.live = False
        await self._delivery.release()

    def assigned(self, partitions: Iterable[int]) -> None:
        """Take in which partitions are this worker's now, and start to read their state back.

        The state of partitions that went elsewhere is dropped; of one that came back only what others
        appended is read.
        """
        before, self._owned = self._owned, set(partitions)
        for gone in before - self._owned:  # what another worker measures now would stand still here
            for metric in metrics.OF_PARTITION:
                metric.remove(self.stage.name, gone)
        self._parts = {p: part for p, part in self._parts.items() if p in self._owned}
        metrics.PARTITIONS.labels(self.stage.name).set(len(self._owned))
        self._settled.set()
        for partition in self._owned:
            task = asyncio.ensure_future(self.of(partition))
            self._loading.add(task)
            task.add_done_callback(self._loading.discard)

    async def of(self, partition: int) -> Part:
        """Return a partition ready for its next record; ends the process where that cannot be."""
        part = self._parts.get(partition)
        if part is not None and part.live:
            return part
        # Faust may hand out what it had fetched after it let the partition go.
        await self._settled.wait()
        if partition not in self._owned:
            die(AGAIN, "%s: a record of partition %d came, which is another's", self.stage.name, partition)
        async with self._locks.setdefault(partition, asyncio.Lock()):
            part = self._parts.get(partition)
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
            self._parts[partition] = part
            return part

    def owns(self, partition: int) -> bool:
        """Return whether a partition is this process's, and its state read back."""
        part = self._parts.get(partition)
        return part is not None and part.live

    async def measure_lag(self, consumer: AIOKafkaConsumer) -> dict[int, tuple[Part, int]]:
        """Return the live partitions that are not worked off, each with where its source ends.

        Raises KafkaError where the broker does not answer.
        """
        source = topic_name(self.stage.source, self.settings.generation)
        tps = {p: TopicPartition(source, p) for p, part in self._parts.items() if part.live}
        ends = await consumer.end_offsets(list(tps.values())) if tps else {}
        behind = {}
        for p, tp in tps.items():
            if (part := self._parts.get(p)) is None:
                continue  # it went while the broker was asked
            metrics.LAG.labels(self.stage.name, p).set(max(ends[tp] - part.next_source, 0))
            if ends[tp] > part.next_source:
                behind[p] = (part, ends[tp])
        return behind
