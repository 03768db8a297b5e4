"""Words about a contact that tell of none: wished for, answered to, the setting of something else."""

import re
from collections.abc import Sequence

from agents.tag.relations.relation import addressed
from agents.tag.text.lexicon import Cue, lexicon
from agents.tag.text.mention import Weight
from agents.tag.text.phrases import Hit
from agents.tag.text.reading import Unit
from agents.tag.text.world import SUMMITS_OF

_OF = 12  # characters between "summit" and whose it is: "sommet de l'Union européenne"
_AFTER = 12  # characters between "after" and the summit that is over
_AT_ONCE = 4  # characters between "refuses" and the contact: "to"
_FAR = 50  # characters between "should" and the contact that is wished for
_BETWEEN = 4  # words between them beside names
# What is not ruled out is open: the stems of "exclude" in the languages.
LEFT_OPEN = re.compile(
    r"(?i)rul\w+ out|exclu|écart|ausschl|ausgeschl|schließt|исключ|виключ|wyklucz|descart|esclud|dışla|استبعد"
)
_STOP = re.compile(r"[.,;:!?]")
_WORD = re.compile(r"[^\W\d_]+")
# "Whether they meet" where the word for it stands behind the verb.
_WHETHER = re.compile(r" ли\b")
_NEAR = 80  # characters between "meeting" and the two whose it is, titles and first names among them
_PAIRED = re.compile(r"(?: (?:and|et|und|i|и|та|і|й|y|e|ve) | ?[-–—] ?)(?:[^\W\d_]+ )?")  # "B and the X"
_MET = ("call", "meeting", "visit", "summit", "negotiation")


def asked(unit: Unit) -> bool:
    """Return whether the contact is what somebody answers to: "commented on a call with …"."""
    replies = [cue.end for cue in unit.cues if cue.value == ("act", "reacts")]
    contacts = [cue.start for cue in unit.cues if cue.value[0] == "contact" and cue.value[1] != "addressed"]
    return (
        bool(replies)
        and bool(contacts)
        and all(any(0 < start - end <= _FAR for end in replies) for start in contacts)
    )


def put_as_question(text: str, unit: Unit) -> bool:
    """Return whether a headline asks for a contact and goes on with an answer: "A call? B: not yet"."""
    mark = text.rfind("?", unit.start, unit.end)
    contacts = [cue.end for cue in unit.cues if cue.value[0] == "contact" and cue.value[1] != "addressed"]
    answered = mark >= 0 and bool(text[mark + 1 : unit.end].strip(" \"'”“»«’"))
    return unit.title and answered and bool(contacts) and max(contacts) <= mark


def unplanned(unit: Unit) -> bool:
    """Return whether a contact is only said not to be planned: "no call is in the diary"."""
    # "denies that A will call B", "denies asking B for talks"
    refuted = unit.has("state", "denied") and (
        unit.has("state", "planned") or (unit.has("act", "urges") and unit.has("contact", "negotiation"))
    )
    return (
        (unit.has("state", "unplanned") or _none_planned(unit) or refuted)
        and unit.has("contact", *_MET, "addressed")
        and not unit.has("state", "cancelled", "moved", "unconfirmed")
        and (refuted or not unit.has("state", "denied"))
    )


def _none_planned(unit: Unit) -> bool:
    """Return whether "no", a contact and "planned" follow each other: "no call with … is planned"."""
    told = {
        name: [cue for cue in unit.cues if cue.value == ("state", name)] for name in ("negated", "planned")
    }
    return any(
        0 < contact.start - no.end <= _AFTER and 0 < plan.start - contact.end <= _FAR
        for contact in unit.cues
        if contact.value[0] == "contact" and contact.value[1] in _MET
        for no in told["negated"]
        for plan in told["planned"]
    )


def setting(unit: Unit) -> bool:
    """Return whether every summit is only when or where something is said: "after a summit of …"."""
    done = [cue.end for cue in unit.cues if cue.value == ("state", "done")]
    return unit.has("act") and all(
        any(0 <= cue.start - end <= _AFTER for end in done)
        for cue in unit.cues
        if cue.value == ("contact", "summit")
    )


def upcoming(unit: Unit) -> bool:
    """Return whether every summit only tells when something else is: "meet ahead of the summit"."""
    ahead = [cue for cue in unit.cues if cue.value == ("state", "ahead")]
    others = unit.has("act") or unit.has("contact", "call", "meeting", "visit")
    return others and all(
        any(one.start <= cue.start and cue.start - one.end <= _AFTER for one in ahead)
        for cue in unit.cues
        if cue.value == ("contact", "summit")
    )


