"""Which entries of a document are new, which are edits, and which were sent before.

What was sent is remembered as versions: an entry's identity and what it said. So a version that comes
back, be it that the entry was edited to and fro, that it left the document for a while or that a site's
servers do not agree, is not sent again; and of two copies of one entry in a document both are known after
the first time. Dates are not looked at.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from agents.ingest.poll.facts import BLANK, Facts, text_of, title_of
from agents.ingest.poll.likeness import alike, likeness
from streams.source_records import KnownEntry

DEPARTED = 500  # versions that are remembered after they left the document: two weeks of a busy outlet
MOST = 5_000  # versions that are remembered of one source
FORMER = 8  # of these, earlier ones of one entry: a live page must not push out all others
BYTES = 3 << 20  # of all of them as they travel: a state fits into a record of its topic, 4 MiB
RECORD = 144  # bytes of one, without its address


class Status(StrEnum):
    """What a version is to us."""

    NEW = "new"
    EDITED = "edited"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Looked:
    """An entry that was looked at: what it is to us, and what to remember once it is sent."""

    facts: Facts
    status: Status
    identity: str | None  # what its article id is made of: a canonical URL, `feed#id`; None: its content
    known: KnownEntry
    old: bool = False  # its entry, if not this version of it, was known before this document
    after: int | None = None  # place of the entry of this document that says the same: known once that is


def look(facts: Sequence[Facts], known: Sequence[KnownEntry], feed: str) -> list[Looked]:
    """Return for each entry, in the order given, what it is; `known` is what was sent of the source before.

    An entry is recognised by its id, then by its address, and without an address by what it says. `after`
    counts in `facts`.
    """
    past = _Past(feed, known)
    return [past.look(place, one) for place, one in enumerate(facts)]


def remembered(
    now: Iterable[KnownEntry], before: Sequence[KnownEntry], departed: int = DEPARTED, *, left: bool = True
) -> tuple[KnownEntry, ...]:
    """Return what to remember: what is in the document now, then what left it last, `departed` at most.

    With `left` what is not in it now is owed no page any more, for its title and date are not to be had.
    """
    current = {(one.id, one.url, one.seen): one for one in now}
    gone: list[KnownEntry] = []
    times: Counter[str | None] = Counter()
    room = BYTES - sum(map(size_of, current.values()))
    for one in before:
        room -= size_of(one)
        if len(gone) >= departed or room < 0:
            break
        name = one.url or one.id
        if (one.id, one.url, one.seen) in current or (name and times[name] >= FORMER):
            continue
        times[name] += 1
        gone.append(replace(one, owed=0) if left and one.owed else one)
    return (*current.values(), *gone)[:MOST]


def size_of(known: KnownEntry) -> int:
    """Return about how many bytes of the state it takes."""
    return RECORD + len(known.url or "")


def identity_of(known: KnownEntry, feed: str) -> str | None:
    """Return what the article id of a known entry was made of; None: its content."""
    return known.url or (f"{feed}#{known.id}" if known.id else None)


class _Past:
    """The versions known so far, by all that one may be recognised by."""

    def __init__(self, feed: str, known: Sequence[KnownEntry]) -> None:
        self._feed = feed
        self._by_id: defaultdict[str, list[KnownEntry]] = defaultdict(list)
        self._by_seen: defaultdict[str, list[KnownEntry]] = defaultdict(list)
        self._versions: dict[tuple[str | None, str], KnownEntry] = {}
        self._first: dict[str, KnownEntry] = {}  # by identity
        self._here: dict[tuple[str | None, str], int] = {}  # places of this document's own versions
        for one in known:
            self._add(one)
        self._old = set(self._versions)
        self._old_identities = set(self._first)

    def _add(self, one: KnownEntry) -> None:
        identity = identity_of(one, self._feed)
        self._versions.setdefault((identity, one.seen), one)
        if identity:
            self._first.setdefault(identity, one)
        if one.id:
            self._by_id[one.id].append(one)
        if one.seen != BLANK:
            self._by_seen[one.seen].append(one)

    def look(self, place: int, facts: Facts) -> Looked:
        match = self._recognised(facts)
        identity = identity_of(match, self._feed) if match else self._own(facts)
        version = (identity, facts.seen)
        same = self._versions.get(version)
        if same is not None:
            # An id that is usable this time is learned; one that is not is not forgotten.
            learned = same.url and facts.id and facts.id != same.id
            own = replace(same, id=facts.id) if learned else same
            old = version in self._old or identity in self._old_identities
            return Looked(facts, Status.KNOWN, identity, own, old, self._here.get(version))
        first = self._first.get(identity) if identity else None
        if first is None:
            status, url, own_id = Status.NEW, facts.link, facts.id
        else:
            status, url = Status.EDITED, first.url
            own_id = (facts.id or first.id) if first.url else first.id
        like = likeness(title_of(facts.entry), text_of(facts.entry))
        sent = KnownEntry(id=own_id, url=url, seen=facts.seen, like=like)
        self._add(sent)
        self._here[version] = place
        return Looked(facts, status, identity, sent, identity in self._old_identities)

    def _own(self, facts: Facts) -> str | None:
        return facts.link or (f"{self._feed}#{facts.id}" if facts.id else None)

    def _recognised(self, facts: Facts) -> KnownEntry | None:
        same_id = self._by_id.get(facts.id, []) if facts.id else []
        for one in same_id:
            if facts.url and one.url == facts.url:
                return one
        for one in same_id:
            if one.url is None or facts.url is None:
                return one
        if facts.url in self._first:
            return self._first[facts.url]
        if same_id and (moved := self._moved(facts, same_id)):
            return moved
        if facts.link is not None:
            return None  # what has an address stands under it, whoever else says the same
        said = self._by_seen.get(facts.seen, [])
        return next((one for one in said if not (one.id and facts.id)), None)

    def _moved(self, facts: Facts, same_id: Sequence[KnownEntry]) -> KnownEntry | None:
        """Return the entry that has a new address, of those with its id; None where the id is used anew."""
        if facts.seen == BLANK:
            return None
        for one in same_id:
            if one.seen == facts.seen:
                return one
        like = likeness(title_of(facts.entry), text_of(facts.entry))
        return next((one for one in same_id if alike(one.like, like)), None)
