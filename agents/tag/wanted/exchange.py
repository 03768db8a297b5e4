"""One side about the other where they stand apart: a condemned war, an answer, a third who is asked."""

from collections.abc import Sequence

from agents.tag.relations.foreign import of_matter
from agents.tag.relations.relation import credited
from agents.tag.relations.speakers import speaker, third_speaks
from agents.tag.text.mention import Mention, Weight
from agents.tag.text.reading import Unit
from agents.tag.text.world import UNIONS
from agents.tag.wanted.stance import fought
from agents.tag.wanted.weak import where

# Subjects on which the sides answer each other without naming each other at once.
_MATTERS = ("troops", "guarantees", "ceasefire", "settlement", "nuclear", "assets", "sanctions")


def condemns(unit: Unit, one: int, other: int) -> bool:
    """Return whether someone of a side condemns the other's war: "… condemns the … attack"."""
    acts = [
        cue.start
        for cue in unit.cues
        if cue.value in (("act", "accuses"), ("act", "refuses"), ("act", "warns")) and not fought(unit, cue)
    ]
    voices = {name.side: name.start for name in reversed(unit.names) if name.weight >= Weight.OFFICIAL}
    return any(
        a in voices
        and unit.weight(b) == Weight.ISSUE
        and any(
            name.side == b
            and name.party.rank in ("state", "demonym")
            and any(voices[a] < at < name.start for at in acts)
            for name in unit.names
        )
        for a, b in ((one, other), (other, one))
    )


def answers(text: str, head: Unit, lead: Sequence[Unit]) -> bool:
    """Return whether a headline speaks for one side on a matter of both, and the lead for the other."""
    voice = speaker(text, head)
    if voice is not None and _against(head) and any(_other(name, voice.side) for name in _first(lead)):
        return not any(_other(name, voice.side) for name in head.names)
    if voice is None or not any(unit.has("topic", *_MATTERS) for unit in (head, *lead[:1])):
        return False
    return not any(_other(name, voice.side) for name in head.names) and any(
        any(_other(name, voice.side) and name.weight >= Weight.OFFICIAL for name in unit.names)
        and (unit.has("act") or unit.has("report"))
        for unit in lead
    )


def asks_third(text: str, head: Unit, lead: Sequence[Unit]) -> bool:
    """Return whether a side turns to a third over a settlement with the other: "A flies to C for help".

    The headline begins with the side and names the third, a state or its leader whom the war is not about.
    """
    if not any(unit.has("topic", "settlement", "ceasefire") for unit in (head, *lead[:1])):
        return False
    own = min(
        (name for name in head.names if name.weight >= Weight.STATE),
        key=lambda name: name.start,
        default=None,
    )
    voice = speaker(text, head)
    if own is None or third_speaks(text, head) or (voice is not None and voice.side != own.side):
        return False
    turned = head.has("contact", "meeting", "visit", "call", "addressed", "negotiation") or head.has(
        "act", "urges", "proposes"
    )
    both = any(name.side != own.side and name.weight >= Weight.OFFICIAL for name in head.names)
    return (
        turned
        and any(name.side != own.side for unit in (head, *lead[:1]) for name in unit.names)
        and any(
            third.start > own.start
            and third.value[1] not in UNIONS
            and not credited(text, head, third.start, third.end)
            and not (both and where(text, head, third))  # "A and B meet in C"
            and not of_matter(head, third)
            for third in head.thirds
        )
    )


def _against(head: Unit) -> bool:
    """Return whether a headline takes a stand on a matter between two sides: "rejects the truce as …".

    With a third country in it the matter may be that one's.
    """
    return (
        head.has("act", "refuses", "accuses", "warns")
        and head.has("topic", *_MATTERS)
        and all(of_matter(head, third) for third in head.thirds)
    )


def _first(lead: Sequence[Unit]) -> Sequence[Mention]:
    return lead[0].names if lead else ()


def _other(name: Mention, side: int) -> bool:
    return name.side != side and name.weight >= Weight.STATE
