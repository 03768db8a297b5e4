"""What a stage is: a source, a sink and two plain functions.

``decide(record, state, now)`` is pure: it says what becomes of a record. ``state.apply(written)`` is
the only thing that changes the state, live and when it is read back from the sink; it sees a record
just as it stands on the topic, so that the two cannot differ. `step` is one record's way through a
stage; the worker on Kafka and the replay without a broker both drive it.
"""

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Any, Protocol

from streams import codec
from streams.records import Record
from streams.settings import Settings
from streams.topics import Topic

UNDECODABLE = "undecodable"  # the bytes are no record
REFUSED = "refused"  # the stage cannot use the record
TOO_LARGE = "too_large"  # what came of it is over the sink's limit
UNEXPECTED = "unexpected"  # `decide` raised

LAST_MS = 253_402_300_799_000  # the end of the year 9999: what a datetime can hold


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where a record stands: compared within one generation and partition."""

    generation: int
    partition: int
    offset: int

    def __str__(self) -> str:
        return f"{self.generation}:{self.partition}:{self.offset}"

    @classmethod
    def parse(cls, header: bytes) -> "Position":
        """Return the position in a `src` header; raises ValueError where it is none."""
        generation, partition, offset = header.split(b":")
        return cls(int(generation), int(partition), int(offset))


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record of the source, as it was read."""

    position: Position
    key: bytes | None
    value: bytes | None
    headers: Mapping[str, bytes]
    timestamp: int  # ms; the time of ingest


