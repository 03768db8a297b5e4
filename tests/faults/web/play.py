"""A world played to two pollers, one of which is killed: the processes, from the first to the last."""

import asyncio
import itertools
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agents.ingest.sources.agent import define, read_all
from streams import topics
from streams.source_records import PollState
from tests.faults.pipeline import Pipeline
from tests.faults.web.log import Request, read_log
from tests.faults.web.scale import Scale
from tests.faults.web.site import Site
from tests.faults.web.sources import source
from tests.faults.web.used import used
from tests.faults.web.world import NETWORK, World
from tests.kafka import harness
from tests.kafka.broker import free_ports
from tests.kafka.harness import Process

STAGES = ("clean", "dedup")
AT_ONCE, DELAY = 2, 120.0  # the limits of a host, by the compressed clock
HANDOVER = 3.0  # real seconds until the other poller has taken over, after a session without a heartbeat
BROKEN_OFF = 5.0  # real seconds that a poll may take, with its pages
LEAVES = "Revoking previously assigned partitions frozenset({Topic"  # aiokafka's words, where there are any
READY = 12.0  # seconds for every process to be up: the world stands still until then


@dataclass(frozen=True)
class Played:
    """What a run left behind."""

    site: Site
    requests: list[Request]
    forbidden: list[str]  # addresses that were connected to though nobody may
    attempts: list[str]  # addresses that a poller tried to connect to though it may not
    unique: list[dict[str, Any]]
    states: dict[str, PollState]  # by URL
    raw: int  # records on news.raw
    breaks: dict[str, float]  # when a poller was killed or told to stop, by the machine's clock
    moves: dict[str, list[float]]  # when a poller had to leave its sources, as partitions moved
    dark: tuple[float, float] | None  # from when to when some had no poller, in the world's time
    logs: str  # what the pollers said
    cpu: float  # seconds that the pollers took
    memory: int  # bytes that a poller had at most
    took: float  # seconds from the beginning of the world to its end
    waited: float  # seconds from there until everything was decided

    def broken_off(self, one: Request) -> bool:
        """Return whether a request came just before its poller was ended, or had to leave its sources.

        What was on its way then is polled again by the next owner, and may not be there any more.
        """
        ends = [*self.moves.get(one.who, ()), self.breaks[one.who]]
        return any(end - BROKEN_OFF <= one.ended <= end + 1 for end in ends)


class Play:
    """Plays a world; `factor` seconds of it pass in one."""

    def __init__(self, pipeline: Pipeline, world: World, factor: float, folder: Path, started: list[Process]):
        self._pipeline, self._folder, self._started = pipeline, folder, started
        # Kafka takes no record from the future, and keeps none that is over a week old.
        epoch = float(int(time.time() - world.end + 1800))
        self.scale = Scale(epoch, time.monotonic() + READY, factor)
        self.site = Site(world, free_ports(1)[0], epoch)
        self._names = itertools.count(1)
        self._cpu: dict[str, float] = {}
        self._memory: dict[str, int] = {}
        self._pollers: dict[str, Process] = {}

    def run(self, kill_at: float | None) -> Played:
        """Play the world to its end; at `kill_at` (its own time) one of two pollers is killed."""
        settings, world = self._pipeline.settings, self.site.world
        self._serve()
        asyncio.run(define(settings, [source(self.site, feed) for feed in world.feeds], self.scale.epoch))
        self._pipeline.start(stages=STAGES)
        breaks: dict[str, float] = {}
        dark = None
        for _ in range(2 if kill_at else 1):
            self._poll()
        if kill_at:
            self._until(kill_at)
            victim = min(self._pollers)
            self._note()
            self._pollers[victim].kill()
            breaks[victim] = time.monotonic()
            dark = (kill_at, kill_at + (harness.SESSION + HANDOVER) * self.scale.factor)
            del self._pollers[victim]
        self._until(world.end)
        took = time.monotonic() - self.scale.begins
        self._note()
        for name, poller in self._pollers.items():
            breaks[name] = time.monotonic()
            status = poller.stop()
            assert status == 0, f"{name} ended with {status}: {poller.text[-2000:]}"
        done = time.monotonic()
        harness.until(self._decided, 300, self._pipeline.logs())
        requests, forbidden = read_log(self._folder / "web.log")
        states = asyncio.run(read_all(settings)).states
        tried = [path.read_text().splitlines() for path in self._folder.glob("attempts-*")]
        raw = asyncio.run(harness.read(settings, topics.RAW.name, topics.RAW.partitions))
        return Played(
            site=self.site, requests=requests, forbidden=forbidden, attempts=list(itertools.chain(*tried)),
            unique=self._pipeline.values(topics.UNIQUE), states=dict(states), raw=len(raw), breaks=breaks,
            moves=self._moves(), dark=dark, logs=self._logs(), cpu=sum(self._cpu.values()),
            memory=max(self._memory.values()), took=took, waited=time.monotonic() - done,
        )  # fmt: skip

    def _serve(self) -> None:
        world = self.site.world
        command = [sys.executable, "-m", "tests.faults.web.server", str(world.seed), str(world.count)]
        command += [str(world.days), str(self.site.port), str(self.scale), self._folder / "web.log"]
        server = Process(command, self._folder / "server.log")
        self._started.append(server)
        harness.until(lambda: "serves" in server.text or not server.running, 20)
        assert server.running, server.text

    def _poll(self) -> None:
        name = f"poller-{next(self._names)}"
        env = self._pipeline.env | {
            "DETENTE_FETCH_NETWORKS": f"{NETWORK}0/24", "DETENTE_CONTACT": name,
            "DETENTE_HOST_REQUESTS": str(AT_ONCE), "DETENTE_HOST_DELAY": str(DELAY),
        }  # fmt: skip
        command = [sys.executable, "-m", "tests.faults.web.poller", str(self.scale), str(self.site.port)]
        one = Process([*command, self._folder / f"attempts-{name}"], self._folder / f"{name}.log", env)
        self._pollers[name] = one
        self._started.append(one)

    def _until(self, t: float) -> None:
        """Wait until the world has come to a time; no process may end meanwhile."""
        while self.scale.passed() < t:
            for one in self._started:
                assert one.running or one.wait(0) == -9, one.text[-3000:]
            time.sleep(0.1)

    def _note(self) -> None:
        """Take note of what the pollers have used so far."""
        for name, poller in self._pollers.items():
            self._cpu[name], self._memory[name] = used(poller.pid)

    def _moves(self) -> dict[str, list[float]]:
        """Return when each poller's partitions were taken from it, all of them at once."""
        return {
            path.stem: [float(line.split()[0]) for line in path.read_text().splitlines() if LEAVES in line]
            for path in self._folder.glob("poller-*.log")
        }

    def _logs(self) -> str:
        return "".join(path.read_text() for path in sorted(self._folder.glob("poller-*.log")))

    def _decided(self) -> bool:
        left = self._pipeline.left()
        return not any(left[stage] for stage in STAGES)
