"""Whether the people that two reports name can have taken part in one event."""

from collections.abc import Collection

from agents.alert.alike import MUCH, tied
from agents.alert.days import Fit, Gap
from agents.alert.policy import Policy
from streams.records import Event, Facet

# Where delegations meet, a report names whoever led one, or whoever sent it.
SENT = frozenset({"envoy", "negotiation"})
# Who travels sees several hosts, and reports name one or another.
HOSTED = frozenset({"visit", "envoy", "meeting"})


def actors_agree(one: Facet, other: Facet, apart: Gap, policy: Policy) -> bool:
    """Return whether no side is named by different people in the two reports.

    A leader stands for his side as a whole where others are sent, a guest may have seen several hosts
    on one day, and a report may take somebody else whom both name for one of the two.
    """
    a, b = one.event, other.event
    if not sides_agree(a, b, policy):
        return False
    named, also = policy.named(a.actors), policy.named(b.actors)
    kinds = {a.kind, b.kind}
    whole = policy.leaders if kinds & SENT and "call" not in kinds else frozenset()
    both = named.keys() & also.keys()
    differ = [
        side for side in both if named[side] - whole and also[side] - whole and not named[side] & also[side]
    ]
    if not differ or len(differ) == len(both):
        return not differ
    if kinds <= HOSTED and _hosts(one, other, differ, apart, policy):
        return True
    words, beside = set(a.terms), set(b.terms)
    aside = all(named[side] & beside or also[side] & words for side in differ)
    return aside and apart.fit in (Fit.DAY, Fit.NEAR) and apart.days == 0 and tied(one, other) >= MUCH


def sides_agree(a: Event, b: Event, policy: Policy) -> bool:
    """Return whether two reports are of the same sides.

    Of more than two, A with B and A with C are two events, unless each report names the third beside.
    """
    named, also = policy.named(a.actors), policy.named(b.actors)
    here, there = named.keys() - also.keys(), also.keys() - named.keys()
    return not (here and there) or (here <= _beside(b, policy) and there <= _beside(a, policy))


def _hosts(one: Facet, other: Facet, differ: Collection[str], apart: Gap, policy: Policy) -> bool:
    """Return whether who differs received one guest: they are at home where it was, or all else is alike."""
    if (
        apart.fit not in (Fit.DAY, Fit.NEAR)
        or apart.days > 1
        or one.event.kind == other.event.kind == "meeting"
    ):
        return False
    at = {policy.side(place) for place in (*one.event.places, *other.event.places)}
    return at >= set(differ) or (not at and tied(one, other) >= MUCH)


def _beside(event: Event, policy: Policy) -> set[str]:
    """Return the sides that an event has among its third parties, by a country's code or a person."""
    return {policy.side(third.lower()) for third in event.third_parties}
