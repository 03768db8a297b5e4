"""The commands that talk to Kafka: what they send, what they show, what they send back."""

import asyncio
import gzip
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aiokafka import ConsumerRecord
from click.testing import CliRunner, Result

from agents.cli.main import cli
from agents.ingest import agent
from agents.ingest.files import Entry
from streams import codec, topics
from streams.admin import BrokerFault
from streams.article_records import RawArticle, UniqueArticle
from streams.dead_letters import PREFIX, letter
from streams.records import Match
from streams.settings import Settings
from streams.stage import Incoming, Position, Reject
from streams.topics import Topic, topic_name
from tests.agents.cli.conftest import toys
from tests.agents.cli.toys import EVENT, STAGES
from tests.kafka.broker import Broker
from tests.kafka.harness import ROOT, Message, read, send

__all__ = ["toys"]
Run = Callable[..., Result]


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command line on this test's topics."""
    monkeypatch.setenv("DETENTE_KAFKA", settings.kafka)
    monkeypatch.setenv("DETENTE_GENERATION", str(settings.generation))
    return lambda *args: CliRunner().invoke(cli, [str(arg) for arg in args])


def records(settings: Settings, topic: Topic) -> list[ConsumerRecord]:
    return asyncio.run(read(settings, topic_name(topic, settings.generation), topic.partitions))


def put(settings: Settings, topic: Topic, *messages: Message, transactional: bool = False) -> None:
    asyncio.run(send(settings, topic_name(topic, settings.generation), messages, transactional))