@dataclass(frozen=True, slots=True)
class Output:
    """What a decision puts on the sink. Headers are text; bytes only where size matters (a sketch)."""

    key: str
    record: Record
    headers: Mapping[str, str | bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """A record of the sink, just sent or read back: all that `apply` may look at."""

    key: bytes | None
    value: bytes
    headers: Mapping[str, bytes]
    timestamp: int  # ms


@dataclass(frozen=True, slots=True)
class Emit:
    """The record leads to these outputs: all of them or none."""

    outputs: tuple[Output, ...]
    reason: StrEnum
    detail: Any = None  # what was weighed, for `replay` and `why`; never sent


@dataclass(frozen=True, slots=True)
class Hold:
    """The record leads to nothing, and changes nothing."""

    reason: StrEnum
    detail: Any = None


@dataclass(frozen=True, slots=True)
class Reject:
    """The record cannot be used: it becomes a dead letter with this error."""

    error: str
    kind: str = REFUSED
    trace: str = ""


Decision = Emit | Hold | Reject


class StageState(Protocol):
    """What a stateful stage knows of the past."""

    @property
    def window(self) -> timedelta | None:
        """How far back it is read; None: the whole sink."""

    def apply(self, written: Written) -> None:
        """Take in one record of the sink."""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A stage of the pipeline, the same object in the worker, in replay, in tests and in benches.

    Where `rules` is given it is called once at start, and its result becomes the first argument of
    `decide`: what a decision consults beside its record and the state, and never changes. `remember`
    makes `state` anew from the settings, where they say how far it reaches.
    """

    name: str
    source: Topic
    sink: Topic
    decide: Callable[..., Decision]  # (record, state, now), or (rules, record, state, now)
    reasons: type[StrEnum]
    state: Callable[[], StageState] | None = None
    rules: Callable[[Settings], Any] | None = None
    remember: Callable[[Settings], Callable[[], StageState]] | None = None
    transactional: bool = False

    def configured(self, settings: Settings) -> "Stage":
        """Return the stage with its rules loaded; raises what loading raises (a user's mistake)."""
        stage = self
        if self.remember is not None:
            stage = replace(stage, state=self.remember(settings), remember=None)
        return stage if self.rules is None else stage.with_rules(self.rules(settings))

    def with_rules(self, rules: Any) -> "Stage":
        """Return the stage with these rules, whatever settings say."""
        return replace(self, decide=partial(self.decide, rules), rules=None)


@dataclass(slots=True)
class Desk:
    """One source partition of a stage at work: its state and its clock."""

    state: StageState | None
    # ms; the highest time at which anything was written, 0 before. What left nothing on the sink cannot
    # have moved it, else a restart would decide at another time.
    clock: int = 0

    @classmethod
    def of(cls, stage: Stage) -> "Desk":
        """Return an empty desk for `stage`."""
        return cls(stage.state() if stage.state else None)

    def restore(self, written: Written) -> None:
        """Take in one record that was read back from the sink."""
        self.clock = max(self.clock, clock_of(written.headers, written.timestamp))
        if self.state is not None:
            self.state.apply(written)


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one record."""

    incoming: Incoming
    decision: Decision
    clock: int  # ms; the stream's time at which it was decided
    written: tuple[Written, ...] = ()


def clock_of(headers: Mapping[str, bytes], timestamp: int) -> int:
    """Return the stream's time at a record in ms: its `clock` header, else its own timestamp."""
    header = headers.get("clock")
    # Sixteen digits are past LAST_MS; thousands would be more than int() takes.
    clock = int(header[:16]) if header is not None and header.isdigit() else timestamp
    return min(max(clock, 0), LAST_MS)


def step(stage: Stage, desk: Desk, incoming: Incoming) -> Step:
    """Decide one record and apply what it leads to.

    A stateful stage's clock never goes back; a stateless one sees each record's own time, so that it
    stays a function of the record. What `decide` raises, or what cannot be put into bytes of what it
    returns, is that record's dead letter; what `apply` raises is not caught, for the state can no longer
    be trusted.
    """
    # A clock from outside could put the stream's time forward for ever.
    clock = clock_of({} if stage.source.outside else incoming.headers, incoming.timestamp)
    if desk.state is not None:
        clock = max(clock, desk.clock)
    decision = _decide(stage, desk, incoming, clock)
    if not isinstance(decision, Emit):
        return Step(incoming, decision, clock)
    try:
        written = tuple(_write(output, incoming, clock) for output in decision.outputs)
    except Exception as fault:  # noqa: BLE001 - it would come of this record again and again
        return Step(incoming, _unexpected(fault), clock)
    for one in written:
        if (size := size_of(one)) > stage.sink.max_bytes:
            error = f"output of {size} bytes is over the {stage.sink.max_bytes} that {stage.sink.name} takes"
            return Step(incoming, Reject(error, TOO_LARGE), clock)
    if written:
        desk.clock = clock
    if desk.state is not None:
        for one in written:
            desk.state.apply(one)
    return Step(incoming, decision, clock, written)


def size_of(written: Written) -> int:
    """Return an upper bound of the bytes that a record takes in a batch of one."""
    headers = sum(len(k.encode()) + len(v) + 10 for k, v in written.headers.items())
    return len(written.value) + len(written.key or b"") + headers + 100


def _decide(stage: Stage, desk: Desk, incoming: Incoming, clock: int) -> Decision:
    assert stage.source.record is not None
    try:
        record = codec.decode_as(stage.source.record, incoming.headers.get("kind"), incoming.value)
    except codec.Undecodable as fault:
        return Reject(str(fault), UNDECODABLE)
    now = datetime.fromtimestamp(clock / 1000, UTC)
    try:
        return stage.decide(record, desk.state, now)
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is this record's dead letter
        return _unexpected(fault)


def _unexpected(fault: Exception) -> Reject:
    return Reject(f"{type(fault).__name__}: {fault}", UNEXPECTED, traceback.format_exc())


def _write(output: Output, incoming: Incoming, clock: int) -> Written:
    headers = {k: v.encode() if isinstance(v, str) else v for k, v in output.headers.items()}
    headers["src"] = str(incoming.position).encode()
    headers["clock"] = b"%d" % clock
    if (trace := incoming.headers.get("traceparent")) is not None:
        headers["traceparent"] = trace
    return Written(output.key.encode(), codec.encode(output.record), headers, incoming.timestamp)
