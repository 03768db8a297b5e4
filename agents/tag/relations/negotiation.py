"""Whether the news is that sides negotiate: at one table, through somebody, or only words about it."""

import re
from collections.abc import Sequence

from agents.tag.relations.foreign import of_matter
from agents.tag.relations.parties import is_subject
from agents.tag.relations.relation import credited, paired
from agents.tag.relations.speakers import third_speaks
from agents.tag.text.mention import Weight
from agents.tag.text.reading import Unit

_CONTENT = ("settlement", "ceasefire", "guarantees")
# Who accuses, warns or refuses over talks makes a statement; so does who answers or only offers them.
_SPEAKING = ("accuses", "warns", "urges", "refuses", "ready", "reacts", "proposes")
_URGED = 20  # characters between "urges" and whom: "has urged the government of"
_AT_ONCE = re.compile(r"(?: [^\W\d_]+){0,2} ")  # between "demands" and of whom: "of the"


def at_table(text: str, region: Sequence[Unit], one: int, other: int) -> Unit | None:
    """Return the unit where both sides sit at a table: a round, delegations, a draft that goes to and fro.

    Of the headline and the first sentence; the sentence may leave out whose delegations they are. Talks
    that somebody should hold, or speaks of in a headline, are none.
    """
    head = region[0]
    if spoken(text, head):
        return None
    for unit in region:
        if not unit.has("round") or unit.has("wish") or unit.has("act", *_SPEAKING):
            continue
        if spoken(text, unit):
            continue
        if paired(unit, one, other) or (not unit.names and not unit.thirds and paired(head, one, other)):
            return unit
    return None


def tabled(head: Unit, one: int, other: int) -> bool:
    """Return whether a headline may tell of delegations at a table: leaders who "hold talks" call or meet."""
    leaders = {name.side for name in head.names if name.party.rank == "leader"}
    return (
        head.title
        and not {one, other} <= leaders
        and not head.has("contact", "call", "visit", "meeting", "summit", "expulsion")
    )


def offered(text: str, head: Unit, one: int, other: int) -> bool:
    """Return whether one side offers the other talks with a third: "A proposes to B to meet X"."""
    return (
        head.title
        and paired(head, one, other)
        and with_third(text, head)
        and not third_speaks(text, head)
        and head.has("act", "proposes")
        and head.has("contact", "negotiation", "meeting")
        and not head.has("contact", "call", "visit")
    )


def mediated(text: str, region: Sequence[Unit]) -> bool:
    """Return whether another leader is met or urged over a settlement between the sides."""
    if region[0].has("act", "refuses"):
        return False  # what one will not hear of is the news, whomever he met
    met = any(unit.has("contact", "meeting", "visit", "call") for unit in region[:2])
    return any(
        (with_third(text, unit) and met)
        or (unit.has("act", "urges") and (with_third(text, unit) or _through(unit)))
        for unit in region[:2]
    ) and any(unit.has("topic", "settlement", "ceasefire") for unit in region)


def _through(unit: Unit) -> bool:
    """Return whether a third country is urged to talk to a side: "urges X to use its influence on B"."""
    urged = [cue.end for cue in unit.cues if cue.value == ("act", "urges")]
    talks = unit.has("contact", "negotiation")
    peace = unit.has("topic", *_CONTENT[:2])  # then the side whom it should talk to is named behind
    return any(
        third.value[0] == "country"
        and any(0 < third.start - end <= _URGED for end in urged)
        and (talks or (peace and any(name.start > third.end for name in unit.names)))
        and not of_matter(unit, third)
        for third in unit.thirds
    )


def talked(text: str, unit: Unit, one: int, other: int) -> bool:
    """Return whether "talks", "dialogue" and "peace" come to a negotiation: of leaders, or with a third."""
    leaders = min(unit.weight(one), unit.weight(other)) >= Weight.OFFICIAL
    talks = unit.has("contact", "negotiation") and not (unit.title and quoted(text, unit))
    if unit.title and third_speaks(text, unit):
        return False  # somebody else speaks of it
    if unit.title and unit.has("state", "negated"):
        talks = False  # there are none
    if unit.has("wish") and not with_third(text, unit):
        talks = False  # words about talks
    if unit.has("act", "accuses", "refuses") and not with_third(text, unit):
        talks = False  # one holds it against the other that there are none, or what he says of them
    if _demands(text, unit) and not with_third(text, unit) and not unit.has("round"):
        return False  # what one wants of the other, or holds against it
    about = talks or unit.has("topic", *_CONTENT)
    return (
        about
        and (with_third(text, unit) or (leaders and talks))
        and not unit.has("act", "ready", "reacts", "accuses")
    )


def _demands(text: str, unit: Unit) -> bool:
    """Return whether one side judges or refuses, or urges the other itself: "demands a truce of B"."""
    if unit.has("act", "accuses", "warns", "refuses"):
        return True
    return any(
        cue.value == ("act", "urges")
        and (gap := _AT_ONCE.fullmatch(text, cue.end, name.start)) is not None
        and gap[0].islower()
        and not any(
            one.value[0] == "contact" and one.start < cue.end and cue.start < one.end for one in unit.cues
        )
        for cue in unit.cues
        for name in unit.names
        if name.weight >= Weight.STATE and name.party.rank != "demonym"
    )


def quoted(text: str, unit: Unit) -> bool:
    """Return whether a unit is somebody's words: "… — Lavrov". "Paris: …" only says whence a report comes."""
    return any(
        name.party.rank in ("leader", "official") and credited(text, unit, name.start, name.end)
        for name in unit.names
    )


def answered(text: str, unit: Unit) -> bool:
    """Return whether a headline is what somebody says of the other side's act: "A's sanctions hurt — B"."""
    first = min(unit.names, key=lambda name: name.start, default=None)
    return unit.title and any(
        name.party.rank in ("leader", "official")
        and first is not None
        and name.side != first.side
        and credited(text, unit, name.start, name.end)
        for name in unit.names
    )


def spoken(text: str, unit: Unit) -> bool:
    """Return whether a headline is somebody's words, told by a colon behind him: "Putin: seizure is …"."""
    return unit.title and any(
        text[name.end : name.end + 2].strip() == ":" and name.party.rank in ("leader", "official")
        for name in unit.names
    )


def with_third(text: str, unit: Unit) -> bool:
    """Return whether a person of neither side takes part in what a unit tells."""
    return any(
        third.value[0] == "person" and not is_subject(text, (third.start, third.end)) for third in unit.thirds
    )
