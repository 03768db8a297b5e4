"""From `news.raw` to `news.alerts`: articles at a steady rate on Apache Kafka, and how old alerts are.

    python -m tests.bench.latency --rate 50 --seconds 60

Every stage is a process of its own, as in service. One article in `--wanted` is a report that leads to a
revision of an alert. A time is that of the alert: its Kafka timestamp is the article's time of ingest, its
header `sent` the moment at which the alert stage sent it; `seen` is when a consumer that reads only what is
committed had it. `first` is the age of the alert of the very first article after every stage said that it was
ready.
"""

import argparse
import asyncio
import json
import os
import random
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from agents.ingest.agent import Sender
from agents.ingest.files import Entry, entries
from streams import admin, clients, topics
from streams.reading import records
from streams.settings import Settings
from tests.bench.push_load import texts
from tests.kafka.broker import Broker, missing
from tests.kafka.harness import ROOT, Process, until

STAGES = ("clean", "dedup", "tag", "alert")
WARM = 100  # articles at the beginning that do not count: connections are made
FIRST = 30.0  # seconds to wait for the first alert
QUIET = 5.0  # seconds without an alert after which they are through
LAST = 20.0  # seconds to wait for the last alerts
MATTERS = ("grain", "prisoners", "Libya", "Iran", "Syria", "Moldova", "Karabakh", "gas", "Belarus", "Mali")


def main() -> None:
    """Start a broker and the four stages, send, print the figures as JSON and stop all."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--rate", type=float, default=50.0, help="articles a second")
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--wanted", type=int, default=10, help="one article in so many is a report")
    given = options.parse_args()
    if reason := missing():
        raise SystemExit(reason)
    with tempfile.TemporaryDirectory() as folder:
        broker = Broker(Path(folder))
        broker.start()
        try:
            settings = Settings(kafka=broker.address)
            figures = measured(settings, Path(folder), given.rate, given.seconds, given.wanted)
        finally:
            broker.stop()
    print(json.dumps(figures, indent=2))


def measured(settings: Settings, folder: Path, rate: float, seconds: float, wanted: int) -> dict[str, object]:
    """Return the figures of one run."""
    asyncio.run(admin.create_topics(settings))
    env = os.environ | {"DETENTE_KAFKA": settings.kafka, "DETENTE_METRICS_PORT": "0", "PYTHONPATH": str(ROOT)}
    run = [sys.executable, "-m", "agents.cli.main", "worker", "--stage"]
    started = [Process([*run, stage], folder / f"{stage}.log", env) for stage in STAGES]
    try:
        for one in started:
            until(lambda one=one: one.get("/readyz")[0] == 200, 90, one)
        busy = os.getloadavg()[0]
        news = articles(folder, WARM + int(rate * seconds), wanted)
        first, sent, seen = asyncio.run(played(settings, news, rate))
        load = os.getloadavg()[0]
    finally:
        for one in started:
            one.stop()
    return {
        "articles": len(news) - WARM, "rate": rate, "revisions": len(seen),
        "first_ms": round(first), "sent_ms": shares(sent), "seen_ms": shares(seen),
        "cores": os.cpu_count(), "load_before": round(busy, 2), "load_after": round(load, 2),
    }  # fmt: skip


def articles(folder: Path, count: int, wanted: int) -> list[Entry]:
    """Return news of usual length; one in `wanted` reports a call of a day of its own."""
    chance, bodies, rows = random.Random(2), texts(), []
    for number in range(count):
        body = chance.choice(bodies)
        row = {"id": f"n{number}", "url": f"https://n{number % 97}.example/{number}", "language": "en"}
        if number % wanted:
            row |= {"title": f"Council votes on budget line {number}", "text": f"Line {number}. {body}"}
        else:
            day = date(2020, 1, 6) + timedelta(days=7 * (number // wanted // 3))  # three reports a call
            matter = chance.choice(MATTERS)
            told = f"Emmanuel Macron telephoned Vladimir Putin on {day:%d %B %Y} about {matter} ({number})."
            row |= {"title": f"Macron and Putin speak by phone about {matter}", "text": f"{told}\n\n{body}"}
            row |= {"published": day.isoformat()}
        rows.append(row)
    path = folder / "news.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return [one for one in entries([path], 1 << 20) if isinstance(one, Entry)]


async def played(
    settings: Settings, news: list[Entry], rate: float
) -> tuple[float, list[float], list[float]]:
    """Send the news at `rate` a second; return in ms how old the first alert was when it was seen, and how
    old the others were when sent, and when seen.
    """
    ages = Ages()
    listening = asyncio.ensure_future(ages.listen(settings))
    sender = Sender(settings)
    await sender.start()
    try:
        await send(sender, news[:1], rate)  # a report that raises an alert
        await asyncio.wait_for(ages.any.wait(), FIRST)
        first = ages.seen[0]
        await send(sender, news[1:WARM], rate)
        while True:
            await asyncio.sleep(0.5)
            if ages.seen and time.monotonic() - ages.last >= QUIET:
                break
        ages.clear()
        await send(sender, news[WARM:], rate)
        await asyncio.sleep(LAST)
    finally:
        listening.cancel()
        await sender.stop()
    return first, ages.sent, ages.seen


async def send(sender: Sender, news: list[Entry], rate: float) -> None:
    """Send articles at `rate` a second, whatever is confirmed; return once all are."""
    began, due = time.monotonic(), []
    for number, one in enumerate(news):
        await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
        due.append(asyncio.ensure_future(sender.put([one])))
    await asyncio.gather(*due)


class Ages:
    """How old alerts are in ms: when they were sent, and when a consumer had them."""

    def __init__(self) -> None:
        self.sent: list[float] = []
        self.seen: list[float] = []
        self.last = time.monotonic()
        self.any = asyncio.Event()

    def clear(self) -> None:
        """Forget what was noted."""
        self.sent.clear()
        self.seen.clear()

    async def listen(self, settings: Settings) -> None:
        """Note each alert, for as long as it takes."""
        async for record in records(settings, topics.ALERTS, follow=True):
            if record is not None:
                self.last = time.monotonic()
                self.seen.append(time.time() * 1000 - record.timestamp)
                self.sent.append(int(clients.headers_of(record.headers)["sent"]) - record.timestamp)
                self.any.set()


def shares(ages: list[float]) -> dict[str, float]:
    """Return the median, the 99th percentile and the most."""
    if len(ages) < 2:
        return {}
    cuts = statistics.quantiles(ages, n=100, method="inclusive")
    return {"p50": round(cuts[49]), "p99": round(cuts[98]), "most": round(max(ages))}


if __name__ == "__main__":
    main()
