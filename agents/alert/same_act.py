"""Whether two reports of what a side said or did are of one act, and whether one is an account of a call."""

from agents.alert.alike import MOST, MUCH, NEARLY, SOME, alike, tied, unsaid
from agents.alert.days import Fit, Gap
from agents.alert.persons import actors_agree, sides_agree
from agents.alert.policy import Policy
from streams.records import Facet

JUDGING = ("accuses", "refuses")  # acts that are news of their own on the day of a call


def same_act(one: Facet, other: Facet, apart: Gap, policy: Policy) -> bool:
    """Return whether two reports, of kinds that may be one, are of one act: who, when, on what subject."""
    a, b = one.event, other.event
    if apart.fit == Fit.CLASH:
        return False
    likeness = tied(one, other)
    if not actors_agree(one, other, apart, policy):
        # Whom one speaks of is told in more ways than one: by the leader, by the minister who answers.
        spoke = a.speaker is not None and a.speaker == b.speaker and sides_agree(a, b, policy)
        return spoke and apart.days <= 1 and likeness > MUCH
    if a.speaker and b.speaker and a.speaker != b.speaker:
        # An answer is an event of its own, unless it repeats the matter: one of the two reports then takes
        # whom it quotes for who spoke, the likelier on one day. Two of one side may speak as one.
        if policy.side(a.speaker) != policy.side(b.speaker):
            return likeness >= (MOST if apart.days == 0 else NEARLY)
        return likeness >= MUCH
    subject = set(a.topics) & set(b.topics)
    if a.topics and b.topics and not subject:
        return likeness > MUCH  # one story, two subjects: two acts
    if apart.fit != Fit.OPEN and a.kind == b.kind:
        # Reports of one speech in two languages share few words: speaker, day and subject tell more.
        if apart.days == 0 and (subject or unsaid(one, other) or (a.speaker and a.speaker == b.speaker)):
            return True
        if subject and likeness >= SOME:
            return True
    if apart.fit == Fit.OPEN or apart.days > 1:
        return likeness >= MUCH
    return likeness >= (SOME if a.kind == b.kind or apart.days == 0 else MUCH)


def told_of(one: Facet, other: Facet, apart: Gap, policy: Policy) -> bool:
    """Return whether a statement is an account of a contact: one who took part tells what was said.

    Who on the day of a call condemns or refuses, and does not name whom he called, makes a statement of
    his own.
    """
    contact, act = (one, other) if one.event.family == "contact" else (other, one)
    speaker = act.event.speaker
    if apart.fit in (Fit.CLASH, Fit.OPEN):
        return False
    people, named = policy.named(contact.event.actors), policy.named(act.event.actors)
    if speaker is not None and policy.side(speaker) not in people:
        return False
    both = all(not known or known & named.get(side, set()) for side, known in people.items())
    if both and apart.days == 0 and all(people.values()) and act.event.act not in JUDGING:
        # Who is told on one day to speak with another and of him does one thing, unless all else differs.
        return unsaid(one, other) or tied(one, other) >= SOME
    if both:
        return tied(one, other) >= (MUCH if apart.days <= 1 else MOST)
    if act.event.act in JUDGING and one.text != other.text:
        return False
    if any(known and named.get(side) and not known & named[side] for side, known in people.items()):
        return alike(one, other) >= MOST
    # Of talks about talks one report makes a negotiation and the next a statement.
    talks = contact.event.kind == "negotiation" and apart.days <= 1
    return tied(one, other) >= ((SOME, MUCH)[apart.days] if talks else MOST)
