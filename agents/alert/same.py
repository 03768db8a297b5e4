"""Whether two reports are of one event: a relation of their slots, the same in both directions.

Actors, kind, day and, for acts, speaker and subject must agree as far as they are given. What the
texts have in common only decides where these say too little.
"""

from agents.alert.days import gap, near
from agents.alert.kinds import may_be_one
from agents.alert.persons import actors_agree
from agents.alert.policy import Policy
from agents.alert.same_act import same_act, told_of
from agents.alert.same_contact import mistaken, same_contact
from streams.records import Facet


def same_event(one: Facet, other: Facet, policy: Policy) -> bool:
    """Return whether two reports are of one event, as far as these two alone can tell."""
    a, b = one.event, other.event
    if not near(one, other, policy.days_open(a.kind, b.kind)):
        return False
    apart = gap(one, other)
    if a.family != b.family:
        return told_of(one, other, apart, policy)
    if a.family == "act":
        return may_be_one(a.kind, b.kind) and same_act(one, other, apart, policy)
    if not actors_agree(one, other, apart, policy):
        return False
    if may_be_one(a.kind, b.kind):
        return same_contact(one, other, apart, policy)
    return mistaken(one, other, apart)
