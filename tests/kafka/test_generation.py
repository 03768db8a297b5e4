"""The switch to another generation on Apache Kafka: nothing is said again, and what comes after it is."""

import asyncio
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agents.cli.main import cli
from streams import topics
from streams.settings import Settings
from tests.kafka.fixtures import GENERATIONS
from tests.kafka.harness import ROOT, Process, create, processes, until
from tests.kafka.test_alert import latest, match, put

Run = Callable[..., Result]


@pytest.fixture
def new(settings: Settings) -> Settings:
    """Return the settings of a generation that follows; its topics are there, and empty."""
    following = replace(settings, generation=next(GENERATIONS))
    asyncio.run(create(following, *(topic for topic in topics.TOPICS if not topic.shared)))
    return following


@pytest.fixture
def run(new: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs `detente generation` in the new generation."""
    monkeypatch.setenv("DETENTE_KAFKA", new.kafka)
    monkeypatch.setenv("DETENTE_GENERATION", str(new.generation))
    return lambda *args: CliRunner().invoke(cli, ["generation", *(str(one) for one in args)])


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Process]]:
    """Return a function that starts a role of a generation."""
    with processes() as started:

        def one(settings: Settings, *args: str, **more: str) -> Process:
            env = os.environ | more | {
                "DETENTE_KAFKA": settings.kafka,
                "DETENTE_GENERATION": str(settings.generation),
                "DETENTE_METRICS_PORT": "0",
                "DETENTE_SESSION": "6",
                "PYTHONPATH": str(ROOT),
            }  # fmt: skip
            log = tmp_path / f"{len(started)}.log"
            started.append(Process([sys.executable, "-m", "agents.cli.main", *args], log, env))
            return started[-1]

        yield one


def reports(settings: Settings) -> int:
    return sum(one.coverage.reports for one in latest(settings).values() if one.merged_into is None)


def told(process: Process) -> list[str]:
    return [line for line in process.text.splitlines() if line.startswith("Headline of")]


def test_nothing_is_said_again_and_what_comes_after_the_switch_is(
    run: Run, settings: Settings, new: Settings, start: Callable[..., Process]
) -> None:
    before = start(settings, "worker", "--stage", "alert")
    notify = start(settings, "notify")
    put(settings, match("old", "2027-02-01"), match("one"), match("two"))
    until(lambda: len(told(notify)) == 2, 60, notify)  # a call a month ago, and one on 1 March
    assert (notify.stop(), before.stop()) == (0, 0)

    after = start(new, "worker", "--stage", "alert")
    put(new, match("two"), match("three"), match("other", "2027-03-09"))
    until(lambda: reports(new) == 3, 60, after)
    compared = run("compare", settings.generation)
    assert compared.exit_code == 0, compared.output
    assert compared.stdout.endswith(
        "2 old, 2 new: 1 gained, 1 lost, 0 merged, 0 split, 0 regrouped, 0 changed, 1 same\n"
    )

    done = run("seed", settings.generation)
    assert done.exit_code == 0, done.output
    assert "2 alerts of generation" in done.stdout
    assert "0 under an id that both had, 1 opened here by other articles; 1 targets begin here" in done.stdout
    assert "told to nobody:" in done.stdout
    assert "Headline of other" in done.stdout
    assert {one for one, alert in latest(settings).items()} <= set(latest(new))
    again = run("seed", settings.generation)
    assert again.exit_code == 0, again.output

    notify = start(new, "notify")
    put(new, match("four"), match("old", "2027-02-01"), match("fresh", "2027-03-20"))
    until(lambda: told(notify) == ["Headline of fresh"], 60, notify)
    put(new, match("last", "2027-03-27"))
    until(lambda: told(notify) == ["Headline of fresh", "Headline of last"], 60, notify)


def test_the_switch_waits_for_who_would_speak_too_early_and_for_who_is_behind(
    run: Run, settings: Settings, new: Settings, start: Callable[..., Process]
) -> None:
    worker = start(settings, "worker", "--stage", "alert")
    first = start(settings, "notify")
    put(settings, match("one"))
    until(lambda: told(first), 60, first)
    assert first.stop() == 0
    assert worker.stop() == 0

    put(new, match("two"))
    behind = run("seed", settings.generation, "--wait", 2)
    assert behind.exit_code == 1
    assert f"alert of generation {new.generation} has not decided within 2 s" in behind.stderr

    early = start(new, "notify")
    until(lambda: "follows" in early.text, 60, early)
    until(lambda: "is at work (console)" in run("seed", settings.generation, "--wait", 2).stderr, 30, early)
    itself = run("seed", new.generation)
    assert itself.exit_code == 2
    assert "set DETENTE_GENERATION to the one that follows it" in itself.stderr
