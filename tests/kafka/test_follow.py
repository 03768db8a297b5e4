"""Followed folders on Kafka: everything arrives, SIGTERM ends with all confirmed, progress is taken up."""

import asyncio
import json
import os
import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from agents.cli.main import cli
from streams import codec, topics
from streams.article_records import RawArticle
from streams.settings import Settings
from tests.kafka.broker import Broker
from tests.kafka.harness import Process, processes, read, until


def lines(*names: object) -> str:
    return "".join(f"{json.dumps({'id': str(name), 'title': f'Ministers meet, {name}'})}\n" for name in names)


def follow(settings: Settings, log: Path, *arguments: "str | Path") -> Process:
    command = [sys.executable, "-m", "agents.cli.main", "ingest", "file", "--follow", *arguments]
    return Process(command, log, os.environ | {"DETENTE_KAFKA": settings.kafka})


def arrived(settings: Settings) -> list[str]:
    found = asyncio.run(read(settings, topics.RAW.name, topics.RAW.partitions))
    return sorted(codec.decode(RawArticle, one.value).id for one in found)


def append(path: Path, text: str) -> None:
    with path.open("a") as file:
        file.write(text)


def test_what_is_there_and_what_comes_arrives_and_the_end_is_clean(
    settings: Settings, tmp_path: Path
) -> None:
    folder, state = tmp_path / "in", tmp_path / "state.json"
    folder.mkdir()
    (folder / "day.jsonl").write_text(lines(*range(1200)))
    (folder / "a.txt").write_text("Ministers met.")
    (folder / ".hidden.txt").write_text("x")
    with processes() as started:
        started.append(process := follow(settings, tmp_path / "1.log", folder, "--state", state))
        until(lambda: "a.txt: 1 records sent" in process.text, 60, process)
        assert "day.jsonl: 1200 records sent" in process.text
        append(folder / "day.jsonl", lines(1200) + "{broken}\n" + lines(1201)[:9])
        until(lambda: "2 records sent, 1 of them no items" in process.text, 20, process)
        assert process.stop() == 0
        assert "Traceback" not in process.text
        append(folder / "day.jsonl", lines(1201)[9:])
        started.append(process := follow(settings, tmp_path / "2.log", folder, "--state", state))
        until(lambda: "day.jsonl: 1 records sent" in process.text, 60, process)
        assert process.stop() == 0
    found = asyncio.run(read(settings, topics.RAW.name, topics.RAW.partitions))
    values = [one.value for one in found if one.value != b"{broken}"]
    assert sorted(codec.decode(RawArticle, value).id for value in values) == sorted(
        ["a.txt", *map(str, range(1202))]
    )
    assert len(found) == len(values) + 1


def test_killed_in_the_middle_it_loses_nothing(settings: Settings, tmp_path: Path) -> None:
    path, state = tmp_path / "day.jsonl", tmp_path / "state.json"
    path.write_text(lines(*range(20_000)))
    with processes() as started:
        started.append(process := follow(settings, tmp_path / "1.log", path, "--state", state))
        until(lambda: "following" in process.text, 60, process)
        until(lambda: arrived(settings), 60)
        process.kill()
        append(path, lines("last"))
        started.append(process := follow(settings, tmp_path / "2.log", path, "--state", state))
        until(lambda: "records sent" in process.text, 60, process)
        assert process.stop() == 0
    assert set(arrived(settings)) == {"last", *map(str, range(20_000))}


def held_up(settings: Settings, broker: Broker, folder: Path, started: list[Process]) -> Process:
    """Follow a file whose first line is confirmed, and whose second comes when the broker is away."""
    path = folder / "day.jsonl"
    path.write_text(lines("1"))
    started.append(process := follow(settings, folder / "1.log", path))
    until(lambda: "1 records sent" in process.text, 60, process)
    broker.stop()
    append(path, lines("2"))
    until(lambda: "next try in" in process.text, 60, process)
    return process


def test_a_broker_that_is_away_holds_it_up_and_nothing_is_lost(
    settings: Settings, broker: Broker, tmp_path: Path
) -> None:
    with processes() as started:
        process = held_up(settings, broker, tmp_path, started)
        broker.start()
        until(lambda: process.text.count("1 records sent") == 2, 60, process)
        assert process.stop() == 0
    assert set(arrived(settings)) == {"1", "2"}


def test_told_to_end_while_the_broker_is_away_it_says_what_may_not_have_arrived(
    settings: Settings, broker: Broker, tmp_path: Path
) -> None:
    with processes() as started:
        process = held_up(settings, broker, tmp_path, started)
        assert process.stop() == 1
        assert re.search(r"the last 1 records of \S+day.jsonl may not have arrived", process.text)


def test_it_can_be_ended_before_a_broker_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    with processes() as started:
        nowhere = Settings(kafka="127.0.0.1:1")
        started.append(process := follow(nowhere, tmp_path / "1.log", tmp_path / "a.txt"))
        until(lambda: process.text, 30)
        assert process.stop() == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a.txt", "--state", "s"], "--state goes with --follow"),
        (["--follow", "a.pdf"], "a.pdf: not a kind of file that holds articles"),
        (["--follow", "a.txt", "--state", "a.txt"], "a.txt: not a file of progress"),
        (["--follow", "a.txt", "--state", "none/s"], "none/s: cannot be written: No such file or directory"),
    ],
)
def test_what_cannot_be_followed_is_told_before_anything_is_sent(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DETENTE_KAFKA", "127.0.0.1:1")
    for name in ("a.txt", "a.pdf"):
        (tmp_path / name).write_text("Ministers met.")
    result = CliRunner().invoke(cli, ["ingest", "file", *arguments])
    assert result.exit_code in (1, 2)
    assert said in result.stderr
