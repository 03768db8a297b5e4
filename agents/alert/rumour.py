"""A rumour stays one until somebody else stands for it: another origin, or a side's own account."""

from dataclasses import replace

from agents.alert.coverage import is_only_origin
from agents.alert.policy import Policy
from agents.alert.readouts import teller
from streams.records import Alert, Facet, Match


def weighed(facet: Facet, match: Match, alert: Alert, policy: Policy) -> Facet:
    """Return a report's facet as it counts for `alert`.

    What is told as a fact from where the rumour came, by its agency, its publisher or in a copy of its text,
    confirms nothing: it is the rumour again. Ends (cancelled, denied) count whoever tells them.
    """
    if alert.event.state != "unconfirmed" or facet.event.state not in ("held", "planned"):
        return facet
    if teller(match, policy) is not None or not is_only_origin(alert.coverage, match):
        return facet
    return replace(facet, event=replace(facet.event, state="unconfirmed"))
