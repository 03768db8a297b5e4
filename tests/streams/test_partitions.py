"""What a worker says of a partition, it says as long as the partition is its own."""

import asyncio
from dataclasses import replace
from enum import StrEnum

import pytest
from aiokafka import AIOKafkaProducer
from prometheus_client import REGISTRY

from streams import delivery, metrics, partitions, topics
from streams.delivery import Delivery
from streams.partitions import Partitions
from streams.settings import Settings
from streams.stage import Reject, Stage


class Why(StrEnum):
    NONE = "none"


STAGE = Stage(
    name="test-partitions",
    source=topics.RAW,
    sink=topics.CLEAN,
    decide=lambda *_: Reject("nothing is wanted"),
    reasons=Why,
)


class Waiting:
    """A delivery whose fence is never through, so that no partition is read back."""

    async def fence(self, partition: int) -> None:
        await asyncio.Event().wait()

    async def release(self) -> None:
        pass


def lag(partition: int) -> float | None:
    labels = {"stage": STAGE.name, "partition": str(partition)}
    return REGISTRY.get_sample_value("detente_lag", labels)


def test_the_lag_of_a_partition_that_went_elsewhere_is_no_longer_told() -> None:
    async def go() -> None:
        partitions = Partitions(STAGE, Settings(), Waiting())  # type: ignore[arg-type]
        partitions.assigned([0, 1])
        for number in (0, 1):
            metrics.LAG.labels(STAGE.name, number).set(5)
        await partitions.revoked()
        partitions.assigned([1])
        assert (lag(0), lag(1)) == (None, 5)
        await partitions.revoked()

    asyncio.run(go())


def test_a_record_that_comes_when_its_partition_has_gone_ends_the_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Faust may hand out what it had fetched; to decide it would make a second writer."""

    class Died(Exception):
        pass

    def leave(status: int, why: str, *about: object) -> None:
        raise Died(f"{status} {why % about}")

    async def go() -> None:
        one = Partitions(STAGE, Settings(), Waiting())  # type: ignore[arg-type]
        one.assigned([0, 1])
        await one.revoked()
        late = asyncio.ensure_future(one.of(0))
        await asyncio.sleep(0.01)
        assert not late.done()  # whose it is shows when the rebalance is over
        one.assigned([1])
        with pytest.raises(Died, match=r"^70 .* partition 0 came, which is another's"):
            await late
        await one.revoked()

    monkeypatch.setattr(partitions, "die", leave)
    asyncio.run(go())


def test_a_fence_that_a_rebalance_interrupts_leaves_nothing_open(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []

    class Slow:
        async def start(self) -> None:
            await asyncio.Event().wait()

        async def stop(self) -> None:
            closed.append(True)

    def producer(*_: object, **__: object) -> AIOKafkaProducer:
        return Slow()  # type: ignore[return-value]

    async def go() -> None:
        stage = replace(STAGE, transactional=True)
        one = Partitions(stage, Settings(), Delivery(stage, Settings()))
        one.assigned([0])
        await asyncio.sleep(0.01)
        await one.revoked()
        assert closed == [True]

    monkeypatch.setattr(delivery.clients, "producer", producer)
    asyncio.run(go())
