"""Two alerts that turned out to be one: what the survivor takes over."""

from dataclasses import replace

from agents.alert.coverage import together
from agents.alert.facets import keep
from agents.alert.facts import told_together
from agents.alert.policy import Policy
from agents.alert.proof import proof
from agents.alert.readouts import differences, side_by_side
from streams.records import Alert

LINES = 50  # of history: the first, and the latest
STORIES = 50
ABSORBED = 100


def absorbing(alert: Alert, other: Alert, policy: Policy) -> Alert:
    """Return `alert` with all that `other` knows; its revision and event are left to the caller."""
    facets = keep((*alert.facets, *other.facets), policy)
    lines = sorted((*alert.history, *other.history), key=lambda line: line.at)
    return replace(
        alert,
        history=tuple(lines[:1] + lines[1:][-(LINES - 1) :]),
        evidence=proof(alert.evidence, other.evidence),
        coverage=together(alert.coverage, other.coverage),
        facets=facets,
        told=told_together(alert.told, other.told),
        stories=first_of(STORIES, alert.stories, other.stories),
        first_seen=min(filter(None, (alert.first_seen, other.first_seen)), default=None),
        last_seen=max(filter(None, (alert.last_seen, other.last_seen)), default=None),
        first_since=alert.first_since or other.first_since,
        readouts=(readouts := side_by_side(alert.readouts, other.readouts)),
        differences=differences(readouts),
        alerted=min(filter(None, (alert.alerted, other.alerted)), default=None),
        apart=first_of(ABSORBED, alert.apart, other.apart),
        absorbed=first_of(ABSORBED, alert.absorbed, (other.id,), other.absorbed),
    )


def first_of(limit: int, *groups: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first values of all groups, each once."""
    return tuple(dict.fromkeys(value for group in groups for value in group))[:limit]
