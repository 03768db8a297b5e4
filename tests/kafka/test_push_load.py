"""Push under load: every answer in time, and nothing that was answered 202 is lost when it is killed."""

import asyncio
import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from streams import topics
from streams.settings import Settings
from tests.bench.push import ready
from tests.kafka.broker import free_ports
from tests.kafka.harness import ROOT, Process, processes, read, until

LOAD = ROOT / "tests" / "bench" / "push_load.py"
RATE = 500  # articles a second


def push(settings: Settings, port: int, log: Path) -> Process:
    command = [sys.executable, "-m", "agents.cli.main", "ingest", "push", "--port", str(port)]
    return Process(command, log, os.environ | {"DETENTE_KAFKA": settings.kafka})


def metric(port: int, name: str) -> float:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
        said = answer.read().decode()
    found = re.search(rf"^{re.escape(name)} (\S+)$", said, re.MULTILINE)
    assert found, said
    return float(found[1])


def load(port: int, seconds: float, out: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, LOAD, f"http://127.0.0.1:{port}", "--rate", str(RATE), "--out", out]
    return subprocess.Popen([*command, "--seconds", str(seconds)], stdout=subprocess.PIPE, text=True)


def figures(tool: "subprocess.Popen[str]") -> dict[str, Any]:
    said, _ = tool.communicate(timeout=90)
    assert tool.returncode == 0
    found: dict[str, Any] = json.loads(said)
    return found


def on_the_topic(settings: Settings) -> list[str]:
    found = asyncio.run(read(settings, topics.RAW.name, topics.RAW.partitions))
    return [one.key.decode() for one in found]


def test_five_hundred_articles_a_second_are_answered_in_time(settings: Settings, tmp_path: Path) -> None:
    """A short run, with a generous bound, for a machine that does other things too."""
    (port,) = free_ports(1)
    with processes() as started:
        started.append(process := push(settings, port, tmp_path / "push.log"))
        until(lambda: ready(f"http://127.0.0.1:{port}"), 60, process)
        with load(port, 8, tmp_path / "answered") as tool:
            found = figures(tool)
        assert found["answers"] == {"202": 8 * RATE}, found
        assert found["p50_ms"] < 250, found
        assert found["p99_ms"] < 5_000, found
        assert metric(port, 'detente_push_requests_total{outcome="accepted"}') == 8 * RATE
        assert metric(port, "detente_push_articles_total") == 8 * RATE
        assert metric(port, "detente_push_seconds_count") == 8 * RATE
        assert process.stop() == 0
    keys = on_the_topic(settings)
    assert len(keys) == len(set(keys)) == 8 * RATE


@pytest.mark.parametrize("after", [2.0, 3.1])
def test_killed_in_the_middle_it_loses_nothing_that_it_said_it_had(
    settings: Settings, tmp_path: Path, after: float
) -> None:
    (port,) = free_ports(1)
    with processes() as started:
        started.append(first := push(settings, port, tmp_path / "first.log"))
        until(lambda: ready(f"http://127.0.0.1:{port}"), 60, first)
        answers = tmp_path / "answered"
        with load(port, 6, answers) as tool:
            until(lambda: answers.exists() and answers.stat().st_size, 30)
            time.sleep(after)
            first.kill()
            started.append(second := push(settings, port, tmp_path / "second.log"))
            found = figures(tool)
        assert second.stop() == 0
    answered = answers.read_text().splitlines()
    keys = on_the_topic(settings)
    assert set(answered) <= set(keys)
    assert len(answered) == found["answers"]["202"] > RATE, found
    assert found["lost"] > 0, "the kill hit nothing that was on its way"
