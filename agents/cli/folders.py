"""Follows files and folders: sends what comes, and says what it did, until it is told to end."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from agents.ingest.agent import LIMIT, Sender
from agents.ingest.files import Entry
from agents.ingest.folder.progress import load, save
from agents.ingest.folder.watch import Folder, Part
from streams import admin, topics
from streams.process import signalled
from streams.settings import Settings

LOOK = 1.0  # seconds between two looks
SHARE = 0.05  # of the time that looking may take, however many files there are
SAVE = 5.0  # seconds between two writings of the progress
PAUSE = 5.0  # seconds until a send that was not confirmed is tried again


async def follow(paths: Sequence[Path], settings: Settings, *, wait: float, state: Path | None) -> None:
    """Follow the paths until SIGTERM or SIGINT; all that was sent is confirmed then.

    With `state` it goes on where the last run ended. Raises `streams.admin.BrokerFault` where no broker
    answers within `wait` seconds or the topic is missing, StateFault, UnknownKind; a message where it was
    told to end while the broker did not confirm.
    """
    stop = signalled()
    folder = Folder(paths, LIMIT, load(state) if state else {})
    if state is not None:
        save(state, folder.progress)  # what cannot be written is told now, not after an hour
    opening, stopped = asyncio.ensure_future(_opened(settings, wait)), asyncio.ensure_future(stop.wait())
    await asyncio.wait({opening, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not opening.done():
        opening.cancel()
        return
    sender = opening.result()
    try:
        await _Following(folder, sender, stop, state).run()
    finally:
        await sender.stop()


async def _opened(settings: Settings, wait: float) -> Sender:
    await admin.wait_for_broker(settings, wait, _say)
    await admin.require_topics(settings, topics.RAW)
    sender = Sender(settings)
    await sender.start()
    return sender


class _Following:
    """One run."""

    def __init__(self, folder: Folder, sender: Sender, stop: asyncio.Event, state: Path | None) -> None:
        self._folder, self._sender, self._stop, self._state = folder, sender, stop, state
        self._saved = time.monotonic()
        self._unsaved = False

    async def run(self) -> None:
        _say("following; what comes is sent")
        try:
            while not self._stop.is_set():
                await self._look()
                self._save(SAVE)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stop.wait(), max(LOOK, self._folder.cost / SHARE))
        finally:
            self._save(0)

    async def _look(self) -> None:
        sent: dict[str, int] = {}
        faulty = 0
        parts = self._folder.look(time.monotonic())
        while not self._stop.is_set() and (part := await asyncio.to_thread(next, parts, None)) is not None:
            for one in part.skipped:
                _say(f"{one.where}: {'not sent: ' if one.item else ''}{one.error}")
            await self._send(part)
            self._folder.confirmed(part)
            self._unsaved = self._unsaved or part.progress is not None
            if part.entries:
                sent[part.path] = sent.get(part.path, 0) + len(part.entries)
                faulty += sum(one.raw is None for one in part.entries)
        if sent:
            where = next(iter(sent)) if len(sent) == 1 else f"{len(sent)} files"
            dead = f", {faulty} of them no items: they become dead letters" if faulty else ""
            _say(f"{where}: {sum(sent.values())} records sent{dead}")

    async def _send(self, part: Part) -> None:
        entries: tuple[Entry, ...] = part.entries
        while entries:
            try:
                await self._sender.put(entries)
                return
            except admin.BrokerFault as fault:
                if self._stop.is_set():
                    raise admin.BrokerFault(
                        f"{fault}; the last {len(entries)} records of {part.path} may not have arrived. "
                        f"Started again, it sends them again"
                    ) from None
                _say(f"{fault}; next try in {PAUSE:g} s")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), PAUSE)

    def _save(self, every: float) -> None:
        now = time.monotonic()
        if self._state is not None and self._unsaved and now - self._saved >= every:
            save(self._state, self._folder.progress)
            self._saved, self._unsaved = now, False


def _say(line: str) -> None:
    click.echo(line, err=True)
