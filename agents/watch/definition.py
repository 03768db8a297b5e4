"""What a watch is: sides, the contacts and statements wanted between them, and when to speak."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal, get_args

from streams.records import State

Rank = Literal["leader", "official", "institution", "state", "demonym", "capital", "city", "issue"]

# Kinds of event: contacts between sides, then acts of policy. `other` is what fits none of them.
CONTACTS = ("call", "visit", "meeting", "envoy", "summit", "negotiation", "expulsion")
ACTS = ("statement", "sanctions", "other")
KINDS = CONTACTS + ACTS

LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "pl", "pt", "ru", "tr", "uk")

# Subjects that the lexicons know and that a watch on states seldom wants.
SUBJECTS = ("art", "business", "crime", "domestic", "election", "health", "private", "sport")

# Topics of policy that the language files use; the one list they are checked against.
TOPICS = (
    "arms", "assets", "ceasefire", "dialogue", "disinformation", "energy", "guarantees", "nuclear",
    "outcome", "prisoners", "sanctions", "settlement", "troops",
)  # fmt: skip

# Who can be told: what `detente notify` can bring a message to.
TARGETS = ("console", "webhook")

# Why the alert stage may speak (DESIGN section 5), and the states an event can be in.
REASONS = ("new_event", "state_change", "readout", "correction", "denial", "update", "silence")
STATES: tuple[str, ...] = get_args(State)

# Days for which an event of a kind takes in further reports, where the watch says nothing else: a
# call's readouts come within two days, a planned visit is talked about for weeks.
OPEN_DAYS: Mapping[str, int] = {
    "call": 3, "visit": 14, "meeting": 5, "envoy": 7, "summit": 10, "negotiation": 7, "expulsion": 5,
    "statement": 3, "sanctions": 5, "other": 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One that acts for a side, or stands for it: a person, an institution, the state, its
    adjective, its capital, another city of it (only ever a place).

    Names are told by language; `any` holds in all of them. A name that ends in `~` takes the
    language's case endings, one that ends in `*` any ending. `short` names (a surname that is also a
    word) count only in a text that has one of the full names, behind a title, or alone beside a name of
    their side, and only with a capital letter.
    An `issue` is no party: it is a matter through which the other sides speak about this one.
    """

    id: str
    rank: Rank
    names: Mapping[str, tuple[str, ...]]
    short: Mapping[str, tuple[str, ...]]
    wikidata: str | None = None
    iso: str | None = None  # ISO 3166-1 alpha-2, of a state
    # Times in office, both days included; None: not known, or not over. Without any: always.
    terms: tuple[tuple[date | None, date | None], ...] = ()
    envoy: bool = False  # an adviser or envoy by office: who goes somewhere for somebody

    def serves(self, first: date | None, last: date | None) -> bool:
        """Return whether a term meets the period from `first` to `last`; an unknown one meets all."""
        return not self.terms or any(
            (start is None or last is None or last >= start)
            and (end is None or first is None or first <= end)
            for start, end in self.terms
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a watch."""

    id: str
    title: str
    parties: tuple[Party, ...]
    code: str | None = None  # of the gazetteer's state that it is
    abroad: bool = False  # one of everyone abroad: two of them are no pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What one officer follows. The id never changes; the revision is a hash of the file."""

    id: str
    revision: str
    title: str
    sides: tuple[Side, ...]
    kinds: tuple[str, ...] = KINDS
    policy: bool = True  # statements of one side about the other, and answers to them, are wanted
    topics: tuple[str, ...] = ()  # of policy statements; empty: all that the lexicons know
    never: tuple[str, ...] = SUBJECTS
    threshold: float = 0.5  # of the score, 0 to 1
    open_days: Mapping[str, int]
    notify_to: tuple[str, ...] = ()  # names of targets; empty: all there are
    notify_reasons: tuple[str, ...] = REASONS
    notify_states: tuple[str, ...] = STATES
    notify_kinds: tuple[str, ...] = KINDS
    silence_days: int | None = None  # no contact for so long is worth an alert; None: never

    def pairs(self, named: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Yield the sides (their places) of which two at a time may be what an article is about."""
        for one, other in combinations(sorted(named), 2):
            if not (self.sides[one].abroad and self.sides[other].abroad):
                yield one, other
