"""Whose an office is: the state's beside whose name it stands, or of two that are named in a row."""

import re
from collections.abc import Sequence

from agents.tag.text.lexicon import Cue
from agents.tag.text.names import Name
from agents.tag.text.phrases import Hit

# Between an office and its state: "of the", "de la", "der", an apostrophe; never a stop.
SMALL_GAP = re.compile(r"(?:[ '\-]|[^\W\d_]{1,4}(?=[ '])){0,6}\Z")
AND = re.compile(r" (?:and|et|und|i|и|та|і|й|y|e|ve|و) \Z|[-–—/]\Z")
# Between two that share an office; the preposition may stand once more: "of France and of Algeria".
_AND_OF = re.compile(
    r" (?:and|et|und|i|и|та|і|й|y|e) "
    r"(?:(?:of|de|di|da|do|del|du|des|della|dell|dello|von)[ '’](?:(?:the|la|l|le)[ '’])?)?\Z"
)


def role_of(folded: str, hit: Hit[Name], cues: Sequence[Hit[Cue]]) -> str | None:
    """Return the office beside a state's name: leader, official, other, magnate or former."""
    roles = []
    for cue in cues:
        if cue.value[0] != "office":
            continue
        gap = folded[cue.end : hit.start] if cue.end <= hit.start else folded[hit.end : cue.start]
        if len(gap) <= 14 and SMALL_GAP.match(gap):
            roles.append((len(gap), cue.start, cue.value[1]))
    if not roles:
        return None
    if any(role == "former" for *_, role in roles):
        return "former"
    _, start, role = min(roles)
    if any(cue.value == ("office", "former") and 0 <= start - cue.end <= 1 for cue in cues):
        return "former"  # "the ex-chancellor of …"
    return "official" if role == "leader" and _serves(folded, min(start, hit.start), cues) else role


def _serves(folded: str, start: int, cues: Sequence[Hit[Cue]]) -> bool:
    """Return whether an official stands right before a president: "aide to the … president"."""
    for cue in cues:
        if cue.value[0] == "office" and cue.value[1] in ("official", "spokesman") and cue.end < start:
            gap = folded[cue.end : start]
            if len(gap) <= 12 and SMALL_GAP.match(gap) and not AND.search(gap):
                return True
    return False


def shared(folded: str, left: tuple[int, int], right: int, cues: Sequence[Hit[Cue]]) -> bool:
    """Return whether an office before one name is also the next one's: "the ministers of A and B".

    `left` is the place of the name beside the office, `right` where the next one begins.
    """
    if not _AND_OF.match(folded[left[1] : right]):
        return False
    return any(
        cue.value[0] == "office"
        and 0 < left[0] - cue.end <= 14
        and SMALL_GAP.match(folded[cue.end : left[0]])
        for cue in cues
    )
