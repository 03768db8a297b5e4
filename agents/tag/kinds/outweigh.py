"""What outweighs what: the lead on the headline's contact, the headline's words on a contact in the lead."""

from collections.abc import Sequence

from agents.tag.relations.envoys import only_summoned
from agents.tag.relations.relation import paired
from agents.tag.text.mention import Weight
from agents.tag.text.reading import Unit

WISHED = ("call", "meeting", "visit", "summit")  # contacts that people say there should be


def summoned(head: Unit, lead: Sequence[Unit], one: int, other: int) -> bool:
    """Return whether a headline tells that an ambassador is summoned: he is told something, and stays."""
    out = any(unit.has("contact", "expulsion") and not only_summoned(unit) for unit in (head, *lead[:2]))
    return (
        head.title
        and paired(head, one, other)
        and head.has("summons")
        and not out
        and not head.has("measure")
    )


def aside(text: str, head: Unit, act: str | None, unit: Unit, found: str) -> bool:
    """Return whether a contact in the lead is not the news: the headline's words are, and it is to come.

    So with a visit that the headline scolds, and with what is said there to be untrue.
    """
    if not head.title or found not in WISHED:
        return False
    if head.has("state", "denied") and not head.has("contact"):
        return True
    if found in ("meeting", "visit") and voiced(text, head) and not head.has("contact"):
        return True  # "B: that matter is closed", and then "… said B after a meeting with A"
    if act in ("accuses", "warns") and (found == "visit" or unit.has("state", "planned")):
        return not unit.has("phone", "words") or unit.has("state", "planned")
    return False


def rebuffed(head: Unit, lead: Sequence[Unit]) -> bool:
    """Return whether a headline tells that one turns the other down, and somebody that there is no ground.

    "The Kremlin snubs A", and then "A wanted to phone B. There is no reason to": nobody was called.
    """
    return (
        head.title
        and head.has("act", "refuses")
        and not head.has("contact")
        and any(unit.has("state", "unplanned") for unit in (head, *lead[:2]))
    )


def voiced(text: str, unit: Unit) -> bool:
    """Return whether a headline is the words of somebody or of a house: "Kremlin: …"."""
    return unit.title and any(
        name.weight >= Weight.OFFICIAL and text[name.end : name.end + 2].strip() == ":" for name in unit.names
    )


def fullest(region: Sequence[Unit], one: int, other: int) -> Unit:
    """Return the unit in which both sides stand most directly, and of equal ones where most is said."""

    def strength(unit: Unit) -> tuple[int, int]:
        # A spokesman's word is as direct as his leader's.
        weight = min(unit.weight(one), unit.weight(other), Weight.OFFICIAL)
        return weight, unit.count("act") + unit.count("topic")

    return max(region, key=strength)
