"""`detente alert`: what a person says about an alert goes through the alert stage at work."""

import asyncio
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agents.cli.main import cli
from streams import codec, topics
from streams.records import Alert, Event, Evidence, Match, Reference
from streams.settings import Settings
from streams.topics import topic_name
from tests.kafka.harness import ROOT, Message, Process, processes, read, send, until

TERMS = ("ports", "grain", "rail")


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Return a function that runs a command line on this test's topics."""
    monkeypatch.setenv("DETENTE_KAFKA", settings.kafka)
    monkeypatch.setenv("DETENTE_GENERATION", str(settings.generation))
    return lambda *args: CliRunner().invoke(cli, ["alert", *args])


@pytest.fixture
def stage(settings: Settings, tmp_path: Path) -> Iterator[Process]:
    """Start the alert stage as a process of its own."""
    env = os.environ | {
        "DETENTE_KAFKA": settings.kafka,
        "DETENTE_GENERATION": str(settings.generation),
        "DETENTE_METRICS_PORT": "0",
    }
    with processes() as started:
        command = [sys.executable, "-m", "agents.cli.main", "worker", "--stage", "alert"]
        started.append(Process(command, tmp_path / "alert.log", env | {"PYTHONPATH": str(ROOT)}))
        yield started[0]


def match(name: str, date: str = "2027-03-01", terms: tuple[str, ...] = TERMS) -> Match:
    sentence = f"What {name} says of it."
    return Match(
        watch="macron-russia", watch_revision="r", verdict="new", story=f"s-{name}", score=0.9,
        article=Reference(
            article_id=f"a-{name}", version="v", id=name, title=f"Headline of {name}", language="en",
            outlet=f"{name}.example", url=f"https://{name}.example/news", published=date,
        ),
        event=Event(
            family="contact", kind="call", date=date, date_from="text", actors=("macron", "putin"),
            terms=terms,
        ),
        evidence=(Evidence(sentence=sentence, start=0, end=len(sentence), article_id=f"a-{name}"),),
    )  # fmt: skip


def put(settings: Settings, *matches: Match) -> None:
    now = int(time.time() * 1000)
    messages = [Message(codec.encode(one), b"macron-russia", 0, {"src": b"1:0:0"}, now) for one in matches]
    asyncio.run(send(settings, topic_name(topics.TAGGED, settings.generation), messages))


def latest(settings: Settings) -> dict[str, Alert]:
    stored = asyncio.run(read(settings, topic_name(topics.ALERTS, settings.generation)))
    found = (codec.decode(Alert, one.value) for one in stored)
    return {one.id: one for one in found}


def test_a_person_parts_merges_and_takes_back(run, settings: Settings, stage: Process) -> None:
    put(settings, match("one"), match("two"), match("three", "2027-03-09"))
    until(lambda: sum(one.coverage.reports for one in latest(settings).values()) == 3, 60, stage)
    call, later = sorted(latest(settings).values(), key=lambda one: one.number)

    done = run("split", call.id[:8], "https://two.example/news", "--note", "two calls", "--by", "mara")
    assert done.exit_code == 0, done.output
    assert done.stdout.count("split") == 2
    parted = max(latest(settings).values(), key=lambda one: one.number)
    assert [one.article.id for one in parted.coverage.listed] == ["two"]
    assert parted.history[-1].note == "mara: two calls"

    assert run("merge", parted.id, "--into", call.id).exit_code == 0
    assert latest(settings)[parted.id].merged_into == call.id
    assert run("split", call.id, "--absorbed", parted.id).exit_code == 0
    assert latest(settings)[parted.id].merged_into is None

    assert run("retract", later.id, "--note", "a hoax").exit_code == 0
    assert latest(settings)[later.id].withdrawn == "retract"
    again = run("retract", later.id)
    assert (again.exit_code, again.stderr) == (0, "that is so already\n")


def test_what_cannot_be_done_is_said_before_anything_is_sent(run, settings: Settings, stage: Process) -> None:
    put(settings, match("one"))
    (alert,) = until(lambda: latest(settings).values(), 60, stage)
    before = len(asyncio.run(read(settings, topic_name(topics.TAGGED, settings.generation))))
    for error, arguments in {
        "there is no alert 'nowhere-at-all'": ("retract", "nowhere-at-all"),
        "is short": ("retract", alert.id[:2]),
        "into itself": ("merge", alert.id, "--into", alert.id),
        "lists no article": ("split", alert.id, "https://other.example/"),
        "would keep no report": ("split", alert.id, "one"),
        "name the articles": ("split", alert.id),
    }.items():
        done = run(*arguments)
        assert done.exit_code != 0
        assert error in done.output
    after = len(asyncio.run(read(settings, topic_name(topics.TAGGED, settings.generation))))
    assert after == before
