"""The sources on Kafka: what commands write there, and what they read back."""

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from aiokafka import ConsumerRecord
from click.testing import CliRunner, Result

from agents.cli.main import cli
from agents.cli.sources_file import keep_in_step
from agents.ingest.sources import agent, toml_write
from agents.ingest.sources.fault import SourcesFault
from agents.ingest.sources.place import partition_of, source_key, state_key
from streams import codec, topics
from streams.admin import BrokerFault
from streams.settings import Settings
from streams.source_records import PollState, Source
from tests.kafka.broker import Broker
from tests.kafka.harness import Message, delete, read, send

Run = Callable[..., Result]
A = Source(url="https://a.example/feed", outlet="A", language="fr", kind="outlet")
B = Source(url="https://b.example/feed", outlet="B", language="en", kind="agency")
NOW = 1_700_000_000.0


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command line on this test's topics."""
    monkeypatch.setenv("DETENTE_KAFKA", settings.kafka)
    monkeypatch.setenv("DETENTE_GENERATION", str(settings.generation))
    return lambda *args: CliRunner().invoke(cli, ["sources", *(str(arg) for arg in args)])


def records(settings: Settings) -> list[ConsumerRecord]:
    return asyncio.run(read(settings, topics.SOURCES.name, topics.SOURCES.partitions))


def put(settings: Settings, key: bytes, value: bytes | None, url: str = A.url) -> None:
    part = partition_of(url, topics.SOURCES.partitions)
    asyncio.run(send(settings, topics.SOURCES.name, [Message(value, key, part)]))


def state(settings: Settings, one: PollState) -> None:
    put(settings, state_key(one.url), codec.encode(one), one.url)


def test_each_definition_stands_on_the_partition_of_its_host_under_its_url(settings: Settings) -> None:
    asyncio.run(agent.define(settings, [A, B], NOW))
    found = records(settings)
    assert {record.key for record in found} == {source_key(A.url), source_key(B.url)}
    for record in found:
        assert record.partition == partition_of(record.key.decode(), topics.SOURCES.partitions)
        assert record.headers == (("kind", b"source"),)
        assert codec.decode(Source, record.value).revision == "2023-11-14T22:13:20.000Z"
    standing = asyncio.run(agent.read_all(settings))
    expected = {"revision": "2023-11-14T22:13:20.000Z", "origin": "import"}
    assert standing.definitions == {one.url: replace(one, **expected) for one in (A, B)}


def test_an_import_that_is_repeated_writes_nothing(settings: Settings) -> None:
    asyncio.run(agent.define(settings, [A, B], NOW))
    again = asyncio.run(agent.define(settings, [B, A], NOW + 60))
    assert len(again.same) == 2
    assert len(records(settings)) == 2


def test_the_last_record_of_a_key_counts_and_one_without_a_value_deletes(settings: Settings) -> None:
    asyncio.run(agent.define(settings, [A, B], NOW))
    asyncio.run(agent.define(settings, [replace(A, language="de")], NOW + 1))
    state(settings, PollState(url=A.url, outcome="new"))
    state(settings, PollState(url=A.url, outcome="unchanged"))
    state(settings, PollState(url=B.url))
    asyncio.run(agent.remove(settings, [B.url]))
    standing = asyncio.run(agent.read_all(settings))
    assert [(url, one.language) for url, one in standing.definitions.items()] == [(A.url, "de")]
    assert {url: one.outcome for url, one in standing.states.items()} == {A.url: "unchanged"}


