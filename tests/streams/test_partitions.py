"""What a worker says of a partition, it says as long as the partition is its own."""

import asyncio
from enum import StrEnum

from prometheus_client import REGISTRY

from streams import metrics, topics
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
