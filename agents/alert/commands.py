"""What a person says about an alert: take it back, not wanted, these two are one, these are two."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from agents.alert.bounds import bounded
from agents.alert.coverage import covered
from agents.alert.events import Events
from agents.alert.facets import facet_of, same_but_for_state
from agents.alert.policy import Policy
from agents.alert.reasons import Reason
from agents.alert.revise import alert_id, joined, noted, opened
from agents.alert.settle import merged, parted, restored, swallowed, withdrawn
from agents.alert.summary import event_of
from streams.records import Alert, Command, Coverage, Facet, Match


class Refused(ValueError):
    """The command cannot be carried out; the message says why and what can."""


def obey(command: Command, state: Events, policy: Policy, now: datetime) -> tuple[Alert, ...]:
    """Return the revisions that a command leads to; none if what it asks for is so already.

    Raises `Refused`.
    """
    alert = _standing(command.alert, state)
    match command.command:
        case "merge":
            return _merge(alert, command, state, policy, now)
        case "split":
            return _split(alert, command, state, policy, now)
    if alert.withdrawn == command.command:
        return ()
    return (bounded(withdrawn(alert, command.command, now, _note(command))),)


def _merge(alert: Alert, command: Command, state: Events, policy: Policy, now: datetime) -> tuple[Alert, ...]:
    if command.into is None:
        raise Refused(f"merge of alert {alert.id}: `into` is missing, the alert that is to remain")
    into = _standing(command.into, state)
    if into.id == alert.id:
        raise Refused(f"alert {alert.id} cannot be merged into itself")
    if into.watch != alert.watch:
        raise Refused(
            f"alert {alert.id} is of watch {alert.watch} and {into.id} of {into.watch}: only alerts of one "
            f"watch can be merged"
        )
    note = _note(command)
    # The last word counts: whoever merges them does not want them apart any more.
    into = replace(into, apart=tuple(one for one in into.apart if one != alert.id))
    alert = replace(alert, apart=tuple(one for one in alert.apart if one != into.id))
    gone = bounded(swallowed(alert, into.id, now, note))
    return (gone, bounded(merged(into, alert, now, policy, note)))


def _split(alert: Alert, command: Command, state: Events, policy: Policy, now: datetime) -> tuple[Alert, ...]:
    note = _note(command)
    if command.absorbed is not None:
        return _restored(alert, command.absorbed, state, policy, now, note)
    if command.matches:
        facets, coverage = _reports(alert, command.matches)
        new = _opened(alert, command, state, policy, now)
        left = parted(alert, facets, coverage, new.id, now, policy, note)
    else:
        raise Refused(
            f"split of alert {alert.id}: name the reports of another event, or an alert that it absorbed"
        )
    if left is None:
        raise Refused(f"alert {alert.id} would keep no report: retract it instead, or name fewer reports")
    return (bounded(new), bounded(left))


def _restored(
    alert: Alert, absorbed: str, state: Events, policy: Policy, now: datetime, note: str | None
) -> tuple[Alert, ...]:
    """Return the revisions by which an alert that was merged stands again, through however many merges it
    came: each alert on the way gives up its reports, and stays merged.
    """
    way = _way(absorbed, alert.id, state)
    if not way:
        known = ", ".join(one for one in alert.absorbed if _way(one, alert.id, state)) or "none"
        raise Refused(f"alert {absorbed} was not merged into {alert.id}; those that were: {known}")
    back, *between = way
    left = [parted(one, back.facets, back.coverage, back.id, now, policy, note) for one in (*between, alert)]
    if left[-1] is None:
        raise Refused(f"alert {alert.id} would keep no report: retract it instead")
    kept = (replace(one, notify=False) if one.merged_into else one for one in left if one is not None)
    return (*(bounded(one) for one in (restored(back, alert.id, now, note), *kept)),)


def _way(absorbed: str, into: str, state: Events) -> tuple[Alert, ...]:
    """Return the alerts through which one was merged into another, itself first; none if it never was."""
    way: list[Alert] = []
    one = state.alerts.get(absorbed)
    while one is not None and one.merged_into is not None and one not in way:
        way.append(one)
        if one.merged_into == into:
            return tuple(way)
        one = state.alerts.get(one.merged_into)
    return ()


def _opened(alert: Alert, command: Command, state: Events, policy: Policy, now: datetime) -> Alert:
    """Return the alert that the reports of a split are from now on."""
    first, *others = command.matches
    identity = (alert_id(alert.watch, first.article.article_id, command.id), state.next_number(alert.watch))
    facet = facet_of(first)
    since = state.last_contact(alert.watch, event_of((facet,), policy), policy)
    new = opened(first, facet, identity, since, policy, now)
    for one in others:
        new = joined(new, one, facet_of(one), (), policy, now)
    told = noted(
        replace(new, apart=(alert.id,), revision=0), Reason.SPLIT, now, note=_note(command),
        notify=alert.alerted is not None,
    )  # fmt: skip
    return replace(told, history=(*new.history[:1], told.history[-1]) if others else told.history[-1:])


def _reports(alert: Alert, matches: Sequence[Match]) -> tuple[list[Facet], Coverage]:
    """Return the facets and the coverage of these reports as the alert has them; raises `Refused`."""
    listed = {(one.article.article_id, one.article.version): one for one in alert.coverage.listed}
    facets, coverage = [], Coverage()
    for match in matches:
        if match.watch != alert.watch:
            raise Refused(f"article {match.article.id} was tagged for {match.watch}, not for {alert.watch}")
        if (match.article.article_id, match.article.version) not in listed:
            raise Refused(f"article {match.article.id} is not among the reports that alert {alert.id} lists")
        coverage = covered(coverage, match)
        own = facet_of(match)
        # An article that only mentioned the event left no facet.
        facets += [one for one in alert.facets if same_but_for_state(one, own)][:1]
    by_origin = Counter(listed[one.article.article_id, one.article.version].origin for one in matches)
    return [replace(one, reports=1) for one in facets], replace(coverage, by_origin=dict(by_origin))


def _note(command: Command) -> str | None:
    return ": ".join(part for part in (command.by, command.note) if part) or None


def _standing(own_id: str, state: Events) -> Alert:
    alert = state.alerts.get(own_id)
    if alert is None:
        raise Refused(f"there is no alert {own_id!r}")
    if alert.merged_into is not None:
        raise Refused(f"alert {own_id} was merged into {alert.merged_into}: name that one")
    return alert
