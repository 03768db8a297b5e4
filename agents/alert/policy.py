"""What a watch asks of the alert stage: when to speak, how long an event stays open, who is on which side."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from agents.alert.past import Past, past_of
from agents.watch.definition import KINDS, OPEN_DAYS, REASONS, STATES, Watch
from agents.watch.load import load_watches
from streams.settings import Settings

# Ranks of parties that are a side as a whole: they agree with any person of that side.
_COLLECTIVE = frozenset({"institution", "state", "capital", "issue"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The part of a watch that the alert stage reads. `sides` leads from an actor's id to its side."""

    sides: Mapping[str, str] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    leaders: frozenset[str] = frozenset()
    open_days: Mapping[str, int] = field(default_factory=lambda: OPEN_DAYS)
    reasons: frozenset[str] = frozenset(REASONS)
    states: frozenset[str] = frozenset(STATES)
    kinds: frozenset[str] = frozenset(KINDS)
    past: tuple[Past, ...] = ()  # contacts that the watch brings along
    silence_days: int | None = None  # no contact for so long is worth an alert; None: by the pair's rhythm
    isos: Mapping[str, str] = field(default_factory=dict)  # from a state's ISO code to its side

    def side(self, actor: str) -> str:
        """Return the side that an actor is on; an actor that the watch does not know is its own."""
        return self.sides.get(actor, actor)

    def named(self, actors: tuple[str, ...]) -> dict[str, set[str]]:
        """Return the people named among `actors`, by side; a side named as a whole has none."""
        found: dict[str, set[str]] = {}
        for actor in actors:
            people = found.setdefault(self.side(actor), set())
            if actor in self.people:
                people.add(actor)
        return found

    def days_open(self, *kinds: str) -> int:
        """Return for how many days events of these kinds take in reports; the longest of them."""
        return max(self.open_days.get(kind, OPEN_DAYS["other"]) for kind in kinds)


# For records of a watch whose file is gone: they are decided all the same.
PLAIN = Policy()


def of_watch(watch: Watch, past: tuple[Past, ...] = ()) -> Policy:
    """Return the policy of one watch; `past` are the contacts that it brings along."""
    parties = [(party, side.id) for side in watch.sides for party in side.parties]
    return Policy(
        sides={side.id: side.id for side in watch.sides} | {party.id: side for party, side in parties},
        people=frozenset(party.id for party, _ in parties if party.rank not in _COLLECTIVE),
        leaders=frozenset(party.id for party, _ in parties if party.rank == "leader"),
        open_days=watch.open_days,
        reasons=frozenset(watch.notify_reasons),
        states=frozenset(watch.notify_states),
        kinds=frozenset(watch.notify_kinds),
        past=past,
        silence_days=watch.silence_days,
        isos={party.iso: side for party, side in parties if party.iso},
    )


def policies(settings: Settings) -> dict[str, Policy]:
    """Return the policies of all watches, by watch id; raises what loading them raises."""
    folder = settings.watches
    return {watch.id: of_watch(watch, past_of(watch, folder)) for watch in load_watches(folder)}
