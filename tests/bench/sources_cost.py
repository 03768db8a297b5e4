"""`make bench`: what following 200 sources costs in steady state, in real time, against a local web.

Twice a minute is measured: with each source asked by its own rhythm, as people run it, and with all of them
asked every minute, the most that is ever done. Prints JSON; ends with status 1 where the first costs more
than a tenth of a core or more than 300 MiB.
"""

import asyncio
import json
import os
import random
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from agents.ingest.poll.clock import stamp
from agents.ingest.sources.agent import define, read_all, remove
from agents.ingest.sources.place import partition_of, state_key
from agents.spans import seconds_of
from streams import admin, codec, topics
from streams.settings import Settings
from tests.faults.web.log import polls, read_log
from tests.faults.web.scale import Scale
from tests.faults.web.site import Site
from tests.faults.web.sources import source
from tests.faults.web.used import used
from tests.faults.web.world import NETWORK, World
from tests.kafka.broker import Broker, free_ports, missing
from tests.kafka.harness import Message, Process, processes, send, until

WORLD = World(seed=7, count=200, days=7)
MINUTE = 60.0
NOON = 6 * 3600.0  # seconds after the world begins
QUIET = 15.0  # seconds without a page, after which the first polls are through
CORE, MEMORY = 0.1, 300  # of one core; MiB


def main() -> None:
    """Start a broker, the local web and a poller, measure, and stop them."""
    if reason := missing():
        raise SystemExit(reason)
    with tempfile.TemporaryDirectory() as name, processes() as started:
        folder = Path(name)
        broker = Broker(folder)
        broker.start()
        try:
            figures = measured(Settings(kafka=broker.address), folder, started)
        finally:
            for one in started:
                one.kill()
            broker.stop()
    print(json.dumps(figures, indent=2))
    sys.exit(figures["by_rhythm"]["core"] > CORE or figures["by_rhythm"]["mib"] > MEMORY)


def measured(settings: Settings, folder: Path, started: list[Process]) -> dict[str, dict[str, float]]:
    """Return the figures of the two minutes, and of the first polls before them."""
    asyncio.run(admin.create_topics(settings))
    # At noon of the world, when its papers are awake; its clock is the real one.
    site = Site(WORLD, free_ports(1)[0], time.time() - NOON)
    scale = Scale(site.epoch, time.monotonic() - NOON, 1.0)
    web = [str(WORLD.seed), str(WORLD.count), str(WORLD.days), str(site.port), str(scale), folder / "web.log"]
    server = Process([sys.executable, "-m", "tests.faults.web.server", *web], folder / "server.log")
    started.append(server)
    until(lambda: "serves" in server.text, 30, server)
    bench = Bench(settings, site, folder, started)
    first = bench.first(every=None)
    bench.spread()
    return {
        "first_polls": first, "by_rhythm": bench.minute(),
        "first_polls_again": bench.first(every=MINUTE), "every_minute": bench.minute(),
    }  # fmt: skip


class Bench:
    """A poller, the web that it asks, and the log of that."""

    def __init__(self, settings: Settings, site: Site, folder: Path, started: list[Process]) -> None:
        self._settings, self._site, self._folder, self._started = settings, site, folder, started
        self._log = folder / "web.log"
        self._poller = self._start()

    def _start(self) -> Process:
        """Start a poller as people do."""
        env = os.environ | {
            "DETENTE_KAFKA": self._settings.kafka, "DETENTE_FETCH_NETWORKS": f"{NETWORK}0/24",
            "DETENTE_METRICS_PORT": "0", "DETENTE_CONTACT": "bench",
        }  # fmt: skip
        command = [sys.executable, "-m", "agents.cli.main", "ingest", "sources"]
        poller = Process(command, self._folder / f"poller-{len(self._started)}.log", env)
        self._started.append(poller)
        until(lambda: "follows" in poller.text, 30, poller)
        return poller

    def spread(self) -> None:
        """Start the poller again with each source at a place of chance in its interval, as after hours."""
        self._poller.stop()
        states = asyncio.run(read_all(self._settings)).states.values()
        chance, now = random.Random(0), time.time()
        messages = []
        for state in states:
            span = (seconds_of(state.due) or now) - (seconds_of(state.polled) or now)
            later = codec.encode(replace(state, known=(), due=stamp(now + chance.random() * span)))
            partition = partition_of(state.url, topics.SOURCES.partitions)
            messages.append(Message(later, state_key(state.url), partition, {"kind": b"state"}))
        asyncio.run(send(self._settings, topics.SOURCES.name, messages))
        self._poller = self._start()
        time.sleep(5)  # to read what it follows

    def first(self, every: float | None) -> dict[str, float]:
        """Define every source as if never before, and return the figures of their first polls."""
        sources = [replace(source(self._site, feed), every=every) for feed in WORLD.feeds]
        asyncio.run(remove(self._settings, [one.url for one in sources]))
        begun, before = time.monotonic(), self._cpu()
        asyncio.run(define(self._settings, sources, time.time()))
        until(lambda: self._settled(begun), 300, "the first polls do not come to an end")
        return self._figures(begun, before)

    def minute(self) -> dict[str, float]:
        """Return the figures of a minute from now on."""
        begun, before = time.monotonic(), self._cpu()
        time.sleep(MINUTE)
        return self._figures(begun, before)

    def _cpu(self) -> float:
        return used(self._poller.pid)[0]

    def _settled(self, begun: float) -> bool:
        """Return whether every source was asked and no page has been for a while."""
        assert self._poller.running, self._poller.text[-2000:]
        time.sleep(1)
        since = [one for one in read_log(self._log)[0] if one.real >= begun]
        asked = {one.feed for one in since if one.kind == "feed"}
        last = max((one.real for one in since if one.kind == "page"), default=0.0)
        return len(asked) == self._site.world.count and time.monotonic() - last > QUIET

    def _figures(self, begun: float, before: float) -> dict[str, float]:
        """Return polls, requests, processor and memory since a time."""
        took, (cpu, memory) = time.monotonic() - begun, used(self._poller.pid)
        since = [one for one in read_log(self._log)[0] if one.real >= begun]
        count = sum(map(len, polls(self._site, since).values()))
        return {
            "seconds": round(took, 1),
            "polls": count,
            "requests": len(since),
            "not_changed": sum(one.status == 304 for one in since),
            "core": round((cpu - before) / took, 4),
            "ms_a_poll": round((cpu - before) / max(count, 1) * 1000, 1),
            "mib": round(memory / (1 << 20)),
        }


if __name__ == "__main__":
    main()
