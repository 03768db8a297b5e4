"""Whether a side only judges what the other has with a third: "A blasts the call of B to X"."""

import re

from agents.tag.text.lexicon import Cue
from agents.tag.text.mention import Mention, Weight
from agents.tag.text.phrases import Hit
from agents.tag.text.reading import Unit

# "…, two weeks" before "after": a span of time at the start of a clause.
_SPAN = re.compile(r"(?:^|.*, )(?:[^\W_]+ ){2,4}\Z", re.DOTALL)
_AT_ONCE = 14  # characters between "after" and the contact: "their", "his long"
_SOON = 80  # characters before "after" in which the clause begins
JUDGING = ("accuses", "reacts", "warns", "refuses")


def judged(unit: Unit, cue: Hit[Cue]) -> bool:
    """Return whether one side stands behind a word of contact, and the other before it, with a verdict."""
    people: list[Mention] = [name for name in unit.names if name.weight >= Weight.STATE]
    behind = {name.side for name in people if name.start >= cue.end}
    judges = [name for name in people if name.end <= cue.start and name.side not in behind]
    return (
        len(behind) == 1
        and bool(judges)
        and any(
            act.value[0] == "act" and act.value[1] in JUDGING and judges[-1].start <= act.start < cue.start
            for act in unit.cues
        )
    )


def occasion(unit: Unit, one: int, other: int) -> bool:
    """Return whether a contact is only what a verdict follows: "A dismayed after film on A's call to B"."""
    for done in unit.cues:
        if done.value != ("state", "done"):
            continue
        behind = {name.side for name in unit.names if name.start >= done.end and name.weight >= Weight.STATE}
        if {one, other} <= behind and any(
            act.value[0] == "act" and act.value[1] in JUDGING and act.end <= done.start for act in unit.cues
        ):
            return True
    return False


def past(text: str, unit: Unit) -> bool:
    """Return whether every contact is only since when: "A is said to regret …, weeks after their summit"."""
    contacts = [cue for cue in unit.cues if cue.value[0] == "contact"]
    spans = [
        done
        for done in unit.cues
        if done.value == ("state", "done")
        and any(act.value[0] == "act" and act.end <= done.start for act in unit.cues)
        and _SPAN.match(text[max(unit.start, done.start - _SOON) : done.start])
        and not any(
            done.start - _SOON < name.start < done.start and "," not in text[name.end : done.start]
            for name in unit.names
        )
    ]
    return bool(contacts) and all(
        any(0 < cue.start - done.end <= _AT_ONCE for done in spans) for cue in contacts
    )
