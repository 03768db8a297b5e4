"""Two toy stages for tests of the runtime, which no rule about news disturbs.

`python tests/kafka/toys.py STAGE PREFIX [SETTING=VALUE …]` runs one as a worker; `falls=S` lets a task
beside the loop fail after S seconds, `resumes=S` takes Faust S seconds to hand out records again after a
rebalance. `once` emits each
article the first time its id comes, marking how many it has seen; `books` is the same, transactional,
with two outputs for an even number and none for one that divides by three.
"""

import asyncio
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from faust.transport.consumer import Consumer

from streams import codec, worker
from streams.article_records import RawArticle
from streams.settings import Settings
from streams.stage import Decision, Emit, Hold, Output, Reject, Stage, Written
from streams.topics import Topic


class Reason(StrEnum):
    FIRST = "first"
    AGAIN = "again"
    NOTHING = "nothing"


class Seen:
    """The ids seen, and how many of them: a state in which a lost or doubled record shows."""

    window = timedelta(hours=1)

    def __init__(self) -> None:
        self.count = 0
        self.ids: set[str] = set()

    def apply(self, written: Written) -> None:
        record = codec.decode(RawArticle, written.value)
        self.count += 1
        self.ids.add(record.article_id)


def wait(record: RawArticle) -> None:
    """Take as long over a record as its title says: `slow`, or `slow` and seconds."""
    slow, _, seconds = (record.title or "").partition(" ")
    if slow == "slow":
        print("deciding a slow one", flush=True)
        time.sleep(float(seconds or 8))  # 8: in which another worker starts and joins


def once(record: RawArticle, state: Seen, now: object) -> Decision:
    if record.title == "raise":
        raise RuntimeError("a rule broke")
    wait(record)
    if record.title == "refuse":
        return Reject("the title is refuse")
    text = f"{state.count} {len(state.ids)} {record.article_id in state.ids}"
    reason = Reason.AGAIN if record.article_id in state.ids else Reason.FIRST
    return Emit((Output(record.article_id, replace(record, text=text)),), reason)


def books(record: RawArticle, state: Seen, now: object) -> Decision:
    wait(record)
    number = int(record.article_id)
    if number % 3 == 0:
        return Hold(Reason.NOTHING)
    text = f"{state.count} {len(state.ids)}"
    one = Output(record.article_id, replace(record, text=text))
    return Emit((one,) * (2 - number % 2), Reason.FIRST)


def stage(name: str, prefix: str, partitions: int = 2) -> Stage:
    source = Topic(name=f"{prefix}.in", record=RawArticle, key="id", partitions=partitions)
    sink = Topic(name=f"{prefix}.out", record=RawArticle, key="id", partitions=partitions)
    decide = {"once": once, "books": books}[name]
    return Stage(
        name=f"{prefix}-{name}", source=source, sink=sink, decide=decide, reasons=Reason, state=Seen,
        transactional=name == "books",
    )  # fmt: skip


def falling(seconds: float) -> worker.Beside:
    """Return what goes on beside the loop, and fails."""

    async def fall(_: Callable[[], bool]) -> None:
        await asyncio.sleep(seconds)
        raise LookupError("nobody expected this")

    return fall


def resume_late(seconds: float) -> None:
    """Make Faust take so long to go back to what is committed, after every rebalance."""
    if not seconds:
        return
    seek = Consumer.perform_seek

    async def late(self: Consumer) -> None:
        print("resuming", flush=True)
        await asyncio.sleep(seconds)
        await seek(self)

    Consumer.perform_seek = late  # type: ignore[method-assign]


def main() -> int:
    name, prefix, *pairs = sys.argv[1:]
    given = dict(pair.split("=", 1) for pair in pairs)
    beside = falling(float(given.pop("falls"))) if "falls" in given else None
    resume_late(float(given.pop("resumes", 0)))
    values = {key: type(getattr(Settings, key))(value) for key, value in given.items()}
    return worker.run(stage(name, prefix), Settings(**values), 0, beside)


if __name__ == "__main__":
    sys.exit(main())
