"""The bundled day, and how one knows that it is through.

A broker in memory does not know where its topics end, so records are counted instead: each stage says
how many records it has decided and how many it has written, and what one wrote the next has to decide.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from prometheus_client.parser import text_string_to_metric_families

from agents.demo.expect import Day

NEWS = Path(__file__).with_name("day.jsonl")
EXPECTED = Path(__file__).with_name("day_expected.json")


@dataclass(frozen=True, slots=True)
class Count:
    """What one stage has done since its start."""

    decided: int = 0  # records of its source
    written: int = 0  # records to its sink, confirmed


class DayFault(ValueError):
    """A file of expected alerts that cannot be used; the message says which and what is wrong."""


def expected(path: Path) -> Day:
    """Return what must come of a day, from JSON with the fields of `Day`; raises DayFault."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Day)
    except msgspec.DecodeError as fault:
        raise DayFault(f"{path}: {fault}") from None


def count(metrics: str) -> Count:
    """Return what the metrics of one stage, as Prometheus reads them, say that it has done."""
    sums = {"detente_records": 0.0, "detente_outputs": 0.0}
    for family in text_string_to_metric_families(metrics):
        if family.name in sums:
            sums[family.name] += sum(one.value for one in family.samples if one.name.endswith("_total"))
    return Count(int(sums["detente_records"]), int(sums["detente_outputs"]))


def through(sent: int, counts: Sequence[Count], read: int) -> bool:
    """Return whether all that was sent has come out at the end.

    `counts` are the stages' in order, each asked after the one before it: once a stage has decided all,
    what it has written is final. `read` is how many records of the last sink were seen.
    """
    due = sent
    for one in counts:
        if one.decided < due:
            return False
        due = one.written
    return read >= due


def stand(sent: int, counts: Mapping[str, Count]) -> str:
    """Return in words how far each stage is: `clean 40 of 96, dedup 38 of 40 …`."""
    told, due = [], sent
    for name, one in counts.items():
        told.append(f"{name} {one.decided} of {due}")
        due = one.written
    return ", ".join(told)
