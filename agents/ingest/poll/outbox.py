"""Entries on their way to `news.raw` in small groups, and what of them is confirmed."""

from collections.abc import Awaitable, Callable, Sequence

from agents.ingest.files import Entry
from streams.source_records import KnownEntry

COUNT = 50  # entries of a group
BYTES = 16 << 20
SECONDS = 3.0  # that the first of a group waits for others, while pages are fetched


class Unconfirmed(Exception):
    """What was put is not confirmed; it may have arrived all the same. The message says why."""


class Outbox:
    """Puts entries in groups; `done` is what to remember of each place of the document once confirmed."""

    def __init__(self, put: Callable[[Sequence[Entry]], Awaitable[None]], now: Callable[[], float]) -> None:
        self.done: dict[int, KnownEntry] = {}
        self.sent = 0
        self._put, self._now = put, now
        self._waiting: list[tuple[int, KnownEntry, Entry]] = []
        self._bytes, self._since = 0, 0.0

    async def add(self, place: int, known: KnownEntry, entry: Entry) -> None:
        """Put an entry with its group, which may be now; raises Unconfirmed."""
        if not self._waiting:
            self._since = self._now()
        self._waiting.append((place, known, entry))
        self._bytes += len(entry.value)
        if len(self._waiting) >= COUNT or self._bytes >= BYTES:
            await self.flush()

    async def flush_old(self) -> None:
        """Put what has waited long enough; raises Unconfirmed."""
        if self._waiting and self._now() - self._since >= SECONDS:
            await self.flush()

    async def flush(self) -> None:
        """Put what waits; raises Unconfirmed."""
        group, self._waiting, self._bytes = self._waiting, [], 0
        if group:
            await self._put([entry for _, _, entry in group])
            self.done.update((place, known) for place, known, _ in group)
            self.sent += len(group)
