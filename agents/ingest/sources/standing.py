"""What stands on the topic of sources: definitions and poll states, by URL."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from agents.ingest.sources.place import KNOWN, STATE
from agents.ingest.sources.same import BadAddress, address, meant, same
from streams import codec
from streams.source_records import PollState, Source


@dataclass(slots=True)
class Sources:
    """The sources that are defined, and how far each is followed."""

    definitions: dict[str, Source] = field(default_factory=dict)
    states: dict[str, PollState] = field(default_factory=dict)

    def take(self, key: bytes, value: bytes | None) -> None:
        """Take note of a record of the topic: a later one of a key wins, one without a value deletes.

        Raises `streams.codec.Undecodable` for one that cannot be read; it changes nothing.
        """
        if key.startswith(KNOWN):
            return
        of_state = key.startswith(STATE)
        url = key.removeprefix(STATE if of_state else b"").decode("utf-8", "replace")
        if value is None:
            (self.states if of_state else self.definitions).pop(url, None)
        elif of_state:
            self.states[url] = codec.decode(PollState, value)
        else:
            self.definitions[url] = codec.decode(Source, value)

    def __iter__(self) -> Iterator[tuple[Source, PollState | None]]:
        """Yield each definition, in the order of their URLs, with its state."""
        return ((self.definitions[url], self.states.get(url)) for url in sorted(self.definitions))

    def find(self, url: str) -> Source | None:
        """Return the source at an address, as a person writes it; also where it has moved to."""
        try:
            wanted = same(address(meant(url) or url))
        except BadAddress:
            return None
        for source, state in self:
            if wanted in (same(source.url), same(state.address) if state and state.address else None):
                return source
        return None
