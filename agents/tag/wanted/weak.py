"""What makes two names in one text mean little: rows of countries, adjectives, no word of contact or act."""

import re
from collections.abc import Sequence

from agents.tag.relations.parties import is_subject
from agents.tag.relations.relation import beside, paired
from agents.tag.text.lexicon import lexicon
from agents.tag.text.mention import Mention, Weight
from agents.tag.text.phrases import Hit
from agents.tag.text.reading import Unit
from agents.tag.text.world import Third
from agents.tag.wanted.frames import stated

# Between two in a row of countries. In Arabic "and" is written with the word, in a name's own first letter.
_ROW = re.compile(
    r"\s*(?:,|[&/–—-]|\b(?:and|et|und|i|и|та|і|й|y|e|ve|و)\b)\s*(?:(?:and|et|und|i|и|та|і|й|y|e|ve)\s+)?"
    r"(?:(?:the|les?|la|die|der|das|el|il|os?|as?)\s+|l['’])?"
)
# What a state does to another, and no mere word.
_TOWARD = ("accuses", "urges", "warns", "refuses", "proposes", "welcomes")
_PUT = (("measure", "sanctions"), ("contact", "expulsion"))
_JOINED = "و"
_WORD = re.compile(r"[^\W_]+")


def weaknesses(
    found: dict[str, float], text: str, head: Unit, lead: Sequence[Unit], one: int, other: int
) -> None:
    """Note what makes two names in one text mean little."""
    region = (head, *lead)
    found["issue_only"] = (
        min(max(unit.weight(side) for unit in region) for side in (one, other)) < Weight.STATE
    )
    found["third_issue"] = found["issue_only"] and any(
        third.value[0] == "person" for unit in region[:2] for third in unit.thirds
    )
    found["bare"] = not any(
        unit.has("contact")
        or unit.has("act")
        or unit.has("topic")
        or unit.has("measure")
        or (unit is head and stated(text, head))
        for unit in region
        if paired(unit, one, other)
    )
    found["adjectives"] = not any(
        min(unit.weight(one), unit.weight(other)) >= Weight.STATE for unit in region
    ) and any(min(unit.weight(one), unit.weight(other)) == Weight.DEMONYM for unit in region)
    found["listed"] = not any(
        paired(unit, one, other) and not listed(text, unit, one, other) for unit in region
    ) and any(listed(text, unit, one, other) for unit in region)


def listed(text: str, unit: Unit, one: int, other: int) -> bool:
    """Return whether a side stands in a row with a third country ("China and Russia")."""
    if jointly(text, unit, one, other):
        return False
    countries = [third for third in unit.thirds if third.value[0] == "country"]
    for side in (one, other):
        names = [name for name in unit.names if name.side == side and name.weight >= Weight.DEMONYM]
        if names and all(
            name.weight <= Weight.STATE
            and any(_row(text, name.start, name.end, t.start, t.end) for t in countries)
            for name in names
        ):
            return True
    return False


def jointly(text: str, unit: Unit, one: int, other: int) -> bool:
    """Return whether a side and a third stand in a row, and one act is of both or strikes both."""
    return in_row(text, unit, one, other) or _both_told(text, unit, _toward(unit), one, other)


def _toward(unit: Unit) -> list[int]:
    """Return where the acts of a unit stand that somebody must suffer."""
    return [
        cue.start
        for cue in unit.cues
        if (cue.value[0] == "act" and cue.value[1] in _TOWARD) or cue.value in _PUT
    ]


def in_row(text: str, unit: Unit, one: int, other: int) -> bool:
    """Return whether a side and a third, state or leader, together act on the other: "A and X accuse B"."""
    acts = _toward(unit)
    beside = unit.thirds
    if not acts or not beside:
        return False
    for a, b in ((one, other), (other, one)):
        row = [
            max(name.end, third.end)
            for name in unit.names
            if name.side == a and name.weight >= Weight.DEMONYM
            for third in beside
            if _row(text, name.start, name.end, third.start, third.end)
        ]
        if row and any(
            min(row) <= act < name.start
            for act in acts
            for name in unit.names
            if name.side == b
            and name.party.rank != "issue"
            and not any(act <= third.start < name.start for third in unit.thirds)
        ):
            return not any(name.side == b and name.start < min(row) for name in unit.names)
    return False


