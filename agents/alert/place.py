"""Which alert a report belongs to, and which alerts turn out to be one: the same in the end in any order.

Reports are ranked by how vague they are (`facets.rank`). The reports of one rank are tied by
`same_event`, and each group of tied reports is an event, unless one of them is also tied to a
clearer report: then the group belongs there. So an undated report follows a dated one and can never
bridge two that are dated apart; and which groups remain depends on the reports alone, not on the
order they came in. What an alert says of its event comes from its clearest reports (its core), and is
as independent. Only which of several clear events a vague report counts for is left to arrival, and with it
a year that no clear report gives.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from agents.alert.alike import STORY
from agents.alert.alike import tied as tie
from agents.alert.days import gap
from agents.alert.facets import rank
from agents.alert.policy import Policy
from agents.alert.same import same_event
from streams.records import Alert, Facet

DAY = STORY  # between two events that a report may be of, a day nearer weighs as much as their story


@dataclass(frozen=True, slots=True)
class Place:
    """The alert that a report joins, and those that are of the same event and merge into it."""

    alert: Alert
    absorbed: tuple[Alert, ...] = ()


def place(facet: Facet, alerts: Iterable[Alert], policy: Policy) -> Place | None:
    """Return where a report belongs among the open alerts of its watch; None if it opens one."""
    own = rank(facet, policy)
    clearer: list[tuple[Alert, list[Facet]]] = []
    same: list[Alert] = []
    for alert in alerts:
        tied = [known for known in alert.facets if same_event(facet, known, policy)]
        if not tied:
            continue
        level = core_rank(alert, policy)
        lowest = min(rank(known, policy) for known in tied)
        if level < own:
            if lowest <= own:
                clearer.append((alert, tied))
        elif lowest == level:
            same.append(alert)
    if clearer:
        target = min(clearer, key=lambda row: _preference(facet, *row))[0]
        return Place(target, _mergeable(target, sorted(same, key=_age)))
    if not same:
        return None
    oldest, *others = sorted(same, key=_age)
    if any(one.apart for one in same):
        # A person says that these are not one event: it joins the likest.
        oldest = min(same, key=lambda one: (*_preference(facet, one, list(one.facets)), one.number))
        others = [one for one in same if one.id != oldest.id]
    return Place(oldest, _mergeable(oldest, others))


def _mergeable(into: Alert, others: Iterable[Alert]) -> tuple[Alert, ...]:
    """Return the alerts that may be merged into one: none that a person parted from it or from another."""
    taken: list[Alert] = []
    for one in others:
        if all(one.id not in other.apart and other.id not in one.apart for other in (into, *taken)):
            taken.append(one)
    return tuple(taken)


def mentioned(facet: Facet, alerts: Iterable[Alert], policy: Policy) -> Alert | None:
    """Return the alert of an event that an article only mentions in passing."""
    found = [
        (alert, tied)
        for alert in alerts
        if (tied := [known for known in alert.facets if same_event(facet, known, policy)])
    ]
    return min(found, key=lambda row: _preference(facet, *row))[0] if found else None


def core_rank(alert: Alert, policy: Policy) -> int:
    """Return the rank of an alert's clearest reports."""
    return min(rank(facet, policy) for facet in alert.facets)


def _age(alert: Alert) -> tuple[bool, int]:
    """Order alerts so that the first survives a merge: one that stands, then the oldest."""
    return alert.withdrawn is not None, alert.number


def _preference(facet: Facet, alert: Alert, tied: list[Facet]) -> tuple[bool, float, int, str]:
    kind = any(known.event.kind == facet.event.kind for known in tied)
    likest = max(tie(facet, known) - DAY * gap(facet, known).days for known in tied)
    return not kind, -likest, -alert.coverage.reports, alert.id
