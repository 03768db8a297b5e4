"""Whose the days are that a sentence names: a dateline's, a saying's, an end's, the next contact's."""

import re
from collections.abc import Iterator

from agents import edtf
from agents.dates import Mention as Day
from agents.dates import mentions
from agents.tag.kinds.kind import Kind
from agents.tag.text.reading import Text, Unit
from streams.records import State

# What is still to come, or was: its day is not the day of the report.
TO_COME: tuple[State, ...] = ("planned", "moved", "cancelled")
UNDATED: tuple[State, ...] = (*TO_COME, "denied")
_SAID = 45  # characters behind "said" in which its own day stands: "sagte Sprecher … am Dienstag"
_SAYS = 12  # characters before it: "on Friday announced"
_OF = 12  # characters behind a word of contact: "their call of Friday"
_STOP = re.compile(r"[.,;:!?()\"«»„“”\n]")
_PLACE = re.compile(r"[^\W\d_][^\n,.(]{1,30}[,.(/ ]{1,3}\Z")
_LINE = re.compile(r"[ \xa0]?(?:\(|/|[-–—]|\.|[^.\n]{0,25}[) ][-–—] )")


def named_days(text: Text, unit: Unit, published: str | None) -> Iterator[Day]:
    """Yield the days that a unit names, a dateline's aside; offsets are those of the whole text."""
    for one in mentions(text.whole[unit.start : unit.end], text.language, published):
        start, end = one.start + unit.start, one.end + unit.start
        if unit.title or not _dateline(text.whole, unit.start, start, end):
            yield Day(start, end, one.date, one.kind, one.ahead)


def _dateline(whole: str, begin: int, start: int, end: int) -> bool:
    """Return whether a day stands with a place before the text proper: "PARIS, 3 May (…) - "."""
    before = whole[begin:start]
    if start - begin > 35 or not _PLACE.match(before) or not _LINE.match(whole, end):
        return False
    return before.isupper() or all(word[0].isupper() for word in re.findall(r"[^\W\d_]+", before))


def saying(text: Text, unit: Unit, day: Day, kind: Kind) -> bool:
    """Return whether a day is that of a verb of saying; of an act, of any verb of policy."""
    groups = ("report", "act") if kind.family == "act" else ("report",)
    blocks = [cue for cue in unit.cues if cue.value[0] in ("contact", "state")]
    if text.folded.startswith("'s", day.end):
        return False  # "said Friday's call was"
    for cue in unit.cues:
        if cue.value[0] not in groups:
            continue
        behind, before = day.start - cue.end, cue.start - day.end
        start, end = (cue.end, day.start) if behind >= 0 else (day.end, cue.start)
        if not (0 <= behind <= _SAID or 0 <= before <= _SAYS) or _STOP.search(text.whole, start, end):
            continue
        if not any(start <= block.start < end for block in blocks):
            return True
    return False


def ending(text: Text, unit: Unit, one: Day, published: edtf.Edtf | None) -> bool:
    """Return whether a day is that on which a contact was called off or denied: "cancelled on Tuesday"."""
    day = edtf.parse(one.date)
    apart = edtf.apart(day, published) if day and published and day.full and published.full else None
    ends = [cue for cue in unit.cues if cue.value[0] == "state" and cue.value[1] in UNDATED[1:]]
    return (
        apart is not None
        and apart <= 1
        and not text.folded.startswith("'s", one.end)
        and (
            # A weekday just gone where nothing else ends it ("announced it at a briefing on Tuesday").
            (not ends and one.kind == "weekday")
            or any(0 <= one.start - cue.end <= _OF or 0 <= cue.start - one.end <= 2 for cue in ends)
        )
    )


def of_contact(unit: Unit, day: Day) -> bool:
    """Return whether a day stands right behind a word of contact: "their call of Friday"."""
    return any(cue.value[0] == "contact" and 0 <= day.start - cue.end <= _OF for cue in unit.cues)


def of_the_next(unit: Unit, one: Day, kind: Kind) -> bool:
    """Return whether a day stands behind "ahead of" and another contact: that of what comes afterwards."""
    own = [cue.end for cue in unit.cues if cue.value == ("contact", kind.name)]
    others = [cue.start for cue in unit.cues if cue.value[0] == "contact"]
    return any(
        cue.value == ("state", "ahead")
        and any(end <= cue.start for end in own)
        and any(cue.end <= start < one.start for start in others)
        for cue in unit.cues
    )
