"""Who takes part in an event: people of each side, or the side itself where none is named."""

import re
from collections.abc import Collection, Sequence
from datetime import date

from agents.tag.event.holders import holder, titled
from agents.tag.kinds.kind import Kind
from agents.tag.relations.relation import credited, paired
from agents.tag.text.mention import Mention, Weight
from agents.tag.text.reading import LEAD, Unit
from agents.watch.definition import Watch

_LEADERS_ONLY = ("call", "summit", "visit", "meeting")
# Between "spokesman" and a name: whose spokesman, and a first name; never a stop.
_TITLE = re.compile(r"[^.,;:!?\n]{0,45}\Z")

Person = tuple[str, Weight]
Period = tuple[date | None, date | None]  # of publication, its first and last day


def actors(
    text: str, units: Sequence[Unit], watch: Watch, pair: tuple[int, int], kind: Kind, when: Period
) -> tuple[str, ...]:
    """Return the people named for each side in headline and first sentences, else the side itself.

    Who only tells of a contact takes no part in it; a president's counterpart is the president.
    """
    tellers = {name.party.id for unit in units[: LEAD + 1] for name in unit.names if _tells(text, unit, name)}
    told = [kind.unit, *(unit for unit in units[:3] if unit is not kind.unit and paired(unit, *pair))]
    found: set[str] = set()
    for side in pair:
        people = _people(text, told, watch, side, kind, tellers, when)
        if not people and _counterpart(told, side):
            others = {
                one
                for end in pair
                if end != side
                for one in _people(text, told, watch, end, kind, tellers, when)
            }
            if others and all(weight == Weight.LEADER for _, weight in others):
                people = {
                    (leader, Weight.LEADER) for leader in [leader_of(watch, side, when)] if leader is not None
                }
        leaders = {party for party, weight in people if weight == Weight.LEADER}
        # A minister beside his president takes no part of his own in the president's call.
        found |= leaders if leaders and kind.name in _LEADERS_ONLY else {party for party, _ in people}
        if not people:
            found.add(watch.sides[side].id)
    return tuple(sorted(found))


def leader_of(watch: Watch, side: int, when: Period) -> str | None:
    """Return who "the president" of a side is, where the watch names one leader at that time.

    In a text without a date it is who leads today.
    """
    first, last = when if any(when) else (date.max, date.max)
    parties = watch.sides[side].parties
    leaders = {party.id for party in parties if party.rank == "leader" and party.serves(first, last)}
    return leaders.pop() if len(leaders) == 1 else None


def _people(
    text: str,
    told: Sequence[Unit],
    watch: Watch,
    side: int,
    kind: Kind,
    tellers: Collection[str],
    when: Period,
) -> set[Person]:
    named: set[Person] = set()
    for unit in told:
        for name in unit.names:
            if name.side != side:
                continue
            if name.party.rank in ("leader", "official"):
                if kind.family == "act" or name.party.id not in tellers:
                    named.add((name.party.id, name.weight))
            elif (name.office or name.party.rank == "institution") and (
                one := _in_office(text, unit, watch, name, when)
            ) is not None:
                named.add((one, name.weight))
    return named


def _in_office(text: str, unit: Unit, watch: Watch, name: Mention, when: Period) -> str | None:
    """Return who is meant by an office beside a state: "the … foreign minister", "the … leader"."""
    office = titled(text, unit, name)
    if office is not None:
        return holder(watch.sides[name.side], office, when)
    return leader_of(watch, name.side, when) if name.weight == Weight.LEADER else None


def _tells(text: str, unit: Unit, name: Mention) -> bool:
    """Return whether a name is that of a spokesman, who tells of a contact without being part of it."""
    if name.party.rank != "official":
        return False
    if credited(text, unit, name.start, name.end):
        return True
    return any(
        cue.value == ("office", "spokesman")
        and (
            (cue.end <= name.start and _TITLE.match(text[cue.end : name.start]))
            or (
                name.end <= cue.start
                and _TITLE.match(text[name.end : cue.start])
                and cue.start - name.end <= 4
            )
        )
        for cue in unit.cues
    )


def _counterpart(told: Sequence[Unit], side: int) -> bool:
    return any(
        name.side == side
        and name.office
        and any(
            (cue.value == ("office", "counterpart") and -14 <= cue.start - name.end <= 14)
            or (cue.value == ("office", "counterpart") and -14 <= name.start - cue.end <= 14)
            for cue in unit.cues
        )
        for unit in told
        for name in unit.names
    )
