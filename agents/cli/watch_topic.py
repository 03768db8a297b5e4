"""What a watch finds on `news.unique`, and how that is put on `news.tagged` before the watch speaks.

Tag is what writes matches. So nothing is put there while tag or alert runs; and what tag has not come to
is left to it, for that is still to be told.
"""

from collections.abc import Callable
from contextlib import aclosing

from aiokafka import TopicPartition

from agents.cli.checks_kafka import members
from agents.cli.stored import articles
from agents.cli.watch_past import Past
from agents.pipeline import stage_named
from streams import admin, clients, topics
from streams.reading import offsets, records
from streams.settings import Settings
from streams.stage import Written
from streams.topics import group_name, topic_name

STOPPED = ("tag", "alert")


class AtWork(Exception):
    """Someone is at work who must not be; the message says who, and what to do."""


async def known(settings: Settings, past: Past) -> None:
    """Let `past` know the alerts that stand; raises `BrokerFault`."""
    async with aclosing(records(settings, topics.ALERTS)) as found:
        async for record in found:
            if record is not None:
                headers = clients.headers_of(record.headers)
                past.known(Written(record.key, record.value or b"", headers, record.timestamp))


async def look(
    settings: Settings, past: Past, since: int, decided: bool, advance: Callable[[int, int], None]
) -> tuple[Written, ...]:
    """Let `past` look at what came since a time (ms), with `decided` no further than tag has come.

    Returns the matches that are new, in order. `advance` is told how many articles of how many are done.
    Raises `BrokerFault`.
    """
    _, first, end = (await offsets(settings, topics.UNIQUE, since))[0]
    if decided:
        end = min(end, await _committed(settings))
    found: list[Written] = []
    async with aclosing(articles(settings, first, end)) as stored:
        async for article in stored:
            match = past.look(article)
            if match is not None:
                found.append(match)
            advance(article.position.offset + 1 - first, end - first)
    return tuple(found)


async def require_rest(settings: Settings) -> None:
    """Raise `AtWork` where a worker of tag or alert runs: its rules are those of its start."""
    async with admin.admin(settings) as client:
        busy = [name for name in STOPPED if await members(client, group_name(name, settings.generation))]
    if busy:
        raise AtWork(
            f"{' and '.join(busy)} {'is' if len(busy) == 1 else 'are'} at work, with the watch as it was: "
            f"stop {' and '.join(STOPPED)} (or `detente up`), run this, and start them again"
        )


async def _committed(settings: Settings) -> int:
    """Return how far tag has come on its source: the offset that it has not decided."""
    stage = stage_named("tag")
    part = TopicPartition(topic_name(stage.source, settings.generation), 0)
    async with clients.reader(settings, group=group_name(stage.name, settings.generation)) as consumer:
        consumer.assign([part])
        return await consumer.committed(part) or 0
