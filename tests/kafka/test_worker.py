"""The promise of the one loop, on Apache Kafka, with stages that no rule about news disturbs."""

import asyncio
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from streams.settings import Settings
from streams.topics import group_name
from tests.kafka import harness
from tests.kafka.broker import Broker
from tests.kafka.harness import Message
from tests.kafka.rig import Rig, article, assert_exact, assert_exact_of


def test_two_workers_lose_nothing_and_say_nothing_twice_when_one_is_killed(rig: Rig) -> None:
    rig.set_up("once", 20_000)
    first, second = rig.worker(), rig.worker()
    harness.until(lambda: rig.left() < 19_000)
    first.kill()
    third = rig.worker()
    third.port()  # before it stands, the system ends it by the signal itself
    rig.finish()
    assert_exact(rig.written(), range(20_000))
    assert (second.stop(), third.stop()) == (0, 0)


def test_a_worker_that_is_stopped_and_started_again_goes_on_where_it_was(rig: Rig) -> None:
    rig.set_up("once", 8_000)
    first = rig.worker()
    harness.until(lambda: rig.left() < 7_500)
    assert first.stop() == 0
    rig.worker()
    rig.finish()
    assert_exact(rig.written(), range(8_000))


def test_a_transactional_stage_killed_in_the_middle_writes_each_batch_whole_or_not_at_all(rig: Rig) -> None:
    rig.set_up("books", 12_000)
    first, _ = rig.worker(), rig.worker()
    harness.until(lambda: rig.left() < 11_000)
    first.kill()
    rig.worker()
    rig.finish()
    wanted = {n: 2 - n % 2 for n in range(12_000) if n % 3}
    assert Counter(number for _, number, _ in rig.written()) == wanted


def test_a_worker_frozen_past_its_session_ends_itself_and_nothing_is_twice(rig: Rig) -> None:
    rig.set_up("books", 6_000)
    frozen = rig.worker(batch_records=20)
    harness.until(lambda: rig.left() < 5_900)
    frozen.signal(signal.SIGSTOP)
    rig.worker()
    rig.finish()
    frozen.signal(signal.SIGCONT)
    assert frozen.wait() == 70
    rig.feed(range(6_000, 6_100))
    rig.finish()
    wanted = {n: 2 - n % 2 for n in range(6_100) if n % 3}
    assert Counter(number for _, number, _ in rig.written()) == wanted


def test_a_broker_that_restarts_is_waited_for(rig: Rig, broker: Broker) -> None:
    rig.set_up("once", 10_000)
    rig.worker(), rig.worker()
    harness.until(lambda: rig.left() < 9_500)
    broker.restart()
    rig.finish()
    assert_exact(rig.written(), range(10_000))


def test_records_that_cannot_be_used_become_dead_letters_and_the_worker_goes_on(rig: Rig) -> None:
    rig.set_up("once", 60, n20="refuse", n30="raise")
    broken = {"json": b'{"article_id": ', "type": b'{"title": 5}', "binary": bytes(range(256)), "empty": b""}
    messages = [
        Message(value, key.encode(), 0, {"kind-of": b"kept"}, 1_600_000_000_000)
        for key, value in broken.items()
    ]
    asyncio.run(harness.send(rig.settings, rig.source, [*messages, Message(None, b"tombstone", 0)]))
    rig.feed(range(60, 80))
    worker = rig.worker()
    rig.finish()
    assert_exact(rig.written(), [n for n in range(80) if n not in (20, 30)])
    letters = {(letter.partition, letter.offset): (letter, value) for letter, value in rig.letters()}
    assert {at: letter.kind for at, (letter, _) in letters.items()} == {
        (0, 10): "refused", (0, 15): "unexpected", (0, 30): "undecodable", (0, 31): "undecodable",
        (0, 32): "undecodable", (0, 33): "undecodable", (0, 34): "undecodable",
    }  # fmt: skip
    assert letters[0, 10][0].error == "the title is refuse"
    assert "a rule broke" in letters[0, 15][0].error
    assert 'raise RuntimeError("a rule broke")' in letters[0, 15][0].trace
    assert "$.title" in letters[0, 31][0].error
    for place, value in enumerate(broken.values()):
        assert letters[0, 30 + place][1] == value
        assert letters[0, 30 + place][0].topic == rig.source
    raw = [r for r in asyncio.run(harness.read(rig.settings, "news.dlq")) if r.key == b"json"]
    assert (raw[0].timestamp, dict(raw[0].headers)["kind-of"]) == (1_600_000_000_000, b"kept")
    assert 'detente_dead_letters_total{kind="undecodable"' in worker.get("/metrics")[1]


def test_rules_that_fail_on_record_after_record_stop_the_stage_with_nothing_acknowledged(rig: Rig) -> None:
    rig.set_up("once", 40)
    rig.feed(range(40, 90), **{f"n{n}": "raise" for n in range(40, 90)})
    worker = rig.worker()
    assert worker.wait() == 69
    assert "failed on 20 records in a row" in worker.text
    assert "a rule broke" in worker.text
    assert rig.left() >= 50


def test_a_missing_topic_keeps_the_worker_unready_and_is_named(rig: Rig) -> None:
    worker = rig.worker()
    harness.until(lambda: rig.source in worker.get("/readyz")[1])
    status, why = worker.get("/readyz")
    assert (status, worker.get("/livez")[0]) == (503, 200)
    assert f"missing topic {rig.source}, {rig.sink}" in why
    rig.set_up("once", 10)
    rig.finish()
    harness.until(lambda: worker.get("/readyz")[0] == 200)
    assert worker.stop() == 0


