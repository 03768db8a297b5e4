"""notify on Kafka: each alert that is worth a message, to each target, once.

A machine of its own, not the loop of the stages: a receiver that is down for an hour must hold up
nobody, so each target is a consumer group with a task of its own. At least once: a message is posted,
then the log `news.notified` says so, then the offset is committed. Whoever takes over reads the log
first. Only a process that dies between post and log sends again, under the same id.
"""

import asyncio
import logging
import random
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition
from aiokafka.abc import ConsumerRebalanceListener

from agents.notify import log as book
from agents.notify.deliver import Target, deliver
from agents.notify.log import Line, Told
from agents.notify.message import message_of
from agents.notify.wanted import Wanted, tells
from agents.spans import rfc3339
from streams import admin, clients, codec, metrics, process, topics
from streams.health import Health
from streams.process import signalled
from streams.reading import records
from streams.settings import Settings
from streams.topics import group_name, topic_name

log = logging.getLogger(__name__)

PLACE = 4  # metrics and health: the base port plus this, behind the four stages
GRACE = 12.0  # seconds for a message on its way at the end: less than a supervisor has patience
POLL_MS = 500


class Stopped(Exception):
    """The process is to end; what is not told yet is told after the next start."""


async def run(targets: Sequence[Target], settings: Settings, wanted: Wanted) -> int:
    """Tell the targets until SIGTERM or SIGINT; return the process's exit status."""
    stop = signalled()
    tellers = [Teller(target, settings, stop, wanted) for target in targets]
    health = Health("notify", lambda: next((one.waits_for for one in tellers if one.waits_for), None))
    try:
        return await process.run(health, PLACE, settings, partial(_together, tellers, stop))
    finally:
        for target in targets:
            await target.close()


async def _together(tellers: Sequence["Teller"], stop: asyncio.Event) -> int:
    """Do all the work; where one fails, end the others in order, then raise what it raised."""
    tasks = [asyncio.ensure_future(one.work()) for one in tellers]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    stop.set()
    await asyncio.wait(tasks)
    for task in tasks:
        task.result()
    return 0


class Teller(ConsumerRebalanceListener):  # type: ignore[misc]
    """One target, told by whichever process owns the partition; the others stand by."""

    def __init__(self, target: Target, settings: Settings, stop: asyncio.Event, wanted: Wanted) -> None:
        self.waits_for: str | None = "starting"
        self._target, self._settings, self._stop, self._wanted = target, settings, stop, wanted
        self._topic = topic_name(topics.ALERTS, settings.generation)
        self._log = topic_name(topics.NOTIFIED, settings.generation)
        self._task: asyncio.Task[None] | None = None
        self._ended: asyncio.Future[None]
        self._consumer: AIOKafkaConsumer
        self._producer: AIOKafkaProducer

    async def work(self) -> None:
        """Tell until `stop` is set; raises what Kafka raises."""
        self._ended = asyncio.get_running_loop().create_future()
        stopped: asyncio.Future[Any] = asyncio.ensure_future(self._stop.wait())
        begun: asyncio.Future[Any] = asyncio.ensure_future(self._begin())
        try:
            await asyncio.wait([stopped, begun], return_when=asyncio.FIRST_COMPLETED)
            if begun.done():
                begun.result()
                await asyncio.wait([stopped, self._ended], return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopped.cancel()
            begun.cancel()
            await asyncio.wait([begun])
            await self._finish()
        if self._ended.done():
            self._ended.result()

    async def on_partitions_assigned(self, assigned: "list[TopicPartition]") -> None:
        """Begin: in a task, for the group must not wait for a receiver."""
        for part in assigned:
            self._task = asyncio.ensure_future(self._tell(part))
            self._task.add_done_callback(self._on_end)

    async def on_partitions_revoked(self, revoked: "list[TopicPartition]") -> None:
        """Leave off at once: what was posted and not logged is told again under its id."""
        if revoked and self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
            self._task = None

    async def _begin(self) -> None:
        await admin.wait_for_topics(self._settings, topics.ALERTS, topics.NOTIFIED, say=self._say)
        group = group_name(f"notify.{self._target.name}", self._settings.generation)
        self._producer = clients.producer(self._settings)
        await self._producer.start()
        self._consumer = clients.member(self._settings, group)
        self._consumer.subscribe([self._topic], listener=self)
        await self._consumer.start()
        self.waits_for = None
        log.info("notify: %s follows %s", self._target.name, self._topic)

    async def _finish(self) -> None:
        if self._task is not None:
            await asyncio.wait([self._task], timeout=GRACE)
            self._task.cancel()
        if hasattr(self, "_consumer"):
            await self._consumer.stop()
        if hasattr(self, "_producer"):
            await self._producer.stop()

    def _on_end(self, task: "asyncio.Task[None]") -> None:
        if not task.cancelled() and (fault := task.exception()) is not None and not self._ended.done():
            self._ended.set_exception(fault)

    async def _tell(self, part: TopicPartition) -> None:
        told = await self._read_back()
        while not self._stop.is_set():
            found = (await self._consumer.getmany(part, timeout_ms=POLL_MS)).get(part, ())
            try:
                for record in found:
                    if await self._one(record, told):
                        await self._consumer.commit({part: record.offset + 1})
            except Stopped:
                return
            if found:
                await self._consumer.commit({part: found[-1].offset + 1})

    async def _one(self, record: ConsumerRecord, told: Told) -> bool:
        """Tell one record if it is to be told; return whether it was."""
        try:
            message = message_of(clients.headers_of(record.headers), record.value)
        except codec.Undecodable as fault:
            log.error("notify: %s, offset %d: %s", record.topic, record.offset, fault)
            return False
        if message is None or record.timestamp < (told.since or 0):
            return False
        if not tells(self._wanted, message.alert.watch, self._target.name):
            return False
        if told.has(message.alert.id, message.alert.revision):
            return False
        answer = await deliver(self._target, message, self._rest, random.random, self._retry)
        if answer.kind == "closed":
            self._say(f"{self._target.name}: {answer.why}; start notify again to go on")
            await self._stop.wait()
            raise Stopped
        self.waits_for = None
        if answer.kind == "refused":
            log.error("notify: %s: %s given up: %s", self._target.name, message.id, answer.why)
        line = Line(
            target=self._target.name,
            alert=message.alert.id,
            revision=message.alert.revision,
            outcome="told" if answer.kind == "told" else "refused",
            at=_now(),
            why=answer.why or None,
        )
        await self._note(line, told)
        metrics.NOTIFICATIONS.labels(self._target.name, line.outcome).inc()
        return True

    async def _read_back(self) -> Told:
        """Return what the target was told; its very first time says from when on it is told."""
        found = [
            (one.key, one.value) async for one in records(self._settings, topics.NOTIFIED) if one is not None
        ]
        told = book.read(self._target.name, found)
        if told.since is None:
            age = self._settings.notify_since.total_seconds()
            since = max(int((time.time() - age) * 1000), 0)
            began = Line(target=self._target.name, outcome="began", at=_now(), since=since)
            await self._note(began, told)
        return told

    async def _note(self, line: Line, told: Told) -> None:
        await self._producer.send_and_wait(self._log, line.value(), line.key())
        told.note(line)

    async def _rest(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stop.wait(), seconds)
        except TimeoutError:
            return
        raise Stopped

    def _retry(self, why: str) -> None:
        metrics.NOTIFICATIONS.labels(self._target.name, "retried").inc()
        self._say(why)

    def _say(self, why: str) -> None:
        self.waits_for = why
        log.warning("notify: %s", why)


def _now() -> str:
    return rfc3339(datetime.now(UTC))
