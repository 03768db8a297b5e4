"""The whole pipeline as users run it: `detente worker` processes against a broker."""

import asyncio
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import orjson

from agents.pipeline import PIPELINE
from streams import topics
from streams.settings import Settings
from streams.topics import group_name, topic_name
from tests.kafka import harness
from tests.kafka.harness import Process

DETENTE = (sys.executable, "-W", "error::UserWarning", "-m", "agents.cli.main")
STAGES = tuple(stage.name for stage in PIPELINE)


class Pipeline:
    """Workers of every stage, some of which may be killed."""

    def __init__(self, settings: Settings, folder: Path, started: list[Process]) -> None:
        self.settings, self._folder, self._started = settings, folder, started
        self.workers: dict[str, list[Process]] = {name: [] for name in STAGES}

    @property
    def env(self) -> dict[str, str]:
        """Return the environment that points a command at this broker and generation."""
        return {
            **os.environ,
            "DETENTE_KAFKA": self.settings.kafka,
            "DETENTE_GENERATION": str(self.settings.generation),
            "DETENTE_METRICS_PORT": "0",
            "DETENTE_SESSION": str(harness.SESSION),
        }

    def run(self, *args: str | Path, status: int = 0) -> str:
        """Run a `detente` command to its end; returns what it printed."""
        done = subprocess.run(
            [*DETENTE, *args], env=self.env, cwd=harness.ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def start(self, each: int = 1, stages: Iterable[str] = STAGES) -> None:
        """Start `each` workers of each stage."""
        for stage in stages:
            for _ in range(each):
                self.workers[stage].append(self.worker(stage))

    def worker(self, stage: str) -> Process:
        """Start one more worker of a stage."""
        log = self._folder / f"{len(self._started):02}-{stage}.log"
        one = Process([*DETENTE, "worker", "--stage", stage], log, self.env)
        self._started.append(one)
        return one

    def kill_one(self, stage: str, chance: random.Random) -> None:
        """Kill a worker of a stage with -9 and start another in its place."""
        at = chance.randrange(len(self.workers[stage]))
        self.workers[stage][at].kill()
        self.workers[stage][at] = self.worker(stage)

    def left(self) -> Counter[str]:
        """Return how many records each stage has still to commit."""
        generation = self.settings.generation
        return Counter(
            {
                stage.name: asyncio.run(
                    harness.left(
                        self.settings, group_name(stage.name, generation),
                        topic_name(stage.source, generation), stage.source.partitions,
                    )
                )
                for stage in PIPELINE
            }
        )  # fmt: skip

    def finish(self, seconds: float = 300) -> None:
        """Return once every stage has committed all that stands before it."""
        end = time.monotonic() + seconds
        while (left := self.left()).total():
            assert time.monotonic() < end, f"left after {seconds:g} s: {left}\n{self.logs()}"
            for one in self._started:
                assert one.running or one.wait(0) == -9, one.text
            time.sleep(0.5)

    def logs(self) -> str:
        """Return the last lines of each worker."""
        return "\n".join(f"{one.log.name}: {one.text[-600:]}" for one in self._started)

    def reasons(self) -> dict[str, Counter[str]]:
        """Return by stage how many records had which reason, by the metrics of the workers that run."""
        found: dict[str, Counter[str]] = {name: Counter() for name in STAGES}
        pattern = re.compile(r'^detente_records_total\{reason="(.*)",stage="(.*)"\} (.*)$', re.MULTILINE)
        for workers in self.workers.values():
            for one in workers:
                for reason, stage, count in pattern.findall(one.get("/metrics")[1]):
                    found[stage][reason] += int(float(count))
        return found

    def values(self, topic: topics.Topic) -> list[dict[str, Any]]:
        """Return the records of a topic, decoded, in the order in which they stand."""
        name = topic_name(topic, self.settings.generation)
        records = asyncio.run(harness.read(self.settings, name, topic.partitions))
        return [orjson.loads(record.value) for record in records]


def final(alerts: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return of each alert its last revision, without those that were merged into another."""
    last = {alert["id"]: alert for alert in alerts}
    return [alert for alert in last.values() if alert["merged_into"] is None]


def identities(alerts: Iterable[Mapping[str, Any]]) -> Counter[tuple[str, tuple[str, ...], str | None]]:
    """Return what the alerts are of: kind, actors and date, each with how many."""
    events = [alert["event"] for alert in final(alerts)]
    return Counter((e["kind"], tuple(e["actors"]), e["date"]) for e in events)
