"""A contact that headline and lead tell together: the one names it, the other who takes part."""

from collections.abc import Sequence

from agents.tag.kinds.outweigh import WISHED
from agents.tag.relations.about import elsewhere, put_as_question, setting, wished
from agents.tag.relations.envoys import only_summoned
from agents.tag.relations.foreign import with_others
from agents.tag.relations.judged import JUDGING
from agents.tag.relations.relation import paired
from agents.tag.text.mention import Weight
from agents.tag.text.reading import Unit
from agents.tag.text.world import SUMMITS_OF
from agents.watch.definition import CONTACTS

# The more telling first: who is sent away says more than that they met, a call more than "talks".
ORDER = ("expulsion", "envoy", "call", "summit", "visit", "meeting", "negotiation")


def spread(text: str, region: Sequence[Unit], one: int, other: int) -> str | None:
    """Return a contact in the headline whose other side only the lead names."""
    head = region[0]
    if not head.title or max(head.weight(one), head.weight(other)) < Weight.OFFICIAL:
        return None
    if paired(head, one, other) and head.has("act", *JUDGING):
        return None  # one judges what the other did with somebody else
    missing = one if head.weight(one) < head.weight(other) else other
    if all(unit.weight(missing) < Weight.OFFICIAL for unit in region[1:3]):
        return None
    kinds = {
        cue.value[1]
        for cue in head.cues
        if cue.value[0] == "contact" and not (cue.value[1] == "visit" and with_others(text, head, cue))
    } & set(CONTACTS)
    if only_summoned(head):
        kinds -= {"expulsion"}
    if put_as_question(text, head):
        return None
    kinds -= {"negotiation", *(name for name in WISHED if wished(text, head, name, one, other))}
    return next((name for name in ORDER if name in kinds), None)


def summit_of(region: Sequence[Unit], one: int, other: int) -> Unit | None:
    """Return the first sentence that tells of a summit, where the next names who takes part: both sides."""
    told = next((unit for unit in region[:2] if unit.has("contact", "summit")), None)
    if told is None or elsewhere(told) or setting(told) or _with_union(told):
        return None
    return told if any(paired(unit, one, other) for unit in region) else None


def _with_union(unit: Unit) -> bool:
    return any(third.value[1] in SUMMITS_OF for third in unit.thirds)
