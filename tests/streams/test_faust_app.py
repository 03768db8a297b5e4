"""A worker knows when its partitions may be another's, and stays in its group while it has none."""

import asyncio
from collections.abc import Callable
from enum import StrEnum
from types import SimpleNamespace
from typing import Any

import pytest

from streams import faust_app, topics
from streams.faust_app import App
from streams.settings import Settings
from streams.stage import Reject, Stage

YEAR = 365 * 86_400


class Why(StrEnum):
    NONE = "none"


STAGE = Stage(
    name="test-app",
    source=topics.RAW,
    sink=topics.CLEAN,
    decide=lambda *_: Reject("nothing is wanted"),
    reasons=Why,
)


async def nothing(stream: Any) -> None:
    async for _ in stream:
        pass


def with_app(look: Callable[[App, SimpleNamespace], None]) -> None:
    """Call `look` with an app that is a member of generation 7 of its group, and with the membership."""

    async def go() -> None:
        settings = Settings(kafka="127.0.0.1:1", session=30, rebalance=100)
        app = faust_app.faust_app(STAGE, settings, nothing)
        member = SimpleNamespace(generation=7)
        thread = SimpleNamespace(_consumer=SimpleNamespace(_coordinator=member))
        app.consumer = SimpleNamespace(_thread=thread)
        app.consumer_generation_id = 7
        look(app, member)

    asyncio.run(go())


def test_a_stop_ends_first_what_would_let_records_flow_again() -> None:
    stopped: list[bool] = []

    async def go() -> None:
        app = faust_app.faust_app(STAGE, Settings(kafka="127.0.0.1:1"), nothing)

        def assignment() -> set[Any]:
            stopped.append(app.tables.recovery.should_stop)
            return set()

        app.consumer = SimpleNamespace(assignment=assignment)
        await app._stop_consumer()

    asyncio.run(go())
    assert stopped == [True]


def test_a_worker_without_a_partition_never_leaves_its_group_for_having_nothing_to_do() -> None:
    intervals: list[float] = []
    with_app(lambda app, _: intervals.append(app.conf.broker_max_poll_interval))
    assert intervals[0] > 5 * YEAR


def test_a_group_that_found_no_topic_looks_again_within_seconds() -> None:
    """A broker that has just started may not know its topics yet, and the group shares out nothing."""
    ages: list[int] = []
    with_app(lambda app, _: ages.append(app.conf.consumer_metadata_max_age_ms))
    assert 1_000 <= ages[0] <= 15_000


def test_a_member_that_the_group_no_longer_knows_has_lost_its_partitions() -> None:
    def look(app: App, member: SimpleNamespace) -> None:
        assert app.lost() is None
        member.generation = -1
        assert "gone on without" in str(app.lost())

    with_app(look)


def test_a_rebalance_that_has_waited_too_long_has_given_the_partitions_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def look(app: App, _: SimpleNamespace) -> None:
        times = iter([1000.0, 1093.0, 1095.0])  # the broker may have begun to wait two heartbeats before
        app.tables.on_rebalance_start = lambda: None
        monkeypatch.setattr(faust_app, "time", SimpleNamespace(monotonic=lambda: next(times)))
        app.on_rebalance_start()
        assert app.lost() is None
        assert "waits no longer" in str(app.lost())

    with_app(look)
