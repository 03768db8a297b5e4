"""Who speaks in one sentence: somebody of a side, another leader, or someone who only comments."""

import re

from agents.tag.relations.apart import in_occasion
from agents.tag.relations.relation import QUOTE_ENDS, TAIL_NAME, beside, credited
from agents.tag.text.lexicon import Cue
from agents.tag.text.mention import Mention, Weight
from agents.tag.text.phrases import Hit
from agents.tag.text.reading import Unit
from agents.tag.text.world import politicians

_TAIL = 11  # characters of "say", "explains" that end a headline
_START = 25  # characters from the start of a unit in which a third country's office stands
_ADJACENT = 4  # characters between a country and its office: " ", "'s "
_REACH = 12  # characters between an office and its colon: "ambassador to Paris:"
_OFFICES = (("office", "leader"), ("office", "official"), ("office", "spokesman"))
_OWNED = 24  # characters between a possessor and an office or a word of speech: "A's chief adviser"
_WORDS = re.compile(r"(?: [^\W\d_][^\s:.!?,]*){0,3}: ")  # a name and a colon behind "expert"
_LAST = re.compile(r", |: | [-–—] ")  # before the last clause of a headline
# Behind somebody's words at the start of a headline: '"A is weak." Expert on …', '„…“ – analyst'.
_QUOTED = re.compile(r"[\"”“»’'][.!?]? (?:[-–—] (?:[^\W\d_]{3,12} )?)?\Z")


def speaker(text: str, unit: Unit) -> Mention | None:
    """Return the person or institution of a side that speaks or acts in a unit.

    "Macron: …" and "… — Lavrov" name the speaker; else it is whoever stands first.
    """
    people = [name for name in unit.names if name.weight >= Weight.OFFICIAL and not _owns(text, unit, name)]
    for name in people:
        if credited(text, unit, name.start, name.end):
            return name
    first = min(people, key=lambda name: name.start, default=None)
    return first if first is not None and not third_speaks(text, unit) else None


def _owns(text: str, unit: Unit, name: Mention) -> bool:
    """Return whether a name only tells whose something is: "A's grip", but not "A's spokesman"."""
    return text[name.end : name.end + 2] in ("'s", "’s") and not any(
        cue.value[0] in ("office", "act") and 0 <= cue.start - name.end <= _OWNED for cue in unit.cues
    )


def third_speaks(text: str, unit: Unit) -> bool:
    """Return whether the speaker of a unit is neither side: another leader, an expert, a paper."""
    first = min((name.start for name in unit.names if name.weight >= Weight.STATE), default=unit.end)
    for third in unit.thirds:
        if (
            third.value[0] == "person"
            and (third.start < first or credited(text, unit, third.start, third.end))
            and not beside(text, unit, third)
        ):
            return True
    return _foreign_office(text, unit, first) or expert_speaks(text, unit)


def _foreign_office(text: str, unit: Unit, first: int) -> bool:
    """Return whether somebody of a third country speaks by his office alone: "Polish minister: …", "… says".

    He stands at the start, before any side, and the colon or the verb right behind his office.
    """
    return any(
        third.value[0] == "country"
        and third.start - unit.start <= _START
        and third.start < first
        and cue.value in _OFFICES
        and (0 <= cue.start - third.end <= _ADJACENT or 0 <= third.start - cue.end <= _ADJACENT)
        and _speaks_behind(text, unit, max(cue.end, third.end))
        for third in unit.thirds
        for cue in unit.cues
    )


def _speaks_behind(text: str, unit: Unit, end: int) -> bool:
    colon = text.find(":", end, end + _REACH)
    return (unit.title and colon >= 0) or any(
        cue.value[0] == "act" and 0 < cue.start - end <= 1 for cue in unit.cues
    )


def expert_speaks(text: str, unit: Unit) -> bool:
    """Return whether an expert, a politician out of office or a paper speaks in a unit."""
    first = min((name.start for name in unit.names if name.weight >= Weight.STATE), default=unit.end)
    if any(
        third.value in politicians()
        and (
            third.start < first
            or credited(text, unit, third.start, third.end)
            or any(cue.value[0] == "act" and cue.start == third.end + 1 for cue in unit.cues)
        )
        and not beside(text, unit, third)
        for third in unit.thirds
    ):
        return True
    return any(
        cue.value in (("frame", "expert"), ("frame", "view"))
        and (
            (cue.start <= first and not in_occasion(text, unit, cue.end, first))
            or credited(text, unit, cue.start, cue.end)
            or (unit.title and _QUOTED.search(text, max(unit.start, cue.start - 18), cue.start))
            or (unit.title and _WORDS.match(text, cue.end, unit.end) is not None)  # "… Expert X: it fails"
            or (unit.title and text[cue.start - 2 : cue.start] == ": ")  # "A's offer: expert doubts it"
            or _closing(text, unit, cue)
            # "…, analysts say" at the end of a headline
            or (unit.end - cue.end <= _TAIL and text[max(0, cue.start - 2) : cue.start] == ", ")
        )
        for cue in unit.cues
    )


def _closing(text: str, unit: Unit, expert: Hit[Cue]) -> bool:
    """Return whether a headline ends with whose view it was: "…, selon un chercheur", "…, says ex-envoy"."""
    return unit.title and any(
        cue.value[0] in ("act", "report")
        and text[cue.start - 2 : cue.start] in QUOTE_ENDS
        and 0 < expert.start - cue.end <= TAIL_NAME
        and not any(cue.end <= name.start < expert.start for name in unit.names)
        for cue in unit.cues
    )


def answered_by(text: str, head: Unit) -> bool:
    """Return whether a headline ends with who of a side says it: "Why A does not call, the Kremlin says"."""
    cut = max((at.end() for at in _LAST.finditer(text, head.start, head.end)), default=head.end)
    return any(name.start >= cut and name.weight >= Weight.OFFICIAL for name in head.names) and any(
        cue.start >= cut and (cue.value[0] == "report" or cue.value in (("act", "says"), ("act", "reacts")))
        for cue in head.cues
    )
