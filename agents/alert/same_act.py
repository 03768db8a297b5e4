"""Whether two reports of what a side said or did are of one act, and whether one is an account of a call."""

from agents.alert.alike import CLEARLY, MOST, MUCH, NEARLY, SOME, alike, tied, unsaid
from agents.alert.days import Fit, Gap
from agents.alert.persons import actors_agree, sides_agree
from agents.alert.policy import Policy
from streams.records import Event, Facet

ANSWER = "reacts"  # the act of who speaks of what another said
JUDGING = ("accuses", "refuses", ANSWER)  # acts that are news of their own on the day of a call


def same_act(one: Facet, other: Facet, apart: Gap, policy: Policy) -> bool:
    """Return whether two reports, of kinds that may be one, are of one act: who, when, on what subject."""
    a, b = one.event, other.event
    if apart.fit == Fit.CLASH or _answers(one, other, policy):
        return False
    likeness = tied(one, other)
    if not actors_agree(one, other, apart, policy):
        # Whom one speaks of is told in more ways than one: by the leader, by the minister who answers.
        spoke = a.speaker is not None and a.speaker == b.speaker and sides_agree(a, b, policy)
        return spoke and apart.days <= 1 and likeness > MUCH
    if a.speaker and b.speaker and not _one_voice(a, b, policy):
        # An answer is an event of its own, unless it repeats the matter: one of the two reports then takes
        # whom it quotes for who spoke, the likelier on one day. Two of one side may speak as one.
        if policy.side(a.speaker) != policy.side(b.speaker):
            if (a.act == ANSWER) != (b.act == ANSWER):
                return likeness >= CLEARLY  # who answers is not who spoke
            return likeness >= (MOST if apart.days == 0 else NEARLY)
        # … all the more where one is the leader, for whom his office and his spokesman are heard.
        leader = apart.fit != Fit.OPEN and apart.days == 0 and {a.speaker, b.speaker} & policy.leaders
        return likeness >= (SOME if leader else MUCH)
    return _one_word(one, other, apart, likeness, policy)


def _one_voice(a: Event, b: Event, policy: Policy) -> bool:
    """Return whether one person speaks in two reports, or a side as a whole and one of its people."""
    if a.speaker is None or b.speaker is None or a.speaker == b.speaker:
        return a.speaker is not None and a.speaker == b.speaker
    same = policy.side(a.speaker) == policy.side(b.speaker)
    return same and not {a.speaker, b.speaker} <= policy.people


def _one_word(one: Facet, other: Facet, apart: Gap, likeness: float, policy: Policy) -> bool:
    """Return whether what one speaker is told to have said, as far as he is named, is one thing."""
    a, b = one.event, other.event
    spoke = _one_voice(a, b, policy)
    kind = a.kind == b.kind
    subject = bool(set(a.topics) & set(b.topics))
    told = bool(a.topics and b.topics)  # the subject, by both
    today = apart.fit != Fit.OPEN and apart.days == 0
    if told and not subject and not (today and spoke):
        return likeness > MUCH  # one story, two subjects: two acts
    if today:
        # Reports of one speech in two languages share few words: speaker and day tell more, unless both
        # tell of what it was.
        return likeness >= SOME or (subject and kind if told else spoke or unsaid(one, other))
    if apart.fit == Fit.OPEN or apart.days > 1:
        return likeness >= (SOME if subject and kind and apart.fit != Fit.OPEN else MUCH)
    # The next morning's papers.
    return likeness >= (SOME if kind else MUCH) or (kind and spoke and unsaid(one, other))


def _answers(one: Facet, other: Facet, policy: Policy) -> bool:
    """Return whether two reports each tell of people of another side alone, and not in the same words."""
    sides = {voice for facet in (one, other) if (voice := _voice(facet.event, policy))}
    return len(sides) == 2 and tied(one, other) < CLEARLY


def _voice(event: Event, policy: Policy) -> str | None:
    """Return the side that speaks: the only one whose people a report names, and no other's speaker."""
    named = [side for side, people in policy.named(event.actors).items() if people]
    said = policy.side(event.speaker) if event.speaker else None
    return named[0] if len(named) == 1 and said in (None, named[0]) else None


def told_of(one: Facet, other: Facet, apart: Gap, policy: Policy) -> bool:
    """Return whether a statement is an account of a contact: one who took part tells what was said.

    Who on the day of a call condemns or refuses, and does not name whom he called, makes a statement of
    his own.
    """
    contact, act = (one, other) if one.event.family == "contact" else (other, one)
    speaker = act.event.speaker
    if apart.fit in (Fit.CLASH, Fit.OPEN) or _answers(one, other, policy):
        return False
    people, named = policy.named(contact.event.actors), policy.named(act.event.actors)
    if speaker is not None and policy.side(speaker) not in people:
        return False
    told = speaker is not None and speaker == contact.event.speaker and act.event.act not in JUDGING
    if told and apart.days <= 1 and (unsaid(one, other) or tied(one, other) >= MUCH):
        return True  # who gives the account of the one speaks in the other
    both = all(not known or known & named.get(side, set()) for side, known in people.items())
    if both and apart.days == 0 and all(people.values()) and act.event.act not in JUDGING:
        # Who is told on one day to speak with another and of him does one thing, unless all else differs.
        return unsaid(one, other) or tied(one, other) >= SOME
    if both and any(people.values()):
        return tied(one, other) >= (MUCH if apart.days <= 1 else MOST)
    if act.event.act in JUDGING and one.text != other.text:
        return False
    if any(known and named.get(side) and not known & named[side] for side, known in people.items()):
        return alike(one, other) >= MOST
    # Of talks about talks one report makes a negotiation and the next a statement.
    talks = contact.event.kind == "negotiation" and apart.days <= 1
    return tied(one, other) >= ((SOME, MUCH)[apart.days] if talks else MOST)