def elsewhere(unit: Unit) -> bool:
    """Return whether every summit that a unit names is that of a union, and not between the sides."""
    unions = [third for third in unit.thirds if third.value[1] in SUMMITS_OF]
    summits = [cue for cue in unit.cues if cue.value == ("contact", "summit")]
    return all(
        any(
            0 <= union.start - one.end <= _OF
            or 0 <= one.start - union.end <= 2
            or one.start <= union.start < one.end
            for union in unions
        )
        for one in summits
    )


def wished(text: str, unit: Unit, kind: str, one: int, other: int) -> bool:
    """Return whether all words for a contact are words about one: "it is time to talk to …"."""
    contacts = [
        cue
        for cue in unit.cues
        if cue.value == ("contact", kind)
        or (
            cue.value == ("contact", "addressed")
            and kind == "call"
            and addressed(text, unit, cue, one, other)
        )
    ]
    must = kind == "expulsion"  # who "must leave" is sent away, who may have to is not
    wishes = [cue for cue in unit.cues if (cue.value[0] == "wish" and not must) or left_open(text, cue)]
    return bool(contacts) and all(
        any(_governs(text, unit, wish, cue) for wish in wishes)
        or _WHETHER.match(text, cue.end) is not None
        or theirs(text, unit, cue)
        or (kind == "call" and _refused(unit, cue))
        or (kind == "call" and not unplanned(unit) and _not_done(unit, cue))
        for cue in contacts
    )


def _refused(unit: Unit, contact: Hit[Cue]) -> bool:
    """Return whether somebody will not have a contact: "refuses to speak to …"."""
    return any(
        cue.value == ("act", "refuses") and 0 < contact.start - cue.end <= _AT_ONCE for cue in unit.cues
    )


def _not_done(unit: Unit, contact: Hit[Cue]) -> bool:
    """Return whether "not" stands right before a word of contact: "explains why he does not phone"."""
    return any(cue.value == ("state", "negated") and 0 <= contact.start - cue.end <= 1 for cue in unit.cues)


def theirs(text: str, unit: Unit, cue: Hit[Cue]) -> bool:
    """Return whether one side speaks of what the other has with a third: "A on the meeting of B and X"."""
    before = {name.side for name in unit.names if name.start < cue.start and name.weight >= Weight.STATE}
    behind = [
        name for name in unit.names if 0 < name.start - cue.end <= _NEAR and name.weight >= Weight.STATE
    ]
    sides = {name.side for name in behind}
    noun = any(one.value == ("noun", "words") and one.start == cue.start for one in unit.cues)
    if not noun or len(sides) != 1 or not before or before & sides:
        return False
    return any(
        third.value[0] == "person"
        and 0 < third.start - cue.end <= _NEAR
        and (_PAIRED.fullmatch(text, third.end, name.start) or _PAIRED.fullmatch(text, name.end, third.start))
        for third in unit.thirds
        for name in behind
    ) and not any(
        word[0].lower() in lexicon(unit.language).with_words
        for word in _WORD.finditer(text, cue.end, behind[0].start)
    )


def left_open(text: str, cue: Hit[Cue]) -> bool:
    """Return whether a verb only leaves something open: "does not rule out"."""
    return cue.value == ("act", "refuses") and LEFT_OPEN.search(text, cue.start, cue.end) is not None


def _governs(text: str, unit: Unit, wish: Hit[Cue], contact: Hit[Cue]) -> bool:
    if not wish.end <= contact.start <= wish.end + _FAR or _STOP.search(text, wish.end, contact.start):
        return False
    words = [word.start() for word in _WORD.finditer(text, wish.end, contact.start)]
    known = [(name.start, name.end) for name in unit.names]
    known += [(third.start, third.end) for third in unit.thirds]
    return sum(not any(start <= at < end for start, end in known) for at in words) <= _BETWEEN


def recalled(text: str, head: Unit, lead: Sequence[Unit]) -> bool:
    """Return whether a headline only tells what somebody says of a contact, and the lead that he was asked.

    "A on the talk with B: it was no pleasure", and then "In an interview with …": it was another day.
    """
    contacts = [cue for cue in head.cues if cue.value[0] == "contact" and cue.value[1] in _MET]
    if not head.title or not contacts or not any(unit.has("interview") for unit in lead[:2]):
        return False
    over = [cue.end for cue in head.cues if cue.value == ("state", "done")]
    return all(
        any(
            name.end < cue.start
            and (word := _WORD.search(text, name.end, cue.start)) is not None
            and cue.start - name.end <= _FAR
            and (word[0].lower() in lexicon(head.language).on or word.end() in over)
            for name in head.names
            if name.party.rank in ("leader", "official")
        )
        for cue in contacts
    )
