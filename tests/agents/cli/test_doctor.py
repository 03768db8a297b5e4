"""`detente doctor`: what is well, what has to be mended, and how."""

import asyncio
import json
import socket
import time
from pathlib import Path
from typing import Any

import pytest

from agents.cli import checks
from agents.pipeline import stage_named
from streams import admin, topics
from streams.dead_letters import letter
from streams.settings import Settings
from streams.stage import UNEXPECTED, Incoming, Position, Reject
from streams.topics import group_name, topic_name
from tests.agents.cli.conftest import Run
from tests.kafka.harness import Message, commit, send


@pytest.fixture(autouse=True)
def _ports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a service that runs on this machine out of the tests."""
    monkeypatch.setenv("DETENTE_METRICS_PORT", "0")
    monkeypatch.setenv("DETENTE_BOARD_PORT", "0")


def found(run: Run, status: int) -> dict[str, dict[str, Any]]:
    result = run("doctor", "--json")
    assert result.exit_code == status, result.output
    return {one["name"]: one for one in map(json.loads, result.stdout.splitlines())}


@pytest.fixture
def there(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Return settings of topics of this test, which the command uses too."""
    monkeypatch.setenv("DETENTE_KAFKA", settings.kafka)
    monkeypatch.setenv("DETENTE_GENERATION", str(settings.generation))
    return settings


def put(settings: Settings, topic: topics.Topic, *messages: Message) -> None:
    asyncio.run(send(settings, topic_name(topic, settings.generation), messages))


def test_without_a_broker_all_else_is_checked_and_status_is_1(run: Run) -> None:
    result = run("doctor")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line[0] for line in lines] == ["✓", "✓", "✓", "✓", "✓", "·", "✗"]
    assert lines[-1].startswith("✗ broker: no Kafka broker is set: DETENTE_KAFKA=host:port")
    assert " → " in lines[-1]


def test_a_broker_that_does_not_answer_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # and does not listen
        address = f"127.0.0.1:{held.getsockname()[1]}"
        monkeypatch.setenv("DETENTE_KAFKA", address)
        assert f"no Kafka broker answers at {address}" in found(run, 1)["broker"]["says"]


def test_a_settings_mistake_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_KAFKKA", "x")
    last = run("doctor").stdout.splitlines()[-1]
    assert last.startswith("✗ settings: DETENTE_KAFKKA is no setting; did you mean DETENTE_KAFKA? → ")


def test_changed_settings_are_shown_and_secrets_are_not(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_PUSH_TOKEN", "hush")
    monkeypatch.setenv("DETENTE_SESSION", "45")
    said = found(run, 1)["settings"]["says"]
    assert "session = 45.0" in said
    assert "push_token = set, and not shown" in said


def test_a_broken_watch_is_told_with_its_file(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "mine.toml").write_text("id = 5\n")
    monkeypatch.setenv("DETENTE_WATCHES", str(tmp_path))
    one = found(run, 1)["watches"]
    assert (one["well"], "mine.toml" in one["says"]) == (False, True)


def test_packages_are_compared_with_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "run.txt"
    lock.write_text("Click==0.0.1 \\\n    --hash=sha256:00\nnot-here==1 ; sys_platform == 'win32' \\\n")
    other = checks.packages(lock)
    assert (other.well, "click" in other.says, "(locked: 0.0.1)" in other.says) == (False, True, True)
    assert "not-here" not in other.says  # locked for other machines
    assert checks.packages(tmp_path / "none.txt").says.endswith("no lock is here")
    lock.write_text("gone-for-good==1 \\\n")
    assert checks.packages(lock).says == "missing gone-for-good"


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert checks.disk(tmp_path).well is not None
    monkeypatch.setattr(checks, "LEAST_FREE", 1 << 62)
    assert checks.disk(tmp_path).well is False


def test_a_port_that_something_else_has_is_told_with_how_to_take_another(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        other.settimeout(5)
        monkeypatch.setenv("DETENTE_BOARD_PORT", str(other.getsockname()[1]))
        monkeypatch.setattr(checks, "ANSWERS", 0.2)
        one = found(run, 1)["role board"]
    assert one["well"] is False
    assert "board_port" in one["hint"]


def test_missing_topics_end_the_checks_with_what_creates_them(run: Run, there: Settings) -> None:
    async def delete() -> None:
        async with admin.admin(there) as client:
            await client.delete_topics([topics.RAW.name])

    asyncio.run(delete())
    made = found(run, 1)
    assert "news.raw: missing" in made["topics"]["says"]
    assert "topics create" in made["topics"]["hint"]
    assert list(made)[-1] == "topics"


def test_a_fresh_broker_is_well_and_nobody_works_yet(run: Run, there: Settings) -> None:
    made = found(run, 0)
    assert there.kafka in made["broker"]["says"]
    assert made["topics"]["well"]
    assert (made["stage clean"]["says"], made["stage clean"]["well"]) == ("0 behind, no worker", None)
    assert made["dead letters"]["says"] == "none of the last day"
    assert made["clocks"]["well"]


def test_records_that_nobody_works_at_are_counted(run: Run, there: Settings) -> None:
    now = int(time.time() * 1000)
    put(there, topics.RAW, *(Message(b"{}", b"k", part, {}, now - 90_000) for part in (0, 0, 0, 3)))
    name = topic_name(topics.RAW, there.generation)
    asyncio.run(commit(there, group_name("clean", there.generation), name, 0, 2))
    one = found(run, 1)["stage clean"]
    assert one["says"].startswith("2 behind, no worker, the oldest came 9")
    assert "worker --stage clean" in one["hint"]


def test_bad_input_is_worth_knowing_and_a_fault_of_a_stage_has_to_be_mended(
    run: Run, there: Settings
) -> None:
    now = int(time.time() * 1000)

    def dead(reject: Reject, offset: int, age: int) -> Message:
        at = Position(there.generation, 0, offset)
        one = letter("clean", "news.raw", Incoming(at, b"k", b"v", {}, now - age), reject)
        return Message(one.value, one.key, None, dict(one.headers), one.timestamp)

    put(there, topics.DLQ, dead(Reject("old", UNEXPECTED), 0, 2 * 86_400_000), dead(Reject("no text"), 1, 0))
    one = found(run, 0)["dead letters"]
    assert (one["well"], one["says"].startswith("1 of the last day: 1 of clean")) == (None, True)
    put(there, topics.DLQ, dead(Reject("raised", UNEXPECTED), 2, 0))
    two = found(run, 1)["dead letters"]
    assert (two["well"], "2 of the last day" in two["says"]) == (False, True)


def test_a_clock_that_is_ahead_is_told(run: Run, there: Settings) -> None:
    assert stage_named("clean").source is topics.RAW
    put(there, topics.RAW, Message(b"{}", b"k", 1, {}, int(time.time() * 1000) + 3_600_000))
    one = found(run, 1)["clocks"]
    assert (one["well"], "in the future" in one["says"]) == (False, True)
