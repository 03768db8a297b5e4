"""Follows one feed: looks, sends what is new, waits, and says what it cannot have."""

import asyncio
import signal
from contextlib import suppress

import click

from agents.ingest.agent import LIMIT, Tally, send
from agents.ingest.feed import Feed, FeedFault
from streams.admin import BrokerFault
from streams.settings import Settings

LONGEST = 86_400.0  # seconds that a site may ask to be left alone


async def follow(url: str, settings: Settings, *, every: float, once: bool) -> None:
    """Look at a feed every so many seconds until SIGTERM or SIGINT, or once.

    What could not be had or sent is said and tried again; with `once` it ends with status 1.
    """
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        feed = Feed(url, settings.contact)
    except FeedFault as fault:
        raise click.UsageError(str(fault)) from None
    while not stop.is_set():
        pause = every
        try:
            tally = await _look(feed, settings, once)
            if once or tally.sent or tally.skipped:
                skipped = f", {tally.skipped} not sent" if tally.skipped else ""
                _say(f"{url}: {tally.sent} sent{skipped}")
        except (FeedFault, BrokerFault) as fault:
            if once:
                raise click.ClickException(str(fault)) from None
            asked = fault.after if isinstance(fault, FeedFault) else None
            pause = max(every, min(asked or 0.0, LONGEST))
            _say(f"{fault}; next look in {pause:g} s")
        if once:
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)


async def _look(feed: Feed, settings: Settings, once: bool) -> Tally:
    found = await feed.poll(LIMIT)
    tally = await send(found, settings, wait=60.0 if once else 0.0, say=_say) if found else Tally()
    feed.confirmed()
    return tally


def _say(line: str) -> None:
    click.echo(line, err=True)
