"""Who is meant by an office: "the British foreign secretary" is whoever held it when the article came out."""

import re
from datetime import date

from agents.gazetteer.load import load_state
from agents.tag.text.fold import fold
from agents.tag.text.lexicon import Cue, lexicon
from agents.tag.text.mention import Mention
from agents.tag.text.phrases import Hit
from agents.tag.text.reading import Unit
from agents.watch.definition import Side

# Between an office and its state: "of the", "de la", an apostrophe; never a stop.
_GAP = re.compile(r"(?:[ '’\-]|[^\W\d_]{1,4}(?=[ '’])){0,6}\Z")
_REACH = 14
_TITLE = 40  # characters of a title on either side of an adjective in it
_NAMED = 45  # characters from a title in which the name of its holder stands

Period = tuple[date | None, date | None]


def titled(text: str, unit: Unit, name: Mention) -> str | None:
    """Return the office that stands beside a state's name, one of the gazetteer's; None where none does.

    "none" is an office that many hold, or one whose holder is named beside it.
    """
    beside = ((_gap(text, cue, name), cue) for cue in unit.cues if cue.value[0] == "title")
    found = [(gap, cue) for gap, cue in beside if gap is not None]
    if not found:
        return None if name.party.rank == "institution" else _around(text, unit, name)
    _, cue = min(found)
    start, end = min(cue.start, name.start), max(cue.end, name.end)
    if _serves(text, unit, start) or any(
        other.side == name.side
        and other.party.rank in ("leader", "official")
        and start - 4 <= other.start <= end + _NAMED
        and not any(stop in text[end : other.start] for stop in ".;:!?\n")
        for other in unit.names
    ):
        return "none"
    return cue.value[1]


def _serves(text: str, unit: Unit, start: int) -> bool:
    """Return whether somebody's helper stands right before a title: "aide to the … president"."""
    return any(
        cue.value in (("office", "official"), ("office", "spokesman"))
        and 0 < start - cue.end <= _REACH
        and _GAP.match(text[cue.end : start].lower()) is not None
        for cue in unit.cues
    )


def _around(text: str, unit: Unit, name: Mention) -> str | None:
    """Return an office in the midst of which the state's adjective stands: "ministre … des Affaires …"."""
    before = text[max(unit.start, name.start - _TITLE) : name.start].rstrip()
    joined = before + text[name.end : min(unit.end, name.end + _TITLE)]
    hits = lexicon(unit.language).groups["title"].find(joined, fold(joined))
    inside = [hit for hit in hits if hit.start < len(before) < hit.end]
    return max(inside, key=lambda hit: hit.end - hit.start).value[1] if inside else None


def _gap(text: str, cue: Hit[Cue], name: Mention) -> int | None:
    if cue.start < name.start < cue.end:
        return 0  # a title that ends in a ministry's name: "head of the … foreign ministry"
    if name.party.rank == "institution":
        return None
    start, end = (cue.end, name.start) if cue.end <= name.start else (name.end, cue.start)
    if not 0 <= end - start <= _REACH or not _GAP.match(text[start:end].lower()):
        return None
    return end - start


def holder(side: Side, office: str, when: Period) -> str | None:
    """Return the id of the side's party that holds an office all through a period, if it is one person.

    In a text without a date it is who holds it today.
    """
    if side.code is None:
        return None
    first, last = (when[0] or date.max, when[1] or date.max) if any(when) else (date.max, date.max)
    held = {
        person.id
        for person in load_state(side.code).people
        if any(term.office == office and term.covers(first) and term.covers(last) for term in person.terms)
    }
    known = {party.id for party in side.parties if party.rank in ("leader", "official")}
    found = {own for one in held for own in (one, f"{side.code.lower()}-{one}") if own in known}
    return found.pop() if len(found) == 1 else None