def test_records_that_cannot_be_read_are_left_out_with_a_warning(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    asyncio.run(agent.define(settings, [A], NOW))
    put(settings, source_key(A.url), b"{")
    put(settings, source_key("https://c.example/"), b'{"form": "feed"}')
    put(settings, state_key(A.url), b"\xff")
    with caplog.at_level(logging.WARNING):
        standing = asyncio.run(agent.read_all(settings))
    assert set(standing.definitions) == {A.url}
    assert standing.states == {}
    assert caplog.text.count("left out") == 3


def test_a_file_is_kept_in_step_and_what_was_imported_by_hand_stays(settings: Settings) -> None:
    asyncio.run(agent.define(settings, [B], NOW))
    asyncio.run(agent.sync(settings, [A, B], "sources.toml", NOW))
    changes = asyncio.run(agent.sync(settings, [], "sources.toml", NOW))
    assert changes.gone == (A.url,)
    assert set(asyncio.run(agent.read_all(settings)).definitions) == {B.url}


def test_what_up_does_with_the_file_of_the_settings(settings: Settings, tmp_path: Path) -> None:
    said: list[str] = []
    asyncio.run(keep_in_step(settings, said.append))
    assert said == []
    path = tmp_path / "sources.toml"
    named = replace(settings, sources=path)
    for text, told in (
        (toml_write.write([A, B]), "2 new, 0 changed, 0 removed, 0 as they were"),
        (toml_write.write([A, B]), "0 new, 0 changed, 0 removed, 2 as they were"),
        (toml_write.write([A]), "0 new, 0 changed, 1 removed, 1 as they were"),
    ):
        path.write_text(text, encoding="utf-8")
        asyncio.run(keep_in_step(named, said.append))
        assert said.pop() == f"{path}: {told}"
    path.write_text("", encoding="utf-8")
    with pytest.raises(SourcesFault, match="defines no source"):
        asyncio.run(keep_in_step(named, said.append))
    assert set(asyncio.run(agent.read_all(settings)).definitions) == {A.url}, "a spoilt file removes nothing"


def test_a_source_that_is_paused_by_hand_outlives_a_restart(settings: Settings) -> None:
    asyncio.run(agent.sync(settings, [A], "sources.toml", NOW))
    asyncio.run(agent.pause(settings, [A.url], NOW))
    asyncio.run(agent.sync(settings, [A], "sources.toml", NOW))
    assert asyncio.run(agent.read_all(settings)).definitions[A.url].paused
    asyncio.run(agent.resume(settings, [A.url], NOW))
    asyncio.run(agent.sync(settings, [A], "sources.toml", NOW))
    assert not asyncio.run(agent.read_all(settings)).definitions[A.url].paused


def test_without_the_topic_the_command_that_creates_it_is_named(settings: Settings, run: Run) -> None:
    asyncio.run(delete(settings, topics.SOURCES.name))
    done = run("import", "--catalogue")
    assert done.exit_code == 1
    assert "`detente topics create`" in done.output
    assert "Traceback" not in done.output


def test_a_broker_that_is_away_is_said(settings: Settings, broker: Broker) -> None:
    broker.stop()
    with pytest.raises(BrokerFault, match="no Kafka broker answers"):
        asyncio.run(agent.define(settings, [A], NOW))
    broker.start()


def test_the_catalogue_is_imported_in_parts_and_exported_whole(run: Run, tmp_path: Path) -> None:
    done = run("import", "--catalogue", "--language", "fr", "--kind", "government")
    assert done.exit_code == 0, done.output
    assert "new      https://www.elysee.fr/feed  Élysée" in done.output
    assert "0 changed, 0 as they were" in done.output
    assert run("import", "--catalogue").exit_code == 0
    again = run("import", "--catalogue")
    assert "0 new sources, 0 changed" in again.output
    for name in ("all.opml", "all.toml"):
        done = run("export", "--out", tmp_path / name)
        assert done.exit_code == 0, done.output
        back = run("import", tmp_path / name)
        assert "0 new sources, 0 changed" in back.output, back.output
    assert run("export").stdout_bytes == (tmp_path / "all.opml").read_bytes()
    assert run("export", "--toml").stdout_bytes == (tmp_path / "all.toml").read_bytes()


def test_a_dry_run_says_what_would_change_and_writes_nothing(
    run: Run, settings: Settings, tmp_path: Path
) -> None:
    asyncio.run(agent.define(settings, [A], NOW))
    path = tmp_path / "sources.toml"
    path.write_text(
        f'[[source]]\nurl = "{A.url}"\nlanguage = "de"\n\n[[source]]\nurl = "{B.url}"\n', encoding="utf-8"
    )
    done = run("import", "--dry-run", path)
    assert done.exit_code == 0, done.output
    assert f"new      {B.url}\n" in done.output
    assert f"changed  {A.url}: outlet, kind, language\n" in done.output
    assert "nothing was written" in done.output
    assert len(records(settings)) == 1


def test_a_feed_that_has_moved_is_exported_at_its_new_address(run: Run, settings: Settings) -> None:
    asyncio.run(agent.define(settings, [A], NOW))
    state(settings, PollState(url=A.url, address="https://new.example/feed"))
    assert 'url = "https://new.example/feed"' in run("export", "--toml").stdout


def test_a_source_is_paused_resumed_and_removed_as_a_person_types_it(run: Run, settings: Settings) -> None:
    asyncio.run(agent.sync(settings, [A], "sources.toml", NOW))
    done = run("pause", "a.example/feed")
    assert (done.exit_code, done.stdout) == (0, f"paused  {A.url}  A\n")
    assert "was paused already" in run("pause", A.url).stderr
    assert "paused" in run("status").stdout
    assert run("resume", A.url).stdout == f"resumed  {A.url}  A\n"
    done = run("remove", A.url, "https://a.example/fed")
    assert done.exit_code == 1
    assert f"https://a.example/fed is not followed, did you mean {A.url}?" in done.stderr
    assert len(asyncio.run(agent.read_all(settings)).definitions) == 1, "all or nothing"
    done = run("remove", A.url)
    assert done.stdout == f"removed  {A.url}  A\n"
    assert "named in sources.toml" in done.stderr
    assert asyncio.run(agent.read_all(settings)).definitions == {}


def test_status_shows_the_worst_first_and_counts_all(run: Run, settings: Settings) -> None:
    assert "`detente sources import`" in run("status").stderr
    asyncio.run(agent.define(settings, [A, B], NOW))
    at = "2023-11-14T22:20:00.000Z"
    state(
        settings,
        PollState(
            url=B.url, outcome="server", detail="503", polled=at, failures=3, due="2023-11-14T22:30:00Z"
        ),
    )
    done = run("status")
    assert (done.exit_code, done.stderr) == (0, "2 sources: 1 failing, 1 new\n")
    first, second = done.stdout.splitlines()
    assert first.startswith("failing ×3  B  feed  server: 503, ")
    assert second.startswith("new  A  feed  waiting  never  never  -  ")
    assert run("status", "--failing").stdout.splitlines() == [first]
    assert run("status", "--kind", "outlet").stdout.splitlines() == [second]
    one, _ = map(json.loads, run("status", "--json").stdout.splitlines())
    assert (one["url"], one["condition"], one["state"]["failures"]) == (B.url, "failing", 3)
    assert "known" not in one["state"]
