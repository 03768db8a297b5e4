"""The rounds of a poller: a task for each source, which waits for its time and polls, again and again."""

import asyncio
import logging
import random
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit

from agents.ingest.poll.clock import Clock, stamp
from agents.ingest.poll.roster import Followed
from agents.spans import seconds_of

log = logging.getLogger(__name__)

AT_ONCE = 64  # polls at the same time: each may hold a document of some MiB
AFTER_FAULT = 3600.0  # seconds until a source is tried again that our own code stumbled over
SPREAD = 60.0  # seconds over which new sources are polled for the first time


class Rounds:
    """Keeps polling what it is told to follow. `once` polls a source and sets its next state."""

    def __init__(self, once: Callable[[Followed], Awaitable[None]], clock: Clock, of_host: int) -> None:
        self._once, self._clock = once, clock
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._due: dict[str, float] = {}  # of the sources that wait for their time
        self._busy: set[asyncio.Task[None]] = set()
        self._ending = False
        self._places = asyncio.Semaphore(AT_ONCE)
        # A host's sources wait for one another before they take one of the places, so that a slow host
        # with many sources does not take them all.
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(partial(asyncio.Semaphore, of_host))

    def follow(self, one: Followed) -> None:
        """Poll a source from now on, if it is to be polled."""
        if one.polled:
            task = asyncio.ensure_future(self._rounds(one))
            self._tasks[one.url] = task
            task.add_done_callback(partial(self._on_end, one.url))

    async def leave(self, urls: Sequence[str]) -> None:
        """Poll these sources no more; a poll on its way is broken off."""
        tasks = [self._tasks.pop(url) for url in urls if url in self._tasks]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def end(self, grace: float) -> None:
        """Poll nothing more; polls on their way have `grace` seconds to come to their end."""
        self._ending = True
        for task in set(self._tasks.values()) - self._busy:
            task.cancel()
        if self._busy:
            await asyncio.wait(list(self._busy), timeout=grace)
        await self.leave(list(self._tasks))

    def behind(self) -> float:
        """Return how many seconds the source that waits longest is behind its time."""
        now = self._clock.now()
        return max(now - min(self._due.values(), default=now), 0.0)

    async def _rounds(self, one: Followed) -> None:
        task = asyncio.current_task()
        assert task is not None
        one.state = one.start()
        host = self._hosts[urlsplit(one.url).hostname or ""]
        while one.polled and not self._ending:
            due = seconds_of(one.state.due)
            if due is None:
                due = self._clock.now() + random.random() * SPREAD  # noqa: S311 - to spread load
            self._due[one.url] = due
            await self._clock.sleep(max(due - self._clock.now(), 0))
            async with host, self._places:
                self._due.pop(one.url, None)
                self._busy.add(task)
                try:
                    await self._once(one)
                except Exception:  # one source must not end the others, and is not given up
                    log.exception("sources: %s: a fault of ours; tried again in %g s", one.url, AFTER_FAULT)
                    one.state = replace(one.state, due=stamp(self._clock.now() + AFTER_FAULT))
                finally:
                    self._busy.discard(task)

    def _on_end(self, url: str, task: "asyncio.Task[None]") -> None:
        if self._tasks.get(url, task) is task:
            self._due.pop(url, None)
