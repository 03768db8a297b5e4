"""A tick comes once all before it is decided, and says whether the news is known to be complete."""

import asyncio
import time
from datetime import UTC, datetime

from agents.cli.ticking import tick
from agents.ingest.sources.place import STATE
from agents.pipeline import PIPELINE
from streams import codec, topics
from streams.records import Tick
from streams.settings import Settings
from streams.source_records import PollState, Source
from streams.topics import Topic, group_name, topic_name
from tests.kafka.harness import Message, commit, read, send

URL = "https://feed.example/rss"


def now() -> datetime:
    return datetime.now(UTC)


def put(settings: Settings, topic: Topic, key: bytes, value: bytes) -> None:
    message = Message(value, key, 0, {}, int(time.time() * 1000))
    asyncio.run(send(settings, topic_name(topic, settings.generation), [message]))


def ticked(settings: Settings) -> list[Tick]:
    stored = asyncio.run(read(settings, topic_name(topics.TAGGED, settings.generation)))
    assert all(dict(one.headers)["kind"] == b"tick" for one in stored)
    return [codec.decode(Tick, one.value) for one in stored]


def decide_all(settings: Settings) -> None:
    """Commit for clean, as if it had decided the one record of news.raw."""
    stage = PIPELINE[0]
    name = topic_name(stage.source, settings.generation)
    asyncio.run(commit(settings, group_name(stage.name, settings.generation), name, 0, 1))


def test_without_news_a_tick_does_not_call_it_complete(settings: Settings) -> None:
    assert asyncio.run(tick(settings, lambda: True, now()))
    assert [one.complete for one in ticked(settings)] == [False]


def test_a_tick_waits_until_what_came_before_is_decided(settings: Settings) -> None:
    put(settings, topics.RAW, b"k", b"{}")

    async def early() -> bool:
        try:
            return await asyncio.wait_for(tick(settings, lambda: True, now()), 4)
        except TimeoutError:
            return False

    assert not asyncio.run(early())
    assert ticked(settings) == []
    decide_all(settings)
    assert asyncio.run(early())
    assert [one.complete for one in ticked(settings)] == [True]


def test_a_process_that_lost_the_partition_does_not_tick(settings: Settings) -> None:
    assert not asyncio.run(tick(settings, lambda: False, now()))
    assert ticked(settings) == []


def test_news_is_not_complete_while_sources_fail(settings: Settings) -> None:
    put(settings, topics.RAW, b"k", b"{}")
    decide_all(settings)
    put(settings, topics.SOURCES, URL.encode(), codec.encode(Source(url=URL)))
    for failures in (3, 0):
        state = PollState(url=URL, polled="2027-03-01T00:00:00Z", failures=failures)
        put(settings, topics.SOURCES, STATE + URL.encode(), codec.encode(state))
        assert asyncio.run(tick(settings, lambda: True, now()))
    assert [one.complete for one in ticked(settings)] == [False, True]
