"""Whether two reports are of one event: a relation of their slots, the same in both directions.

Actors, kind, day and, for acts, speaker and subject must agree as far as they are given. What the
texts have in common only decides where these say too little. The thresholds are on `alike`.
"""

from agents.alert.days import Fit, Gap, gap, near
from agents.alert.facets import date_of, published_of
from agents.alert.kinds import LASTING, VAGUE, may_be_one
from agents.alert.policy import Policy
from streams.records import Event, Facet

SOME = 0.15  # they share more than chance leaves two reports about the same two sides
MUCH = 0.30
MOST = 0.50
NEARLY = 0.60
JUDGING = ("accuses", "refuses")  # acts that are news of their own on the day of a call


def same_event(one: Facet, other: Facet, policy: Policy) -> bool:
    """Return whether two reports are of one event, as far as these two alone can tell."""
    a, b = one.event, other.event
    if not near(one, other, policy.days_open(a.kind, b.kind)):
        return False
    apart = gap(one, other)
    if a.family != b.family:
        return _told_of(one, other, apart, policy)
    if not _actors_agree(a, b, policy):
        return False
    if not may_be_one(a.kind, b.kind):
        return a.family == "contact" and _mistaken(one, other, apart)
    return _same_contact(one, other, apart) if a.family == "contact" else _same_act(one, other, apart, policy)


def alike(one: Facet, other: Facet) -> float:
    """Return how much of what the shorter report names stands in the other as well, 0 to 1.

    Subjects, third parties, places and content words count alike; a short report needs more than one
    of them in common. Prints and revisions of one text are wholly alike.
    """
    if one.text is not None and one.text == other.text:
        return 1.0
    a, b = _words(one.event), _words(other.event)
    if not a or not b:
        return 0.0
    return len(a & b) / (min(len(a), len(b)) + 1)


def _words(event: Event) -> set[str]:
    return {
        *(f"topic {topic}" for topic in event.topics),
        *event.third_parties,
        *event.places,
        *event.terms,
    }


def _same_contact(one: Facet, other: Facet, apart: Gap) -> bool:
    a, b = one.event, other.event
    kind = a.kind == b.kind and a.kind not in VAGUE
    if one.again != other.again:
        # A second call of the day is the first one only for a text that tells of both.
        return apart.fit in (Fit.DAY, Fit.NEAR) and alike(one, other) >= MOST
    match apart.fit:
        case Fit.DAY:
            return True
        case Fit.NEAR if apart.days == 0:
            return kind or _unsaid(a, b) or alike(one, other) >= SOME
        case Fit.NEAR:
            # One kind between the same people, reported a day later: the next morning's papers.
            return (kind and apart.days == 1) or alike(one, other) >= (SOME if kind else MUCH) * apart.days
        case Fit.OPEN:
            plan = _ends(one, other) or _ends(other, one) or _comes_of(one, other) or _comes_of(other, one)
            return plan or alike(one, other) >= (MUCH if kind else MOST)
        case _:
            return _lasts(one, other, apart) or _moved(one, other) or _moved(other, one)


def _mistaken(one: Facet, other: Facet, apart: Gap) -> bool:
    """Return whether two reports of one day are of one event though they call it by kinds that exclude
    each other: what they name is much alike, or they place a call where a visit went.

    A visit that is planned in a call is not that call: both must be over, or both ahead, or be named for
    one day in nearly the same words.
    """
    a, b = one.event, other.event
    if apart.fit not in (Fit.DAY, Fit.NEAR) or apart.days or one.again != other.again:
        return False
    if a.state != b.state:
        return apart.fit == Fit.DAY and alike(one, other) >= NEARLY
    there = {a.kind, b.kind} == {"call", "visit"} and a.state == "held" and set(a.places) & set(b.places)
    return bool(there) or alike(one, other) >= MUCH


def _unsaid(a: Event, b: Event) -> bool:
    """Return whether one of two reports names nothing beside the sides: a bare headline."""
    return not (_words(a) and _words(b))


