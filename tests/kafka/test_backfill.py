"""`detente watch backfill` on Kafka: shown without a trace, and put there without a message."""

import asyncio
import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from aiokafka import ConsumerRecord
from click.testing import CliRunner, Result

from agents.cli.main import cli
from agents.watch.load import SHIPPED
from streams import codec, topics
from streams.article_records import Article, UniqueArticle
from streams.records import Alert, Match
from streams.settings import Settings
from streams.topics import Topic, group_name, topic_name
from tests.kafka.harness import ROOT, Message, Process, commit, left, processes, read, send, until

Run = Callable[..., Result]

CALL = (
    "Macron calls Putin over Libya",
    "The French president, Emmanuel Macron, telephoned Vladimir Putin on 3 March 2021, the Kremlin said.",
)
RING = (
    "Putin and Macron discuss Libya by phone",
    "Russia's president Vladimir Putin spoke by telephone with Emmanuel Macron on 3 March 2021 about Libya.",
)
TRIP = (
    "Lavrov arrives in Paris for talks with Le Drian",
    "Russia's foreign minister Sergei Lavrov met Jean-Yves Le Drian in Paris on Thursday.",
)
RAIN = ("Rain in the north", "It rained for two days in the northern towns, and the river rose by a metre.")
HOUR = 3_600_000


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command line on this test's topics."""
    monkeypatch.setenv("DETENTE_KAFKA", settings.kafka)
    monkeypatch.setenv("DETENTE_GENERATION", str(settings.generation))
    return lambda *args: CliRunner().invoke(cli, ["watch", "backfill", *args])


@pytest.fixture
def running() -> Iterator[list[Process]]:
    with processes() as started:
        yield started


def put(settings: Settings, *told: tuple[str, str], decided: int | None = None, days: float = 2) -> None:
    """Put articles on news.unique as they came from so many days ago on, an hour apart.

    Tag has come to the first `decided` of them; to all where that is not said.
    """
    start = int(time.time() * 1000 - days * 24 * HOUR)
    messages = []
    for place, (title, text) in enumerate(told):
        article = Article(
            article_id=f"a{place}", version="v", id=f"i{place}", title=title, text=text, language="en",
            published="2021-03-04", outlet=f"o{place}.example",
        )  # fmt: skip
        record = UniqueArticle(article=article, verdict="new", story=f"s{place}")
        value, key = codec.encode(record), article.article_id.encode()
        messages.append(Message(value, key, 0, {"src": b"1:0:%d" % place}, start + place * HOUR))
    name = topic_name(topics.UNIQUE, settings.generation)
    asyncio.run(send(settings, name, messages))
    offset = len(told) if decided is None else decided
    asyncio.run(commit(settings, group_name("tag", settings.generation), name, 0, offset))


def records(settings: Settings, topic: Topic) -> list[ConsumerRecord]:
    return asyncio.run(read(settings, topic_name(topic, settings.generation)))


def worker(settings: Settings, stage: str, folder: Path) -> Process:
    command = [sys.executable, "-m", "agents.cli.main", "worker", "--stage", stage]
    env = os.environ | {
        "DETENTE_KAFKA": settings.kafka,
        "DETENTE_GENERATION": str(settings.generation),
        "DETENTE_METRICS_PORT": "0",
        "DETENTE_SESSION": "6",
        "PYTHONPATH": str(ROOT),
    }
    return Process(command, folder / f"{stage}.log", env)


def decided(settings: Settings, stage: str, topic: Topic) -> bool:
    group, name = group_name(stage, settings.generation), topic_name(topic, settings.generation)
    return asyncio.run(left(settings, group, name, 1)) == 0


def test_what_a_watch_would_have_alerted_is_shown_and_nothing_is_written(
    settings: Settings, run: Run
) -> None:
    put(settings, RAIN, CALL, RING, TRIP)
    result = run("macron-russia")
    assert result.exit_code == 0, result.output
    call, trip, total = result.stdout.splitlines()
    assert call.startswith("opens  ")
    assert "call held 2021-03-03" in call
    assert "2 reports, 1 message" in call
    assert "visit held" in trip
    assert "4 articles of the last 10 days looked at, 3 wanted" in total
    assert "would open 2 alerts, would join 0; 2 messages" in total
    assert "nothing was written" in result.stderr
    assert records(settings, topics.TAGGED) == []


