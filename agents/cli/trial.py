"""One run of the demo: a broker, the roles, the day, and what came of it."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import click

from agents.cli import service
from agents.cli.screen import Screen
from agents.demo import play
from agents.demo.expect import Day, compare, stands, told_of
from agents.ingest.agent import LIMIT, send
from agents.ingest.files import Entry, Skipped, entries
from agents.roles import ROLES
from streams import codec, topics
from streams.admin import create_topics
from streams.embedded import Embedded
from streams.process import signalled
from streams.reading import records
from streams.records import Alert
from streams.settings import Settings
from streams.supervisor import Supervisor, together

PACE = 0.1  # seconds between two articles: a day in ten seconds or so, and slow enough to be watched
STUCK = 60.0  # seconds without a step forward after which the day is given up
INTERRUPTED = 130  # 128 + SIGINT


class Trial:
    """A day of news, the alerts that must come of it (None: any), and how much the roles log."""

    def __init__(self, news: Path, must: Day | None, log_level: str) -> None:
        self._news = list(entries([news], LIMIT))
        self._must = must
        self._broker = Embedded()
        # Any free ports: another demo, or the service itself, may run on this machine.
        fresh = Settings(log_level=log_level, metrics_port=0, board_port=0)
        self._settings = self._broker.settings(fresh)
        self._alerts: dict[str, Alert] = {}  # the last revision of each
        self._read = 0  # revisions read
        self._began = time.monotonic()
        self._first: float | None = None  # seconds until the first alert

    async def run(self, *, ends: bool) -> int:
        """Do it all and return the exit status; with `ends` without waiting for Ctrl-C afterwards."""
        stop = signalled()
        self._settings = service.placed(self._settings)
        self._roles = [role for role in ROLES if not role.brings]
        self._screen = Screen([role.name for role in self._roles])
        try:
            await self._broker.start()
            await create_topics(self._settings)
            return await self._work(stop, ends=ends)
        finally:
            self._broker.stop()

    async def _work(self, stop: asyncio.Event, *, ends: bool) -> int:
        screen = self._screen
        screen.note(
            f"a broker in memory on {self._broker.address}; starting {', '.join(r.name for r in self._roles)}"
        )
        supervisor = Supervisor(
            # What notify writes are the alerts, which are shown here already, each with its day.
            [replace(one, heard=one.name != "notify") for one in service.programs(self._roles)],
            service.surroundings(self._settings),
            together,
            screen.role,
            self._note,
        )
        day = asyncio.ensure_future(self._day())
        tasks = {
            day,
            roles := asyncio.ensure_future(supervisor.run()),
            stopped := asyncio.ensure_future(stop.wait()),
            broke := asyncio.ensure_future(self._broker.ended()),
        }
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            status = day.result() if day.done() else None
            if status is not None and not ends and not (roles.done() or stopped.done() or broke.done()):
                screen.note("the service goes on; Ctrl-C ends it")
                await asyncio.wait({roles, stopped, broke}, return_when=asyncio.FIRST_COMPLETED)
            if broke.done():
                supervisor.kill()
                self._note(f"the broker ended: {self._broker.said()}")
                return 1
            if roles.done():
                roles.result()
                return 1
            if status is None:
                return INTERRUPTED
            return status if ends else 0
        finally:
            day.cancel()
            screen.note("stopping")
            supervisor.stop()
            await asyncio.gather(*tasks - {stopped, broke}, return_exceptions=True)
            for task in (stopped, broke):
                task.cancel()

    async def _day(self) -> int:
        """Play the day once all is ready, show what comes, and return the status that it deserves."""
        await service.until_ready(self._roles, self._settings)
        self._screen.note(f"ready after {self._age():.1f} s")
        for role in self._roles:
            if role.page is not None:
                self._screen.note(f"{role.name}: {role.page(self._settings)}", "bold")
        self._screen.note(f"{len(self._news)} articles follow\n")
        following = asyncio.ensure_future(self._follow())
        playing = asyncio.ensure_future(self._play())
        try:
            await asyncio.wait({playing, following}, return_when=asyncio.FIRST_COMPLETED)
            if following.done():
                following.result()  # it ends by a fault alone
            return self._judge(await playing)
        finally:
            for task in (playing, following):
                task.cancel()
            await asyncio.gather(playing, following, return_exceptions=True)

    async def _play(self) -> int:
        """Send the day and return, once all of it has come out at the end, how many articles were sent."""
        with self._screen.progress(len(self._news)) as advance:
            news = _told(self._news, advance)
            tally = await send(news, self._settings, wait=10, say=self._note, pace=PACE)
            await self._until_through(tally.sent)
        return tally.sent

    async def _follow(self) -> None:
        """Show each alert that is worth a message, and keep the last revision of all."""
        async with aclosing(records(self._settings, topics.ALERTS, follow=True)) as found:
            async for record in found:
                if record is None:
                    continue
                alert = codec.decode(Alert, record.value)
                self._alerts[alert.id] = alert
                self._read += 1
                if alert.notify:
                    self._first = self._first or self._age()
                    self._screen.alert(alert)

    async def _until_through(self, sent: int) -> None:
        """Return once all that was sent has come out at the end; raise where nothing moves any more."""
        before, moved = "", time.monotonic()
        while True:
            done = await service.counts(self._roles, self._settings)
            if play.through(sent, list(done.values()), self._read):
                return
            if (stand := play.stand(sent, done)) != before:
                before, moved = stand, time.monotonic()
            elif time.monotonic() - moved > STUCK:
                raise click.ClickException(f"nothing has moved for {STUCK:g} s: {stand}")
            await asyncio.sleep(service.LOOK_AGAIN)

    def _judge(self, sent: int) -> int:
        told = told_of(self._alerts.values())
        first = f"the first after {self._first:.1f} s" if self._first is not None else "none to tell"
        self._screen.note(f"the day is through: {sent} articles, {len(told)} alerts, {first}", "bold")
        for alert in self._alerts.values():
            if stands(alert):
                self._screen.summary(alert)
        if self._must is None:
            return 0
        verdict = compare(self._must, told)
        for what, lines in (
            ("missing", verdict.missing),
            ("too much", verdict.surplus),
            ("wrong", verdict.wrong),
        ):
            for line in lines:
                self._screen.note(f"{what}: {line}", "red")
        for line in verdict.misplaced:
            self._screen.note(f"reports: {line}", "yellow")
        count = len(self._must.alerts)
        self._screen.note(
            f"{verdict.came} of {count} expected alerts came", "green" if verdict.right else "red"
        )
        return 0 if verdict.right else 1

    def _note(self, text: str) -> None:
        self._screen.note(text, "yellow")

    def _age(self) -> float:
        return time.monotonic() - self._began


def _told(news: Sequence[Entry | Skipped], advance: Callable[[int, str], None]) -> Iterator[Entry | Skipped]:
    """Yield the articles and tell how many were taken."""
    for place, one in enumerate(news, 1):
        advance(place, "articles")
        yield one
