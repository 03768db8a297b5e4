"""`make bench`: what following 200 sources costs in steady state, in real time, against a local web.

Twice a minute is measured: with each source asked by its own rhythm, as people run it, and with all of them
asked every minute, the most that is ever done. Prints JSON; ends with status 1 where the first costs more
than a tenth of a core or more than 300 MiB.
"""

import asyncio
import json
import os
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from agents.ingest.sources.agent import define
from streams import admin
from streams.settings import Settings
from streams.source_records import Source
from tests.faults.web.log import Request, polls, read_log
from tests.faults.web.scale import Scale
from tests.faults.web.site import Site
from tests.faults.web.sources import source
from tests.faults.web.used import used
from tests.faults.web.world import NETWORK, World
from tests.kafka.broker import Broker, free_ports, missing
from tests.kafka.harness import Process, processes, until

WORLD = World(seed=7, count=200, days=7)
MINUTE = 60.0
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
    site = Site(WORLD, free_ports(1)[0], time.time())
    scale = Scale(site.epoch, time.monotonic(), 1.0)
    web = [str(WORLD.seed), str(WORLD.count), str(WORLD.days), str(site.port), str(scale), folder / "web.log"]
    server = Process([sys.executable, "-m", "tests.faults.web.server", *web], folder / "server.log")
    started.append(server)
    until(lambda: "serves" in server.text, 30, server.text)
    sources = [source(site, feed) for feed in WORLD.feeds]
    asyncio.run(define(settings, sources, time.time()))
    env = os.environ | {
        "DETENTE_KAFKA": settings.kafka, "DETENTE_FETCH_NETWORKS": f"{NETWORK}0/24",
        "DETENTE_METRICS_PORT": "0", "DETENTE_CONTACT": "bench",
    }  # fmt: skip
    command = [sys.executable, "-m", "agents.cli.main", "ingest", "sources"]
    poller = Process(command, folder / "poller.log", env)
    started.append(poller)
    begun = time.monotonic()
    until(lambda: settled(site, folder, poller), 300, "the first polls do not come to an end")
    first = figures_of(site, folder, poller, begun, 0.0)
    by_rhythm = minute(site, folder, poller)
    busiest = every_minute(settings, sources, site, folder, poller)
    return {"first_polls": first, "by_rhythm": by_rhythm, "every_minute": busiest}


def every_minute(
    settings: Settings, sources: list[Source], site: Site, folder: Path, poller: Process
) -> dict[str, float]:
    """Return the figures of a minute in which each source is asked once."""
    asyncio.run(define(settings, [replace(one, every=MINUTE) for one in sources], time.time()))
    time.sleep(2 * MINUTE)  # all have been asked since, and stand at a place of chance in their minute
    return minute(site, folder, poller)


def settled(site: Site, folder: Path, poller: Process) -> bool:
    """Return whether every source was asked and no page has been for a while."""
    assert poller.running, poller.text[-2000:]
    time.sleep(1)
    requests, _ = read_log(folder / "web.log")
    asked = {one.feed for one in requests if one.kind == "feed"}
    last = max((one.real for one in requests if one.kind == "page"), default=0.0)
    return len(asked) == site.world.count and time.monotonic() - last > QUIET


def minute(site: Site, folder: Path, poller: Process) -> dict[str, float]:
    """Return the figures of a minute from now on."""
    begun, (before, _) = time.monotonic(), used(poller.pid)
    time.sleep(MINUTE)
    return figures_of(site, folder, poller, begun, before)


def figures_of(site: Site, folder: Path, poller: Process, begun: float, before: float) -> dict[str, float]:
    """Return polls, requests, processor and memory since a time."""
    took, (cpu, memory) = time.monotonic() - begun, used(poller.pid)
    requests, _ = read_log(folder / "web.log")
    since: list[Request] = [one for one in requests if one.real >= begun]
    count = sum(map(len, polls(site, since).values()))
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
