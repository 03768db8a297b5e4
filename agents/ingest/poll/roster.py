"""The sources of the partitions that a poller owns, as their topic has them."""

import logging
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from agents.condition import polled
from agents.ingest.sources.place import KNOWN, STATE
from streams import codec
from streams.source_records import KnownEntries, KnownEntry, PollState, Source

log = logging.getLogger(__name__)

T = TypeVar("T", Source, PollState, KnownEntries)


@dataclass(slots=True)
class Followed:
    """A source and how far it is followed; either may come first on the topic."""

    url: str
    partition: int
    source: Source | None = None
    state: PollState | None = None
    known: tuple[KnownEntry, ...] = ()  # as they stand on the topic

    @property
    def polled(self) -> bool:
        """Whether it is to be polled."""
        return polled(self.source, self.state)

    def start(self) -> PollState:
        """Return the state to go on from; what is defined anew since its last poll is asked at once.

        So a person sees what a change does, and one that was stopped is tried again.
        """
        state = replace(self.state or PollState(url=self.url), known=self.known)
        revision = self.source.revision if self.source else None
        if state.stopped is None:
            anew = state.polled is not None and (revision or "") > state.polled
            return replace(state, due=None) if anew else state
        return replace(state, stopped=None, failures=0, due=None, outcome="waiting", detail="")


class Roster:
    """What is followed, by partition: fed with the records of the topic."""

    def __init__(self) -> None:
        self._parts: defaultdict[int, dict[str, Followed]] = defaultdict(dict)

    def definition(self, partition: int, key: bytes, value: bytes | None) -> Followed | None:
        """Take note of a definition; return the source where it is new, other than before, or withdrawn."""
        url = key.decode("utf-8", "replace")
        source = _decoded(Source, url, value)
        one = self._parts[partition].setdefault(url, Followed(url, partition))
        changed, one.source = one.source != source, source
        if source is None:  # what was removed and comes again begins anew, as it does after a restart
            one.state, one.known = None, ()
        return one if changed else None

    def state(self, partition: int, key: bytes, value: bytes | None) -> None:
        """Take note of a poll state."""
        url = key.removeprefix(STATE).decode("utf-8", "replace")
        self._parts[partition].setdefault(url, Followed(url, partition)).state = _decoded(
            PollState, url, value
        )

    def known(self, partition: int, key: bytes, value: bytes | None) -> None:
        """Take note of the entries by which a source knows what is new."""
        url = key.removeprefix(KNOWN).decode("utf-8", "replace")
        found = _decoded(KnownEntries, url, value)
        self._parts[partition].setdefault(url, Followed(url, partition)).known = (
            found.entries if found else ()
        )

    def drop(self, partition: int) -> list[Followed]:
        """Forget a partition; return what was in it."""
        return list(self._parts.pop(partition, {}).values())

    def of(self, partition: int) -> list[Followed]:
        """Return the sources of a partition."""
        return list(self._parts[partition].values())

    def __iter__(self) -> Iterator[Followed]:
        return (one for part in self._parts.values() for one in part.values())


def _decoded(kind: type[T], url: str, value: bytes | None) -> T | None:
    if value is None:
        return None
    try:
        return codec.decode(kind, value)
    except codec.Undecodable as fault:
        log.warning("sources: %s: a record that cannot be read: %s", url, fault)
        return None
