"""The sources that are followed and how each does, as `news.sources` has them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from agents.condition import CONDITIONS, TROUBLE, condition
from streams.source_records import PollState, Source


@dataclass(frozen=True, slots=True)
class Followed:
    """One source, how far it is followed, and how it does."""

    source: Source
    state: PollState
    condition: str

    @property
    def name(self) -> str:
        """What a person calls it: the outlet, else the host."""
        return self.source.outlet or _host(self.source.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which sources are wanted; empty: all of them."""

    condition: str = ""
    words: str = ""  # all of them in the outlet's name or the address, in any case

    def finds(self, one: Followed) -> bool:
        """Return whether the words are in a source's name or address."""
        text = f"{one.source.outlet or ''} {one.source.url}".casefold()
        return all(word in text for word in self.words.casefold().split())


class Sources:
    """All sources, in memory; `waits_for` says why not all may be here, None once they are."""

    def __init__(self) -> None:
        self.waits_for: str | None = "starting"
        self.changes = 0  # grows with each change
        self._records: dict[bytes, Source | PollState] = {}
        self._sorted: tuple[int, list[Followed]] = (-1, [])  # and at which change it was made

    def put(self, key: bytes, record: Source | PollState | None) -> None:
        """Take in the record of a key: a later one replaces it, None withdraws it."""
        if record is None:
            self._records.pop(key, None)
        elif isinstance(record, PollState):
            # The entries known are nearly all of a state, and nobody looks at them here.
            self._records[key] = replace(record, known=())
        else:
            self._records[key] = record
        self.changes += 1

    def clear(self) -> None:
        """Forget everything: the topic is read from its start again."""
        self._records.clear()
        self.changes += 1

    def waits(self, why: str | None) -> None:
        """Take note of what is waited for."""
        self.waits_for = why
        self.changes += 1

    def shown(self, wanted: Wanted | None = None) -> list[Followed]:
        """Return the sources that are defined, the worst first."""
        wanted = wanted or Wanted()
        return [one for one in self._all() if wanted.condition in ("", one.condition) and wanted.finds(one)]

    def counts(self, wanted: Wanted | None = None) -> Mapping[str, int]:
        """Return how many sources are in each condition, of those that have the words; the worst first."""
        wanted = wanted or Wanted()
        found = Counter(one.condition for one in self._all() if wanted.finds(one))
        return {name: found[name] for name in CONDITIONS if found[name]}

    def troubled(self) -> int:
        """Return how many sources may need a person."""
        return sum(one.condition in TROUBLE for one in self._all())

    def _all(self) -> list[Followed]:
        if self._sorted[0] != self.changes:
            self._sorted = (self.changes, self._made())
        return self._sorted[1]

    def _made(self) -> list[Followed]:
        # A state of a source that is not defined any more is no source.
        states = {one.url: one for one in self._records.values() if isinstance(one, PollState)}
        found = []
        for one in self._records.values():
            if isinstance(one, Source):
                state = states.get(one.url)
                how = condition(one, state)
                found.append(Followed(one, state or PollState(url=one.url), how))
        return sorted(found, key=_place)


def _place(one: Followed) -> tuple[int, int, int, str, str]:
    worst = CONDITIONS.index(one.condition)
    return worst, -one.state.failures, -one.state.missed, one.name.casefold(), one.source.url


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")
    except ValueError:
        return url
