"""What the rules make of a report's kind, one before another: a contact and which, or an act.

Their answer is one voice among the facts that decide (kind.py): wordings that they were made on they tell
right, and many others they do not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agents.tag.kinds.outweigh import WISHED, aside, fullest, rebuffed, summoned
from agents.tag.kinds.spread import ORDER, spread, summit_of
from agents.tag.relations.about import (
    asked,
    elsewhere,
    put_as_question,
    recalled,
    unplanned,
    upcoming,
    wished,
)
from agents.tag.relations.called import by_phone, called, interviewed
from agents.tag.relations.envoys import goes, only_summoned, sent
from agents.tag.relations.judged import JUDGING, occasion, past
from agents.tag.relations.later import later
from agents.tag.relations.negotiation import (
    answered,
    at_table,
    mediated,
    offered,
    quoted,
    spoken,
    tabled,
    talked,
    with_third,
)
from agents.tag.relations.present import met_at, seats
from agents.tag.relations.relation import contact_between, paired
from agents.tag.relations.scene import scene
from agents.tag.relations.speakers import third_speaks
from agents.tag.text.mention import Weight
from agents.tag.text.reading import LEAD, Unit
from streams.records import Family

# Acts that are the news even where a contact is spoken of.
_ANSWERS = {"ready": "statement", "reacts": "statement", "sanctions": "sanctions"}

_ASIDE = re.compile(r"[:;.] ")  # between what is told and what somebody says of it


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules say: the kind, and the unit that tells it."""

    family: Family
    name: str
    unit: Unit
    report: str | None = None  # what the report is where it only speaks of the event: no call is planned


def ruled(text: str, units: Sequence[Unit], one: int, other: int) -> Ruled:
    """Return the kind of the main event of an article that is wanted.

    The headline decides, then the first sentence; a contact told there outweighs what the headline
    makes of it ("Macron urges Putin …" and then "told him by phone"), but not readiness or an answer.
    """
    kind = _told(text, units, one, other)
    if kind.family == "contact" and paired(units[0], one, other) and unplanned(units[0]):
        return replace(kind, report="statement")
    return kind


def _told(text: str, units: Sequence[Unit], one: int, other: int) -> Ruled:
    head, *lead = units[: LEAD + 1]
    if summoned(head, lead, one, other):
        return Ruled("act", "statement", head)
    if offered(text, head, one, other):
        return Ruled("contact", "negotiation", head)
    if recalled(text, head, lead) or rebuffed(head, lead):
        return Ruled("act", "statement", head)
    if found := _contact(text, head, one, other):
        if (
            found == "call"
            and not head.has("phone", "words")
            and (there := _in_person(text, lead[:2], one, other))
        ):
            return Ruled("contact", *there)
        if (
            found in ("visit", "meeting")
            and head.has("contact", "call")
            and by_phone(text, lead[:1], one, other)
        ):
            return Ruled("contact", "call", lead[0])  # "A speaks with B, but turns down an invitation"
        if found == "meeting" and lead and "visit" in contact_between(text, lead[0], one, other):
            return Ruled("contact", "visit", lead[0])
        return Ruled("contact", found, head)
    act = _act(text, head, one, other)
    if tabled(head, one, other) and (table := at_table(text, (head,), one, other)):
        return Ruled("contact", "negotiation", table)  # who meets there only tells how
    if rung := called(text, head, lead[:2], one, other):
        return Ruled("contact", "call", rung)
    if act in _ANSWERS:
        return Ruled("act", _ANSWERS[act], head)
    for unit in lead[:2]:
        if (found := _contact(text, unit, one, other)) and not aside(text, head, act, unit, found):
            return Ruled("contact", found, unit)
        if act is None and (late := _act(text, unit, one, other)) in _ANSWERS:
            return Ruled("act", _ANSWERS[late], unit)
    if told := scene(text, head, lead[:1], one, other):
        return Ruled("contact", *told)
    if found := spread(text, units[: LEAD + 1], one, other):
        return Ruled("contact", found, head)
    if act is None:
        for unit in lead[2:]:
            if found := _contact(text, unit, one, other):
                return Ruled("contact", found, unit)
        for unit in later(text, units, one, other):
            if found := _contact(text, unit, one, other):
                return Ruled("contact", found, unit)
        # What several say together of a side is no summit with it.
        if not third_speaks(text, head) and (summit := summit_of((head, *lead[:2]), one, other)):
            return Ruled("contact", "summit", summit)
    if act is None and (table := at_table(text, (head, *lead[:1]), one, other)):
        return Ruled("contact", "negotiation", table)
    if mediated(text, (head, *lead[:2])):
        return Ruled("contact", "negotiation", head if _acts(head, one, other) or not lead else lead[0])
    return _talks(text, fullest((head, *lead), one, other), one, other)


