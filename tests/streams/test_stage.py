"""One record's way through a stage, with stages made up for the purpose."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams import codec
from streams.records import Tick
from streams.settings import Settings
from streams.stage import (
    LAST_MS,
    TOO_LARGE,
    UNDECODABLE,
    UNEXPECTED,
    Decision,
    Desk,
    Emit,
    Hold,
    Incoming,
    Output,
    Position,
    Reject,
    Stage,
    Written,
    clock_of,
    size_of,
    step,
)
from streams.topics import Topic

SOURCE = Topic(name="in", record=Tick, key="id")
SINK = Topic(name="out", record=Tick, key="id", max_bytes=2000)
NOON = 1_600_000_000_000  # ms


class Why(StrEnum):
    KEPT = "kept"
    SEEN = "seen"


@dataclass
class Seen:
    """Remembers what was written, as it was written."""

    window: ClassVar[timedelta | None] = None
    all: list[Written] = field(default_factory=list)

    def apply(self, written: Written) -> None:
        self.all.append(written)


def keep(record: Tick, state: Seen | None, now: datetime) -> Decision:
    """Write down when a record was decided; the id says what else to do."""
    if record.id == "hold":
        return Hold(Why.SEEN)
    if record.id == "refuse":
        return Reject("a record that is not wanted")
    if record.id == "raise":
        raise LookupError("no such word")
    size = 5000 if record.id == "large" else 0
    outputs = [Output("small", Tick(id="0", time=now.isoformat()))] if record.id == "large" else []
    return Emit((*outputs, Output(record.id, Tick(id="x" * size, time=now.isoformat()))), Why.KEPT)


STATELESS = Stage(name="test", source=SOURCE, sink=SINK, decide=keep, reasons=Why)
STATEFUL = replace(STATELESS, state=Seen)


def incoming(id_: str = "a", at: int = NOON, offset: int = 7, **headers: bytes) -> Incoming:
    value = codec.encode(Tick(id=id_, time=""))
    return Incoming(Position(1, 0, offset), b"key", value, headers, at)


def desk(stage: Stage) -> tuple[Desk, Seen]:
    made = Desk.of(stage)
    assert isinstance(made.state, Seen)
    return made, made.state


def test_what_is_emitted_carries_its_source_the_clock_and_the_trace() -> None:
    made, _ = desk(STATEFUL)
    done = step(STATEFUL, made, incoming(traceparent=b"00-1-2-00", article=b"not copied"))
    (written,) = done.written
    assert written.key == b"a"
    assert written.headers == {"src": b"1:0:7", "clock": b"%d" % NOON, "traceparent": b"00-1-2-00"}
    assert written.timestamp == NOON
    assert isinstance(done.decision, Emit)
    assert done.decision.reason is Why.KEPT


def test_headers_of_the_stage_are_written_as_bytes_and_cannot_fake_the_source() -> None:
    def decide(record: Tick, state: None, now: datetime) -> Decision:
        return Emit((Output("a", record, {"name": "Kœln", "sketch": b"\xff", "src": "9:9:9"}),), Why.KEPT)

    stage = replace(STATELESS, decide=decide)
    (written,) = step(stage, Desk.of(stage), incoming()).written
    assert written.headers["name"] == "Kœln".encode()
    assert written.headers["sketch"] == b"\xff"
    assert written.headers["src"] == b"1:0:7"


@pytest.mark.parametrize(
    "output", [Output("\ud800", Tick(id="a", time="")), Output("a", Tick(id="a", time=""), {"n": "\udfff"})]
)
def test_an_output_that_no_bytes_can_hold_is_a_dead_letter_and_changes_nothing(output: Output) -> None:
    stage = replace(STATEFUL, decide=lambda _record, _state, _now: Emit((output,), Why.KEPT))
    made, seen = desk(stage)
    done = step(stage, made, incoming())
    assert isinstance(done.decision, Reject)
    assert (done.decision.kind, done.written) == (UNEXPECTED, ())
    assert "UnicodeEncodeError" in done.decision.trace
    assert (seen.all, made.clock) == ([], 0)


def test_the_state_sees_exactly_what_is_written() -> None:
    made, seen = desk(STATEFUL)
    done = [step(STATEFUL, made, incoming(str(n), NOON + n, n)) for n in range(3)]
    assert seen.all == [written for one in done for written in one.written]


def test_a_state_read_back_is_the_state_that_wrote() -> None:
    live, seen = desk(STATEFUL)
    written = [w for n in range(5) for w in step(STATEFUL, live, incoming(str(n), NOON - n, n)).written]
    back, again = desk(STATEFUL)
    for one in written:
        back.restore(one)
    assert (again.all, back.clock) == (seen.all, live.clock)


@pytest.mark.parametrize("value", [None, b"", b"\xff", b"[]", b'{"id": 1}'])
def test_bytes_that_are_no_record_are_rejected_and_change_nothing(value: bytes | None) -> None:
    made, seen = desk(STATEFUL)
    done = step(STATEFUL, made, replace(incoming(), value=value))
    assert isinstance(done.decision, Reject)
    assert done.decision.kind == UNDECODABLE
    assert done.decision.error
    assert (done.written, seen.all, made.clock) == ((), [], 0)


def test_a_kind_that_is_not_known_is_rejected() -> None:
    done = step(STATELESS, Desk.of(STATELESS), incoming(kind=b"other"))
    assert isinstance(done.decision, Reject)
    assert done.decision.kind == UNDECODABLE
    assert "allowed are" in done.decision.error


def test_what_decide_raises_is_rejected_with_its_traceback_and_changes_nothing() -> None:
    made, seen = desk(STATEFUL)
    done = step(STATEFUL, made, incoming("raise"))
    assert isinstance(done.decision, Reject)
    assert done.decision.kind == UNEXPECTED
    assert done.decision.error == "LookupError: no such word"
    assert "in keep" in done.decision.trace
    assert (done.written, seen.all, made.clock) == ((), [], 0)


def test_a_refusal_changes_nothing() -> None:
    made, seen = desk(STATEFUL)
    done = step(STATEFUL, made, incoming("refuse"))
    assert done.decision == Reject("a record that is not wanted")
    assert (done.written, seen.all, made.clock) == ((), [], 0)


def test_an_output_too_large_for_the_sink_holds_back_all_outputs_of_the_record() -> None:
    made, seen = desk(STATEFUL)
    done = step(STATEFUL, made, incoming("large"))
    assert isinstance(done.decision, Reject)
    assert done.decision.kind == TOO_LARGE
    assert "2000 that out takes" in done.decision.error
    assert (done.written, seen.all, made.clock) == ((), [], 0)


def test_a_hold_changes_nothing_not_even_the_clock() -> None:
    made, seen = desk(STATEFUL)
    done = step(STATEFUL, made, incoming("hold"))
    assert done.decision == Hold(Why.SEEN)
    assert (done.clock, done.written, seen.all, made.clock) == (NOON, (), [], 0)


@given(st.lists(st.tuples(st.sampled_from(["a", "hold", "refuse"]), st.integers(0, 9)), max_size=12))
def test_a_restart_at_any_place_decides_what_follows_as_it_would_have_been(
    rows: list[tuple[str, int]],
) -> None:
    whole, _ = desk(STATEFUL)
    steps = [step(STATEFUL, whole, incoming(what, NOON + at, n)) for n, (what, at) in enumerate(rows)]
    for cut in range(len(rows)):
        again, _ = desk(STATEFUL)
        for one in steps[:cut]:
            for written in one.written:
                again.restore(written)
        assert [step(STATEFUL, again, one.incoming) for one in steps[cut:]] == steps[cut:]


def test_what_apply_raises_is_not_hidden() -> None:
    class Broken(Seen):
        def apply(self, written: Written) -> None:
            raise MemoryError

    stage = replace(STATELESS, state=Broken)
    with pytest.raises(MemoryError):
        step(stage, Desk.of(stage), incoming())


def decided_at(stage: Stage, times: list[int], header: Callable[[int], dict[str, bytes]]) -> list[int]:
    made = Desk.of(stage)
    done = [step(stage, made, incoming("a", at, n, **header(at))) for n, at in enumerate(times)]
    nows = [datetime.fromisoformat(codec.decode(Tick, one.written[0].value).time) for one in done]
    clocks = [int(one.written[0].headers["clock"]) for one in done]
    assert [round(now.timestamp() * 1000) for now in nows] == clocks
    return clocks


TIMES = st.lists(st.integers(0, LAST_MS // 1000).map(lambda s: s * 1000), min_size=1, max_size=20)


@given(TIMES, st.booleans())
def test_the_clock_of_a_stage_with_a_memory_never_goes_back(times: list[int], in_header: bool) -> None:
    clocks = decided_at(STATEFUL, times, lambda at: {"clock": b"%d" % at} if in_header else {})
    assert clocks == [max(times[: n + 1]) for n in range(len(times))]


@given(TIMES)
def test_a_stage_without_memory_decides_at_each_records_own_time(times: list[int]) -> None:
    assert decided_at(STATELESS, times, lambda at: {}) == times


def test_the_clock_travels_in_its_header_and_the_time_of_ingest_stays() -> None:
    made, _ = desk(STATEFUL)
    (written,) = step(STATEFUL, made, incoming(at=NOON, clock=b"%d" % (NOON + 5))).written
    assert (written.headers["clock"], written.timestamp) == (b"%d" % (NOON + 5), NOON)


@pytest.mark.parametrize(
    ("header", "timestamp", "clock"),
    [
        (None, NOON, NOON),
        (b"17", NOON, 17),
        (b"", NOON, NOON),
        (b"-5", NOON, NOON),
        (b"1e3", NOON, NOON),
        (b"\xd9\xa2", NOON, NOON),
        (None, -1, 0),
        (None, 2**63 - 1, LAST_MS),
        (b"9" * 30, NOON, LAST_MS),
        (b"9" * 5000, NOON, LAST_MS),
    ],
)
def test_a_time_that_cannot_be_is_mended(header: bytes | None, timestamp: int, clock: int) -> None:
    assert clock_of({} if header is None else {"clock": header}, timestamp) == clock
    datetime.fromtimestamp(clock / 1000, UTC)


@given(st.integers(1, 9999), st.integers(0, 2**31), st.integers(0, 2**63))
def test_a_position_is_read_as_it_was_written(generation: int, partition: int, offset: int) -> None:
    position = Position(generation, partition, offset)
    assert Position.parse(str(position).encode()) == position


@given(st.integers(0, 2**63), st.integers(0, 2**63))
def test_positions_of_a_partition_are_ordered_by_offset(one: int, other: int) -> None:
    assert (Position(1, 0, one) < Position(1, 0, other)) == (one < other)


@pytest.mark.parametrize("header", [b"", b"1:2", b"1:2:3:4", b"1:2:x", b"::", b"\xff:0:0"])
def test_a_header_that_is_no_position_is_an_error(header: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Position.parse(header)


def test_rules_are_loaded_once_and_handed_to_every_decision() -> None:
    loaded: list[Any] = []

    def load(settings: Settings) -> str:
        loaded.append(settings)
        return "rules"

    def decide(rules: str, record: Tick, state: None, now: datetime) -> Decision:
        assert rules == "rules"
        return Hold(Why.SEEN)

    settings = Settings()
    stage = replace(STATELESS, decide=decide, rules=load).configured(settings)
    for _ in range(2):
        assert step(stage, Desk.of(stage), incoming()).decision == Hold(Why.SEEN)
    assert loaded == [settings]
    assert STATELESS.configured(settings) is STATELESS


@given(st.binary(max_size=300), st.dictionaries(st.text(max_size=20), st.binary(max_size=100), max_size=5))
def test_the_size_counts_value_key_and_headers(value: bytes, headers: dict[str, bytes]) -> None:
    written = Written(b"key", value, headers, NOON)
    parts = len(value) + 3 + sum(len(name.encode()) + len(held) for name, held in headers.items())
    assert size_of(written) > parts


def test_a_clock_that_an_outside_writer_sets_is_not_believed() -> None:
    stage = replace(STATEFUL, source=replace(SOURCE, outside=True))
    (written,) = step(stage, Desk.of(stage), incoming(clock=b"%d" % LAST_MS)).written
    assert written.headers["clock"] == b"%d" % NOON
