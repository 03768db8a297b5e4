"""Reading a topic: what is opened is closed, whenever it ends."""

import asyncio
from typing import Any

import pytest

from streams import admin, clients, topics
from streams.reading import records
from streams.settings import Settings


class Consumer:
    """A consumer that hangs at its start, as beside a broker that has just gone."""

    def __init__(self) -> None:
        self.starts, self.stopped = asyncio.Event(), False

    async def start(self) -> None:
        self.starts.set()
        await asyncio.Event().wait()

    async def stop(self) -> None:
        self.stopped = True


def test_a_reader_that_is_cancelled_at_its_start_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    async def there(*_: Any) -> None:
        pass

    async def go() -> None:
        consumer = Consumer()
        monkeypatch.setattr(admin, "require_topics", there)
        monkeypatch.setattr(clients, "reader", lambda _: consumer)
        reading = asyncio.ensure_future(anext(records(Settings(kafka="127.0.0.1:1"), topics.ALERTS)))
        await consumer.starts.wait()
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        assert consumer.stopped

    asyncio.run(go())