def _contact(text: str, unit: Unit, one: int, other: int) -> str | None:
    """Return the contact that a unit tells of, talks in general aside; None for mere readiness."""
    told = contact_between(text, unit, one, other)
    kinds = told - {"negotiation"}
    if "envoy" in kinds and (not goes(text, unit) or (unit.has("round") and not seats(text, unit))):
        kinds -= {"envoy"}  # an adviser who only speaks, or delegations at a table elsewhere
    if "call" in kinds and interviewed(unit):
        kinds -= {"call"}
    if "expulsion" in kinds and only_summoned(unit):
        kinds -= {"expulsion"}
    if min(unit.weight(one), unit.weight(other)) < Weight.OFFICIAL and with_third(text, unit):
        kinds -= {"call", "meeting", "visit", "summit"}  # the contact is with the third
    if occasion(unit, one, other):
        kinds -= set(WISHED)  # words about one that is over
    if past(text, unit):
        kinds -= {"meeting", "visit", "summit"}
    kinds -= {name for name in kinds & {*WISHED, "expulsion"} if wished(text, unit, name, one, other)}
    if "summit" in kinds and (elsewhere(unit) or upcoming(unit) or unit.has("aside")):
        kinds -= {"summit"}
    if _offers(text, unit) or asked(unit) or (unit.has("act", "urges") and quoted(text, unit)):
        kinds -= {"call", "meeting"}  # words about one
    if put_as_question(text, unit):
        kinds -= {*WISHED, "expulsion"}
    talk = "call" in kinds and not unit.has("phone", "words")
    if talk and max(unit.weight(one), unit.weight(other)) == Weight.STATE:
        return "negotiation"  # states "discuss" by their delegations, and do not ring each other up
    if (talk or kinds & {"visit", "meeting"} or ("call" in kinds and seats(text, unit))) and sent(
        text, unit, one, other
    ):
        return "envoy"
    if talk and kinds & {"visit", "meeting"}:
        kinds = kinds - {"call"} | (kinds & {"visit"} or {"meeting"})  # they talk there
    found = next((name for name in ORDER if name in kinds), None)
    return _there(text, unit, found, "negotiation" in told, one, other)


def _offers(text: str, unit: Unit) -> bool:
    """Return whether contacts are what one is ready for: no talk stands before a colon, readiness behind."""
    ready = min((cue.start for cue in unit.cues if cue.value == ("act", "ready")), default=unit.end)
    talks = [cue.end for cue in unit.cues if cue.value in (("contact", "call"), ("contact", "meeting"))]
    return ready < unit.end and not any(end < ready and _ASIDE.search(text, end, ready) for end in talks)


def _there(text: str, unit: Unit, found: str | None, talks: bool, one: int, other: int) -> str | None:
    """Return the contact told, or what it comes to where somebody is at the other's place.

    "A in Moscow", "A and B discuss in Moscow", "talks with A in Moscow", "A at the Kremlin: five hours".
    """
    if found == "call" and not unit.has("act", "says") and not unit.has("phone", "words"):
        return met_at(text, unit, one, other) or found
    silent = not (
        unit.has("act") or unit.has("measure") or unit.has("wish") or unit.has("summons") or unit.thirds
    )
    if found is None and unit.title and (silent or (talks and not unit.has("act", *JUDGING))):
        there = met_at(text, unit, one, other)
        if (
            there is None
            and silent
            and unit.has("round")
            and min(unit.weight(one), unit.weight(other)) == Weight.LEADER
        ):
            return "meeting"  # of leaders "talks" are one
        return "envoy" if there and sent(text, unit, one, other) else there
    return found


def _in_person(text: str, lead: Sequence[Unit], one: int, other: int) -> tuple[str, Unit] | None:
    """Return a visit or meeting that the lead makes of "they talked": it names a place, and no phone."""
    if by_phone(text, lead, one, other):
        return None
    for unit in lead:
        found = _contact(text, unit, one, other)
        if found is None and unit.has("contact", "negotiation"):
            found = met_at(text, unit, one, other)
        if found == "visit" or (found == "meeting" and seats(text, unit)):
            return found, unit
    return None


def _act(text: str, unit: Unit, one: int, other: int) -> str | None:
    """Return what one side does to the other in a unit, where both act in it."""
    if not paired(unit, one, other):
        return None
    quotes = (
        unit.title and any(mark in text[unit.start : unit.end] for mark in "«“„") and unit.has("act", "says")
    )
    measured = unit.has("measure") or unit.has("topic", "assets")
    if (
        measured
        and not unit.has("act", "accuses", "reacts")
        and not _urged_first(unit)
        and not (quotes or spoken(text, unit) or answered(text, unit))
    ):
        return "sanctions"  # else words about them
    found = {cue.value[1] for cue in unit.cues if cue.value[0] == "act"} - {"says", "proposes"}
    return next((act for act in ("ready", "reacts", *sorted(found)) if act in found), None)


def _urged_first(unit: Unit) -> bool:
    """Return whether a demand stands before the measure: "urges B to lift sanctions"; not "… to press B"."""
    measures = [cue.start for cue in unit.cues if cue.value[0] == "measure"]
    demands = [cue.start for cue in unit.cues if cue.value == ("act", "urges")]
    return bool(demands) and (not measures or min(demands) <= min(measures))


def _talks(text: str, unit: Unit, one: int, other: int) -> Ruled:
    """Return what is left where nobody is in contact: a negotiation, or words about one."""
    if talked(text, unit, one, other):
        return Ruled("contact", "negotiation", unit)
    act = _act(text, unit, one, other)
    if act is None and unit.has("deed") and not unit.thirds:
        return Ruled("act", "other", unit)  # "A and B sign an agreement"
    return Ruled("act", "sanctions" if act == "sanctions" else "statement", unit)


def _acts(unit: Unit, one: int, other: int) -> bool:
    return max(unit.weight(one), unit.weight(other)) >= Weight.STATE
