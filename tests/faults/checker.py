"""Judges a run by what stands on the topics: the pure decisions are made again and compared.

For a stage with a state: every record of its source is answered exactly once, in order, with the very
bytes that a single uninterrupted run over the same source gives. For one without: every record is
answered at least once, each time with the bytes that the function gives. What was rejected has its
dead letter, and nothing else has one.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from aiokafka import ConsumerRecord

from agents.pipeline import configured
from streams.dead_letters import DeadLetter
from streams.settings import Settings
from streams.stage import Desk, Incoming, Position, Reject, Stage, Written, step
from streams.topics import DLQ, topic_name
from tests.kafka import harness


@dataclass
class Verdict:
    """What was found: the lists are empty where the promise was kept."""

    inputs: dict[str, int] = field(default_factory=dict)  # by stage
    outputs: dict[str, int] = field(default_factory=dict)
    letters: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)  # answered otherwise than the pure decision says

    def __str__(self) -> str:
        counts = ", ".join(f"{s} {n} in {self.outputs[s]} out" for s, n in self.inputs.items())
        faults = f"{len(self.lost)} lost, {len(self.twice)} twice, {len(self.other)} otherwise"
        return f"{counts}; {self.letters} dead letters; {faults}"

    @property
    def kept(self) -> bool:
        """Return whether nothing was lost, nothing twice and nothing decided otherwise."""
        return not (self.lost or self.twice or self.other)


def check(settings: Settings) -> Verdict:
    """Read every topic of the settings' generation and compare."""
    verdict = Verdict()
    records = asyncio.run(harness.read(settings, topic_name(DLQ, settings.generation)))
    letters = {DeadLetter.from_headers(dict(r.headers)).position: r.value for r in records}
    verdict.letters = len(letters)
    expected: dict[tuple[int, str, int, int], bytes | None] = {}
    for stage in configured(settings):
        _check_stage(stage, settings, verdict, expected)
    verdict.lost += [f"dead letter of {at}" for at in expected.keys() - letters.keys()]
    verdict.other += [f"dead letter of {at}" for at in letters.keys() - expected.keys()]
    verdict.other += [f"dead letter of {at}" for at in letters if letters[at] != expected.get(at)]
    return verdict


def _check_stage(
    stage: Stage,
    settings: Settings,
    verdict: Verdict,
    letters: dict[tuple[int, str, int, int], bytes | None],
) -> None:
    source, sink = (topic_name(t, settings.generation) for t in (stage.source, stage.sink))
    inputs = asyncio.run(harness.read(settings, source, stage.source.partitions))
    outputs = asyncio.run(harness.read(settings, sink, stage.sink.partitions))
    verdict.inputs[stage.name], verdict.outputs[stage.name] = len(inputs), len(outputs)
    answers: dict[Position, list[Written]] = defaultdict(list)
    for record in outputs:
        answers[Position.parse(dict(record.headers)["src"])].append(_written(record))
    if stage.state is not None:
        _check_order(stage, outputs, verdict)
    desks = [Desk.of(stage) for _ in range(stage.source.partitions)]
    for record in inputs:
        incoming = _incoming(record, settings.generation)
        one = step(stage, desks[record.partition], incoming)
        if isinstance(one.decision, Reject):
            letters[settings.generation, source, record.partition, record.offset] = record.value
        _compare(stage, one.written, answers.pop(incoming.position, []), incoming.position, verdict)
    verdict.other += [f"{sink}: made from {at}, where nothing stands" for at in answers]


def _compare(
    stage: Stage, wanted: Sequence[Written], found: Sequence[Written], at: Position, verdict: Verdict
) -> None:
    where = f"{stage.name} {at}"
    if len(found) < len(wanted):
        verdict.lost.append(where)
    elif stage.state is not None and len(found) > len(wanted):
        verdict.twice.append(where)
    elif (wanted and any(one != wanted[n % len(wanted)] for n, one in enumerate(found))) or (
        found and not wanted
    ):
        verdict.other.append(where)


def _check_order(stage: Stage, outputs: Sequence[ConsumerRecord], verdict: Verdict) -> None:
    last: dict[int, int] = {}
    for record in outputs:
        at = Position.parse(dict(record.headers)["src"])
        if at.offset < last.get(record.partition, -1):
            verdict.other.append(f"{stage.name} {at} after {last[record.partition]}")
        last[record.partition] = at.offset


def _incoming(record: ConsumerRecord, generation: int) -> Incoming:
    at = Position(generation, record.partition, record.offset)
    return Incoming(at, record.key, record.value, dict(record.headers), record.timestamp)


def _written(record: ConsumerRecord) -> Written:
    # When it was sent is the one header that no decision made.
    headers = {name: value for name, value in record.headers if name != "sent"}
    return Written(record.key, record.value, headers, record.timestamp)
