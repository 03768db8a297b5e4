"""Runs one stage on Kafka through Faust: `detente worker --stage S`.

Each stage is a Faust app, a consumer group and a process of its own, so that restarting one revokes
nothing elsewhere. Faust gives the group, the assignment and the commits; producing, reading the state
back and the promise are in `loop`, `state` and `delivery`.
"""

import asyncio
import logging
import sys
from collections.abc import Callable, Coroutine, Iterable
from functools import partial
from typing import Any

from streams import admin, process
from streams.exits import AGAIN, ENDED, die
from streams.faust_app import App, faust_app
from streams.flow import keep_flowing
from streams.health import Health
from streams.loop import Loop
from streams.process import signalled
from streams.records import Record
from streams.rehearsal import rehearse
from streams.settings import Settings
from streams.stage import Stage
from streams.topics import DLQ, topic_name

log = logging.getLogger(__name__)

LOOK_AGAIN = 2.0  # seconds between two looks for topics that are missing at start
LOOK_LATER = 15.0  # and while at work
GOODBYE = 15.0  # seconds for an orderly end; a supervisor kills after 20


# What goes on beside the stage for as long as it works; it is told whether partition 0 is this process's.
Beside = Callable[[Callable[[], bool]], Coroutine[Any, Any, None]]


def run(
    stage: Stage, settings: Settings, place: int, beside: Beside | None = None,
    rehearsal: Iterable[Record] = (),
) -> int:  # fmt: skip
    """Work until SIGTERM or SIGINT; return the process's exit status.

    `place` is the stage's place in the pipeline: metrics and health are served on the base port plus
    that. The stage's rules must be loaded (`Stage.configured`). `rehearsal` is decided before it is ready.
    """
    log_to_stderr(settings.log_level)

    async def work() -> int:  # aiokafka's clients are made inside the event loop that they run in
        return await Worker(stage, settings, place, beside, rehearsal).work()

    return asyncio.run(work())


def log_to_stderr(level: str) -> None:
    """Log one line an event; Faust and aiokafka build their debug records even unread, so not at debug."""
    logging.basicConfig(
        stream=sys.stderr,
        level=level.upper(),
        format="%(asctime)s %(levelname)-7s %(message)s",
        datefmt="%Y-%m-%dT%H:%M:%S",
        force=True,
    )
    for noisy in ("faust", "mode", "aiokafka", "asyncio"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLogger().level))
    # Rejoining after a restart of the broker is said at this level, a line for every try.
    logging.getLogger("aiokafka.consumer.group_coordinator").setLevel(logging.CRITICAL)


