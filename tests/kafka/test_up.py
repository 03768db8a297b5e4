"""`detente up` on Apache Kafka: all roles at work, started again where they fall over, ended in order."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from agents.cli.main import cli
from agents.demo import play
from agents.demo.expect import Told, told_of
from agents.ingest.agent import LIMIT, send
from agents.ingest.files import Entry, entries
from agents.pipeline import PIPELINE, configured
from streams import admin, codec, topics
from streams.child import environment
from streams.reading import records
from streams.records import Alert
from streams.replay import Replay
from streams.settings import Settings
from streams.topics import group_name, topic_name
from tests.children import children
from tests.kafka.broker import Broker
from tests.kafka.harness import ROOT, SESSION, Process, left, until

UP = [sys.executable, "-m", "agents.cli.main", "up"]


@pytest.fixture
def news() -> list[Entry]:
    """Return the bundled day, as it is sent."""
    return [one for one in entries([play.NEWS], LIMIT) if isinstance(one, Entry)]


@contextmanager
def up(settings: Settings, log: Path) -> Iterator[Process]:
    """Run `up`; the log is a new file."""
    # Any free ports, for other tests may use the usual ones; a dead worker is soon replaced.
    mine = replace(settings, metrics_port=0, push_port=0, board_port=0, session=SESSION, rehearse="yes")
    process = Process(UP, log, environment(mine))
    try:
        yield process
    finally:
        process.kill()


def workers(process: Process) -> dict[str, int]:
    """Return the process id of each stage's worker."""
    running = children(process.pid).items()
    return {found[1]: pid for pid, line in running if (found := re.search(r"--stage (\w+)", line))}


def put(settings: Settings, news: Sequence[Entry]) -> None:
    """Send articles at the pace of the demo's, in order."""
    asyncio.run(send(news, settings, wait=0, say=print, pace=0.02))


async def backlog(settings: Settings) -> int:
    """Return how many records the stages have still to decide."""
    generation = settings.generation
    return sum(
        [
            await left(
                settings,
                group_name(one.name, generation),
                topic_name(one.source, generation),
                one.source.partitions,
            )
            for one in PIPELINE
        ]
    )


async def told(settings: Settings) -> set[Told]:
    """Return the alerts as they stand on the topic."""
    found = [codec.decode(Alert, one.value) async for one in records(settings, topics.ALERTS) if one]
    return set(told_of({one.id: one for one in found}.values()))


def replayed(settings: Settings, news: Sequence[Entry]) -> set[Told]:
    """Return the alerts that the same stages raise in one process."""
    stages, last = Replay(configured(settings), settings.generation), {}
    now = int(time.time() * 1000)
    for entry in news:
        for trail in stages.feed(entry.key, entry.value, entry.headers, now):
            if trail.stage == "alert":
                last |= {(one := codec.decode(Alert, w.value)).id: one for w in trail.step.written}
    return set(told_of(last.values()))


def test_without_a_broker_it_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("DETENTE_")]:
        monkeypatch.delenv(name)
    result = CliRunner().invoke(cli, ["up"])
    assert result.exit_code == 1
    for words in ("no Kafka broker is set", "DETENTE_KAFKA=host:port", "docker-compose", "up --embedded"):
        assert words in result.stderr


def test_a_broken_watch_refuses_the_start_with_all_its_mistakes_a_line_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.toml").write_text('id = "mine"\nsides = 5\n')
    monkeypatch.setenv("DETENTE_WATCHES", str(tmp_path))
    monkeypatch.setenv("DETENTE_KAFKA", "127.0.0.1:1")
    result = CliRunner().invoke(cli, ["up"])
    assert result.exit_code == 1
    told = result.stderr.splitlines()
    assert all(f"{tmp_path / 'mine.toml'}:" in line for line in told)
    assert any("unknown key 'sides', did you mean 'side'?" in line for line in told)
    assert "Traceback" not in result.stderr


def test_a_port_that_is_taken_is_told_before_anything_is_started(tmp_path: Path) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = held.getsockname()[1]
        env = environment(Settings(kafka="127.0.0.1:1", metrics_port=port, push_port=0, board_port=0))
        done = subprocess.run(UP, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"ports cannot be had: clean on 127.0.0.1:{port} (Address already in use)" in done.stderr
    assert "DETENTE_METRICS_PORT" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_missing_topics_are_named_with_the_command_that_creates_them(
    settings: Settings, tmp_path: Path
) -> None:
    async def delete() -> None:
        async with admin.admin(settings) as client:
            await client.delete_topics([topics.RAW.name])

    asyncio.run(delete())
    with up(settings, tmp_path / "log") as process:
        assert process.wait(60) == 1
        assert "missing topics news.raw: `detente topics create` creates them" in process.text


def test_a_broker_that_is_not_there_is_waited_for_until_the_stop(tmp_path: Path) -> None:
    with up(Settings(kafka="127.0.0.1:1"), tmp_path / "log") as process:
        until(lambda: "next try in" in process.text, 30)
        assert "no Kafka broker answers at 127.0.0.1:1" in process.text
        assert process.stop() == 0
        assert "Traceback" not in process.text


def test_stopped_killed_and_started_again_in_the_middle_of_a_day_it_raises_the_same_alerts(
    settings: Settings, broker: Broker, news: list[Entry], tmp_path: Path
) -> None:
    half = len(news) // 2
    with up(settings, tmp_path / "first") as process:
        until(lambda: "ready: clean, dedup, tag, alert" in process.text, 60, process)
        assert re.search(r"^board: http://127\.0\.0\.1:\d+$", process.text, re.MULTILINE)
        started = workers(process)
        assert len(started) == 4
        put(settings, news[:half])
        process.signal(signal.SIGTERM)  # with a backlog
        assert process.wait(60) == 0, process.text
        assert [one for one in started.values() if Path(f"/proc/{one}").exists()] == []
    assert "Traceback" not in process.text
    with up(settings, tmp_path / "second") as process:
        until(lambda: "ready: clean, dedup, tag, alert" in process.text, 90, process)
        os.kill(workers(process)["dedup"], signal.SIGKILL)
        put(settings, news[half:])
        until(lambda: process.text.count("state of") >= 3, 90, process)  # dedup has read back again
        until(lambda: asyncio.run(backlog(settings)) == 0, 90, process)
        assert process.stop() == 0
        assert re.search(r"dedup ended with SIGKILL; starting it again in \d+ s", process.text)
        assert re.search(r"^clean +│ .* INFO ", process.text, re.MULTILINE)
    assert asyncio.run(told(settings)) == replayed(settings, news)
