"""The alert stage: matches of one watch and one article each to alerts, one for each event."""

from collections.abc import Mapping
from datetime import datetime

from agents.alert.bounds import bounded
from agents.alert.cloudevents import headers
from agents.alert.commands import Refused, obey
from agents.alert.decide import raised, reason_of, revisions
from agents.alert.events import Events
from agents.alert.policy import PLAIN, Policy, policies
from agents.alert.reasons import Reason
from agents.alert.seed import seeded
from agents.alert.silence import silences, unheard
from streams import topics
from streams.records import Alert, Command, Match, Seed, Tick
from streams.stage import Decision, Emit, Hold, Output, Reject, Stage


def alert(
    rules: Mapping[str, Policy], record: Match | Tick | Command | Seed, state: Events, now: datetime
) -> Decision:
    """Decide one record of `news.tagged`; `rules` are the watches' policies by watch id.

    The detail of an `Emit` is a `Raised` for each alert that it revised: the one that the record opened
    or joined, then those merged into it.
    """
    match record:
        case Tick():
            return _tick(rules, record, state, now)
        case Command():
            return _command(rules, record, state, now)
        case Seed():
            taken = seeded(record, state, rules.get(record.alert.watch, PLAIN), now)
            return _emit(taken, record, now) if taken else Hold(Reason.REPLAY)
    key = (record.article.article_id, record.article.version, record.watch)
    if key in state.seen:
        return Hold(Reason.REPLAY)
    alerts = revisions(record, state, rules.get(record.watch, PLAIN), _then(record, now))
    if not alerts:
        return Hold(Reason.BACKGROUND)
    return _emit(alerts, record, now)


def _then(match: Match, now: datetime) -> datetime:
    """Return the time to decide at: the stream's, or that of an article that a watch found afterwards."""
    return now if match.as_of is None else min(now, datetime.fromisoformat(match.as_of))


def _command(rules: Mapping[str, Policy], command: Command, state: Events, now: datetime) -> Decision:
    known = state.alerts.get(command.alert)
    try:
        alerts = obey(command, state, rules.get(known.watch, PLAIN) if known else PLAIN, now)
    except Refused as fault:
        return Reject(f"command {command.id} ({command.command}): {fault}")
    return _emit(alerts, command, now) if alerts else Hold(Reason.REPLAY)


def _tick(rules: Mapping[str, Policy], tick: Tick, state: Events, now: datetime) -> Decision:
    """Return what was due by a tick and not heard of; nothing while a source of news may be failing."""
    if not tick.complete:
        return Hold(Reason.QUIET)
    today = datetime.fromisoformat(tick.time).date()
    alerts = {one.alert.id: one for one in silences(state, rules, today)}.values()
    if not alerts:
        return Hold(Reason.QUIET)
    revised = tuple(bounded(unheard(one, rules[one.alert.watch], now)) for one in alerts)
    return _emit(revised, tick, now)


def _emit(alerts: tuple[Alert, ...], behind: Match | Tick | Command | Seed, now: datetime) -> Emit:
    outputs = tuple(Output(one.id, one, headers(one, behind, now)) for one in alerts)
    return Emit(outputs, reason_of(alerts), tuple(raised(one) for one in reversed(alerts)))


STAGE = Stage(
    name="alert",
    source=topics.TAGGED,
    sink=topics.ALERTS,
    state=Events,
    decide=alert,
    rules=policies,
    reasons=Reason,
    transactional=True,
)
