"""`python -m tests.bench.dedup_restart [RECORDS]`: how long dedup takes to begin with a million documents.

Starts Apache Kafka, writes `news.unique` as a window of reports of 3,000 characters would leave it (headers
of the stage's own making, sketches as in `dedup_load`, bodies that are not read), and reads the state back
as a worker does before its first record. The log's lines of progress go to the standard error.
"""

import asyncio
import itertools
import json
import logging
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from aiokafka.producer.message_accumulator import BatchBuilder

from agents.dedup.agent import STAGE, Seen
from agents.dedup.sketch import sketch
from streams import admin, clients, codec
from streams.article_records import Article
from streams.settings import Settings
from streams.stage import Desk, Incoming, Position, Written, step
from streams.state import load
from streams.topics import CLEAN, UNIQUE, topic_name
from tests.bench.dedup_load import articles, texts
from tests.kafka.broker import Broker, missing

WINDOW = timedelta(hours=72)
MS = int(WINDOW.total_seconds() * 1000)
BODIES = 500
RECORDS = 1_000_000


def written() -> list[Written]:
    """Return what the stage writes of some reports."""
    stage = STAGE.configured(Settings(dedup_window=WINDOW))
    desk = Desk.of(stage)
    made: list[Written] = []
    for number, (title, text) in enumerate(itertools.islice(texts(5, 3_000), BODIES)):
        name = f"{number:032x}"
        one = Article(
            article_id=name, version=name, id=name, title=title, text=text, language="en", outlet="o.example"
        )
        made += step(
            stage, desk, Incoming(Position(1, 0, number), name.encode(), codec.encode(one), {}, 0)
        ).written
    return made


def window(count: int, begins: int) -> Iterator[Written]:
    """Yield a window's records: bodies again and again, ids and sketches of their own."""
    bodies, made = itertools.cycle(written()), articles(9)
    for number in range(count):
        body, one = next(bodies), next(made)
        name = b"%032x" % number
        clock = begins + number * MS // count
        headers = dict(body.headers) | {
            "article": name,
            "version": name,
            "story": name[16:],
            "outlet": one.outlet.encode(),
            "sketch": sketch(one.shingles).to_bytes(),
            "src": b"1:0:0",  # one record of the source stands for all
            "clock": b"%d" % clock,
        }
        yield Written(name, body.value, headers, clock)


async def fill(settings: Settings, records: Iterator[Written]) -> None:
    """Put records on the stage's sink, in batches as large as a producer makes them; one on its source."""
    producer = clients.producer(settings)
    await producer.start()
    topic = topic_name(UNIQUE, settings.generation)
    await producer.send_and_wait(topic_name(CLEAN, settings.generation), b"{}", partition=0)

    async def send(batch: BatchBuilder) -> None:
        await (await producer.send_batch(batch, topic, partition=0))

    try:
        batch = producer.create_batch()
        for one in records:
            given = {
                "timestamp": one.timestamp, "key": one.key, "value": one.value,
                "headers": clients.headers_to(one.headers),
            }  # fmt: skip
            if batch.append(**given) is None:
                await send(batch)
                batch = producer.create_batch()
                assert batch.append(**given) is not None
        await send(batch)
    finally:
        await producer.stop()


def main() -> None:
    """Measure and print."""
    if reason := missing():
        raise SystemExit(reason)
    count = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    logging.getLogger("aiokafka").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        broker = Broker(Path(folder))
        broker.start()
        try:
            settings = Settings(kafka=broker.address, dedup_window=WINDOW)
            asyncio.run(admin.create_topics(settings))
            asyncio.run(fill(settings, window(count, int(time.time() * 1000) - MS)))
            began, used = time.monotonic(), time.process_time()
            part = asyncio.run(load(STAGE.configured(settings), settings, 0))
            took, used = time.monotonic() - began, time.process_time() - used
        finally:
            broker.stop()
    state = part.desk.state
    assert isinstance(state, Seen)
    figures = {
        "records": count, "documents": len(state.past), "seconds": round(took, 1),
        "processor_seconds": round(used, 1), "records_a_second": round(count / took),
        "bytes_a_document": round(sum(one.nbytes for one in (state.past, state.kept, state.stories)) / count),
    }  # fmt: skip
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
