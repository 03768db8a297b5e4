"""Whether the news is that sides negotiate: at one table, through somebody, or only words about it."""

from collections.abc import Sequence

from agents.tag.mention import Weight
from agents.tag.parties import is_subject
from agents.tag.reading import Unit
from agents.tag.relation import credited, paired, third_speaks

_CONTENT = ("settlement", "ceasefire", "guarantees")
# Who accuses, warns or refuses over talks makes a statement; so does who answers or only offers them.
_SPEAKING = ("accuses", "warns", "urges", "refuses", "ready", "reacts", "proposes")


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
        and head.has("contact", "negotiation")
        and not head.has("contact", "call", "visit")
    )


def mediated(text: str, region: Sequence[Unit]) -> bool:
    """Return whether another leader is met or urged over a settlement between the sides."""
    return any(
        with_third(text, unit)
        and (unit.has("contact", "meeting", "visit", "call") or unit.has("act", "urges"))
        for unit in region[:2]
    ) and any(unit.has("topic", "settlement", "ceasefire") for unit in region)


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
    about = talks or unit.has("topic", *_CONTENT)
    return (
        about
        and (with_third(text, unit) or (leaders and talks))
        and not unit.has("act", "ready", "reacts", "accuses")
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
