"""A contact that only the first sentence tells, of those whom the headline names, or half of them.

"Macron and Putin at odds over Libya", and then "The two spoke for an hour", "After five hours at the
Kremlin the guest said …", "The minister sat down with Lavrov".
"""

from collections.abc import Sequence

from agents.tag.relations.called import interviewed
from agents.tag.relations.foreign import with_others
from agents.tag.relations.negotiation import spoken
from agents.tag.relations.present import seats
from agents.tag.text.mention import Weight
from agents.tag.text.reading import Unit

_OPEN = ("planned", "denied", "unplanned", "cancelled", "moved", "hypothetical")
_TOGETHER = ("call", "meeting")  # contacts that "the two leaders" have with each other
_BACK = ("envoy", "call", "visit", "meeting")


def scene(text: str, head: Unit, lead: Sequence[Unit], one: int, other: int) -> tuple[str, Unit] | None:
    """Return the contact that the first sentence tells of those in the headline, which tells of none."""
    told = any(cue.value[0] == "contact" and cue.value[1] != "negotiation" for cue in head.cues)
    if not lead or head.has("act", "reacts") or told or spoken(text, head):
        return None
    unit = lead[0]
    if unit.has("state", *_OPEN):
        return None
    low = min(head.weight(one), head.weight(other))
    if low < Weight.OFFICIAL:
        return _back(text, head, unit, one, other)
    if found := _hosted(text, head, unit, one, other):
        return found, unit
    found = None if unit.has("wish") and not unit.has("both") else both(unit, one, other)
    return (found, unit) if found else None


def _hosted(text: str, head: Unit, unit: Unit, one: int, other: int) -> str | None:
    """Return a visit where the sentence is at a house of a side, and tells of hours or a guest."""
    if unit.has("phone", "words") or not (
        unit.has("phone", "lasted")
        or unit.has("contact", "visit", "meeting")
        or (unit.has("both") and not unit.has("contact", "call"))
    ):
        return None
    homes = seats(text, unit) & {one, other}
    if len(homes) != 1:
        return None
    guest = other if one in homes else one
    return "visit" if head.weight(guest) == Weight.LEADER else "meeting"


def both(unit: Unit, one: int, other: int) -> str | None:
    """Return the contact of a sentence whose subject is both at once: "the leaders spoke for an hour"."""
    kinds = {cue.value[1] for cue in unit.cues if cue.value[0] == "contact"} & set(_TOGETHER)
    named = sorted((unit.weight(one), unit.weight(other)))
    if not kinds or interviewed(unit):
        return None
    unnamed = named[1] < Weight.STATE and (unit.has("both") or unit.has("phone", "words"))
    if not (unnamed or (named[0] == Weight.DEMONYM and named[1] >= Weight.OFFICIAL)):
        return None
    return "meeting" if "meeting" in kinds and not unit.has("phone", "words") else "call"


def _back(text: str, head: Unit, unit: Unit, one: int, other: int) -> tuple[str, Unit] | None:
    """Return a contact in the first sentence with somebody whom only the headline names."""
    if unit.has("act", "reacts") or unit.has("wish"):
        return None
    for here, there in ((one, other), (other, one)):
        if head.weight(here) < Weight.OFFICIAL or unit.weight(there) < Weight.OFFICIAL:
            continue
        kinds = {
            cue.value[1]
            for cue in unit.cues
            if cue.value[0] == "contact" and not with_others(text, unit, cue)
        }
        if unit.thirds:
            kinds -= {"visit"}  # to there
        if found := next((kind for kind in _BACK if kind in kinds), None):
            return found, unit
    return None
