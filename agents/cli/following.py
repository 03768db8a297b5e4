"""Follows one source without their topic: looks, sends what is new, waits, says what it cannot have."""

import asyncio
import random
from collections.abc import Sequence
from contextlib import suppress

import click

from agents.ingest.agent import LIMIT, send
from agents.ingest.files import Entry
from agents.ingest.outcome import READ, Outcome
from agents.ingest.poll.clock import Clock
from agents.ingest.poll.poll import Unconfirmed, poll
from agents.ingest.sources.fields import checked
from agents.ingest.web.client import Web, networks, user_agent
from agents.spans import seconds_of
from streams.admin import BrokerFault
from streams.process import signalled
from streams.settings import Settings
from streams.source_records import PollState, Source


async def follow(url: str, settings: Settings, *, every: float | None, once: bool) -> None:
    """Look at a feed by its own rhythm, or every so many seconds, until SIGTERM or SIGINT; or once.

    What could not be had or sent is said and tried again; with `once` it ends with status 1.
    """
    stop = signalled()
    try:
        source = Source(url=checked("url", url), every=every)
        allowed = networks(settings.fetch_networks)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from None
    clock, state = Clock(), PollState(url=url)
    web = Web(
        agent=user_agent(settings.contact), allowed=allowed, requests=settings.host_requests,
        delay=settings.host_delay,
    )  # fmt: skip

    async def put(entries: Sequence[Entry]) -> None:
        try:
            await send(entries, settings, wait=60.0 if once else 0.0, say=_say)
        except BrokerFault as fault:
            raise Unconfirmed(str(fault)) from None

    async with web:
        while not stop.is_set():
            before = state.sent
            state = await poll(
                source, state, web=web, put=put, clock=clock, chance=random.random, limit=LIMIT
            )
            well = Outcome(state.outcome) in READ
            if once and not well:
                raise click.ClickException(f"{url}: {state.outcome}: {state.detail}")
            if once or state.sent > before:
                _say(f"{url}: {state.sent - before} sent")
            if once:
                return
            if state.stopped is not None:
                raise click.ClickException(f"{url}: {state.detail}")
            pause = max((seconds_of(state.due) or 0.0) - clock.now(), 1.0)
            if not well:
                _say(f"{url}: {state.outcome}: {state.detail}; next look in {pause:.0f} s")
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)


def _say(line: str) -> None:
    click.echo(line, err=True)
