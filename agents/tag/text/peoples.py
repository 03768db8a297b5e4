"""Two peoples who negotiate: "Americans and Russians resumed talks" tells of their states' delegations."""

import re
from collections.abc import Sequence
from dataclasses import replace

from agents.tag.text.mention import Mention, Scene, Weight

# Between two peoples in a row, and before the first: an article or a preposition, and no noun.
_PEOPLES = re.compile(
    r" (?:and|et|und|i|и|та|і|й|y|e|ve) (?:(?:the|les|die|den|los|las|gli|i|os|as|con) )?|[-–—/]"
)
_ALONE = re.compile(
    r"(?:\A|\b(?:the|les|des|aux|entre|between|die|den|zwischen|los|las|gli|i|tra|fra|os|as|que|как|между|між))"
    r"[\s\"«“„'’]*\Z"
)


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
            and _PEOPLES.fullmatch(scene.folded, left.end, right.start)
            and _ALONE.search(scene.folded[max(scene.start, left.start - 9) : left.start])
        ):
            found[at - 1], found[at] = (replace(one, weight=Weight.STATE) for one in (left, right))
    return tuple(found)
