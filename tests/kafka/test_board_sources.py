"""The sources on the board, from their topic: what stands there, what comes, and a topic that is missing."""

import asyncio
import json
import os
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agents.ingest.sources import agent
from agents.ingest.sources.place import partition_of, state_key
from streams import admin, codec, topics
from streams.settings import Settings
from streams.source_records import PollState
from tests.agents.board.samples import alert
from tests.agents.board.sources.samples import NOW, failing, source, state
from tests.kafka.harness import SESSION, Message, Process, delete, processes, send, until


@pytest.fixture
def started() -> Iterator[list[Process]]:
    with processes() as found:
        yield found


def board(settings: Settings, started: list[Process], tmp_path: Path) -> str:
    """Start a board on these topics; return its address."""
    known = {
        "DETENTE_KAFKA": settings.kafka,
        "DETENTE_GENERATION": str(settings.generation),
        "DETENTE_SESSION": str(SESSION),
    }
    command = [sys.executable, "-m", "agents.cli.main", "board", "--port", "0"]
    process = Process(command, tmp_path / "board.log", os.environ | known)
    started.append(process)
    found = until(lambda: re.search(r"board: (http://127\.0\.0\.1:\d+)", process.text), 30, process)
    return str(found[1])


def get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as fault:
        with fault:
            return fault.code, fault.read().decode()


def sources(base: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(get(f"{base}/api/sources")[1])
    return found


def put(settings: Settings, *states: PollState) -> None:
    name, count = topics.SOURCES.name, topics.SOURCES.partitions
    messages = [
        Message(codec.encode(one), state_key(one.url), partition_of(one.url, count), {"kind": b"state"})
        for one in states
    ]
    asyncio.run(send(settings, name, messages))


def test_sources_stand_on_the_board_with_their_state_and_leave_when_they_are_removed(
    settings: Settings, started: list[Process], tmp_path: Path
) -> None:
    known = [source(f"paper{number}") for number in range(30)]
    asyncio.run(agent.define(settings, known, NOW))
    put(settings, *(state(f"paper{number}") for number in range(30)))
    base = board(settings, started, tmp_path)
    until(lambda: sources(base)["waits_for"] is None, 30, started[0])
    assert sources(base)["counts"] == {"well": 30}
    put(settings, failing("paper7"))
    until(lambda: sources(base)["counts"] == {"failing": 1, "well": 29}, 20, started[0])
    assert "server: 503 Service Unavailable" in get(f"{base}/sources?condition=failing")[1]
    asyncio.run(agent.remove(settings, [one.url for one in known[1:]]))
    until(lambda: sources(base)["total"] == 1, 20, started[0])
    assert started[0].stop() == 0


def test_a_topic_of_sources_that_is_missing_is_told_and_alerts_are_shown_until_it_comes(
    settings: Settings, started: list[Process], tmp_path: Path
) -> None:
    asyncio.run(delete(settings, topics.SOURCES.name))
    name = topics.topic_name(topics.ALERTS, settings.generation)
    asyncio.run(send(settings, name, [Message(codec.encode(alert("a")), b"a")], transactional=True))
    base = board(settings, started, tmp_path)
    until(lambda: get(f"{base}/readyz")[0] == 200, 30, started[0])
    assert "Macron et Poutine" in get(base)[1]
    until(lambda: "missing topic news.sources" in get(f"{base}/sources")[1], 20, started[0])
    asyncio.run(admin.create_topics(settings))
    asyncio.run(agent.define(settings, [source("amber")], NOW))
    until(lambda: sources(base)["counts"] == {"new": 1}, 30, started[0])
    assert sources(base)["waits_for"] is None
    assert started[0].stop() == 0
