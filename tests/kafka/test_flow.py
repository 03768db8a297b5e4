"""What Faust forgets or skips when a rebalance comes, the stage goes and gets."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count

from streams import flow
from streams.loop import Loop
from streams.settings import Settings
from streams.stage import Incoming, Position
from streams.topics import topic_name
from tests.kafka import harness, toys
from tests.kafka.rig import article

PREFIXES = count()


def play(
    settings: Settings, numbers: range, work: Callable[[Loop], Awaitable[None]], **send: bool
) -> list[int]:
    """Send articles to partition 0 of a toy's source, let `work` use its loop; return what was written."""
    stage = toys.stage("once", f"flow{next(PREFIXES)}", partitions=1)

    async def run() -> list[int]:
        await harness.create(settings, stage.source, stage.sink)
        source, sink = (topic_name(t, settings.generation) for t in (stage.source, stage.sink))
        await harness.send(settings, source, [article(n) for n in numbers], **send)
        loop = Loop(stage, settings)
        await loop.start()
        loop.partitions.assigned([0])
        try:
            await work(loop)
        finally:
            await loop.stop()
        return [int(record.key) for record in await harness.read(settings, sink)]

    return asyncio.run(run())


def test_records_that_were_skipped_are_read_from_the_topic_and_decided_in_order(settings: Settings) -> None:
    async def work(loop: Loop) -> None:
        def handed_out(offset: int) -> Incoming:
            message = article(offset * 2)
            return Incoming(Position(settings.generation, 0, offset), message.key, message.value, {}, 0)

        await loop.on_batch([handed_out(3), handed_out(4), handed_out(8), handed_out(7)])

    assert play(settings, range(0, 20, 2), work) == list(range(0, 18, 2))


def test_a_record_that_is_never_handed_out_is_asked_for_again(settings: Settings) -> None:
    asked: list[tuple[int, int]] = []

    async def work(loop: Loop) -> None:
        enough = asyncio.Event()

        async def seek(partition: int, offset: int) -> None:
            asked.append((partition, offset))
            enough.set()

        flowing = asyncio.ensure_future(flow.keep_flowing(loop, seek))
        await asyncio.wait_for(enough.wait(), 30)
        flowing.cancel()

    assert play(settings, range(0, 2, 2), work) == []
    assert asked == [(0, 0)]


def test_marks_of_transactions_at_the_end_are_not_asked_for(settings: Settings) -> None:
    async def work(loop: Loop) -> None:
        async def seek(partition: int, offset: int) -> None:
            raise AssertionError("asked for a mark")

        part = await loop.partitions.of(0)
        message = article(0)
        await loop.on_batch(
            [Incoming(Position(settings.generation, 0, 0), message.key, message.value, {}, 0)]
        )
        flowing = asyncio.ensure_future(flow.keep_flowing(loop, seek))
        for _ in range(150):
            if part.next_source == 2:
                break
            await asyncio.sleep(0.1)
        assert not flowing.done()
        flowing.cancel()
        assert part.next_source == 2

    assert play(settings, range(0, 2, 2), work, transactional=True) == [0]
