"""A call that only the text calls one: "Putin tells Macron …", then "The phone call lasted an hour"."""

from collections.abc import Sequence

from agents.tag.mention import Weight
from agents.tag.reading import Unit

_OPEN = ("planned", "denied", "cancelled", "moved", "negated", "hypothetical", "since")


def called(head: Unit, lead: Sequence[Unit], one: int, other: int) -> Unit | None:
    """Return the sentence that tells of a call between those who speak in the headline.

    The headline has people of both sides and no third between them; the sentence names nobody else, and
    tells of a talk on the phone, or of one that lasted. What is planned or denied is told with its names.
    """
    if not head.title or min(head.weight(one), head.weight(other)) < Weight.OFFICIAL:
        return None
    both = max(_first(head, one), _first(head, other))
    if any(third.value[0] == "person" and third.start < both for third in head.thirds):
        return None
    if head.has("act", "reacts") or head.has("state", *_OPEN):
        return None
    for unit in lead:
        if any(third.value[0] == "person" for third in unit.thirds) or unit.has("state", *_OPEN):
            continue
        if unit.has("contact", "meeting", "visit"):
            continue
        if unit.has("phone", "words") or (unit.has("phone", "lasted") and unit.has("contact", "call")):
            return unit
    return None


def _first(unit: Unit, side: int) -> int:
    return min(
        (name.start for name in unit.names if name.side == side and name.weight >= Weight.OFFICIAL),
        default=unit.end,
    )