def _lasts(one: Facet, other: Facet, apart: Gap) -> bool:
    """Return whether two neighbouring days are of one visit: both name days, the kind goes on for days."""
    a, b = one.event, other.event
    lasting = a.kind == b.kind and a.kind in LASTING
    return lasting and apart.days == 1 and a.date_from == b.date_from == "text" and alike(one, other) >= SOME


def _has_day(facet: Facet) -> bool:
    day = date_of(facet)
    return day is not None and day.day is not None


def _ends(one: Facet, other: Facet) -> bool:
    """Return whether `one` calls off or denies, without naming its day, what `other` plans."""
    a, b = one.event, other.event
    day = date_of(one)
    dayless = day is None or day.day is None
    return (
        a.kind == b.kind and a.state in ("cancelled", "moved", "denied") and b.state == "planned" and dayless
    )


def _comes_of(one: Facet, other: Facet) -> bool:
    """Return whether `one`, a plan without its day, is what `other` plans too or what it came to.

    Two people have one such plan at a time: what they do of that kind from then on is it.
    """
    a, b = one.event, other.event
    if a.state != "planned" or _has_day(one) or a.kind != b.kind or a.kind in VAGUE:
        return False
    if not _has_day(other):
        return b.state == "planned"
    told, day = published_of(one), date_of(other)
    out, first = (told.first() if told else None), (day.first() if day else None)
    return b.state in ("planned", "held") and out is not None and first is not None and first >= out


def _moved(one: Facet, other: Facet) -> bool:
    """Return whether `one` tells that what `other` planned for one day is put off to another."""
    a, b = one.event, other.event
    dated = date_of(one) is not None and date_of(other) is not None
    return dated and a.kind == b.kind and a.state == "moved" and b.state == "planned"


def _same_act(one: Facet, other: Facet, apart: Gap, policy: Policy) -> bool:
    a, b = one.event, other.event
    if apart.fit == Fit.CLASH:
        return False
    likeness = alike(one, other)
    if a.speaker and b.speaker and a.speaker != b.speaker:
        # An answer is an event of its own, unless it repeats the matter; two of one side may speak as one.
        return likeness >= (MOST if policy.side(a.speaker) != policy.side(b.speaker) else MUCH)
    subject = set(a.topics) & set(b.topics)
    elsewhere = bool(a.topics and b.topics) and not subject
    if apart.fit != Fit.OPEN and a.kind == b.kind and not elsewhere:
        # Reports of one speech in two languages share few words: speaker, day and subject tell more.
        if apart.days == 0 and (subject or (a.speaker and a.speaker == b.speaker)):
            return True
        if subject and likeness >= SOME:
            return True
    if elsewhere or apart.fit == Fit.OPEN or apart.days > 1:
        return likeness >= MUCH
    return likeness >= (SOME if a.kind == b.kind else MUCH)


def _told_of(one: Facet, other: Facet, apart: Gap, policy: Policy) -> bool:
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
    if not both and act.event.act in JUDGING and one.text != other.text:
        return False
    return alike(one, other) >= (MUCH if both and apart.days <= 1 else MOST)


def _actors_agree(a: Event, b: Event, policy: Policy) -> bool:
    """Return whether no side is named by different people in the two reports.

    An envoy goes for his leader and sees another's aide: there a leader stands for his side as a whole. Of
    more than two sides, A with B and A with C are two events, unless each report names the third beside.
    """
    one, other = policy.named(a.actors), policy.named(b.actors)
    here, there = one.keys() - other.keys(), other.keys() - one.keys()
    if here and there and not (here <= _beside(b, policy) and there <= _beside(a, policy)):
        return False
    whole = policy.leaders if "envoy" in (a.kind, b.kind) else frozenset()
    return all(
        not (one[side] - whole) or not (other[side] - whole) or bool(one[side] & other[side])
        for side in one.keys() & other.keys()
    )


def _beside(event: Event, policy: Policy) -> set[str]:
    """Return the sides that an event has among its third parties, by a country's code or a person."""
    return {policy.side(third.lower()) for third in event.third_parties}
