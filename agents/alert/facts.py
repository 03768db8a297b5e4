"""What a report adds to an event, in facts that are each told once, and the reason that follows."""

from agents import edtf
from agents.alert.policy import Policy
from agents.alert.readouts import account
from agents.alert.reasons import Reason
from streams.records import Alert, Event, Match

FACT = 120  # characters of a fact
KEPT = 40  # facts told of one event; beyond that it has said enough


def first_facts(event: Event) -> tuple[str, ...]:
    """Return the facts that a new alert tells."""
    facts = [f"state:{event.state}", f"kind:{event.kind}"]
    return (*facts, f"date:{event.date}") if event.date else tuple(facts)


def news(
    before: Event, after: Event, match: Match, alert: Alert, policy: Policy
) -> tuple[Reason, tuple[str, ...]]:
    """Return why a report that joins `alert` matters, and the facts that it brings, told or not."""
    special = {"denied": Reason.DENIAL, "corrected": Reason.CORRECTION}
    reason = special.get(after.state, Reason.STATE_CHANGE)
    if after.state != before.state or _owed(reason, after, match, alert, policy):
        facts = [f"state:{after.state}"]
        if after.state == "moved" and after.date:
            facts.append(f"date:{after.date}")
        return reason, tuple(facts)
    if notice_of(match) is not None:
        return Reason.CORRECTION, (f"correction:{match.article.article_id}.{match.article.version}"[:FACT],)
    if (side := _readout(match, after, alert, policy)) is not None:
        return Reason.READOUT, (f"readout:{side}",)
    if match.verdict == "copy":
        return Reason.COPY, ()
    if _day_is_new(before, after):
        return Reason.UPDATE, (f"date:{after.date}",)
    return Reason.COVERAGE, ()


def notice_of(match: Match) -> str | None:
    """Return the sentence by which a new version of an article corrects or takes back what it said."""
    revision = match.revision
    if revision is None or revision.kind not in ("correction", "retraction"):
        return None
    return revision.notice or revision.kind


def untold(facts: tuple[str, ...], told: tuple[str, ...]) -> tuple[str, ...]:
    """Return the facts that were not told yet, as long as there is room to remember them.

    There always is for a state: whatever was told before, a denial must be heard.
    """
    fresh = (fact for fact in facts if fact not in told)
    room = KEPT - len(told)
    return tuple(fact for place, fact in enumerate(fresh) if place < room or fact.startswith("state:"))


def told_together(told: tuple[str, ...], also: tuple[str, ...]) -> tuple[str, ...]:
    """Return what was told of two alerts that turned out to be one, at most `KEPT` facts.

    States stay before all else: what is dropped of the rest is not told again (`untold` has no room for it),
    but a state would be.
    """
    facts = dict.fromkeys((*told, *also))
    if len(facts) <= KEPT:
        return tuple(facts)
    states = [fact for fact in facts if fact.startswith("state:")]
    kept = {*states, *[fact for fact in facts if fact not in states][: KEPT - len(states)]}
    return tuple(fact for fact in facts if fact in kept)


def speaks(reason: Reason, event: Event, policy: Policy) -> bool:
    """Return whether the watch wants to be told for this reason, of this kind and state."""
    return reason in policy.reasons and event.state in policy.states and event.kind in policy.kinds


def _readout(match: Match, event: Event, alert: Alert, policy: Policy) -> str | None:
    """Return the side whose own account of a contact this is, if it is the first of that side.

    A side that is only quoted is news beside another side's account: newspapers quote one as a rule.
    """
    told = account(match, event, policy)
    if told is None or event.state == "planned":
        return None
    heard = {one.side for one in alert.readouts}
    return told.side if told.side not in heard and (heard or told.official) else None


def _owed(reason: Reason, event: Event, match: Match, alert: Alert, policy: Policy) -> bool:
    """Return whether people were told of the event and nobody of how it stands now.

    What a watch found afterwards is told to nobody: the next report as it comes says it to those who know
    of a plan that was called off meanwhile.
    """
    if match.as_of is not None or alert.alerted is None or alert.withdrawn is not None:
        return False
    return f"state:{event.state}" not in alert.told and speaks(reason, event, policy)


def _day_is_new(before: Event, after: Event) -> bool:
    """Return whether a day became known or is another one.

    A year that completes a known day is no news, and neither is a day said in a text in place of the
    day of publication.
    """
    if after.date is None or after.date == before.date or after.date_from == "published":
        return False
    old, new = edtf.parse(before.date), edtf.parse(after.date)
    if new is None or new.day is None or before.date_from == "published":
        return False
    return old is None or old.day is None or not edtf.agree(old, new)
