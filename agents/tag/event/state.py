"""How far an event has come, by the words beside the contact: planned, held, denied, called off …"""

import re
from collections.abc import Iterable, Sequence

from agents.tag.kinds.kind import Kind
from agents.tag.relations.about import LEFT_OPEN
from agents.tag.relations.relation import paired
from agents.tag.text.lexicon import Cue
from agents.tag.text.phrases import Hit
from agents.tag.text.reading import Unit
from streams.records import State

_ENDS: tuple[State, ...] = ("cancelled", "moved", "denied")
_DOUBTED = ("envoy", "visit", "meeting")  # kinds that newspapers report from sources alone
# Words by which a contact is told beside its own: an envoy's trip is a visit and a meeting.
_TOLD_AS = {
    "call": ("call", "addressed"),
    "envoy": ("envoy", "visit", "meeting"),
    "summit": ("summit", "meeting"),
}
_NEAR = 45  # characters between "plans to" and the contact that is planned
_BETWEEN = 3  # words between the two beside names: "will on Friday again meet"
_LAST = 150  # characters between a contact and the verb that ends its sentence
_NO = 40  # characters between "no" and the contact that there was not
_NEXT = 20  # characters behind "will" in which what will be stands
_ALREADY = 12  # characters between "after" and the contact that is over
_SINCE = 60  # characters behind "have not met" in which "since" and its year stand
_NOT = 8  # characters before "rule out" in which "not" stands
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"[.,;:!?]")
_END = re.compile(r"[.;:!?]")


def state_of(text: str, kind: Kind, units: Sequence[Unit], one: int, other: int) -> State:
    """Return how far the event has come; an act that is reported has happened.

    A headline that says nothing of it ("Macron heads to Moscow") has the state of a first sentence that
    tells of the same contact: headlines write what was, is and will be in one tense. One that speaks of
    a plan gives way to a sentence that ends it.
    """
    if kind.family == "act":
        return "held"
    told = _told(text, kind.unit, kind.name)
    if told in (None, "planned") and kind.unit.title:
        for unit in units[1:2]:
            if paired(unit, one, other) and unit.has("contact", kind.name):
                late = _told(text, unit, kind.name)
                told = late if late in _ENDS else told or (late if late == "planned" else None)
    return told or "held"


def _told(text: str, unit: Unit, kind: str) -> State | None:
    contacts = _contacts(unit, kind)
    near = _near(text, unit, contacts)
    if "cancelled" in near and _denied_end(unit):
        return "denied"
    for state in _ENDS:
        if state in near:
            return state
    if "unplanned" in near:
        return "denied"
    if _negated(text, unit, contacts):
        return "denied"
    if kind != "expulsion" and _refused(text, unit, contacts):
        return "cancelled"
    if "hypothetical" in near or (unit.has("state", "unconfirmed") and kind in _DOUBTED):
        return "unconfirmed"
    return "planned" if "planned" in near else None


def _contacts(unit: Unit, kind: str) -> list[Hit[Cue]]:
    """Return the words for this contact; for any, where it is told without one of its own."""
    names = _TOLD_AS.get(kind, (kind,))
    every = [cue for cue in unit.cues if cue.value[0] == "contact"]
    return [cue for cue in every if cue.value[1] in names] or every


def _near(text: str, unit: Unit, contacts: Sequence[Hit[Cue]]) -> set[str]:
    known = _known(unit)
    every = [cue for cue in unit.cues if cue.value[0] == "contact"]
    states = [cue for cue in unit.cues if cue.value[0] == "state"]
    done = [cue for cue in states if cue.value[1] == "done"]
    found = set()
    for cue in states:
        for contact in contacts:
            if not _close(text, cue, contact, known):
                continue
            if cue.value[1] == "planned" and not (
                _governs(text, cue, contact, every, known) and not _over(contact, done)
            ):
                continue
            found.add(cue.value[1])
    return found


def _governs(
    text: str,
    plan: Hit[Cue],
    contact: Hit[Cue],
    every: Sequence[Hit[Cue]],
    known: Sequence[tuple[int, int]],
) -> bool:
    """Return whether "will" is the contact's: few words stand between them.

    Behind a contact it is where nothing else follows: "told him he will" and "spoke and will meet" plan
    something else.
    """
    if plan.start < contact.end:
        return _others(text, plan.end, contact.start, known) <= _BETWEEN
    return contact.value[1] != "addressed" and not any(
        plan.start < other.end and other.start <= plan.end + _NEXT for other in every
    )


