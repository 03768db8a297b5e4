"""Who is where: somebody of one side in the other's capital, or in one of its houses."""

import re
from collections.abc import Sequence

from agents.tag.text.lexicon import lexicon
from agents.tag.text.mention import Mention, Weight
from agents.tag.text.reading import Unit
from agents.tag.text.voices import said_in, speaks

_PEOPLE = ("leader", "official", "state", "demonym")  # the latter two with an office
# Between two who are there together: "A and B", "A, B".
_ROW = re.compile(r"(?:, | (?:and|et|und|i|и|та|і|й|y|e|ve|ile) | و){1}")
_ENDING = re.compile(r"['’]([^\W_]{1,5})(?![^\W_])")  # a case that tells where: "Kremlin'de"
_BEHIND = 60  # characters behind a house in which the house itself may speak
_BACK = 12  # characters before a house in which "at the" stands


def met_at(text: str, unit: Unit, one: int, other: int) -> str | None:
    """Return what it is that somebody of one side is where the other is at home; None: nobody is.

    A leader visits, alone or with whom he sees; two who stand in a row, or ministers of both, meet.
    """
    homes = seats(text, unit)
    for guest, host in ((one, other), (other, one)):
        guests, hosts = _people(unit, guest), _people(unit, host)
        if host not in homes or not guests:
            continue
        if any(_row(text, a, b) for a in guests for b in hosts):
            return "meeting"
        return "meeting" if hosts and max(a.weight for a in guests) < Weight.LEADER else "visit"
    return None


def together_at(text: str, unit: Unit, one: int, other: int) -> bool:
    """Return whether people of both sides, and nobody else, are where one of them is at home."""
    return (
        bool(_people(unit, one) and _people(unit, other))
        and not any(third.value[0] == "person" for third in unit.thirds)
        and not unit.has("act")
        and bool(seats(text, unit) & {one, other})
    )


def seats(text: str, unit: Unit) -> set[int]:
    """Return the sides whose capital or house a unit names as a place: "in Moscow", "at the Kremlin"."""
    return {
        name.side
        for name in unit.names
        if name.place or (name.party.rank == "institution" and _inside(text, unit, name))
    }


def _inside(text: str, unit: Unit, name: Mention) -> bool:
    words = lexicon(unit.language)
    ending = _ENDING.match(text, name.end)
    if ending is not None and ending[1].lower() in words.after_place:
        return True
    before = words.before_house
    if speaks(unit.language, text[name.end : name.end + _BEHIND].lower(), 0):
        return False
    if said_in(unit.language, text[unit.start : name.start].lower(), name.start - unit.start):
        return False
    opening = text[max(unit.start, name.start - _BACK) : name.start].lower().replace("’", "'")
    tail = re.split(r"[^\w']+", opening.strip()) if opening.endswith((" ", "'")) else []
    return bool(tail) and (tail[-1] in before or " ".join(tail[-2:]) in before)


def _people(unit: Unit, side: int) -> Sequence[Mention]:
    return [
        name
        for name in unit.names
        if name.side == side and name.weight >= Weight.OFFICIAL and name.party.rank in _PEOPLE
    ]


def _row(text: str, a: Mention, b: Mention) -> bool:
    first, second = sorted((a, b), key=lambda name: name.start)
    return _ROW.fullmatch(text, first.end, second.start) is not None
