"""The broker that the other tests stand on keeps what Kafka promises."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.errors import InvalidTimestampError, MessageSizeTooLargeError

from streams import topics
from streams.reading import offsets
from streams.settings import Settings
from streams.topics import topic_name
from tests.kafka.broker import DIES_WITH_US, ROOT, Broker, BrokerError
from tests.kafka.harness import Message
from tests.kafka.harness import send as send_all


async def send(settings: Settings, topic: str, values: Iterable[bytes]) -> list[int]:
    """Send to partition 0 with an idempotent producer; return the confirmed offsets."""
    producer = AIOKafkaProducer(
        bootstrap_servers=settings.kafka, enable_idempotence=True, max_request_size=16 << 20
    )
    async with producer:
        sent = [await producer.send(topic, value, partition=0) for value in values]
        return [(await one).offset for one in sent]


async def read(settings: Settings, topic: str, isolation: str = "read_committed") -> list[bytes]:
    """Return the values of partition 0 from its start to its present end."""
    consumer = AIOKafkaConsumer(
        bootstrap_servers=settings.kafka, isolation_level=isolation, enable_auto_commit=False
    )
    partition = TopicPartition(topic, 0)
    values: list[bytes] = []
    async with consumer:
        consumer.assign([partition])
        await consumer.seek_to_beginning(partition)
        end = (await consumer.end_offsets([partition]))[partition]
        while await consumer.position(partition) < end:
            for batch in (await consumer.getmany(timeout_ms=500)).values():
                values += [record.value for record in batch]
    return values


def test_what_is_sent_is_read_back_in_order(settings: Settings) -> None:
    raw = topic_name(topics.RAW, settings.generation)
    assert asyncio.run(send(settings, raw, [b"%d" % n for n in range(500)])) == list(range(500))
    assert asyncio.run(read(settings, raw)) == [b"%d" % n for n in range(500)]


@pytest.mark.parametrize("attempt", [1, 2])
def test_topics_are_empty_at_the_start_of_each_test(settings: Settings, attempt: int) -> None:
    for topic in (topics.RAW, topics.CLEAN, topics.DLQ):
        name = topic_name(topic, settings.generation)
        assert asyncio.run(read(settings, name)) == []
        assert asyncio.run(send(settings, name, [b"left over"])) == [0]


def test_a_reader_of_committed_records_sees_a_transaction_whole_or_not_at_all(settings: Settings) -> None:
    alerts = topic_name(topics.ALERTS, settings.generation)

    async def play() -> None:
        producer = AIOKafkaProducer(bootstrap_servers=settings.kafka, transactional_id="test-0")
        async with producer:
            async with producer.transaction():
                await producer.send_and_wait(alerts, b"kept", key=b"a", partition=0)
            await producer.begin_transaction()
            await producer.send_and_wait(alerts, b"given up", key=b"b", partition=0)
            await producer.abort_transaction()
            async with producer.transaction():
                await producer.send_and_wait(alerts, b"kept too", key=b"c", partition=0)

    asyncio.run(play())
    assert asyncio.run(read(settings, alerts)) == [b"kept", b"kept too"]
    assert asyncio.run(read(settings, alerts, "read_uncommitted")) == [b"kept", b"given up", b"kept too"]


def test_a_topic_takes_records_up_to_its_own_limit(settings: Settings) -> None:
    dead = topic_name(topics.DLQ, settings.generation)
    unique = topic_name(topics.UNIQUE, settings.generation)
    assert asyncio.run(send(settings, dead, [bytes(9 * topics.MIB - 1000)])) == [0]
    assert [len(value) for value in asyncio.run(read(settings, dead))] == [9 * topics.MIB - 1000]
    with pytest.raises(MessageSizeTooLargeError):
        asyncio.run(send(settings, unique, [bytes(5 * topics.MIB)]))


@pytest.mark.parametrize("how", ["stop", "kill"])
def test_records_outlive_the_broker(settings: Settings, broker: Broker, how: str) -> None:
    clean = topic_name(topics.CLEAN, settings.generation)
    asyncio.run(send(settings, clean, [b"before"]))
    pid = broker.pid
    broker.stop() if how == "stop" else broker.kill()
    assert broker.pid is None
    broker.start()
    assert broker.pid not in (None, pid)
    assert asyncio.run(send(settings, clean, [b"after"])) == [1]
    assert asyncio.run(read(settings, clean)) == [b"before", b"after"]


@pytest.mark.skipif(not DIES_WITH_US, reason="setpriv (Linux) is missing, which ends a child with its parent")
def test_the_broker_dies_with_tests_that_are_killed(broker: Broker, tmp_path: Path) -> None:
    program = (
        "import os, pathlib, sys; from tests.kafka.broker import Broker; "
        "one = Broker(pathlib.Path(sys.argv[1])); one.start(); print(one.pid, flush=True); "
        "os.kill(os.getpid(), 9)"
    )
    run = [sys.executable, "-c", program, str(tmp_path)]
    child = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)
    assert child.returncode == -9, child.stderr
    proc = Path("/proc", child.stdout.strip())
    until = time.monotonic() + 10
    while proc.exists() and "\nState:\tZ" not in (proc / "status").read_text():
        assert time.monotonic() < until, f"the broker {proc.name} outlived its tests"
        time.sleep(0.05)


def test_a_broker_that_cannot_start_says_why_with_its_log(broker: Broker, tmp_path: Path) -> None:
    second = Broker(tmp_path)
    second.controller_port = broker.port
    with pytest.raises(BrokerError, match=r"(?s)ended at its start.*broker\.log.*Address already in use"):
        second.start()
    assert second.pid is None


@pytest.mark.seconds
def test_a_broker_starts_in_a_folder_of_any_name_whatever_the_locale(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    folder = tmp_path / "détente (a copy)"
    folder.mkdir()
    one = Broker(folder)
    one.start()
    one.kill()


@pytest.mark.slow
def test_records_of_years_ago_stay_while_a_test_runs(settings: Settings, broker: Broker) -> None:
    broker.restart()
    old = Message(b"old", b"k", 0, {}, 1_700_000_000_000)
    asyncio.run(send_all(settings, topic_name(topics.CLEAN, settings.generation), [old]))
    time.sleep(35)  # Kafka looks for what is too old 30 s after its start
    assert [begin for begin, _, _ in asyncio.run(offsets(settings, topics.CLEAN)).values()] == [0]


def test_another_broker_on_the_same_port_is_not_taken_for_our_own(broker: Broker, tmp_path: Path) -> None:
    second = Broker(tmp_path)
    second.port = broker.port
    with pytest.raises(BrokerError, match=r"listens on 127\.0\.0\.1:[0-9]+ already"):
        second.start()
    assert second.pid is None


def test_a_record_from_the_far_future_is_not_taken_from_outside(settings: Settings) -> None:
    """It would put the stream's time forward for good, and nothing would ever be forgotten again."""
    tomorrow = int(time.time() * 1000) + 86_400_000

    async def play() -> None:
        async with AIOKafkaProducer(bootstrap_servers=settings.kafka) as producer:
            await producer.send_and_wait(topics.RAW.name, b"{}", timestamp_ms=tomorrow)

    with pytest.raises(InvalidTimestampError):
        asyncio.run(play())
