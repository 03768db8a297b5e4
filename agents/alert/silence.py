"""When nothing was heard: a planned day went by without a report, contact stopped beyond its rhythm.

Decided on ticks alone, and only on those that know the news to be complete.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from statistics import median

from agents import edtf
from agents.alert.events import Events
from agents.alert.facts import speaks, untold
from agents.alert.policy import Policy
from agents.alert.reasons import Reason
from agents.alert.revise import noted
from streams.records import Alert

# Nearly all reports of an event are out within two days after it.
AFTER_PLAN = 2
# What makes a rhythm: so many contacts of two people, on days within so many days before the last.
CONTACTS, WITHIN = 5, 180
# Contact has stopped if nothing came for three of its usual gaps, half as long again as the longest, a week.
USUAL, LONGEST, LEAST = 3, 1.5, 7
# Days for which a silence is news once it is due. A minister who left years ago, a plan of a year that is
# over: a watch that asks for silence from now on would otherwise tell of each of them at once.
NEWS = 60


@dataclass(frozen=True, slots=True)
class Silence:
    """One thing that was not heard of: on which alert, by which fact, in words."""

    alert: Alert
    fact: str  # told once
    note: str


def silences(state: Events, rules: Mapping[str, Policy], today: date) -> Iterator[Silence]:
    """Yield what is due on the day `today`: plans whose day is over, then pairs that fell silent."""
    by_watch: dict[str, list[Alert]] = {}
    for alert in state.standing():
        by_watch.setdefault(alert.watch, []).append(alert)
    for watch, alerts in by_watch.items():
        if (policy := rules.get(watch)) is not None:
            yield from filter(None, (_overdue(alert, today) for alert in alerts))
            yield from _stopped(alerts, watch, state, policy, today)


def unheard(silence: Silence, policy: Policy, now: datetime) -> Alert:
    """Return the revision that says so."""
    notify = speaks(Reason.SILENCE, silence.alert.event, policy)
    return noted(silence.alert, Reason.SILENCE, now, facts=(silence.fact,), note=silence.note, notify=notify)


def _overdue(alert: Alert, today: date) -> Silence | None:
    """Return that a planned day went by with no report that it was kept; of a month its last day.

    Of a plan that nobody was told of (a watch that changed found it afterwards) nothing is missed; the day of
    an expulsion is that of the decision, and who has left is seldom told.
    """
    if alert.alerted is None or alert.event.kind == "expulsion":
        return None
    day = edtf.parse(alert.event.date)
    last = day.last() if day is not None and day.month is not None else None
    if alert.event.state not in ("planned", "moved") or last is None:
        return None
    if not _is_news((today - last).days, AFTER_PLAN):
        return None
    fact = f"silence:planned:{alert.event.date}"
    if not untold((fact,), alert.told):
        return None
    return Silence(alert, fact, "its day went by, and no report says that it was")


def _stopped(
    alerts: list[Alert], watch: str, state: Events, policy: Policy, today: date
) -> Iterator[Silence]:
    """Yield the last contact of each pair of people that has been silent for too long."""
    days: dict[tuple[str, ...], set[date]] = {}
    for _, day, actors in state.contacts(watch, policy):
        if (pair := _pair(actors, policy)) is not None and day <= today:
            days.setdefault(pair, set()).add(day)
    held: dict[tuple[tuple[str, ...], date], list[Alert]] = {}
    for alert in alerts:
        if (contact := _contact(alert, policy)) is not None:
            held.setdefault(contact, []).append(alert)
    for pair, known in sorted(days.items()):
        ordered = sorted(known)
        limit = _limit(ordered, policy)
        idle = (today - ordered[-1]).days
        if limit is None or not _is_news(idle, limit):
            continue
        fact = f"silence:since:{ordered[-1].isoformat()}"
        last = held.get((pair, ordered[-1]), [])
        if last and all(untold((fact,), one.told) for one in last):
            usual = _usual(ordered)
            rhythm = (
                f"; it was every {usual:.0f} days"
                if usual is not None and policy.silence_days is None
                else ""
            )
            yield Silence(min(last, key=lambda one: one.number), fact, f"no contact for {idle} days{rhythm}")


def _is_news(idle: int, limit: float) -> bool:
    """Return whether a silence of so many days is due, and has not long been so."""
    return limit < idle <= limit + NEWS


def _limit(ordered: list[date], policy: Policy) -> float | None:
    """Return the days without contact that are borne: the watch's own, else by the rhythm; None: any."""
    if policy.silence_days is not None:
        return policy.silence_days
    usual = _usual(ordered)
    if usual is None:
        return None
    return max(USUAL * usual, LONGEST * max(_gaps(ordered)), LEAST)


def _usual(ordered: list[date]) -> float | None:
    gaps = _gaps(ordered)
    return median(gaps) if len(gaps) >= CONTACTS - 1 else None


def _gaps(ordered: list[date]) -> list[int]:
    recent = [day for day in ordered if (ordered[-1] - day).days <= WITHIN]
    return [(after - before).days for before, after in pairwise(recent)]


def _pair(actors: tuple[str, ...], policy: Policy) -> tuple[str, ...] | None:
    """Return the people of a contact, if they are of two sides or more."""
    named = {side: people for side, people in policy.named(actors).items() if people}
    return tuple(sorted(one for people in named.values() for one in people)) if len(named) > 1 else None


def _contact(alert: Alert, policy: Policy) -> tuple[tuple[str, ...], date] | None:
    """Return who met and on which day, of a contact that took place; None where that is not known."""
    if alert.event.family != "contact" or alert.event.state != "held":
        return None
    pair, known = _pair(alert.event.actors, policy), edtf.parse(alert.event.date)
    day = known.first() if known is not None and known.full else None
    return None if pair is None or day is None else (pair, day)