def test_only_the_days_that_are_asked_for_are_looked_at(settings: Settings, run: Run) -> None:
    put(settings, CALL, days=5)
    assert "1 wanted" in run("macron-russia", "--days", "6").stdout
    result = run("macron-russia", "--days", "4")
    assert "0 articles of the last 4 days" in result.stdout
    assert "news.unique has nothing of that time" in result.stderr


def test_what_is_applied_opens_alerts_that_are_told_to_nobody_and_what_comes_later_is_told(
    settings: Settings, run: Run, running: list[Process], tmp_path: Path
) -> None:
    put(settings, CALL, RAIN, RING, TRIP, decided=3)
    result = run("macron-russia", "--apply")
    assert result.exit_code == 0, result.output
    assert "2 wanted that were not decided before: opens 1 alert" in result.stdout
    found = records(settings, topics.TAGGED)
    assert [codec.decode(Match, one.value).article.article_id for one in found] == ["a0", "a2"]
    assert all(codec.decode(Match, one.value).as_of for one in found)
    assert {one.key for one in found} == {b"macron-russia"}

    running += [worker(settings, stage, tmp_path) for stage in ("alert", "tag")]
    until(lambda: decided(settings, "tag", topics.UNIQUE), 60, running[1])
    until(lambda: len(records(settings, topics.ALERTS)) == 3, 60, running[0])
    alerts = [(codec.decode(Alert, one.value), dict(one.headers)) for one in records(settings, topics.ALERTS)]
    silent, joined, live = alerts
    assert [(one.reason, headers["notify"]) for one, headers in alerts] == [
        ("new_event", b"false"), ("coverage", b"false"), ("new_event", b"true"),
    ]  # fmt: skip
    assert silent[0].id == joined[0].id
    assert live[0].event.kind == "visit"
    assert silent[0].first_seen is not None
    age = time.time() - datetime.fromisoformat(silent[0].first_seen).timestamp()
    assert age > 24 * 3600  # the time at which the article came


def test_applied_twice_nothing_is_added(
    settings: Settings, run: Run, running: list[Process], tmp_path: Path
) -> None:
    put(settings, CALL, RING)
    assert run("macron-russia", "--apply").exit_code == 0
    running.append(worker(settings, "alert", tmp_path))
    until(lambda: len(records(settings, topics.ALERTS)) == 2, 60, running[0])
    until(lambda: decided(settings, "alert", topics.TAGGED), 60, running[0])
    assert running[0].stop() == 0
    result = run("macron-russia", "--apply")
    assert result.exit_code == 0, result.output
    assert "2 articles of the last 10 days looked at, 0 wanted" in result.stdout
    assert len(records(settings, topics.TAGGED)) == 2


def test_while_tag_or_alert_is_at_work_nothing_is_applied(
    settings: Settings, run: Run, running: list[Process], tmp_path: Path
) -> None:
    put(settings, CALL)
    running.append(worker(settings, "alert", tmp_path))
    until(lambda: run("macron-russia", "--apply").exit_code == 1, 60, running[0])
    result = run("macron-russia", "--apply")
    assert "alert is at work, with the watch as it was: stop tag and alert (or `detente up`)" in result.stderr
    assert "would open" in run("macron-russia").stdout  # to look harms nobody


def test_a_watch_that_is_not_at_work_is_shown_and_not_applied(
    settings: Settings, run: Run, tmp_path: Path
) -> None:
    put(settings, CALL)
    text = (SHIPPED / "macron-russia.toml").read_text(encoding="utf-8")
    changed = tmp_path / "changed.toml"
    changed.write_text(text.replace('title = "', 'title = "New: ', 1), encoding="utf-8")
    other = tmp_path / "other.toml"
    other.write_text(text.replace('id = "macron-russia"', 'id = "another"'), encoding="utf-8")
    assert "would open 1 alert" in run(str(changed)).stdout
    refused = run(str(changed), "--apply")
    assert refused.exit_code == 2
    assert "change the file that DETENTE_WATCHES names first" in refused.stderr
    assert "another is not at work: DETENTE_WATCHES names macron-russia" in run(str(other), "--apply").stderr
