"""What becomes of a match: it opens an alert, joins one, ties two into one, or is held."""

from dataclasses import dataclass, replace
from datetime import datetime

from agents.alert.bounds import bounded
from agents.alert.days import is_old
from agents.alert.events import Events
from agents.alert.facets import facet_of
from agents.alert.looking_back import looks_back
from agents.alert.place import mentioned, place
from agents.alert.policy import Policy
from agents.alert.reasons import Reason
from agents.alert.revise import alert_id, joined, opened
from agents.alert.rumour import weighed
from agents.alert.settle import swallowed
from agents.alert.summary import event_of
from streams.records import Alert, Event, Match


@dataclass(frozen=True, slots=True)
class Raised:
    """One revision that a record led to, as `replay` names it."""

    watch: str
    id: str
    revision: int
    reason: str
    notify: bool


def revisions(match: Match, state: Events, policy: Policy, now: datetime) -> tuple[Alert, ...]:
    """Return the revisions that a match leads to, what it joined or opened last; none: background."""
    facet = facet_of(match)
    alerts = state.candidates(match.watch, facet, policy, now)
    if not match.opens or is_old(facet) or looks_back(match):
        alert = mentioned(facet, alerts, policy)
        return () if alert is None else (bounded(joined(alert, match, None, (), policy, now)),)
    found = place(facet, alerts, policy)
    if found is None:
        since = state.last_contact(match.watch, event_of((facet,), policy), policy)
        identity = _free_id(match, state), state.next_number(match.watch)
        return (bounded(opened(match, facet, identity, since, policy, now)),)
    facet = weighed(facet, match, found.alert, policy)
    survivor = joined(found.alert, match, facet, found.absorbed, policy, now)
    if _compared_by(survivor.event) != _compared_by(found.alert.event):
        since = state.last_contact(match.watch, survivor.event, policy)
        survivor = replace(survivor, first_since=since)
    return (*(bounded(swallowed(other, survivor.id, now)) for other in found.absorbed), bounded(survivor))


def raised(alert: Alert) -> Raised:
    """Return what `replay` shows of a revision."""
    return Raised(alert.watch, alert.id, alert.revision, alert.reason, alert.notify)


def reason_of(alerts: tuple[Alert, ...]) -> Reason:
    """Return the reason under which the record behind these revisions is counted: the last one's."""
    return Reason(alerts[-1].reason)


def _compared_by(event: Event) -> tuple[str, tuple[str, ...], str | None]:
    """Return what makes another contact comparable with an event's."""
    return event.kind, event.actors, event.date


def _free_id(match: Match, state: Events) -> str:
    """Return the id of a new alert; a later version of an article may open a second one."""
    own_id = alert_id(match.watch, match.article.article_id)
    if own_id not in state.alerts:
        return own_id
    return alert_id(match.watch, match.article.article_id, match.article.version)
