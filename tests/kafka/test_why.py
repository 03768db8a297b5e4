"""`detente why` of articles that stand on the topics: what the stages knew then, and what they wrote."""

import asyncio
import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from click.testing import CliRunner, Result

from agents.cli.main import cli
from agents.ingest.identity import article_id
from agents.ingest.items import Item, key_of, raw_article
from agents.pipeline import PIPELINE, configured
from streams import codec, topics
from streams.dead_letters import letter
from streams.replay import Replay
from streams.settings import Settings
from streams.stage import Reject, Written
from streams.topics import topic_name
from tests.agents.cli.test_why import CALL, CUP, PRINT, RAIN, stages
from tests.kafka.harness import Message, delete_records, send

NOON = 1_700_000_000_000  # ms
Why = Callable[..., Result]


@pytest.fixture
def why(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Why:
    """Return a function that asks why on this test's topics."""
    monkeypatch.setenv("DETENTE_KAFKA", settings.kafka)
    monkeypatch.setenv("DETENTE_GENERATION", str(settings.generation))
    return lambda *args: CliRunner().invoke(cli, ["why", *args])


def told(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def raw(item: dict[str, Any] | bytes, number: int) -> Message:
    if isinstance(item, bytes):
        return Message(item, b"bytes", 0, {"name": b"day.jsonl:%d" % number}, NOON + number)
    article = raw_article(Item(**item), f"day.jsonl:{number}")
    headers = {"article": article.article_id.encode(), "version": article.version.encode()}
    return Message(codec.encode(article), key_of(article), 0, headers, NOON + number)


def put(settings: Settings, items: Sequence[dict[str, Any] | bytes], decided: int | None = None) -> None:
    """Put items on the topics as the workers would leave them, the first `decided` with all that follows."""
    replay = Replay(configured(settings), settings.generation)
    sinks: dict[str, list[Message]] = {stage.sink.name: [] for stage in PIPELINE}
    sources = [raw(item, number) for number, item in enumerate(items)]
    letters: list[Message] = []
    for one in sources[:decided]:
        assert one.timestamp is not None
        for trail in replay.feed(one.key, one.value, one.headers, one.timestamp):
            stage = next(stage for stage in PIPELINE if stage.name == trail.stage)
            sinks[stage.sink.name] += [message(written) for written in trail.step.written]
            if isinstance(trail.step.decision, Reject):
                where = topic_name(stage.source, settings.generation)
                dead = letter(stage.name, where, trail.step.incoming, trail.step.decision)
                letters.append(Message(dead.value, dead.key, None, dict(dead.headers), dead.timestamp))

    async def all_of_it() -> None:
        await send(settings, topics.RAW.name, sources)
        for stage in PIPELINE:
            name, found = topic_name(stage.sink, settings.generation), sinks[stage.sink.name]
            await send(settings, name, found, transactional=stage.transactional)
        await send(settings, topics.DLQ.name, letters)

    asyncio.run(all_of_it())


def message(written: Written) -> Message:
    return Message(written.value, written.key, 0, dict(written.headers), written.timestamp)


def test_an_article_is_found_by_url_id_and_article_id_and_decided_with_what_was_known_then(
    settings: Settings, why: Why
) -> None:
    put(settings, [RAIN, CALL, PRINT, CUP, CALL])
    for target in ("call", "https://www.a.example/call", article_id("https://a.example/call", "")):
        (story,) = told(why(target, "--json"))
        found = stages(story)
        assert list(found) == ["clean", "dedup", "tag", "alert"]
        assert "came 2 times; this is the first" in story["notes"]
        # It had not been seen then, though it has been since, and its alert has gone on.
        assert found["dedup"]["data"]["verdict"] == "new"
        (alert,) = found["alert"]["data"]["alerts"]
        assert (alert["reason"], alert["revision"]) == ("new_event", 1)
        assert story["conclusion"] == f"it opened alert {alert['id']}, with a message"
        assert f"alert {alert['id']} stands at revision 2 today: call held" in found["alert"]["lines"][-1]
        assert not any("otherwise" in line for one in story["stages"] for line in one["lines"])


def test_a_copy_names_the_stored_article_that_it_is_a_copy_of(settings: Settings, why: Why) -> None:
    put(settings, [CALL, RAIN, PRINT])
    shown = why("print").stdout
    assert "a copy of “Macron calls Putin over Libya” (a.example)" in shown
    assert "no message: one more report of what is known" in shown
    assert "it joined alert" in shown


def test_a_repeat_under_another_id_says_how_to_ask_of_the_first_time(settings: Settings, why: Why) -> None:
    put(settings, [CALL, CALL | {"id": "again"}])
    (story,) = told(why("again", "--json"))
    assert story["conclusion"] == "no alert: it had come before, and was decided then"
    identity = article_id("https://a.example/call", "")
    assert f"`detente why {identity}` tells of the first time" in stages(story)["dedup"]["lines"][0]
    (first,) = told(why(identity, "--json"))
    assert first["conclusion"].startswith("it opened")


def test_what_no_watch_wants_says_so(settings: Settings, why: Why) -> None:
    put(settings, [CALL, CUP])
    (story,) = told(why("cup", "--json"))
    assert list(stages(story)) == ["clean", "dedup", "tag"]
    assert story["conclusion"] == "no alert: no watch wants it"


def test_a_dead_letter_says_where_it_lies(settings: Settings, why: Why) -> None:
    put(settings, [b"{broken", {"id": "empty"}])
    shown = why("day.jsonl:0").stdout
    assert "clean: rejected" in shown
    assert "undecodable" in shown
    assert "`detente dlq show 0` shows it" in shown
    assert "`detente dlq show 1` shows it" in why("empty").stdout


def test_what_was_not_decided_yet_is_decided_as_it_would_be_now(settings: Settings, why: Why) -> None:
    put(settings, [CALL, PRINT], decided=1)
    (story,) = told(why("print", "--json"))
    found = stages(story)
    assert "news.clean has no record of it" in found["clean"]["lines"][-1]
    assert found["dedup"]["data"]["verdict"] == "copy"
    assert found["dedup"]["lines"][-1].startswith("news.clean does not have it: this is what would be")
    assert [one["reason"] for one in found["alert"]["data"]["alerts"]] == ["copy"]


def test_what_retention_took_from_the_first_topic_is_found_on_the_second(
    settings: Settings, why: Why
) -> None:
    put(settings, [CALL, RAIN])
    asyncio.run(delete_records(settings, topics.RAW.name, 0, 2))
    (story,) = told(why("https://a.example/call", "--json"))
    assert list(stages(story)) == ["dedup", "tag", "alert"]
    assert story["where"].startswith("news.clean partition 0 offset 0")
    assert story["conclusion"].startswith("it opened alert")


def test_other_rules_than_then_are_said_to_be_others(
    settings: Settings, why: Why, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(settings, [CALL, PRINT])
    monkeypatch.setattr("agents.dedup.judge.COPY", 2.0)  # nothing is a copy any more, but what is equal
    monkeypatch.setattr("agents.dedup.judge.COPY_SHORT", 2.0)
    monkeypatch.setattr("agents.dedup.judge._equal", lambda *_: None)
    (story,) = told(why("print", "--json"))
    found = stages(story)
    assert found["dedup"]["data"]["verdict"] == "new"
    assert "it was decided otherwise then, and that is what counts: copy" in found["dedup"]["lines"][-1]
    assert [one["reason"] for one in found["alert"]["data"]["alerts"]] == ["copy"]


def test_what_is_read_is_bounded_and_what_is_left_out_is_said(settings: Settings, why: Why) -> None:
    rains = [RAIN | {"id": f"rain {n}", "text": f"It rained {n} mm in town {n * 7}."} for n in range(20)]
    put(settings, [CALL, *rains, PRINT])
    result = why("print", "--most", "8")
    assert "news.raw partition 0: only the newest 2 of 22 records are searched" in result.stderr
    assert "dedup: new" in result.stdout  # the original is out of its sight
    assert "only the newest 8 records of news.unique before it were read back, 13 older ones" in result.stdout
    assert "it was decided otherwise then" in result.stdout


def test_an_article_that_never_came_is_told(settings: Settings, why: Why) -> None:
    put(settings, [RAIN])
    result = why("https://a.example/never")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: no article 'https://a.example/never' on the topics of")
