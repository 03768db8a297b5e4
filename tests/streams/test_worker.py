"""A worker that cannot do all of its work says so, or ends; it never looks well and is not."""

import asyncio
import gc
from enum import StrEnum
from typing import Any

import pytest

from streams import topics, worker
from streams.admin import BrokerFault
from streams.exits import AGAIN, ENDED
from streams.settings import Settings
from streams.stage import Reject, Stage
from streams.worker import Worker


class Why(StrEnum):
    NONE = "none"


STAGE = Stage(
    name="test-worker",
    source=topics.RAW,
    sink=topics.CLEAN,
    decide=lambda *_: Reject("nothing is wanted"),
    reasons=Why,
)


class App:
    """A Faust app that works well for ever."""

    crash_reason = None

    async def seek(self, topic: str, partition: int, offset: int) -> None:
        pass

    async def start(self) -> None:
        pass

    async def wait_until_stopped(self) -> None:
        await asyncio.Event().wait()

    async def stop(self) -> None:
        pass


async def nothing(*_: Any) -> None:
    pass


class Died(Exception):
    """What `die` does, without the end of this process."""


def leave(status: int, why: str, *about: object) -> None:
    raise Died(f"{status} {why % about}")


def test_a_task_beside_the_loop_that_falls_ends_the_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fall(*_: Any) -> None:
        raise LookupError("nobody expected this")

    async def go() -> None:
        one = Worker(STAGE, Settings(kafka="127.0.0.1:1"), 0)
        monkeypatch.setattr(one._loop, "start", nothing)
        monkeypatch.setattr(one, "_app", App)
        with pytest.raises(Died, match=rf"^{AGAIN} .*nobody expected this"):
            await asyncio.wait_for(one._serve(asyncio.Event()), 10)

    monkeypatch.setattr(worker, "keep_flowing", fall)
    monkeypatch.setattr(worker, "die", leave)
    asyncio.run(go())


def test_a_worker_that_is_stopped_before_its_group_has_room_for_it_does_not_wait_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Joins(App):
        async def start(self) -> None:
            await asyncio.Event().wait()

    async def go() -> int:
        one = Worker(STAGE, Settings(kafka="127.0.0.1:1"), 0)
        monkeypatch.setattr(one._loop, "start", nothing)
        monkeypatch.setattr(one, "_app", Joins)
        stop = asyncio.Event()
        asyncio.get_running_loop().call_later(0.05, stop.set)
        return await asyncio.wait_for(one._serve(stop), 10)

    async def look(*_: Any) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(worker, "keep_flowing", look)
    assert asyncio.run(go()) == ENDED


def test_a_worker_whose_app_does_not_end_ends_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    class Hangs(App):
        async def stop(self) -> None:
            await asyncio.Event().wait()

    async def go() -> None:
        one = Worker(STAGE, Settings(kafka="127.0.0.1:1"), 0)
        monkeypatch.setattr(one._loop, "start", nothing)
        monkeypatch.setattr(one, "_app", Hangs)
        stop = asyncio.Event()
        stop.set()
        with pytest.raises(Died, match=r"^0 "):
            await asyncio.wait_for(one._serve(stop), 10)

    monkeypatch.setattr(worker, "keep_flowing", nothing)
    monkeypatch.setattr(worker, "GOODBYE", 0.1)
    monkeypatch.setattr(worker, "die", leave)
    asyncio.run(go())


def test_a_broker_that_goes_away_during_the_look_for_topics_is_looked_for_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "LOOK_LATER", 0)
    answers: list[Any] = [BrokerFault("gone"), []]
    said: list[str | None] = []

    async def go() -> None:
        one = Worker(STAGE, Settings(kafka="127.0.0.1:1"), 0)

        async def missing(*_: Any) -> list[str]:
            said.append(one.why_not())
            if not answers:
                await asyncio.Event().wait()
            if isinstance(answer := answers.pop(0), Exception):
                raise answer
            found: list[str] = answer
            return found

        monkeypatch.setattr(worker.admin, "missing_topics", missing)
        looking = asyncio.ensure_future(one._look_for_topics())
        while len(said) < 3:
            await asyncio.sleep(0.01)
            assert not looking.done()
        looking.cancel()

    asyncio.run(go())
    assert said[0] == "starting"
    assert "gone" in str(said[1])
    assert said[2] == "joining the group"


def test_a_worker_that_never_reached_a_broker_leaves_nothing_open(caplog: pytest.LogCaptureFixture) -> None:
    async def go() -> None:
        Worker(STAGE, Settings(kafka="127.0.0.1:1"), 0)

    asyncio.run(go())
    gc.collect()
    assert "Unclosed" not in caplog.text
