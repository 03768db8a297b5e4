"""What a new generation takes over from the one before, so that nothing is said again after the switch.

A generation built anew knows the news that is still kept: a week of it. It may call an event what the one
before did not, or open it by another article; of older events it knows nothing. Whoever got alerts knows
them by the ids of the generation before. So an alert keeps that id, what was told of it and whatever a person
decided; of one and the same event the new generation's judgement counts. Nothing of a seed notifies.
"""

from dataclasses import replace
from datetime import datetime

from agents.alert.bounds import bounded
from agents.alert.coverage import united
from agents.alert.events import Events
from agents.alert.facets import rank
from agents.alert.merge import ABSORBED, absorbing, first_of
from agents.alert.place import place
from agents.alert.policy import Policy
from agents.alert.reasons import Reason
from agents.alert.revise import noted
from agents.alert.settle import merged, swallowed
from agents.alert.summary import event_of
from streams.records import Alert, Seed


def seeded(seed: Seed, state: Events, policy: Policy, now: datetime) -> tuple[Alert, ...]:
    """Return the revisions by which an alert of the generation before stands here too; none if it does.

    Those whose id is known here must come before the others: what they leave is what the others may be.
    """
    old, known = seed.alert, state.alerts.get(seed.alert.id)
    note = f"generation {seed.generation}"
    if known is None:
        twins = _twins(old, state, policy, now)
        gone = tuple(bounded(swallowed(one, old.id, now, note)) for one in twins)
        return (*gone, bounded(noted(_with(old, twins, policy), Reason.SEEDED, now, note=note)))
    if _is_there(known, old):
        return ()
    taken = noted(_under(known, old), Reason.SEEDED, now, note=note)
    into = state.alerts.get(known.merged_into or old.merged_into or "")
    if into is None:
        return (bounded(taken),)
    if known.merged_into is not None:  # only the new generation merged it: the survivor is who was told
        told = replace(into, told=_told(into, old), alerted=_first(into.alerted, old.alerted))
        return (bounded(taken), bounded(noted(told, Reason.SEEDED, now, note=note)))
    survivor = replace(merged(into, taken, now, policy, note), coverage=united(into.coverage, taken.coverage))
    return (bounded(swallowed(taken, into.id, now, note)), bounded(survivor))


def _is_there(known: Alert, old: Alert) -> bool:
    """Return whether all of an alert that counts was taken over before."""
    return (
        _was_seeded(known)
        and set(old.told) <= set(known.told)
        and (old.withdrawn is None or known.withdrawn is not None)
        and (old.merged_into is None or known.merged_into is not None)
    )


def _was_seeded(alert: Alert) -> bool:
    return any(line.reason == Reason.SEEDED for line in alert.history)


def _under(known: Alert, old: Alert) -> Alert:
    """Return what is known here of an event as the next revision of the alert that people know."""
    return replace(
        known,
        number=old.number,
        revision=max(known.revision, old.revision),
        history=known.history if _was_seeded(known) else old.history,
        told=_told(known, old),
        alerted=_first(known.alerted, old.alerted) if _was_seeded(known) else old.alerted,
        first_seen=_first(known.first_seen, old.first_seen),
        first_since=known.first_since or old.first_since,
        withdrawn=known.withdrawn or old.withdrawn,
        absorbed=first_of(ABSORBED, old.absorbed, known.absorbed),
        apart=first_of(ABSORBED, old.apart, known.apart),
    )


def _told(known: Alert, old: Alert) -> tuple[str, ...]:
    """Return what was told of an event: before it was taken over this generation told nobody."""
    mine = known.told if _was_seeded(known) else ()
    return first_of(len(old.told) + len(mine), old.told, mine)


def _twins(old: Alert, state: Events, policy: Policy, now: datetime) -> tuple[Alert, ...]:
    """Return the alerts that this generation opened, by other articles, for the event of an alert."""
    if old.merged_into is not None:
        return ()
    clearest = min(old.facets, key=lambda one: rank(one, policy))
    near = state.candidates(old.watch, clearest, policy, now)
    found = place(clearest, [one for one in near if _is_free(one, old)], policy)
    tied = {one.id for one in (found.alert, *found.absorbed)} if found else set()
    articles = {one.article.article_id for one in old.coverage.listed}
    return tuple(
        one
        for one in state.standing()
        if one.watch == old.watch
        and _is_free(one, old)
        and (one.id in tied or one.coverage.listed[0].article.article_id in articles)
    )


def _is_free(alert: Alert, old: Alert) -> bool:
    return not _was_seeded(alert) and alert.id not in old.apart


def _with(old: Alert, twins: tuple[Alert, ...], policy: Policy) -> Alert:
    """Return an alert with what its twins know of it; what was told of it stays as it is."""
    both = old
    for one in twins:
        both = replace(
            absorbing(both, one, policy), coverage=united(both.coverage, one.coverage), history=both.history
        )
    event = event_of(both.facets, policy) if twins else old.event
    return replace(both, event=event, told=old.told, alerted=old.alerted)


def _first(*times: str | None) -> str | None:
    return min(filter(None, times), default=None)
