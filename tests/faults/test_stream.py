"""A stream of real news through the whole pipeline on Apache Kafka, without and with kills."""

import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import orjson
import pytest
import zstandard

from streams import topics
from tests.faults.checker import check
from tests.faults.pipeline import STAGES, Pipeline, final, identities

SIZES = [pytest.param(1_500, id="part"), pytest.param(20_000, id="whole", marks=pytest.mark.slow)]
KILLS = 10


def spliced(shared: Path, folder: Path, count: int) -> Path:
    """Return a file of `count` entries of the stream with the watch's items spliced in, evenly."""
    with zstandard.open(shared / "data/stream/rss-2022-01_08.jsonl.zst", "rt", encoding="utf-8") as stream:
        entries = [next(stream).rstrip("\n") for _ in range(count)]
    items = (shared / "data/watch/dev.jsonl").read_text(encoding="utf-8").splitlines()
    keys = ("id", "url", "title", "text", "published", "language", "source")
    for place, line in enumerate(items):
        item = orjson.loads(line)
        bare = orjson.dumps({key: item[key] for key in keys}).decode()
        entries.insert(place * (count + len(items)) // len(items), bare)
    path = folder / "stream.jsonl"
    path.write_text("\n".join(entries) + "\n", encoding="utf-8")
    return path


def replayed(pipeline: Pipeline, path: Path, lines: list[str]) -> list[dict[str, Any]]:
    """Return every revision that `detente replay` raises for these lines, in order."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    out = pipeline.run("replay", path).splitlines()
    return [alert for line in out for alert in orjson.loads(line)["alerts"]]


@pytest.mark.parametrize("count", SIZES)
def test_without_faults_every_entry_is_counted_and_the_alerts_are_those_of_a_replay(
    pipeline: Pipeline, shared: Path, tmp_path: Path, count: int
) -> None:
    path = spliced(shared, tmp_path, count)
    lines = path.read_text(encoding="utf-8").splitlines()
    pipeline.start()
    began = time.monotonic()
    pipeline.run("ingest", "file", path)
    pipeline.finish(1200)
    took = time.monotonic() - began
    verdict = check(pipeline.settings)
    print(f"\n{len(lines)} entries in {took:.0f} s; {verdict}")
    assert verdict.kept, (verdict, verdict.lost[:5], verdict.twice[:5], verdict.other[:5])
    reasons = pipeline.reasons()
    print({stage: dict(found) for stage, found in reasons.items()})
    assert {stage: found.total() for stage, found in reasons.items()} == verdict.inputs
    assert reasons["clean"].total() == len(lines)

    alerts = pipeline.values(topics.ALERTS)
    assert len(final(alerts)) > 20
    by_id = {f"{path.name}:{number}": line for number, line in enumerate(lines, 1)}
    by_id |= {item["id"]: line for line in lines if (item := orjson.loads(line)).get("id")}
    in_order = [by_id[article["id"]] for article in pipeline.values(topics.CLEAN)]
    raised = replayed(pipeline, tmp_path / "ordered.jsonl", in_order)
    told = [
        Counter((a["id"], a["revision"], a["reason"], a["notify"]) for a in one) for one in (alerts, raised)
    ]
    assert told[0] == told[1]
    shuffled = identities(alerts)
    pipeline.run("ingest", "file", path)
    pipeline.finish(1200)
    assert len(pipeline.values(topics.ALERTS)) == len(alerts)
    assert identities(in_file_order(pipeline, path)) == shuffled


def in_file_order(pipeline: Pipeline, path: Path) -> list[dict[str, Any]]:
    """Return the alerts, whole, of the stages run over the file in one process."""
    from agents.ingest.files import Entry, entries
    from agents.pipeline import configured
    from streams.replay import Replay

    replay = Replay(configured(pipeline.settings))
    documents = []
    for entry in entries([path], topics.RAW.max_bytes):
        assert isinstance(entry, Entry)
        for trail in replay.feed(entry.key, entry.value, entry.headers, 1_700_000_000_000):
            if trail.stage == "alert":
                documents += [orjson.loads(one.value) for one in trail.step.written]
    return documents


@pytest.mark.parametrize("count", SIZES)
def test_ten_kills_spread_over_the_stages_lose_nothing_and_say_nothing_twice(
    pipeline: Pipeline, shared: Path, tmp_path: Path, count: int
) -> None:
    path = spliced(shared, tmp_path, count)
    chance = random.Random(count)
    pipeline.start(each=2)
    pipeline.run("ingest", "file", path)
    for number in range(KILLS):
        time.sleep(chance.uniform(1, 4))
        pipeline.kill_one(STAGES[number % len(STAGES)], chance)
    pipeline.finish(1200)
    verdict = check(pipeline.settings)
    print(f"\n{KILLS} kills; {verdict}")
    assert verdict.kept, (verdict, verdict.lost[:5], verdict.twice[:5], verdict.other[:5])
    assert len(final(pipeline.values(topics.ALERTS))) > 20
