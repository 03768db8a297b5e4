"""Two peoples who negotiate: "Americans and Russians resumed talks" tells of their states' delegations."""

import re
from collections.abc import Sequence
from dataclasses import replace

from agents.tag.text.mention import Mention, Scene, Weight

# Between two peoples in a row: "and", before it no noun, and behind it perhaps an article.
_ROW = re.compile(r" (?:and|et|und|i|и|та|і|й|y|e|ve) (?:([^\W\d_]+) )?|[-–—/]")
_BEFORE = re.compile(r"([^\W\d_]+)[\s\"«“„'’]*\Z")
_BACK = 12  # characters before a people in which an article or a preposition stands


def delegations(scene: Scene, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give "Americans and Russians resumed talks" the weight of the two states: delegations are meant."""
    if not any(cue.value == ("contact", "negotiation") for cue in scene.cues):
        return tuple(mentions)
    found = list(mentions)
    for at in range(1, len(found)):
        left, right = found[at - 1], found[at]
        if (
            left.side != right.side
            and all(one.party.rank == "demonym" and one.weight == Weight.DEMONYM for one in (left, right))
            and _in_row(scene, left, right)
        ):
            found[at - 1], found[at] = (replace(one, weight=Weight.STATE) for one in (left, right))
    return tuple(found)


def _in_row(scene: Scene, left: Mention, right: Mention) -> bool:
    """Return whether two peoples stand in a row, and before it nothing whose they are."""
    row = _ROW.fullmatch(scene.folded, left.end, right.start)
    words = scene.words.peoples
    if row is None or (row[1] is not None and row[1] not in words):
        return False
    before = _BEFORE.search(scene.folded, max(scene.start, left.start - _BACK), left.start)
    return before is None or before[1] in words
