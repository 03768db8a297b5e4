"""Contacts that a side has with others: whom or what the words around a word of contact name."""

import re

from agents.tag.relations.judged import judged
from agents.tag.text.lexicon import Cue, lexicon
from agents.tag.text.mention import Weight
from agents.tag.text.phrases import Hit
from agents.tag.text.reading import Unit
from agents.tag.text.world import UNIONS, Third

_DIRECTED = ("visit", "call", "meeting")
_HOLDERS = ("leader", "official", "counterpart", "spokesman")
_LAST = re.compile(r"[^\W\d_]+\Z")
_NEXT = re.compile(r" ([^\W\d_]+) ")
_WORDS = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[,.;:!?()«»„”“\"\n]| [-–—] | that | to ")
_PURPOSE = {"to"}  # "a call to free …": behind the noun it tells what for
_FULL = 5  # letters of a word that is no pronoun
_BEHIND = 28  # characters behind a word of contact in which its other party stands
# Between two whom a contact is with: "X's chancellor and the president of A", a party in brackets.
_AND = re.compile(r"(?: \([^)\n]{1,12}\))? (?:and|et|und|i|и|та|і|й|y|e|ve) [^.,;:!?()\n]{0,40}")


def with_others(text: str, unit: Unit, cue: Hit[Cue]) -> bool:
    """Return whether a contact is with a third party: who or what the words behind it name.

    "visit to Kyiv", "meets Xi", "call with Turkey's leader"; where both sides and a third are named behind
    the word the first one tells.
    """
    if cue.value[1] not in _DIRECTED:
        return False
    if cue.value[1] != "visit" and _with_nobody(text, unit, cue):
        return True
    own = [name.start for name in unit.names if name.weight > Weight.ISSUE or name.place]
    if cue.value[1] == "visit" and _abroad(unit):
        return True
    for third in unit.thirds:
        # "a call about Syria" is not with it, one with Syria's leader is.
        met = third.value[0] == "person" or cue.value[1] == "visit" or _office_of(unit, third)
        if cue.value[1] == "visit" and third.value[0] == "country" and 0 <= cue.start - third.end <= 2:
            return True  # "the Kyiv visit"
        if met and 0 <= third.start - cue.end <= _BEHIND:
            first = [start for start in own if cue.end <= start < third.start]
            least = Weight.STATE if cue.value[1] == "visit" else Weight.OFFICIAL
            if not first and _row(text, unit, third, least):
                continue
            return not first or judged(unit, cue)
    return False


def only_others_called(text: str, unit: Unit) -> bool:
    """Return whether every call that a unit names is with somebody else: "after a call with allies"."""
    calls = [cue for cue in unit.cues if cue.value == ("contact", "call")]
    return bool(calls) and all(with_others(text, unit, cue) for cue in calls)


def _with_nobody(text: str, unit: Unit, cue: Hit[Cue]) -> bool:
    """Return whether "with" stands right behind a talk or a meeting, and then nobody of the sides.

    "In a talk with reporters", "after a meeting with officers of 20 countries"; what stands for a side
    counts as one: a pronoun, an office, "the two".
    """
    known = lexicon(unit.language).with_words
    last = _LAST.search(text, cue.start, cue.end)
    behind = _NEXT.match(text, cue.end)
    if last is not None and last[0].lower() in known and last.start() > cue.start:
        start = cue.end
    elif behind is not None and behind[1].lower() in known - _PURPOSE:
        start = behind.end()
    else:
        return False
    stop = _CLAUSE.search(text, start, unit.end)
    end = stop.start() if stop else unit.end
    words = [word[0] for word in _WORDS.finditer(text, start, end)]
    return (
        any(len(word) >= _FULL for word in words[:3])
        and not any(start <= name.start < end and name.weight > Weight.ISSUE for name in unit.names)
        and not any(start <= third.start < end and not _matter(unit, third) for third in unit.thirds)
        and not any(
            start <= one.start < end
            and (one.value[0] in ("both", "seat") or one.value in [("office", name) for name in _HOLDERS])
            for one in unit.cues
        )
    )


def of_matter(unit: Unit, third: Hit[Third]) -> bool:
    """Return whether a third party is named as the matter of a side: the country whose war it is."""
    return any(
        name.party.rank == "issue" and name.start < third.end and third.start < name.end
        for name in unit.names
    )


def _matter(unit: Unit, third: Hit[Third]) -> bool:
    """Return whether a third country stands where a side is only its matter, or a place of it."""
    return any(
        name.weight == Weight.ISSUE and name.start < third.end and third.start < name.end
        for name in unit.names
    )


def _row(text: str, unit: Unit, third: Hit[Third], least: Weight) -> bool:
    """Return whether somebody of a side follows in a row: "a call with X's chancellor and A's president".

    Of a visit a state may: "visits X and A".
    """
    return any(
        _AND.fullmatch(text, third.end, name.start)
        for name in unit.names
        if name.weight >= least and third.end < name.start
    )


def _abroad(unit: Unit) -> bool:
    """Return whether a visit can only be to third countries: they are named and no place of a side."""
    countries = any(third.value[0] == "country" and third.value[1] not in UNIONS for third in unit.thirds)
    homes = any(
        name.party.rank in ("state", "capital") or name.party.rank == "institution" for name in unit.names
    )
    return countries and not homes and not unit.has("contact", "meeting", "summit", "call", "envoy")


def _office_of(unit: Unit, third: Hit[Third]) -> bool:
    return any(
        cue.value[0] == "office"
        and cue.value[1] in _HOLDERS
        and (0 <= third.start - cue.end <= 4 or 0 <= cue.start - third.end <= 4)
        for cue in unit.cues
    )
