"""Which side does what one state alone decides: it sends diplomats away, summons an ambassador, sanctions.

The number is the same in the answer, and so are most of the names: who is sent away tells the two apart.
"""

import re
from collections.abc import Sequence

from agents.tag.text.mention import Mention, Weight
from agents.tag.text.reading import Unit

# An ambassador called home is his own side's; what is taken back may also be a permit, of the other's, and
# who is urged to call his own home is sent away.
_HOME = re.compile(
    r"(?i)recall|rappel|rapatri|rückruf|ruft .*zurück|zurückgeruf|abberuf|abgezogen|abzieh"
    r"|от(?:зы|оз)в|отзов|відклика|odwoł|richiam"
)
_REVOKED = re.compile(r"(?i)a[ck]+r[eé]d[iy]t|аккредит|акредит|consent|Zustimmung|соглас|zgod[yęa]|agrément")
_GAP = 16  # characters between "diplomats" and whose they are
_NEXT = 6  # characters between who calls home and the verb: "has", "a"
_STOP = re.compile(r"[.;:!?()\"«»“”„\n]|, ")
# "Its diplomats from …", "ambassador to …": where they are, not whose.
_WHERE = frozenset(("from", "to", "aus", "z", "ze", "из", "з", "із", "от", "desde", "dalla", "dal", "da"))
# "The ambassador in …": where, not who acts.
_AT = frozenset(("in", "en", "à", "w", "we", "в", "во", "у"))


def doer(text: str, units: Sequence[Unit], kind: str, pair: tuple[int, int]) -> int | None:
    """Return which of the two sides decides on an expulsion, a summons or sanctions; None: not told."""
    for unit in units:
        if kind == "sanctions":
            cue = next((cue for cue in unit.cues if cue.value[0] == "measure"), None)
            if cue is not None and (found := _stronger(unit, pair)) is not None:
                return found
            continue
        found = _sent(text, unit, pair)
        if found is not None:
            return found
    return None


def _sent(text: str, unit: Unit, pair: tuple[int, int]) -> int | None:
    """Return which side sends the other's diplomats away in a sentence, summons one, or calls its own home.

    Who does both is told by those sent away.
    """
    words = [cue for cue in unit.cues if cue.value in (("contact", "expulsion"), ("summons", "words"))]
    home = [cue.start for cue in words if _HOME.search(text, cue.start, cue.end)]
    away = [cue.start for cue in words if cue.start not in home]
    if home and (_REVOKED.search(text, unit.start, unit.end) or unit.has("act", "urges")):
        home, away = [], sorted((*home, *away))
    target = _owner(text, unit, away) if away else None
    if target is not None and target.side in pair:
        other = pair[1] if target.side == pair[0] else pair[0]
        return None if _own(text, unit, target) else other
    target = _before(text, unit, home) or (_owner(text, unit, home) if home else None)
    if target is not None and target.side in pair:
        return target.side
    return _stronger(unit, pair) if words else None


def _before(text: str, unit: Unit, deeds: Sequence[int]) -> Mention | None:
    """Return who is named right before a verb of calling home: "Paris recalls its ambassador"."""
    return next(
        (
            name
            for name in unit.names
            for deed in deeds
            if 0 < deed - name.end <= _NEXT and not _STOP.search(text, name.end, deed)
            if not name.place and _WHERE.isdisjoint(text[unit.start : name.start].lower().split()[-1:])
        ),
        None,
    )


def _owner(text: str, unit: Unit, deeds: Sequence[int]) -> Mention | None:
    """Return the name of whose the diplomats are that stand nearest to the word for the deed.

    "Russian embassy staff", "diplomats of the …": right before them, or a word or two behind.
    """
    best: list[tuple[int, int, Mention]] = []
    for cue in unit.cues:
        if cue.value[0] != "mission":
            continue
        for name in unit.names:
            start, end = (cue.end, name.start) if cue.end <= name.start else (name.end, cue.start)
            between = text[start:end]
            words, behind = between.split(), cue.end <= name.start
            if start > end or len(between) > _GAP or _STOP.search(between) or len(words) > 1 + behind:
                continue
            if any(start <= other < end for other in deeds) or (behind and not _WHERE.isdisjoint(words)):
                continue
            # "The Moscow embassy" is in Moscow.
            there = name.place or (
                name.party.rank == "capital" and not behind and not between.startswith(("'s", "’s"))
            )
            if not there and name.weight < Weight.LEADER:
                best.append((abs(cue.start - deeds[0]), len(between), name))
    return min(best, key=lambda row: row[:2])[2] if best else None


def _own(text: str, unit: Unit, target: Mention) -> bool:
    """Return whether a side calls its own people home: it is named right before them, as who acts."""
    before = [
        name
        for name in unit.names
        if name.end <= target.start and name.weight >= Weight.STATE and not name.place
        if _AT.isdisjoint(text[unit.start : name.start].lower().split()[-1:])
    ]
    return bool(before) and before[-1].side == target.side


def _stronger(unit: Unit, pair: tuple[int, int]) -> int | None:
    """Return the side that is named first and as a state, where the other is there by an adjective alone."""
    first = min((name for name in unit.names if name.side in pair), key=lambda name: name.start, default=None)
    if first is None or unit.weight(first.side) < Weight.STATE:
        return None
    other = unit.weight(pair[1] if first.side == pair[0] else pair[0])
    return first.side if Weight.NONE < other < Weight.STATE else None
