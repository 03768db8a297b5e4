"""What merging, parting and taking back make of the alerts: their next revisions, each a whole document."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from agents.alert.coverage import without as uncovered
from agents.alert.facets import without as unfaceted
from agents.alert.merge import ABSORBED, absorbing, first_of
from agents.alert.policy import Policy
from agents.alert.readouts import differences, side_by_side
from agents.alert.reasons import Reason
from agents.alert.revise import noted
from agents.alert.summary import event_of
from streams.records import Alert, Coverage, Facet


def swallowed(alert: Alert, into: str, now: datetime, note: str | None = None) -> Alert:
    """Return the last revision of an alert that was merged into another."""
    return replace(noted(alert, Reason.MERGED, now, note=note), merged_into=into)


def merged(alert: Alert, other: Alert, now: datetime, policy: Policy, note: str | None = None) -> Alert:
    """Return the revision of `alert` that takes in `other` as a person asked for."""
    both = absorbing(alert, other, policy)
    return noted(replace(both, event=event_of(both.facets, policy)), Reason.MERGED, now, note=note)


def withdrawn(alert: Alert, command: str, now: datetime, note: str | None = None) -> Alert:
    """Return the revision that takes an alert back; whoever was told of the event hears of a retraction."""
    reason = Reason.RETRACTED if command == "retract" else Reason.UNWANTED
    notify = reason is Reason.RETRACTED and alert.alerted is not None
    return replace(noted(alert, reason, now, note=note, notify=notify), withdrawn=command)


def restored(alert: Alert, apart: str, now: datetime, note: str | None = None) -> Alert:
    """Return an alert that was merged by mistake as it was, standing again and apart from `apart`."""
    again = replace(alert, merged_into=None, apart=first_of(ABSORBED, (apart,), alert.apart))
    return noted(again, Reason.SPLIT, now, note=note, notify=alert.alerted is not None)


def parted(
    alert: Alert,
    facets: Sequence[Facet],
    coverage: Coverage,
    apart: str,
    now: datetime,
    policy: Policy,
    note: str | None = None,
) -> Alert | None:
    """Return `alert` without these reports, which are the alert `apart` now; None if nothing is left.

    Its accounts are those of articles that stay: one that was taken together with an account that goes
    keeps what both mentioned, for it is not known which did.
    """
    left = unfaceted(alert.facets, facets)
    remaining = uncovered(alert.coverage, coverage)
    if not left or not remaining.reports:
        return None
    gone = {one.article.article_id for one in coverage.listed}
    readouts = side_by_side(one for one in alert.readouts if one.article_id not in gone)
    less = replace(
        alert,
        event=event_of(left, policy),
        evidence=tuple(one for one in alert.evidence if one.article_id not in gone) or alert.evidence[:1],
        coverage=remaining,
        facets=left,
        readouts=readouts,
        differences=differences(readouts),
        absorbed=tuple(one for one in alert.absorbed if one != apart),
        apart=first_of(ABSORBED, (apart,), alert.apart),
    )
    return noted(less, Reason.SPLIT, now, note=note, notify=alert.alerted is not None)