def _over(contact: Hit[Cue], done: Iterable[Hit[Cue]]) -> bool:
    """Return whether what is planned comes "after" this contact, which is then over."""
    return any(0 <= contact.start - cue.end <= _ALREADY for cue in done)


def _close(text: str, state: Hit[Cue], contact: Hit[Cue], known: Sequence[tuple[int, int]]) -> bool:
    if state.start < contact.end and contact.start < state.end:
        return True
    if 0 <= contact.start - state.end <= _NEAR or 0 <= state.start - contact.end <= _NEAR // 2:
        return True
    # A verb at the end of the sentence: "a call … there will not be", "ein Treffen … wurde abgesagt", "the
    # call with the president … will be".
    ends = state.value[1] in (*_ENDS, "unplanned")
    return (
        (ends or state.value[1] == "planned")
        and 0 <= state.start - contact.end <= _LAST
        and not (_END if ends else _STOP).search(text, contact.end, state.start)
        and _others(text, contact.end, state.start, known) <= (2 * _BETWEEN if ends else 1)
    )


def _negated(text: str, unit: Unit, contacts: Iterable[Hit[Cue]]) -> bool:
    """Return whether "no" or "not" belongs to the contact: nothing but names and one word between.

    "Have not spoken since" tells of none that was denied.
    """
    known = _known(unit)
    return any(
        cue.value == ("state", "negated")
        and 0 < contact.start - cue.end <= _NO
        and not _STOP.search(text, cue.end, contact.start)
        and _others(text, cue.end, contact.start, known) <= 1
        and not _since(text, unit, contact)
        for cue in unit.cues
        for contact in contacts
    )


def _denied_end(unit: Unit) -> bool:
    """Return whether it is denied that a contact was called off: "denies the cancellation of …"."""
    ends = [cue.start for cue in unit.cues if cue.value == ("state", "cancelled")]
    denials = [cue.end for cue in unit.cues if cue.value == ("state", "denied")]
    return any(0 <= start - end <= _NEXT for start in ends for end in denials)


def _refused(text: str, unit: Unit, contacts: Iterable[Hit[Cue]]) -> bool:
    """Return whether somebody refuses the contact: there will be none. "Does not rule out" is no refusal."""
    known = _known(unit)
    return any(
        cue.value == ("act", "refuses")
        and not LEFT_OPEN.search(text, max(unit.start, cue.start - _NOT), cue.end)
        and _beside(text, unit, cue, contact, known)
        for cue in unit.cues
        for contact in contacts
    )


def _beside(
    text: str, unit: Unit, cue: Hit[Cue], contact: Hit[Cue], known: Sequence[tuple[int, int]]
) -> bool:
    """Return whether a verb has the contact for its object: behind it, or before it where the verb ends its
    clause ("a meeting with Putin was refused"). "In a call with Macron refused to …" refuses something else.
    """
    if cue.end > contact.start:
        stop = _STOP.search(text, cue.end, unit.end)
        if _others(text, cue.end, stop.start() if stop else unit.end, known) > 1:
            return False
    start, end = (cue.end, contact.start) if cue.end <= contact.start else (contact.end, cue.start)
    return (
        0 <= end - start <= _NEAR
        and not _STOP.search(text, start, end)
        and _others(text, start, end, known) <= 1
    )


def _since(text: str, unit: Unit, contact: Hit[Cue]) -> bool:
    if _YEAR.search(text, contact.end, min(contact.end + _SINCE, unit.end)):
        return True
    return any(
        cue.value == ("state", "since") and 0 <= cue.start - contact.end <= _SINCE for cue in unit.cues
    )


def _known(unit: Unit) -> list[tuple[int, int]]:
    return [
        *((name.start, name.end) for name in unit.names),
        *((cue.start, cue.end) for cue in unit.cues if cue.value[0] in ("contact", "state", "office")),
    ]


def _others(text: str, start: int, end: int, known: Sequence[tuple[int, int]]) -> int:
    """Return how many words stand between two places beside those known."""
    return sum(not any(a <= word.start() < b for a, b in known) for word in _WORD.finditer(text, start, end))