class Worker:
    """One process: waits for the broker and the topics, then works; says on /readyz what it waits for."""

    def __init__(
        self, stage: Stage, settings: Settings, place: int, beside: Beside | None = None,
        rehearsal: Iterable[Record] = (),
    ) -> None:  # fmt: skip
        self._beside, self._rehearsal = beside, rehearsal
        self.stage, self.settings, self.place = stage, settings, place
        self._loop = Loop(stage, settings)
        self._health = Health(stage.name, self.why_not)
        self._waits_for: str | None = "starting"
        self._joined = False

    def why_not(self) -> str | None:
        """Return why this worker is not ready; one without a partition stands by, and is."""
        if self._waits_for is not None:
            return self._waits_for
        if not self._joined:
            return "joining the group"
        return None if self._loop.partitions.loaded else "reading the state back"

    async def work(self) -> int:
        """Do it all; returns the exit status."""
        stop = signalled()
        return await process.run(self._health, self.place, self.settings, partial(self._work, stop))

    async def _work(self, stop: asyncio.Event) -> int:
        return await self._serve(stop) if await _unless(stop, self._prepare()) else 0

    async def _serve(self, stop: asyncio.Event) -> int:
        await self._loop.start()
        app, source = self._app(), topic_name(self.stage.source, self.settings.generation)
        stopped = asyncio.ensure_future(stop.wait())
        flowing = asyncio.ensure_future(keep_flowing(self._loop, partial(app.seek, source)))
        tasks = [flowing, asyncio.ensure_future(_through(app))] + [
            asyncio.ensure_future(one)
            for one in (
                self._loop.awake.watch(),
                self._look_for_topics(),
                *([self._beside(partial(self._loop.partitions.owns, 0))] if self._beside else []),
            )
        ]
        try:
            await asyncio.wait([stopped, *tasks], return_when=asyncio.FIRST_COMPLETED)
            if not stop.is_set():
                # Without one of them this process would look well and not be. To return would not end it: the
                # thread of Faust's consumer goes on, and keeps the partitions.
                why = [repr(task.exception() or app.crash_reason) for task in tasks if task.done()]
                die(AGAIN, "%s: ended: %s", self.stage.name, ", ".join(why))
            log.info("%s: stopping", self.stage.name)
            flowing.cancel()  # what Faust drops from now on is another worker's
            await self._leave(app)
            return ENDED
        finally:
            for task in [stopped, *tasks]:
                task.cancel()

    async def _leave(self, app: App) -> None:
        """Let the batch in hand be finished and acknowledged, and leave the group."""

        async def leave() -> None:
            await app.stop()
            await self._loop.stop()

        leaving = asyncio.ensure_future(leave())
        if not (await asyncio.wait([leaving], timeout=GOODBYE))[0]:
            # Nothing is lost by it: what is not confirmed is not acknowledged.
            die(ENDED, "%s: ended without leaving the group: not done in %g s", self.stage.name, GOODBYE)
        if (fault := leaving.exception()) is not None:
            die(AGAIN, "%s: ended without leaving the group: %r", self.stage.name, fault)

    async def _prepare(self) -> None:
        """Rehearse while the broker and the topics are waited for; records come only after both."""
        rehearsed = asyncio.ensure_future(asyncio.to_thread(rehearse, self.stage, self._rehearsal))
        await self._wait_for_topics()
        self._waits_for = "rehearsing"
        await rehearsed
        self._waits_for = None

    async def _wait_for_topics(self) -> None:
        self._waits_for = f"no broker answers at {self.settings.kafka}"
        await admin.wait_for_broker(self.settings)
        said = None
        while True:
            self._waits_for = await self._missing()
            if self._waits_for is None:
                return
            if self._waits_for != said:
                log.warning("%s: not ready: %s", self.stage.name, self._waits_for)
                said = self._waits_for
            await asyncio.sleep(LOOK_AGAIN)

    async def _look_for_topics(self) -> None:
        """A topic deleted under a worker makes Faust idle in silence."""
        while True:
            await asyncio.sleep(LOOK_LATER)
            self._waits_for = await self._missing()
            if self._waits_for:
                log.error("%s: not ready: %s", self.stage.name, self._waits_for)

    async def _missing(self) -> str | None:
        try:
            missing = await admin.missing_topics(self.settings, self.stage.source, self.stage.sink, DLQ)
        except admin.BrokerFault as fault:
            return str(fault)
        return admin.say_missing(missing) if missing else None

    def _app(self) -> App:
        app = faust_app(self.stage, self.settings, self._loop.run)
        self._loop.lost = app.lost
        app.on_partitions_revoked.connect(self._on_revoked)
        app.on_partitions_assigned.connect(self._on_assigned)
        return app

    async def _on_revoked(self, *_args: Any, **_kw: Any) -> None:
        await self._loop.partitions.revoked()

    async def _on_assigned(self, *args: Any, **_kw: Any) -> None:
        _app, assigned = args
        source = topic_name(self.stage.source, self.settings.generation)
        self._loop.partitions.assigned(tp.partition for tp in assigned if tp.topic == source)
        self._joined = True


async def _through(app: App) -> None:
    """Start the app, which is done only when it has been given its first partitions, and see it end."""
    await app.start()
    await app.wait_until_stopped()


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> bool:
    """Do `work` unless `stop` comes first; return whether it was done."""
    task, stopped = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    await asyncio.wait([task, stopped], return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if task.done():
        task.result()
        return True
    task.cancel()
    return False
