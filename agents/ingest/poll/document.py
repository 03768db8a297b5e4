"""What a source gives at one poll: its document, and what that names as further parts of itself."""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from agents.ingest.outcome import Outcome
from agents.ingest.poll.fulltext import Web, passing
from agents.ingest.read.bounds import BODY
from agents.ingest.read.given import GivenEntry, Part, Reading, Unreadable
from agents.ingest.web.answer import Answer, Fault
from agents.spans import seconds_of
from streams.source_records import Source, SourceForm

PARTS = 10  # sitemaps of an index read at one poll; the first ones hold what is new
OLDER = 10  # older pages read to close a gap: of fifty entries each, a day of a busy agency
LARGEST = 4_000  # entries of one poll: all of them are remembered, and those that left before as well
# An index says of a sitemap when it changed by a clock of its own, or the day only, in whatever zone.
CLOCKS, DAYS = 600.0, 36 * 3600.0
_LISTS = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, */*;q=0.5"
)
_PAGES = "text/html, application/xhtml+xml, */*;q=0.5"
_NUMBER = re.compile(r"[0-9]{1,12}")


class Read(Protocol):
    """`agents.ingest.read.reading.reading`."""

    def __call__(
        self, form: SourceForm, body: bytes, address: str, *, content_type: str | None, links: str | None
    ) -> Reading:
        """Return what the bytes hold; raises Unreadable."""


@dataclass(slots=True)
class Document:
    """What one poll of a source gave."""

    entries: list[GivenEntry]
    reading: Reading  # of the source's own address
    left: int = 0  # entries that were not looked at
    whole: bool = True  # all of the source is in it: what is not there has left it
    settled: bool = True  # all that changed is in it: nothing is to be read again though it has not changed
    missed: bool = False  # some entries may have passed between two polls
    fault: Fault | None = None  # of a part, which may be had at the next poll
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Asking:
    """Whom to ask for one source, and how to read it."""

    source: Source
    web: Web
    read: Read

    async def get(self, address: str, etag: str | None = None, modified: str | None = None) -> Answer:
        """Return what the address gives; raises Fault. Pages are asked for as robots.txt allows."""
        page = self.source.form in ("page", "links")
        return await self.web.get(
            address, accept=_PAGES if page else _LISTS, limit=BODY, etag=etag, modified=modified, robots=page
        )

    async def reading(self, answer: Answer) -> Reading:
        """Return what an answer holds; raises Fault where it is no source."""
        try:
            return await asyncio.to_thread(
                self.read, self.source.form, answer.body or b"", answer.address,
                content_type=answer.headers.get("Content-Type"), links=self.source.links,
            )  # fmt: skip
        except Unreadable as fault:
            raise Fault(Outcome.FORMAT, str(fault)) from None

    async def further(self, address: str) -> Reading:
        """Return what another address of the source gives; raises Fault."""
        return await self.reading(await self.get(address))


async def document(asking: Asking, answer: Answer, since: float | None) -> Document:
    """Return the document in an answer; of an index, those of its sitemaps that changed after `since`.

    Raises Fault where it is no source.
    """
    reading = await asking.reading(answer)
    found = Document(list(reading.entries), reading, left=reading.left)
    if reading.form == "index":
        await _parts(asking, found, since)
    found.left += max(len(found.entries) - LARGEST, 0)
    del found.entries[LARGEST:]
    return found


async def close_gap(
    asking: Asking, found: Document, is_known: Callable[[Sequence[GivenEntry]], bool], *, patient: bool
) -> None:
    """Add the older pages of a document in which no entry is known, until one is; else something was missed.

    Raises a Fault that passes, so that the next poll tries it again; not with `patient` false.
    """
    following, seen = found.reading.following, set[str]()
    while following and following not in seen and len(seen) < OLDER:
        seen.add(following)
        try:
            reading = await asking.further(following)
        except Fault as fault:
            if patient and passing(fault):
                raise
            break
        found.entries += reading.entries[: max(LARGEST - len(found.entries), 0)]
        if is_known(reading.entries):
            return
        following = reading.following
    found.missed = True


def changed_parts(parts: Sequence[Part], since: float | None) -> list[Part]:
    """Return the sitemaps that changed after `since` (seconds since 1970), those changed last first.

    Where an index does not say, those with the highest numbers in their addresses come first, which are
    dates or counts.
    """
    told = [part for part in parts if part.modified]
    news = [part for part in told if since is None or _may_be_after(part.modified or "", since)]
    news.sort(key=lambda part: part.modified or "", reverse=True)
    untold = sorted((part for part in parts if not part.modified), key=_numbers, reverse=True)
    return news + untold


async def _parts(asking: Asking, found: Document, since: float | None) -> None:
    parts = changed_parts(found.reading.parts, since)
    found.whole = False
    # Of a sitemap that does not say when it changed nobody knows that it did not.
    found.settled = all(part.modified for part in found.reading.parts)
    for part in parts[:PARTS]:
        try:
            reading = await asking.further(part.url)
        except Fault as fault:
            found.notes.append(f"a sitemap of it: {fault}")
            if passing(fault):
                found.fault, found.settled = fault, False
            continue
        found.entries += reading.entries
        found.left += reading.left
    dated = [part for part in parts[PARTS:] if part.modified]
    if dated and since is not None:
        found.missed = True
        found.notes.append(f"{len(dated)} more of its sitemaps changed than are read at once")


def _may_be_after(modified: str, since: float) -> bool:
    """Return whether a time or day as given may lie after another; yes where it cannot be read."""
    if modified.endswith("Z"):
        at = seconds_of(modified)
        return at is None or at + CLOCKS >= since
    day = seconds_of(f"{modified[:10]}T00:00:00Z")
    return day is None or day + DAYS >= since


def _numbers(part: Part) -> list[int]:
    return [int(number) for number in _NUMBER.findall(part.url)]
