"""The switch of generations on the topics: two sets of alerts are read, seeds put, and targets begun."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from aiokafka import TopicPartition

from agents.cli.checks_kafka import members
from agents.cli.printable import printable
from agents.evaluate.backtest import Side
from agents.notify.log import names
from agents.pipeline import PIPELINE
from agents.spans import rfc3339
from streams import admin, clients, codec, topics
from streams.progress import decided
from streams.reading import offsets, records
from streams.records import Alert, Seed
from streams.settings import Settings
from streams.stage import Stage, Written
from streams.topics import group_name, topic_name
from streams.writing import put


class Refusal(Exception):
    """The switch cannot be done now; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of the alerts of the generation before."""

    taken: int
    same: int  # of them: ids that the new generation had given too
    joined: int  # alerts of the new generation that went under an id of the old
    begun: int  # targets whose messages begin behind the seeds
    untold: tuple[str, ...]  # a line for each alert that only the new generation has


async def both_sides(settings: Settings, old: int) -> tuple[Side, Side]:
    """Return the alerts of generation `old` since the new one's news begins, and those of the new one."""
    since = await _begins(settings)
    before, now = Side(), Side()
    for side, known in ((before, await _alerts(_of(settings, old))), (now, await _alerts(settings))):
        for alert in known.values():
            if side is before and (alert.last_seen or "") < since:
                continue
            side.articles[alert.id] = {one.article.article_id for one in alert.coverage.listed}
            side.alerts[alert.id] = alert
    return before, now


async def take_over(settings: Settings, old: int, wait: float) -> Done:
    """Put the alerts of generation `old` before the alert stage of this one, and begin its messages.

    Raises `Refusal` where this generation is not ready for it, and `BrokerFault`.
    """
    targets = await _targets(settings)
    await _require_silence(settings, targets)
    for stage in PIPELINE:
        await _caught_up(settings, stage, wait)
    before, known = await _alerts(_of(settings, old)), await _alerts(settings)
    order = sorted(
        before.values(), key=lambda one: (one.merged_into is not None, one.id not in known, one.number)
    )
    now = int(time.time() * 1000)
    seeds = [Seed(id=f"{old}:{one.id}.{one.revision}", generation=old, alert=one) for one in order]
    await put(settings, topics.TAGGED, [_record(one, now) for one in seeds])
    await _caught_up(settings, PIPELINE[-1], wait)
    after = await _alerts(settings)
    if missing := [one for one in before if one not in after]:
        raise Refusal(
            f"{len(missing)} of {len(before)} alerts were not taken over: `detente dlq list` says why "
            f"({', '.join(missing[:3])} …)"
        )
    await _require_silence(settings, targets)
    await _begin(settings, targets)
    joined = [one for one, alert in after.items() if one not in before and alert.merged_into in before]
    fresh = (one for one in after.values() if one.id not in before and one.merged_into is None)
    return Done(
        taken=len(before),
        same=len(before.keys() & known.keys()),
        joined=len(joined),
        begun=len(targets),
        untold=tuple(_line(one) for one in sorted(fresh, key=lambda one: one.number)),
    )


def _of(settings: Settings, generation: int) -> Settings:
    return replace(settings, generation=generation)


def _record(seed: Seed, now: int) -> Written:
    return Written(seed.alert.watch.encode(), codec.encode(seed), {"kind": b"seed"}, now)


def _line(alert: Alert) -> str:
    event = alert.event
    return printable(
        f"{alert.id[:8]} {event.kind} {event.state} {event.date or 'date unknown'}: {alert.headline}"
    )


async def _alerts(settings: Settings) -> dict[str, Alert]:
    """Return the alerts of a generation by id, each as it stands."""
    found: dict[str, Alert] = {}
    async with aclosing(records(settings, topics.ALERTS)) as revisions:
        async for record in revisions:
            if record is not None and record.value is not None:
                alert = codec.decode(Alert, record.value)
                found[alert.id] = alert
    return found


async def _begins(settings: Settings) -> str:
    """Return the time of the first article of a generation (RFC 3339), empty where it has none."""
    async with aclosing(records(settings, topics.UNIQUE)) as articles:
        async for record in articles:
            if record is not None:
                return rfc3339(datetime.fromtimestamp(record.timestamp / 1000, UTC))
    return ""


async def _targets(settings: Settings) -> tuple[str, ...]:
    """Return the targets that were ever told anything."""
    async with aclosing(records(settings, topics.NOTIFIED)) as lines:
        return names([one.key async for one in lines if one is not None])


async def _require_silence(settings: Settings, targets: Sequence[str]) -> None:
    """Raise `Refusal` where this generation's notify runs: it would tell what is not yet taken over."""
    async with admin.admin(settings) as client:
        groups = {name: group_name(f"notify.{name}", settings.generation) for name in targets}
        busy = [name for name, group in groups.items() if await members(client, group)]
    if busy:
        raise Refusal(
            f"notify of generation {settings.generation} is at work ({', '.join(busy)}): stop it, run this, "
            f"and start it again"
        )


async def _caught_up(settings: Settings, stage: Stage, wait: float) -> None:
    try:
        await asyncio.wait_for(decided(settings, stage), wait)
    except TimeoutError:
        raise Refusal(
            f"{stage.name} of generation {settings.generation} has not decided within {wait:g} s what stands "
            f"on its topic: let its workers run until they have caught up, then run this again"
        ) from None


async def _begin(settings: Settings, targets: Sequence[str]) -> None:
    """Let each target's messages begin behind what stands on the new alerts."""
    _, _, end = (await offsets(settings, topics.ALERTS))[0]
    part = TopicPartition(topic_name(topics.ALERTS, settings.generation), 0)
    for name in targets:
        group = group_name(f"notify.{name}", settings.generation)
        async with clients.reader(settings, group=group) as consumer:
            consumer.assign([part])
            await consumer.commit({part: end})
