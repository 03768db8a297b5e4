"""What a person says about an alert: take it back, not wanted, these two are one."""

from datetime import datetime

from agents.alert.bounds import bounded
from agents.alert.events import Events
from agents.alert.policy import Policy
from agents.alert.reasons import Reason
from agents.alert.revise import commanded, swallowed
from streams.records import Alert, Command

_WITHDRAW = {"retract": Reason.RETRACTED, "unwanted": Reason.UNWANTED}


class Refused(ValueError):
    """The command cannot be carried out; the message says why and what can."""


def obey(command: Command, state: Events, policy: Policy, now: datetime) -> tuple[Alert, ...]:
    """Return the revisions that a command leads to; none if what it asks for is so already.

    Raises `Refused`.
    """
    alert = _standing(command.alert, state)
    if command.command == "split":
        raise Refused(
            f"alert {alert.id} cannot be split: its document keeps what the reports said together, not each "
            f"report. Allowed are retract, unwanted and merge"
        )
    if command.command == "merge":
        return _merge(alert, command, state, policy, now)
    if alert.withdrawn == command.command:
        return ()
    return (bounded(commanded(alert, _WITHDRAW[command.command], now, None, policy)),)


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
    return (swallowed(alert, into.id, now), bounded(commanded(into, Reason.MERGED, now, alert, policy)))


def _standing(own_id: str, state: Events) -> Alert:
    alert = state.alerts.get(own_id)
    if alert is None:
        raise Refused(f"there is no alert {own_id!r}")
    if alert.merged_into is not None:
        raise Refused(f"alert {own_id} was merged into {alert.merged_into}: name that one")
    return alert
