"""Replay: the same stages without a broker, record by record."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import ClassVar

import pytest

from streams import codec
from streams.article_records import RawArticle
from streams.records import Record, Tick
from streams.replay import Replay, Trail
from streams.stage import Decision, Emit, Hold, Output, Reject, Stage, Written
from streams.topics import Topic

NOON = 1_700_000_000_000
ONE, TWO, THREE = (Topic(name=f"toy.{n}", record=RawArticle, key="id") for n in ("one", "two", "three"))


class Why(StrEnum):
    SPLIT = "split"
    SEEN = "seen"
    TICKED = "ticked"


class Seen:
    """Ids on the sink so far."""

    window: ClassVar[timedelta | None] = None

    def __init__(self) -> None:
        self.ids: set[bytes | None] = set()

    def apply(self, written: Written) -> None:
        self.ids.add(written.key)


def split(record: Record, state: None, now: datetime) -> Decision:
    assert isinstance(record, RawArticle)
    if not record.title:
        return Reject("no title")
    words = record.title.split()
    return Emit(tuple(Output(w, raw(w, record.id)) for w in words), Why.SPLIT, detail=len(words))


def unseen(record: Record, state: Seen, now: datetime) -> Decision:
    if isinstance(record, Tick):
        return Emit((Output("tick", raw(now.isoformat(), record.id)),), Why.TICKED)
    assert isinstance(record, RawArticle)
    assert record.title
    if record.title.encode() in state.ids:
        return Hold(Why.SEEN)
    return Emit((Output(record.title, record),), Why.SPLIT)


FIRST = Stage(name="first", source=ONE, sink=TWO, decide=split, reasons=Why)
SECOND = Stage(name="second", source=TWO, sink=THREE, decide=unseen, reasons=Why, state=Seen)


def raw(title: str | None, identity: str) -> RawArticle:
    return RawArticle(article_id="a", version="v", id=identity, title=title)


def feed(replay: Replay, title: str | None) -> tuple[Trail, ...]:
    return replay.feed(b"k", codec.encode(raw(title, "x")), {"traceparent": b"00-1-2-01"}, NOON)


def test_a_record_goes_through_every_stage_and_each_step_is_told_in_order() -> None:
    trails = feed(Replay((FIRST, SECOND)), "red green")
    assert [(t.stage, t.step.decision.__class__.__name__) for t in trails] == [
        ("first", "Emit"),
        ("second", "Emit"),
        ("second", "Emit"),
    ]
    assert [w.key for t in trails[1:] for w in t.step.written] == [b"red", b"green"]


def test_the_state_lasts_from_record_to_record() -> None:
    replay = Replay((FIRST, SECOND))
    feed(replay, "red")
    *_, red, blue = feed(replay, "red blue")
    assert red.step.decision == Hold(Why.SEEN)
    assert isinstance(blue.step.decision, Emit)


def test_positions_time_and_trace_are_those_of_a_run_on_kafka() -> None:
    replay = Replay((FIRST, SECOND), generation=3)
    feed(replay, "red green")
    *_, last = feed(replay, "blue")
    (written,) = last.step.written
    assert str(last.step.incoming.position) == "3:0:2"
    assert last.step.incoming.headers["src"] == b"3:0:1"
    assert written.headers["src"] == b"3:0:2"
    assert written.headers["traceparent"] == b"00-1-2-01"
    assert written.timestamp == NOON


def test_a_rejected_record_ends_there_and_bytes_that_are_no_record_are_rejected() -> None:
    replay = Replay((FIRST, SECOND))
    (refused,) = feed(replay, None)
    assert refused.step.decision == Reject("no title")
    (broken,) = replay.feed(None, b"{", {}, NOON)
    assert isinstance(broken.step.decision, Reject)
    assert broken.step.decision.kind == "undecodable"


def test_a_tick_reaches_the_last_stage_alone_and_moves_its_clock() -> None:
    replay = Replay((FIRST, SECOND))
    feed(replay, "red")
    later = datetime(2024, 3, 1, tzinfo=UTC)
    (trail,) = replay.tick(later, "tick-1")
    assert trail.stage == "second"
    assert trail.step.incoming.headers == {"kind": b"tick"}
    (written,) = trail.step.written
    assert codec.decode(RawArticle, written.value).title == later.isoformat()


def test_stages_that_do_not_follow_one_another_are_refused() -> None:
    with pytest.raises(ValueError, match=r"first reads toy\.one, not toy\.three"):
        Replay((SECOND, FIRST))
