"""Headlines on what goes on beside diplomacy, the markets and the front: what is said below is background."""

from collections.abc import Sequence

from agents.tag.text.lexicon import Cue
from agents.tag.text.mention import Weight
from agents.tag.text.phrases import Hit
from agents.tag.text.reading import Unit

_FIRST = 4  # characters before the first word of a headline: a quotation mark
_EARLY = 40  # … before what a text without a headline is about


def marketed(head: Unit, one: int, other: int) -> bool:
    """Return whether a headline is about prices: what states do there is why they moved.

    One that begins with them is, whoever met or spoke; a text without a headline may say so a little later.
    """
    prices = [cue.start - head.start for cue in head.cues if cue.value == ("frame", "market")]
    if prices and prices[0] <= (_FIRST if head.title else _EARLY):
        return True
    return (
        head.title
        and bool(prices)
        and not head.has("contact")
        and max(head.weight(one), head.weight(other)) < Weight.OFFICIAL
    )


def fronted(head: Unit, lead: Sequence[Unit], one: int, other: int) -> bool:
    """Return whether a headline tells how a war goes, and nobody in it asks, blames or answers.

    What a ministry or a service says of the front is a report of the war; a leader's word is his own.
    """
    return (
        head.title
        and any(unit.has("frame", "front") for unit in (head, *lead[:1]))
        and not head.has("contact")
        and not head.has("measure")
        and not head.has("act", "accuses", "urges", "refuses", "ready", "reacts", "proposes", "warns")
        and max(head.weight(one), head.weight(other)) < Weight.LEADER
    )


def battle(head: Unit, one: int, other: int) -> bool:
    """Return whether a headline is on the war itself: what leaders say below it is background.

    So with a text without one that begins with the war, "hours after" somebody spoke.
    """
    if not head.has("frame", "battle") or head.has("contact"):
        return False
    if not head.title:
        struck = min(cue.start for cue in head.cues if cue.value == ("frame", "battle"))
        people = [name.start for name in head.names if name.weight >= Weight.OFFICIAL]
        return bool(people) and any(
            cue.value == ("state", "done") and struck < cue.start < min(people) for cue in head.cues
        )
    return (
        min(head.weight(one), head.weight(other)) < Weight.DEMONYM
        and max(head.weight(one), head.weight(other)) <= Weight.STATE
        and not head.has("act", "says", "urges", "ready", "welcomes", "refuses", "reacts")
        and not (
            min(head.weight(one), head.weight(other)) == Weight.ISSUE
            and any(_blames(head, cue) for cue in head.cues)
        )
    )


def _blames(head: Unit, act: Hit[Cue]) -> bool:
    """Return whether a state condemns what was struck; "attack" itself may be a word of blame and is none."""
    return act.value in (("act", "accuses"), ("act", "warns")) and not any(
        cue.value[0] == "war" or cue.value == ("frame", "battle")
        for cue in head.cues
        if cue.start < act.end and act.start < cue.end
    )
