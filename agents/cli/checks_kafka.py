"""What is checked on the broker: its answers, topics, how far the stages are, dead letters, clocks."""

import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

from aiokafka import TopicPartition
from aiokafka.errors import KafkaError

from agents.cli.checks import Check
from agents.pipeline import PIPELINE
from streams import admin, clients, reading, topics
from streams.dead_letters import DeadLetter
from streams.settings import Settings
from streams.stage import TOO_LARGE, UNEXPECTED, Stage
from streams.topics import group_name, topic_name

SLOW = 1.0  # seconds for one answer, on a network where a batch should take a hundredth of that
WAITED = 600.0  # seconds that a record may wait for a stage before someone has to look
AHEAD = 60.0  # seconds by which the newest record may lie in the future
DAY = 86_400.0  # seconds


async def broker(settings: Settings) -> AsyncIterator[Check]:
    """Yield all checks of the broker; where it does not answer, that alone."""
    began = time.monotonic()
    try:
        async with admin.admin(settings) as client:
            reached = time.monotonic() - began
            began = time.monotonic()
            await client.describe_cluster()
            yield _answers(settings, reached, time.monotonic() - began)
            yield (described := await _topics(settings))
            if described.well is False and "missing" in described.says:
                return
            for stage in PIPELINE:
                yield await _stage(settings, client, stage)
        yield await _dead_letters(settings)
        yield await _clocks(settings)
    except admin.BrokerFault as fault:
        hint = "start it; deploy/kafka/start starts one here, and `detente demo` needs none"
        yield Check("broker", False, str(fault), hint)
    except KafkaError as fault:
        yield Check("broker", False, f"{settings.kafka}: {str(fault) or type(fault).__name__}", "see its log")


def _answers(settings: Settings, reached: float, took: float) -> Check:
    says = f"{settings.kafka} reached in {reached * 1000:.0f} ms, answers in {took * 1000:.0f} ms"
    return Check("broker", took < SLOW, says, "slow: is it overloaded, or far away?")


async def _topics(settings: Settings) -> Check:
    faults = await admin.check_topics(settings)
    if not faults:
        return Check("topics", True, f"as expected, generation {settings.generation}")
    missing = any("missing" in one for one in faults)
    hint = (
        "`detente topics create`"
        if missing
        else "`detente topics check` lists them, to be mended on the broker"
    )
    return Check("topics", False, "; ".join(faults), hint)


async def _stage(settings: Settings, client: Any, stage: Stage) -> Check:
    """Check how far a stage is behind its source, and whether someone works at it."""
    group = group_name(stage.name, settings.generation)
    name = topic_name(stage.source, settings.generation)
    behind, oldest = 0, None
    async with clients.reader(settings, group=group) as consumer:
        parts = [TopicPartition(name, number) for number in range(stage.source.partitions)]
        consumer.assign(parts)
        begins, ends = await consumer.beginning_offsets(parts), await consumer.end_offsets(parts)
        for part in parts:
            at = max(await consumer.committed(part) or 0, begins[part])
            left = ends[part] - at
            behind += max(left, 0)
            if left > 0 and (waits := await _time_at(consumer, part, at, parts)) is not None:
                oldest = waits if oldest is None else min(oldest, waits)
    workers = await members(client, group)
    waited = max(time.time() - oldest / 1000, 0) if oldest is not None else 0.0
    says = f"{behind} behind, {'no worker' if workers == 0 else f'{workers} at work'}"
    if oldest is not None:
        says += f", the oldest came {waited:.0f} s ago"
    start = f"`detente worker --stage {stage.name}`, or `detente up`"
    if workers == 0:
        return Check(f"stage {stage.name}", False if behind else None, says, start)
    return Check(f"stage {stage.name}", waited <= WAITED, says, f"it does not keep up: see its log; {start}")


async def _time_at(
    consumer: Any, part: TopicPartition, offset: int, parts: list[TopicPartition]
) -> int | None:
    """Return the timestamp (ms) of the first record from an offset on; None where none comes in time."""
    consumer.pause(*parts)
    consumer.resume(part)
    consumer.seek(part, offset)
    found = (await consumer.getmany(part, timeout_ms=1000, max_records=1)).get(part, ())
    consumer.resume(*parts)
    return found[0].timestamp if found else None


async def members(client: Any, group: str) -> int:
    """Return how many processes are in a group."""
    (answer,) = await client.describe_consumer_groups([group])
    # Each group: error code, name, state, protocol's type, protocol, members.
    return sum(len(one[5]) for one in answer.groups)


async def _dead_letters(settings: Settings) -> Check:
    since = int((time.time() - DAY) * 1000)
    start = {
        part: first for part, (_, first, _) in (await reading.offsets(settings, topics.DLQ, since)).items()
    }
    stages: Counter[str] = Counter()
    faults = 0
    async with aclosing(reading.records(settings, topics.DLQ, start=start)) as found:
        async for record in found:
            if record is None or record.timestamp < since:
                continue
            try:
                letter = DeadLetter.from_headers(clients.headers_of(record.headers))
            except ValueError:
                stages["no stage"] += 1
                continue
            stages[letter.stage] += 1
            faults += letter.kind in (UNEXPECTED, TOO_LARGE)
    if not stages:
        return Check("dead letters", True, "none of the last day")
    says = f"{stages.total()} of the last day: {', '.join(f'{n} of {name}' for name, n in stages.items())}"
    if faults:
        return Check(
            "dead letters",
            False,
            f"{says}; {faults} are faults of a stage",
            "`detente dlq list`, then `dlq requeue`",
        )
    # What a source sends that is no article is its fault: nothing here can be mended.
    return Check("dead letters", None, f"{says}; all are records that cannot be used", "`detente dlq list`")


async def _clocks(settings: Settings) -> Check:
    """Check that the newest article does not lie in the future: a clock ahead takes the stages' with it.

    A broker does not tell its time; that of what was last written to it is all that can be compared.
    """
    newest = None
    last = {part: end - 1 for part, (_, _, end) in (await reading.offsets(settings, topics.RAW)).items()}
    async with aclosing(reading.records(settings, topics.RAW, start=last)) as found:
        async for record in found:
            if record is not None:
                newest = max(newest or 0, record.timestamp)
    if newest is None:
        return Check("clocks", True, "no article yet, so nothing to compare")
    ahead = newest / 1000 - time.time()
    if ahead > AHEAD:
        hint = "set this machine's clock, or that of the one that sends (NTP)"
        return Check("clocks", False, f"the newest article lies {ahead:.0f} s in the future", hint)
    return Check("clocks", True, f"the newest article came {max(-ahead, 0):.0f} s ago")
