"""What kind of event a report tells of, and how far it has come: planned, held, denied …"""

from collections.abc import Sequence
from dataclasses import dataclass

from agents.tag.features import LEAD, contact_between, paired
from agents.tag.lexicon import Cue
from agents.tag.phrases import Hit
from agents.tag.reading import Unit, Weight
from agents.watch.definition import CONTACTS
from streams.records import Family, State

# The more telling first: who is sent away says more than that they met, a call more than "talks".
_ORDER = ("expulsion", "envoy", "call", "summit", "visit", "meeting", "negotiation")
_ENDS: tuple[State, ...] = ("cancelled", "moved", "denied")
_NEAR = 45  # characters between "plans to" and the contact that is planned
_CONTENT = ("settlement", "ceasefire", "guarantees")


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind, and the unit that tells it."""

    family: Family
    name: str
    unit: Unit


def kind_of(text: str, units: Sequence[Unit], one: int, other: int) -> Kind:
    """Return the kind of the main event of an article that is wanted."""
    region = units[: LEAD + 1]
    for unit in region[:2]:
        found = _contact(text, unit, one, other)
        if found and found != "negotiation":
            return Kind("contact", found, unit)
        if (act := _act(unit, one, other)) is not None:
            return Kind("act", act, unit)
        if found:
            return _talks(unit, one, other)
    if found := _spread(region, one, other):
        return Kind("contact", found, region[0])
    for unit in region[2:]:
        found = _contact(text, unit, one, other)
        if found and found != "negotiation":
            return Kind("contact", found, unit)
    return _talks(max(region, key=lambda unit: _strength(unit, one, other)), one, other)


def state_of(kind: Kind) -> State:
    """Return how far the event has come; an act that is reported has happened."""
    if kind.family == "act":
        return "held"
    unit = kind.unit
    contacts = [cue for cue in unit.cues if cue.value[0] == "contact"]
    near = {
        cue.value[1]
        for cue in unit.cues
        if cue.value[0] == "state" and any(_close(cue, contact) for contact in contacts)
    }
    for state in _ENDS:
        if state in near:
            return state
    if "hypothetical" in near or (
        unit.has("state", "unconfirmed") and kind.name in ("envoy", "visit", "meeting")
    ):
        return "unconfirmed"
    return "planned" if "planned" in near else "held"


def _contact(text: str, unit: Unit, one: int, other: int) -> str | None:
    kinds = contact_between(text, unit, one, other)
    if "envoy" in kinds and not _sent(unit):
        kinds -= {"envoy"}
    return next((name for name in _ORDER if name in kinds), None)


def _sent(unit: Unit) -> bool:
    """Return whether an envoy goes somewhere: an adviser who only speaks is none."""
    return unit.has("contact", "visit", "meeting", "negotiation") or any(name.place for name in unit.names)


def _act(unit: Unit, one: int, other: int) -> str | None:
    """Return an act that outweighs the talks that it mentions: readiness, sanctions, reactions."""
    if not paired(unit, one, other):
        return None
    if unit.has("measure") or unit.has("topic", "assets"):
        return "sanctions"
    return "statement" if unit.has("act", "ready", "reacts", "accuses", "warns", "refuses") else None


def _talks(unit: Unit, one: int, other: int) -> Kind:
    """Return what "talks", "dialogue" and "peace" come to: a negotiation, or words about one."""
    leaders = min(unit.weight(one), unit.weight(other)) >= Weight.OFFICIAL
    about = unit.has("contact", "negotiation") or unit.has("topic", *_CONTENT)
    third = any(hit.value[0] == "person" for hit in unit.thirds)
    if about and (third or (leaders and unit.has("contact", "negotiation"))):
        return Kind("contact", "negotiation", unit)
    return Kind("act", _act(unit, one, other) or "statement", unit)


def _spread(region: Sequence[Unit], one: int, other: int) -> str | None:
    """Return a contact in the headline whose other side only the lead names."""
    head = region[0]
    if not head.title or max(head.weight(one), head.weight(other)) < Weight.OFFICIAL:
        return None
    missing = one if head.weight(one) < head.weight(other) else other
    if all(unit.weight(missing) < Weight.OFFICIAL for unit in region[1:3]):
        return None
    kinds = {cue.value[1] for cue in head.cues if cue.value[0] == "contact"} & set(CONTACTS)
    return next((name for name in _ORDER if name in kinds and name != "negotiation"), None)


def _strength(unit: Unit, one: int, other: int) -> tuple[int, int]:
    return min(unit.weight(one), unit.weight(other)), unit.count("act") + unit.count("topic")


def _close(state: Hit[Cue], contact: Hit[Cue]) -> bool:
    return (
        0 <= contact.start - state.end <= _NEAR
        or 0 <= state.start - contact.end <= _NEAR // 2
        or (state.start < contact.end and contact.start < state.end)
    )