def test_a_worker_without_a_partition_stands_by_and_counts_as_ready(rig: Rig) -> None:
    rig.set_up("once", 10)
    workers = [rig.worker() for _ in range(3)]
    for worker in workers:
        harness.until(lambda worker=worker: worker.get("/readyz") == (200, "ready\n"))


def test_a_broker_that_is_not_there_is_named_and_waited_for(tmp_path: Path, broker: Broker) -> None:
    with harness.processes() as started:
        rig = Rig(Settings(kafka="127.0.0.1:9"), tmp_path, started)
        worker = rig.worker()
        harness.until(lambda: worker.text.count("no Kafka broker answers at 127.0.0.1:9") >= 3)
        assert "Traceback" not in worker.text
        assert "next try in 1 s" in worker.text
        assert worker.get("/readyz") == (503, "no broker answers at 127.0.0.1:9\n")
        assert worker.stop() == 0


def test_a_source_that_was_created_anew_is_refused_instead_of_passed_in_silence(rig: Rig) -> None:
    rig.set_up("once", 100)
    worker = rig.worker()
    rig.finish()
    worker.stop()
    asyncio.run(harness.delete(rig.settings, rig.source))
    asyncio.run(harness.create(rig.settings, rig.stage.source))
    rig.feed(range(100, 110))
    again = rig.worker()
    assert again.wait() == 78
    assert "created anew" in again.text
    assert "DETENTE_GENERATION" in again.text
    assert "Traceback" not in again.text


def test_a_source_that_ends_before_what_was_acknowledged_is_refused(rig: Rig) -> None:
    """Also of a stage whose sink cannot tell: one without a state, or one that held all it read."""
    rig.set_up("once", 100)
    group = group_name(rig.stage.name, rig.settings.generation)
    asyncio.run(harness.commit(rig.settings, group, rig.source, 0, 60))
    worker = rig.worker()
    assert worker.wait() == 78
    assert "ends at 50, and all before offset 60 is already answered" in worker.text
    assert "DETENTE_GENERATION" in worker.text


@pytest.mark.parametrize(
    ("headers", "words"),
    [({}, "no usable `src` header"), ({"src": b"99:0:5"}, "made from generation 99")],
)
def test_a_sink_that_something_else_writes_to_is_refused(
    rig: Rig, headers: dict[str, bytes], words: str
) -> None:
    rig.set_up("once", 10)
    foreign = Message(article(5).value, b"5", 0, headers)
    asyncio.run(harness.send(rig.settings, rig.sink, [foreign]))
    worker = rig.worker()
    assert worker.wait() == 78
    assert words in worker.text


def test_marks_of_transactions_in_a_source_are_no_lost_records(rig: Rig) -> None:
    rig.set_up("once", 10)
    rig.feed(range(10, 40), transactional=True)
    worker = rig.worker()
    harness.until(lambda: len(rig.written()) == 40)  # what is left at the end is a mark, no record
    assert_exact(rig.written(), range(40))
    assert worker.stop() == 0


def test_what_retention_deleted_before_it_was_read_is_counted(rig: Rig) -> None:
    rig.set_up("once", 100)
    first = rig.worker()
    rig.finish()
    first.stop()
    rig.feed(range(100, 200))
    asyncio.run(harness.delete_records(rig.settings, rig.source, 0, 80))
    worker = rig.worker()
    rig.finish()
    assert "retention overtook 30 records" in worker.text
    assert f'detente_overtaken_total{{stage="{rig.stage.name}"}} 30.0' in worker.get("/metrics")[1]
    assert len(rig.written()) == 170


def test_the_watermark_holds_when_the_window_has_passed(rig: Rig) -> None:
    """Answered records that come again pass, though the sink's last record is older than the window."""
    rig.set_up("once", 0)
    old = int(time.time() * 1000) - 10 * 86_400_000
    aged = [Message(m.value, m.key, 0, timestamp=old) for m in (article(n) for n in range(0, 100, 2))]
    asyncio.run(harness.send(rig.settings, rig.source, aged))
    worker = rig.worker()
    rig.finish()
    worker.stop()
    rig.feed(range(100, 110))
    again = rig.worker()
    rig.finish()
    again.stop()
    written = rig.written()
    assert len(written) == 60
    # The window is an hour back from the oldest record to be decided, so the old ones are forgotten.
    assert [text for _, number, text in written if number == 100] == ["1 1 False"]


@pytest.mark.parametrize("name", ["once", "books"])
def test_a_worker_that_is_stopped_while_another_joins_finishes_its_batch_first(rig: Rig, name: str) -> None:
    rig.set_up(name, 200, n40="slow")
    first = rig.worker(batch_records=10)
    harness.until(lambda: "deciding a slow one" in first.text, whose=first)
    first.signal(signal.SIGTERM)
    second = rig.worker(batch_records=10)
    assert first.wait() == 0
    rig.finish()
    assert_exact_of(name, rig.written(), 200)
    assert "ended without leaving" not in first.text
    assert second.stop() == 0


@pytest.mark.parametrize("name", ["once", "books"])
def test_workers_that_come_and_go_while_records_flow_cost_nothing(rig: Rig, name: str) -> None:
    """A partition that comes back to its owner goes on where it was, committed or not."""
    rig.set_up(name, 200)
    rig.worker(batch_records=10)
    for turn in range(6):
        rig.feed(range(200 + turn * 300, 350 + turn * 300))
        guest = rig.worker(batch_records=10)
        rig.feed(range(350 + turn * 300, 500 + turn * 300))
        harness.until(lambda guest=guest: guest.get("/readyz")[0] == 200)
        guest.stop()
    rig.finish()
    assert_exact_of(name, rig.written(), 2_000)
