"""A call that only the text calls one: "Putin tells Macron …", then "The phone call lasted an hour"."""

from collections.abc import Sequence

from agents.tag.relations.about import wished
from agents.tag.relations.foreign import only_others_called
from agents.tag.relations.present import seats
from agents.tag.relations.relation import contact_between
from agents.tag.text.mention import Weight
from agents.tag.text.reading import Unit

_OPEN = ("planned", "denied", "cancelled", "moved", "negated", "hypothetical")
_TOLD = ("urges", "warns", "accuses", "refuses")  # what one leader tells another
_ASIDE = 25  # characters behind "conversation" in which "with a newspaper" stands


def called(text: str, head: Unit, lead: Sequence[Unit], one: int, other: int) -> Unit | None:
    """Return the sentence that tells of a call between those whom the headline names.

    With people of both sides in the headline a word of a talk tells it, with one side's alone it must be
    a talk on the phone with somebody of the other. Nobody else takes part, and nothing is planned or denied.
    """
    if not head.title or head.has("act", "reacts", "ready") or _open(head):
        return None
    if wished(text, head, "call", one, other):
        return None
    low, high = sorted((head.weight(one), head.weight(other)))
    if high < Weight.OFFICIAL:
        return None
    missing = one if head.weight(one) <= head.weight(other) else other
    for unit in lead:
        if unit.has("state", *_OPEN) or unit.has("contact", "meeting", "visit"):
            continue
        if any(third.value[0] == "person" for third in unit.thirds) or interviewed(unit):
            continue
        if only_others_called(text, unit):
            continue
        if wished(text, unit, "call", one, other):
            continue
        if low >= Weight.OFFICIAL:
            told = unit.has("phone") or (head.has("act", *_TOLD) and not seats(text, unit))
            if unit.has("phone", "words") or (unit.has("contact", "call") and told):
                return unit
        elif unit.weight(missing) >= Weight.OFFICIAL and unit.has("phone", "words"):
            return unit
    return None


def by_phone(text: str, lead: Sequence[Unit], one: int, other: int) -> bool:
    """Return whether a sentence of the lead says that they talked by phone."""
    return any(
        unit.has("phone", "words") and "call" in contact_between(text, unit, one, other) for unit in lead
    )


def _open(head: Unit) -> bool:
    """Return whether a headline tells of what is still to come; "calls on" and "to call" may be one word."""
    acts = [(cue.start, cue.end) for cue in head.cues if cue.value[0] == "act"]
    return any(
        cue.value[0] == "state" and cue.value[1] in _OPEN and (cue.start, cue.end) not in acts
        for cue in head.cues
    )


def interviewed(unit: Unit) -> bool:
    """Return whether every talk in a unit is one with a paper: "in a conversation with reporters"."""
    talks = [cue.end for cue in unit.cues if cue.value == ("contact", "call")]
    papers = [cue.start for cue in unit.cues if cue.value[0] == "media"]
    return bool(talks) and all(any(0 <= start - end <= _ASIDE for start in papers) for end in talks)
