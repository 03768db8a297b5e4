"""Whether two reports of contacts between the same people are of one contact: its day, then its kind."""

from agents.alert.alike import MOST, MUCH, NEARLY, SOME, alike, tied, unsaid
from agents.alert.days import AHEAD, Fit, Gap
from agents.alert.facets import date_of, published_of
from agents.alert.kinds import LASTING, VAGUE, comparable
from agents.alert.policy import Policy
from streams.records import Event, Facet


def same_contact(one: Facet, other: Facet, apart: Gap, policy: Policy) -> bool:
    """Return whether two reports, of kinds that may be one, are of one contact."""
    a, b = one.event, other.event
    if answered(a, b, policy):
        return False
    kind = a.kind == b.kind and a.kind not in VAGUE
    pairs = ((one, other), (other, one))
    if one.again != other.again:
        # A second call of the day is the first one only for a text that tells of both.
        return apart.fit in (Fit.DAY, Fit.NEAR) and alike(one, other) >= NEARLY
    match apart.fit:
        case Fit.DAY:
            return True
        case Fit.NEAR | Fit.OPEN if any(of(*pair) for of in (_ends, _comes_of) for pair in pairs):
            return True
        case Fit.NEAR if apart.days == 0:
            dated = _has_day(one) and _has_day(other)
            return kind or dated or unsaid(one, other) or tied(one, other) >= SOME
        case Fit.NEAR if kind and apart.days == 1:
            # The next morning's papers, unless both tell what it was about, and of two things.
            return not _two_matters(a, b) or tied(one, other) >= SOME
        case Fit.NEAR if kind:
            # Who calls in a crisis calls again two days later.
            return tied(one, other) >= (MOST if a.kind == "call" else MUCH)
        case Fit.NEAR if apart.days == 1 and unsaid(one, other):
            return True
        case Fit.NEAR if comparable(a.kind, b.kind):
            return tied(one, other) >= SOME * apart.days
        case Fit.NEAR:
            # That they are of one story is not enough: an affair has more than one contact.
            return tied(one, other) > MUCH if apart.days == 1 else tied(one, other) > MOST
        case Fit.OPEN if kind:
            return tied(one, other) >= MUCH
        case Fit.OPEN:
            # Of an affair as well, where even the day is not known.
            return alike(one, other) >= MOST
        case _:
            return (
                _lasts(one, other, apart) or _eve(one, other, apart) or any(_moved(*pair) for pair in pairs)
            )


def answered(a: Event, b: Event, policy: Policy) -> bool:
    """Return whether one side sends diplomats away in one report, and the other side in the other.

    All else is the same in the answer, the number above all.
    """
    if a.kind != "expulsion" or b.kind != "expulsion" or a.speaker is None or b.speaker is None:
        return False
    return policy.side(a.speaker) != policy.side(b.speaker)


def mistaken(one: Facet, other: Facet, apart: Gap) -> bool:
    """Return whether two reports of one day are of one event though they call it by kinds that exclude
    each other: what they name is much alike, or they place a call where a visit went.

    A visit that is planned in a call is not that call, and a call that is denied no trip that was made: both
    must be over, both ahead or both denied, or be named for one day in nearly the same words.
    """
    a, b = one.event, other.event
    if apart.fit not in (Fit.DAY, Fit.NEAR) or apart.days or one.again != other.again:
        return False
    if (a.state in AHEAD, a.state == "denied") != (b.state in AHEAD, b.state == "denied"):
        return apart.fit == Fit.DAY and alike(one, other) >= NEARLY
    there = {a.kind, b.kind} == {"call", "visit"} and a.state == "held" and set(a.places) & set(b.places)
    return bool(there) or tied(one, other) > MUCH or alike(one, other) >= MUCH


def _two_matters(a: Event, b: Event) -> bool:
    """Return whether both reports tell what it was about, and of two things."""
    return bool(a.topics and b.topics and not set(a.topics) & set(b.topics))


def _lasts(one: Facet, other: Facet, apart: Gap) -> bool:
    """Return whether two neighbouring days are of one visit: one is named, and who met stays together for
    days, or is told to.
    """
    a, b = one.event, other.event
    met = a.kind == b.kind or comparable(a.kind, b.kind)
    if apart.days != 1 or "call" in (a.kind, b.kind) or not (met or LASTING & {a.kind, b.kind}):
        return False
    if "text" not in (a.date_from, b.date_from):
        return False
    if met and LASTING & {a.kind, b.kind} and not _two_matters(a, b):
        return True
    return tied(one, other) >= (SOME if met else MUCH)


def _eve(one: Facet, other: Facet, apart: Gap) -> bool:
    """Return whether one report came out the day before the day that the other names: it tells of the plan
    as if it were done, or stands in another time zone. Nearly all else must agree.
    """
    a, b = one.event, other.event
    named = {a.date_from, b.date_from} == {"text", "published"}
    return named and apart.days == 1 and a.kind == b.kind and a.kind not in VAGUE and tied(one, other) >= MOST


def _has_day(facet: Facet) -> bool:
    day = date_of(facet)
    return day is not None and day.day is not None


def _of_a_kind(one: Facet, other: Facet) -> bool:
    """Return whether two reports speak of one kind of contact, or of two face to face about one thing."""
    a, b = one.event.kind, other.event.kind
    return a not in VAGUE and (
        a == b or (comparable(a, b) and (unsaid(one, other) or tied(one, other) >= SOME))
    )


def _ends(one: Facet, other: Facet) -> bool:
    """Return whether `one` calls off or denies, without naming its day, what `other` plans."""
    a, b = one.event, other.event
    ends = a.state in ("cancelled", "moved", "denied") and b.state == "planned"
    return ends and _of_a_kind(one, other) and not _has_day(one)


def _comes_of(one: Facet, other: Facet) -> bool:
    """Return whether `one`, a plan without its day, is what `other` plans too or what it came to.

    Two people have one such plan at a time: what they do of that kind from then on is it.
    """
    a, b = one.event, other.event
    if a.state not in ("planned", "moved") or _has_day(one) or not _of_a_kind(one, other):
        return False
    if not _has_day(other):
        return a.state == b.state == "planned"
    told, day = published_of(one), date_of(other)
    out, first = (told.first() if told else None), (day.first() if day else None)
    return b.state in ("planned", "held") and out is not None and first is not None and first >= out


def _moved(one: Facet, other: Facet) -> bool:
    """Return whether `one` tells that what `other` planned for one day is put off to another."""
    a, b = one.event, other.event
    dated = date_of(one) is not None and date_of(other) is not None
    return dated and _of_a_kind(one, other) and a.state == "moved" and b.state == "planned"
