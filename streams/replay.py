"""Runs the stages in one process, without a broker: the same `step`, the same bytes between stages.

What a stage writes stands on its sink at the next offset of one partition, so that positions, `src`
headers and clocks are those of a run on Kafka. It keeps nothing but the stages' own states.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from streams import codec
from streams.records import Tick
from streams.stage import Desk, Incoming, Position, Stage, Step, step


@dataclass(frozen=True, slots=True)
class Trail:
    """One stage's step on the way of a record."""

    stage: str
    step: Step


class Replay:
    """The stages of a pipeline at work, in order; their rules must be loaded."""

    def __init__(self, stages: Sequence[Stage], generation: int = 1) -> None:
        for one, following in pairwise(stages):
            if one.sink is not following.source:
                raise ValueError(f"{following.name} reads {following.source.name}, not {one.sink.name}")
        self._stages = tuple(stages)
        self._desks = [Desk.of(stage) for stage in stages]
        self._ends = [0] * len(self._stages)  # of each stage's source
        self._generation = generation

    def feed(
        self, key: bytes | None, value: bytes | None, headers: Mapping[str, bytes], timestamp: int
    ) -> tuple[Trail, ...]:
        """Put one record on the first stage's source; return every step that follows, in order.

        `timestamp` is in ms. A record's whole way is gone before the next one's begins.
        """
        return tuple(self._from(0, key, value, headers, timestamp))

    def tick(self, time: datetime, identity: str) -> tuple[Trail, ...]:
        """Put a tick of that time and id on the last stage's source, as the owner of its partition would."""
        value = codec.encode(Tick(id=identity, time=time.isoformat().replace("+00:00", "Z")))
        last = len(self._stages) - 1
        timestamp = int(time.timestamp() * 1000)
        return tuple(self._from(last, b"tick", value, {"kind": b"tick"}, timestamp))

    def _from(
        self,
        place: int,
        key: bytes | None,
        value: bytes | None,
        headers: Mapping[str, bytes],
        timestamp: int,
    ) -> Iterator[Trail]:
        waiting = deque([(place, self._arrived(place, key, value, headers, timestamp))])
        while waiting:
            at, incoming = waiting.popleft()
            done = step(self._stages[at], self._desks[at], incoming)
            yield Trail(self._stages[at].name, done)
            if at + 1 < len(self._stages):
                waiting.extend(
                    (at + 1, self._arrived(at + 1, one.key, one.value, one.headers, one.timestamp))
                    for one in done.written
                )

    def _arrived(
        self,
        place: int,
        key: bytes | None,
        value: bytes | None,
        headers: Mapping[str, bytes],
        timestamp: int,
    ) -> Incoming:
        offset = self._ends[place]
        self._ends[place] += 1
        return Incoming(Position(self._generation, 0, offset), key, value, headers, timestamp)
