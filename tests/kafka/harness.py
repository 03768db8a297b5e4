"""What tests on Kafka do again and again: send, read, start workers as processes, wait."""

import asyncio
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.admin import NewTopic, RecordsToDelete

from streams import admin, clients
from streams.settings import Settings
from streams.topics import Topic, topic_name
from tests.children import children

ROOT = Path(__file__).resolve().parents[2]
TOYS = ROOT / "tests" / "kafka" / "toys.py"
PATIENCE = 90  # seconds; a machine with other work takes ten times as long, and that is no fault of the code
SESSION = 6  # seconds; the shortest that Kafka's broker allows by default


@dataclass(frozen=True)
class Message:
    value: bytes | None
    key: bytes | None = None
    partition: int | None = None
    headers: dict[str, bytes] = field(default_factory=dict)
    timestamp: int | None = None


async def send(
    settings: Settings, topic: str, messages: Iterable[Message], transactional: bool = False
) -> None:
    """Send and confirm; with `transactional` each message in a transaction of its own."""
    producer = clients.producer(settings, "test-feeder" if transactional else None)

    async def one(message: Message) -> Any:
        return await producer.send(
            topic, message.value, key=message.key, partition=message.partition,
            headers=list(message.headers.items()), timestamp_ms=message.timestamp,
        )  # fmt: skip

    async with producer:
        if transactional:
            for message in messages:
                async with producer.transaction():
                    await one(message)
        else:
            for sent in [await one(message) for message in messages]:
                await sent


async def read(settings: Settings, topic: str, partitions: int = 1) -> list[ConsumerRecord]:
    """Return all committed records of a topic, partition by partition."""
    records: list[ConsumerRecord] = []
    async with clients.reader(settings) as consumer:
        for partition in range(partitions):
            tp = TopicPartition(topic, partition)
            consumer.assign([tp])
            await consumer.seek_to_beginning(tp)
            end = (await consumer.end_offsets([tp]))[tp]
            while await consumer.position(tp) < end:
                records += (await consumer.getmany(tp, timeout_ms=200)).get(tp, ())
    return records


async def create(settings: Settings, *topics: Topic) -> None:
    """Create topics of a test's own."""
    new = [
        NewTopic(topic_name(t, settings.generation), t.partitions, 1, topic_configs=t.config())
        for t in topics
    ]
    async with admin.admin(settings) as client:
        await client.create_topics(new)


async def delete(settings: Settings, topic: str) -> None:
    """Delete a topic, and return once it is gone."""
    async with admin.admin(settings) as client:
        await client.delete_topics([topic])
        for _ in range(200):
            if topic not in await client.list_topics():
                return
            await asyncio.sleep(0.05)
    raise AssertionError(f"{topic} is still there")


async def delete_records(settings: Settings, topic: str, partition: int, before: int) -> None:
    """Delete the records before an offset, as retention does."""
    async with admin.admin(settings) as client:
        await client.delete_records({TopicPartition(topic, partition): RecordsToDelete(before_offset=before)})


async def commit(settings: Settings, group: str, topic: str, partition: int, offset: int) -> None:
    """Commit an offset for a group without members, whether it exists or not."""
    async with clients.reader(settings, group=group) as consumer:
        tp = TopicPartition(topic, partition)
        consumer.assign([tp])
        await consumer.commit({tp: offset})


async def left(settings: Settings, group: str, topic: str, partitions: int) -> int:
    """Return how many offsets of a topic a group has not committed."""
    async with clients.reader(settings, group=group) as consumer:
        tps = [TopicPartition(topic, p) for p in range(partitions)]
        consumer.assign(tps)
        ends = await consumer.end_offsets(tps)
        begins = await consumer.beginning_offsets(tps)
        return sum([ends[tp] - max(await consumer.committed(tp) or 0, begins[tp]) for tp in tps])


def until(what: Callable[[], Any], seconds: float = 60, whose: "Process | None" = None) -> Any:
    """Return what `what` returns once that is true; after `seconds`, or `PATIENCE` if that is longer, fail
    with all that `whose` log says.
    """
    seconds = max(seconds, PATIENCE)
    end = time.monotonic() + seconds
    while not (result := what()):
        if time.monotonic() >= end:
            what_of = f": {whose}\n{whose.text}" if whose else ""
            raise AssertionError(f"still not so after {seconds:g} s{what_of}")
        time.sleep(0.2)
    return result


class Process:
    """A worker as a process of its own, its log in a file."""

    def __init__(self, command: Sequence[str | Path], log: Path, env: dict[str, str] | None = None) -> None:
        self.log = log
        with log.open("ab") as out:
            self._process = subprocess.Popen(command, stdout=out, stderr=out, env=env, cwd=ROOT)

    def __str__(self) -> str:
        if (status := self._process.poll()) is not None:
            return f"it ended with {status}"
        lines = (f"{pid} {command}" for pid, command in children(self.pid).items())
        return "\n".join([f"{self.pid} runs, and of its own:", *lines])

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def text(self) -> str:
        return self.log.read_text(errors="replace")

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def wait(self, seconds: float = 60) -> int:
        """Return its exit status; after `seconds` fail with all that its log says."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"not ended after {seconds:g} s: {self}\n{self.text}") from None

    def signal(self, number: int) -> None:
        if self.running:
            self._process.send_signal(number)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.signal(signal.SIGKILL)
        self._process.wait()

    def stop(self) -> int:
        """End it as an operator would; returns the exit status."""
        self.signal(signal.SIGTERM)
        return self.wait()

    def port(self) -> int:
        """Return where metrics and health are served, once the log says so."""
        line = until(lambda: [x for x in self.text.splitlines() if "metrics and health on" in x], whose=self)
        return int(line[-1].rsplit(":", 1)[1])

    def get(self, path: str) -> tuple[int, str]:
        """Return status and body of an HTTP path of the worker."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port()}{path}", timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as fault:
            return fault.code, fault.read().decode()


@contextmanager
def processes() -> Any:
    """Give a list to put processes in; each that still runs at the end is killed."""
    started: list[Process] = []
    try:
        yield started
    finally:
        for one in started:
            one.kill()
