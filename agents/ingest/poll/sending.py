"""Sending what is new in a document: what the feed says itself at once, then pages one after the other."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agents.ingest.files import Skipped
from agents.ingest.identity import canonical_url
from agents.ingest.outcome import Outcome
from agents.ingest.poll.article import Maker, from_feed, from_page
from agents.ingest.poll.facts import BLANK
from agents.ingest.poll.fulltext import TRIES, Web, full_page, passing, wanted
from agents.ingest.poll.known import Looked, Status
from agents.ingest.poll.outbox import Outbox
from agents.ingest.poll.redirectors import host_of, is_redirector
from agents.ingest.web.answer import Fault
from streams.source_records import KnownEntry

# Pages asked for in one poll: at a second each the next one is a minute later, and sees what came since.
PAGES = 60
TROUBLE = 2  # passing faults of one host, after which its other pages wait for the next poll


@dataclass(slots=True)
class Tally:
    """What became of the entries, beside what the outbox confirmed."""

    large: int = 0  # over the limit of a record, and never sent
    bare: int = 0  # that say nothing themselves, and whose page cannot be had
    without: int = 0  # sent without the page that was wanted
    late: int = 0  # pages that could not be had at an earlier poll
    waiting: int = 0  # left to the next poll


async def send(looked: Sequence[Looked], web: Web, outbox: Outbox, make: Maker) -> Tally:
    """Send what is new or changed, and the pages that are owed; raises Unconfirmed.

    `looked` is in the order of sending; `outbox.done` goes by the place in it. What is not in there
    afterwards waits for the next poll.
    """
    sending = _Sending(web, outbox, make)
    pages: list[tuple[int, Looked]] = []
    for place, one in enumerate(looked):
        if one.status is Status.KNOWN:
            if one.known.owed and one.after is None and one.facts.link:
                pages.append((place, one))
            continue
        want = wanted(make.source, one.facts.entry) if one.facts.link else "feed"
        if want != "feed":
            pages.append((place, one))
        if want != "page":
            await sending.text(place, one, owed=TRIES if want == "both" else 0)
    pages.sort(key=lambda page: page[1].status is Status.KNOWN)  # what is owed comes last
    await outbox.flush()
    for place, one in pages:
        await sending.page(place, one)
        await outbox.flush_old()
    await outbox.flush()
    return sending.tally


class _Sending:
    """One poll's sending: the hosts that have trouble, the pages still allowed."""

    def __init__(self, web: Web, outbox: Outbox, make: Maker) -> None:
        self.tally = Tally()
        self._web, self._outbox, self._make = web, outbox, make
        self._left = PAGES
        self._faults: Counter[str] = Counter()

    async def text(self, place: int, one: Looked, owed: int) -> None:
        """Send the feed's own text; its page is owed so many tries more."""
        known = replace(one.known, owed=owed)
        if one.facts.seen == BLANK:
            self.tally.bare += not owed
            self._outbox.done[place] = known  # nothing to say; its page may follow
            return
        made = from_feed(self._make, one.facts.entry, one.identity)
        if isinstance(made, Skipped):
            self.tally.large += 1
            self._outbox.done[place] = known
        else:
            await self._outbox.add(place, known, made)

    async def page(self, place: int, one: Looked) -> None:
        """Send the page of an entry; where it cannot be had, the feed's text if that is not sent yet."""
        assert one.facts.link is not None
        host = host_of(one.facts.link)
        if self._faults[host] >= TROUBLE:
            await self._without(place, one, one.known.owed or TRIES)
            return
        if self._left <= 0:
            self.tally.waiting += 1
            return
        self._left -= 1
        try:
            found = await full_page(self._web, one.facts.entry)
        except Fault as fault:
            if passing(fault):
                self._faults[host] += TROUBLE if fault.reason is Outcome.BUSY else 1
            before = one.known.owed or TRIES + 1  # the first time is no further try
            await self._without(place, one, before - 1 if passing(fault) else 0)
            return
        if found is None:
            await self._without(place, one, 0)
            return
        page, url = found
        known, identity = self._placed(one, url)
        made = await asyncio.to_thread(from_page, self._make, one.facts.entry, identity, url, page)
        if isinstance(made, Skipped):
            await self._without(place, one, 0)
        else:
            self.tally.late += one.status is Status.KNOWN
            await self._outbox.add(place, replace(known, owed=0), made)

    async def _without(self, place: int, one: Looked, owed: int) -> None:
        """Do without the page for now; it may be asked for `owed` times more."""
        sent = one.status is Status.KNOWN or wanted(self._make.source, one.facts.entry) == "both"
        if not sent:
            self.tally.without += 1
            await self.text(place, one, owed)
            return
        await self._outbox.flush()  # else a confirmation that comes later would say what was before
        before: KnownEntry = self._outbox.done.get(place, one.known)
        self._outbox.done[place] = replace(before, owed=owed)

    def _placed(self, one: Looked, url: str) -> tuple[KnownEntry, str | None]:
        """Return what to remember of a page and what its id is made of: of a new one where its link led."""
        link = one.facts.link
        if one.status is Status.NEW and one.facts.url is None and link and is_redirector(link):
            final = canonical_url(url)
            return replace(one.known, url=final), final
        return one.known, one.identity
