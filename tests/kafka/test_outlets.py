"""`detente outlets learn --topic`: what stands on news.clean teaches, and cleaning uses what was learned."""

import asyncio
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agents.clean.outlet_lines import load_outlet_rules
from agents.cli.main import cli
from streams import codec, topics
from streams.article_records import Article
from streams.settings import Settings
from streams.topics import topic_name
from tests.kafka.harness import SESSION, Message, Process, processes, read, send, until

Run = Callable[..., Result]
VILLAGES = ("Aldham", "Benton", "Corley", "Dunmere", "Elford", "Farnhill")
FRAME = "Harbour letters {} of 50"
COMMAND = [sys.executable, "-m", "agents.cli.main"]


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command line on this test's topics."""
    for name, value in environment(settings).items():
        monkeypatch.setenv(name, value)
    return lambda *args: CliRunner().invoke(cli, [str(arg) for arg in args])


def environment(settings: Settings) -> dict[str, str]:
    return {
        "DETENTE_KAFKA": settings.kafka, "DETENTE_GENERATION": str(settings.generation),
        "DETENTE_METRICS_PORT": "0", "DETENTE_SESSION": str(SESSION),
    }  # fmt: skip


def written(path: Path, day: int) -> Path:
    """Write what the outlet's feed gives on a day: an article from each village, one frame around all."""
    rows = [
        {
            "url": f"https://harbour.example/{day}/{village}",
            "title": f"Ferry to {village} stops for day {day}",
            "text": f"The ferry to {village} stopped on day {day} because of the wind.\n\n"
            f"In {village} people waited at pier {day} until the evening.\n\n{FRAME.format(day)}",
            "published": f"2022-03-0{day}",
        }
        for village in VILLAGES
    ]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return path


def articles(settings: Settings) -> list[Article]:
    stored = asyncio.run(read(settings, topic_name(topics.CLEAN, settings.generation)))
    return [codec.decode(Article, record.value) for record in stored]


def test_lines_of_the_topic_are_learned_and_go_from_what_comes_then(
    run: Run, settings: Settings, tmp_path: Path
) -> None:
    worker = [*COMMAND, "worker", "--stage", "clean"]
    rules, log = tmp_path / "rules.toml", tmp_path / "clean.log"
    env = os.environ | environment(settings)
    with processes() as started:
        assert run("ingest", "file", written(tmp_path / "first.jsonl", 1)).exit_code == 0
        started.append(before := Process(worker, log, env))
        until(lambda: len(articles(settings)) == 6, 60, before)
        assert before.stop() == 0

        learned = run("outlets", "learn", "--topic", "--out", rules)
        assert (learned.exit_code, learned.stdout) == (0, "")
        assert "1 lines of 1 outlets learned from 6 articles" in learned.stderr
        (frame,) = load_outlet_rules(rules).outlets
        assert frame.host == "harbour.example"
        assert [(line.text, line.articles, line.first) for line in frame.lines] == [
            ("harbour letters # of #", 6, "2022-03-01")
        ]

        assert run("ingest", "file", written(tmp_path / "second.jsonl", 2)).exit_code == 0
        started.append(after := Process(worker, log, env | {"DETENTE_OUTLET_RULES": str(rules)}))
        until(lambda: len(articles(settings)) == 12, 60, after)
        assert after.stop() == 0
    for one in articles(settings):
        gone = one.published == "2022-03-02"
        assert ("Harbour letters" in one.text) is not gone
        assert one.removed == ((f"outlet: {FRAME.format(2)}",) if gone else ())

    again = run("outlets", "learn", "--topic")  # what the rules took out still teaches
    assert f"version {load_outlet_rules(rules).version}" in again.stderr
    assert "learned from 12 articles" in again.stderr
    assert 'last = "2022-03-02"' in again.stdout


def test_a_topic_without_articles_teaches_nothing_and_what_is_no_article_is_told(
    run: Run, settings: Settings
) -> None:
    empty = run("outlets", "learn", "--topic")
    assert empty.exit_code == 0
    assert "0 lines of 0 outlets learned from 0 articles" in empty.stderr
    asyncio.run(send(settings, topic_name(topics.CLEAN, settings.generation), [Message(b"{broken", b"k")]))
    broken = run("outlets", "learn", "--topic")
    assert broken.exit_code == 0
    assert "offset 0: not JSON" in broken.stderr


def test_a_broker_that_is_not_there_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_KAFKA", "127.0.0.1:1")
    result = run("outlets", "learn", "--topic")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert "127.0.0.1:1" in result.stderr
