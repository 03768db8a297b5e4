"""One look at one source: what it gives is read, what is new in it is sent, and the next state says so.

Everything is handed in: the web, the way to Kafka, the time and chance. At least once: who uses the old
state again, because the new one was lost, sends again what was sent since.
"""

from collections.abc import Awaitable, Callable, Sequence

import xxhash

from agents.ingest.files import Entry
from agents.ingest.poll import progress
from agents.ingest.poll.article import Maker
from agents.ingest.poll.clock import Clock, stamp
from agents.ingest.poll.document import Asking, Document, Read, close_gap, document
from agents.ingest.poll.facts import Facts, facts_of
from agents.ingest.poll.fulltext import Web
from agents.ingest.poll.known import Looked, look
from agents.ingest.poll.outbox import Outbox, Unconfirmed
from agents.ingest.poll.progress import Times
from agents.ingest.poll.sending import Tally, send
from agents.ingest.read.given import GivenEntry
from agents.ingest.read.reading import reading
from agents.ingest.web.answer import Answer, Fault
from agents.spans import seconds_of
from streams.source_records import PollState, Source

__all__ = ["Unconfirmed", "poll"]

# Polls in a row that may fail because an older page of the source does; then the gap stays open.
PATIENCE = 3


async def poll(
    source: Source,
    state: PollState,
    *,
    web: Web,
    put: Callable[[Sequence[Entry]], Awaitable[None]],
    clock: Clock,
    chance: Callable[[], float],
    limit: int,
    read: Read = reading,
) -> PollState:
    """Ask a source once, put what is new in it, and return its next state.

    `put` returns once all is confirmed, or raises `Unconfirmed`; `limit` is the most bytes of a record;
    `chance` gives a number from 0 to 1. Whatever the site does becomes the state's outcome and detail;
    cancelled, nothing is recorded.
    """
    began, asking = clock.now(), Asking(source, web, read)

    def times() -> Times:
        return Times(began, clock.now(), chance())

    try:
        answer, digest = await _ask(asking, state)
        if answer.body is None or (digest == state.digest and _settled(source, state)):
            return progress.unchanged(source, state, answer, times())
        found = await document(asking, answer, _since(state))
        looked = await _look(asking, state, found)
    except Fault as fault:
        return progress.failed(source, state, fault, times())
    make = Maker(source=source, fetched=stamp(began), limit=limit, language=found.reading.language)
    outbox = Outbox(put, clock.now)
    try:
        tally: Tally = await send(looked, web, outbox, make)
    except Unconfirmed as fault:
        return progress.unconfirmed(state, str(fault), outbox, times())
    return progress.read(source, state, answer, found, looked, outbox, tally, digest, times())


async def _ask(asking: Asking, state: PollState) -> tuple[Answer, str]:
    """Return the answer and the hash of its body; raises Fault."""
    address = state.address or asking.source.url
    if _settled(asking.source, state):
        answer = await asking.get(address, state.etag, state.modified)
    else:
        answer = await asking.get(address)
    return answer, xxhash.xxh3_64_hexdigest(answer.body or b"")


def _settled(source: Source, state: PollState) -> bool:
    """Return whether nothing is to be done as long as the document stays as it is."""
    redefined = (source.revision or "") > (state.succeeded or "")
    return not redefined and not any(one.owed for one in state.known)


def _since(state: PollState) -> float | None:
    """Return what sitemaps of an index must be younger than; None: any, for a page of theirs is owed."""
    return None if any(one.owed for one in state.known) else seconds_of(state.succeeded)


async def _look(asking: Asking, state: PollState, found: Document) -> list[Looked]:
    """Return what the entries are, oldest first; raises Fault."""
    feed, known = asking.source.url, state.known
    looked = look(_in_time(facts_of(found.entries)), known, feed)
    if not known or not looked or not found.whole or any(one.old for one in looked):
        return looked

    def is_known(entries: Sequence[GivenEntry]) -> bool:
        return any(one.old for one in look(facts_of(entries), known, feed))

    await close_gap(asking, found, is_known, patient=state.failures < PATIENCE)
    return look(_in_time(facts_of(found.entries)), known, feed)


def _in_time(facts: Sequence[Facts]) -> list[Facts]:
    """Return the entries as they came about, as far as is known: by date where all have one that tells, and
    from the last to the first else, for news is listed with the newest on top.
    """
    backwards = list(reversed(facts))
    dates = [one.entry.published or "" for one in backwards]
    if all(date.endswith("Z") for date in dates):
        backwards.sort(key=lambda one: one.entry.published or "")
    return backwards