def _both_told(text: str, unit: Unit, acts: Sequence[int], one: int, other: int) -> bool:
    """Return whether a side turns to the other and a third in a row: "A warns X and B"."""
    return any(
        voice.end <= act < min(name.start, third.start)
        and _row(text, name.start, name.end, third.start, third.end)
        and not any(voice.start <= else_.start < act for else_ in unit.thirds)
        for voice in unit.names
        for name in unit.names
        if voice.side in (one, other) and name.side in (one, other) and voice.side != name.side
        if min(voice.weight, name.weight) >= Weight.STATE
        for third in unit.thirds
        for act in acts
    )


def spoken_of_together(text: str, head: Unit, one: int, other: int) -> bool:
    """Return whether both sides stand in a row and only suffer: "X slams A and B", "fears over A and B".

    A talk "between A and B" is theirs, and so is what stands behind the row: "X says A and B agreed".
    """
    if not head.title or head.has("contact"):
        return False
    first = min((third.end for third in head.thirds), default=head.end)
    acts = [cue.start for cue in head.cues if cue.value[0] in ("act", "measure")]
    sides = [name for name in head.names if name.side in (one, other) and name.weight >= Weight.DEMONYM]
    if any(name.weight >= Weight.OFFICIAL for name in sides):
        return False
    opens = min((name.start for name in sides), default=head.end)
    return any(
        (
            (opens >= first and any(first <= act < a.start for act in acts))
            or (opens == a.start and _over(text, head, a))
        )
        and not any(act >= b.end for act in acts)
        and _row(text, a.start, a.end, b.start, b.end)
        for a in sides
        for b in sides
        if a.side != b.side and a.end <= b.start
    )


def _over(text: str, head: Unit, name: Mention) -> bool:
    """Return whether "over", "about" stands right before a name."""
    before = _WORD.findall(text[max(head.start, name.start - 12) : name.start].lower())
    return bool(before) and before[-1] in lexicon(head.language).about


def _row(text: str, start: int, end: int, low: int, high: int) -> bool:
    """Return whether two names stand in a row, whichever is the first."""
    first, second = (high, start) if high <= start else (end, low)
    if not 0 <= second - first <= 12:
        return False
    return _ROW.fullmatch(text, first, second) is not None or (
        text[first:second] == " " and text[second] == _JOINED
    )


def others_before(unit: Unit) -> bool:
    """Return whether others meet, and the sides only stand behind "before": "A sees B ahead of the summit".

    Whoever acts before that word is of neither side.
    """
    before = [cue.start for cue in unit.cues if cue.value == ("state", "ahead")]
    people = [name.start for name in unit.names if name.weight >= Weight.OFFICIAL]
    return (
        bool(before and people)
        and min(people) > max(before)
        and any(third.value[0] == "person" and third.start < max(before) for third in unit.thirds)
    )


def where(text: str, unit: Unit, third: Hit[Third]) -> bool:
    """Return whether a third country is only where the sides meet: "A and B negotiate in …"."""
    before = _WORD.findall(text[max(unit.start, third.start - 12) : third.start].lower())
    return (
        third.value[0] == "country"
        and bool(before)
        and before[-1] in lexicon(unit.language).before_place
        and not any(person.value[0] == "person" for person in unit.thirds)
    )


def stranger_acts(text: str, unit: Unit) -> bool:
    """Return whether another leader takes part: not in a row with both sides."""
    return any(
        third.value[0] == "person"
        and not beside(text, unit, third)
        and not is_subject(text, (third.start, third.end))
        for third in unit.thirds
    )