def test_files_arrive_once_each_with_key_headers_and_time(
    run: Run, settings: Settings, tmp_path: Path
) -> None:
    items = [
        {"id": str(n), "url": f"https://www.n.example/{n}?utm_source=x", "text": f"Text {n}."}
        for n in range(3000)
    ]
    (tmp_path / "day.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, items)).encode()))
    (tmp_path / "page.html").write_text("<p>Ministers met.</p>")
    before = int(time.time() * 1000)
    result = run("ingest", "file", tmp_path)
    assert (result.exit_code, result.stderr) == (0, "3001 records sent\n")
    found = records(settings, topics.RAW)
    assert len(found) == 3001
    assert {record.partition for record in found} == {0, 1, 2, 3}
    for record in found:
        raw = codec.decode(RawArticle, record.value)
        headers = dict(record.headers)
        assert record.key == (f"https://n.example/{raw.id}" if raw.url else raw.article_id).encode()
        assert headers["article"].decode() == raw.article_id
        assert headers["version"].decode() == raw.version
        assert re.fullmatch(rb"00-[0-9a-f]{32}-[0-9a-f]{16}-01", headers["traceparent"])
        assert before <= record.timestamp <= time.time() * 1000
    assert len({dict(record.headers)["traceparent"] for record in found}) == 3001


def test_what_is_too_large_is_told_and_what_is_no_item_is_sent_as_it_is(
    run: Run, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "day.jsonl"
    path.write_bytes(b'{"text": 5}\n{"text": "' + b"x" * (8 << 20) + b'"}\n{"text": "Rain."}\n')
    result = run("ingest", "file", path)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"{path}:2: not sent: a record of {(8 << 20) + 12} bytes is over the limit of {8 << 20}",
        "2 records sent, 1 of them no items: they become dead letters",
        "1 not sent",
    ]
    found = records(settings, topics.RAW)
    assert len(found) == 2
    (bad,) = [record for record in found if record.value == b'{"text": 5}']
    assert dict(bad.headers)["name"] == b"day.jsonl:1"


def test_a_missing_topic_is_told_before_anything_is_sent(
    run: Run, settings: Settings, tmp_path: Path
) -> None:
    from streams import admin

    async def delete() -> None:
        async with admin.admin(settings) as client:
            await client.delete_topics([topics.RAW.name])

    asyncio.run(delete())
    (tmp_path / "a.txt").write_text("x")
    result = run("ingest", "file", tmp_path)
    assert result.exit_code == 1
    assert result.stderr == "Error: missing topic news.raw: `detente topics create` creates it\n"
    checked = run("topics", "check")
    assert checked.exit_code == 1
    assert checked.stderr.startswith("news.raw: missing")
    assert "news.raw: created, 4 partitions" in run("topics", "create").stdout
    assert run("topics", "check").stdout == "the topics are as expected\n"


def alert(identity: str, revision: int) -> Message:
    value = json.dumps(
        {
            "id": identity, "number": 1, "watch": "toy", "watch_revision": "1", "revision": revision,
            "reason": "new_event",
            "notify": True,
            "headline": "Ministers \x1b[31mmet", "history": [], "evidence": [], "facets": [],
            "event": {"family": "contact", "kind": "meeting", "date": "2024-02-28"},
            "coverage": {"reports": revision, "origins": 1},
        }
    )  # fmt: skip
    return Message(value.encode(), identity.encode())


def test_alerts_shows_the_latest_revision_of_each(run: Run, settings: Settings) -> None:
    put(settings, topics.ALERTS, alert("a", 1), alert("b", 1), alert("a", 2), transactional=True)
    found = [json.loads(line) for line in run("alerts", "--json").stdout.splitlines()]
    assert [(one["id"], one["revision"]) for one in found] == [("b", 1), ("a", 2)]
    people = run("alerts").stdout
    assert "meeting held 2024-02-28" in people
    assert "2 reports, 1 origin  " in people
    assert "\x1b" not in people


def test_alerts_is_empty_where_there_are_none_and_tells_what_is_no_alert(
    run: Run, settings: Settings
) -> None:
    assert (run("alerts").stdout, run("alerts").exit_code) == ("", 0)
    put(settings, topics.ALERTS, Message(b"{}", b"x"), alert("a", 1))
    result = run("alerts", "--json")
    assert len(result.stdout.splitlines()) == 1
    assert "offset 0: not a Alert" in result.stderr


def test_alerts_can_be_followed(run: Run, settings: Settings) -> None:
    put(settings, topics.ALERTS, alert("a", 1), transactional=True)
    call = [sys.executable, "-m", "agents.cli.main", "alerts", "--follow", "--json"]
    with subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert json.loads(process.stdout.readline())["revision"] == 1
        put(settings, topics.ALERTS, alert("a", 2), alert("b", 1), transactional=True)
        assert [json.loads(process.stdout.readline())["revision"] for _ in range(2)] == [2, 1]
        process.terminate()


def dead(stage: str, topic: str, offset: int, message: Message, error: str = "no text") -> Message:
    at = Position(int(topic.rpartition(".g")[2]) if ".g" in topic else 1, 0, offset)
    one = letter(
        stage,
        topic,
        Incoming(at, message.key, message.value, message.headers, message.timestamp or 0),
        Reject(error),
    )
    return Message(one.value, one.key, headers=dict(one.headers), timestamp=one.timestamp)


HOUR_AGO = int(time.time() * 1000) - 3_600_000
BAD = Message(b"{broken\xff", b"k", headers={"name": b"day.jsonl:7"}, timestamp=HOUR_AGO)


def test_dead_letters_are_listed_and_shown_with_their_original_bytes(run: Run, settings: Settings) -> None:
    put(settings, topics.DLQ, dead("clean", "news.raw", 41, BAD, "not JSON\n\x1b[31m"), Message(b"stray"))
    first, second = run("dlq", "list").stdout.splitlines()
    assert first.split("  ")[:5] == ["0", "clean", "refused", "news.raw:0:41", "k"]
    assert "\x1b" not in first
    assert "no dead letter" in second
    shown = run("dlq", "show", "0").stdout_bytes
    assert b"__connect.errors.topic: news.raw\n" in shown
    assert b"name: day.jsonl:7\n" in shown
    assert shown.endswith(b"key: k\n\n{broken\xff\n")
    assert run("dlq", "show", "0", "--value").stdout_bytes == b"{broken\xff"
    missing = run("dlq", "show", "9")
    assert (missing.exit_code, missing.stderr) == (1, "Error: there is no dead letter at position 9\n")


def test_a_dead_letter_goes_back_as_it_was_to_where_it_was_read(run: Run, settings: Settings) -> None:
    put(settings, topics.DLQ, dead("clean", "news.raw", 41, BAD))
    result = run("dlq", "requeue", "0")
    assert result.exit_code == 0
    assert result.stdout.startswith("0: sent to news.raw, partition ")
    (back,) = records(settings, topics.RAW)
    assert (back.key, back.value, back.timestamp) == (b"k", b"{broken\xff", HOUR_AGO)
    assert dict(back.headers) == {"name": b"day.jsonl:7"}


def test_all_sends_each_record_back_once_and_says_what_it_could_not(run: Run, settings: Settings) -> None:
    again = dead("clean", "news.raw", 41, BAD)
    put(settings, topics.DLQ, again, again, Message(b"stray"), dead("clean", "news.raw", 42, BAD))
    result = run("dlq", "requeue", "--all")
    assert result.exit_code == 1
    assert "2: no dead letter" in result.stderr
    assert len(records(settings, topics.RAW)) == 2
    missing = run("dlq", "requeue", "77")
    assert (missing.exit_code, missing.stderr) == (1, "77: there is no such dead letter\n")


def unique(text: str) -> Message:
    article = {"article_id": "a", "version": "v", "id": "i", "text": text}
    value = json.dumps({"article": article, "verdict": "new", "story": "s"}).encode()
    return Message(value, b"a", headers={"src": b"1:0:5", "traceparent": b"00-1-2-01"}, timestamp=HOUR_AGO)


@pytest.mark.usefixtures("toys")
def test_what_tag_rejected_is_decided_by_tag_again_and_never_goes_back(run: Run, settings: Settings) -> None:
    source = topic_name(topics.UNIQUE, settings.generation)
    put(
        settings,
        topics.DLQ,
        dead("tag", source, 7, unique("Ministers met.")),
        dead("tag", source, 8, unique("Rain.")),
        dead("tag", source, 9, Message(b"{", b"a", timestamp=HOUR_AGO)),
        dead("tag", "news.unique", 9, unique("Ministers met.")),
    )
    result = run("dlq", "requeue", "--all")
    assert result.exit_code == 1
    assert "0: decided again: done, 1 sent to news.tagged" in result.stdout
    assert "1: decided again: not, 0 sent" in result.stdout
    assert "2: rejected again: not JSON" in result.stderr
    assert "3: of generation 1: set DETENTE_GENERATION to it" in result.stderr
    assert records(settings, topics.UNIQUE) == []
    (made,) = records(settings, topics.TAGGED)
    assert codec.decode(Match, made.value).event == EVENT
    headers = dict(made.headers)
    assert headers["src"] == f"{settings.generation}:0:7".encode()
    assert headers["traceparent"] == b"00-1-2-01"
    assert made.timestamp == HOUR_AGO
    assert not any(name.startswith(PREFIX) for name in headers)


def test_the_toys_are_what_the_tests_take_them_for() -> None:
    assert [stage.sink for stage in STAGES][:-1] == [stage.source for stage in STAGES][1:]
    assert STAGES[2].source.record is UniqueArticle


def test_a_broker_that_dies_for_good_is_given_up_with_how_far_it_went(
    settings: Settings, broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agent, "WORD", 1)
    monkeypatch.setattr(agent, "PATIENCE", 2)
    monkeypatch.setattr(agent, "CLOSING", 1)
    told: list[str] = []

    def dying() -> Iterator[Entry]:
        for number in range(20_000):
            if number == 10_000:
                broker.kill()
            yield Entry(f"{number}", f"{number}", f"{number}", b"{}" * 100, b"%d" % number)

    with pytest.raises(BrokerFault, match=r"no answer for 2 s; \d{4,5} records are confirmed\. Run it again"):
        asyncio.run(agent.send(dying(), settings, wait=0, say=told.append))
    assert told == [f"{broker.address}: no answer for 1 s; still trying"]
    broker.start()
