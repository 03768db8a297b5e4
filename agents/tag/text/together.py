"""Words that tell something only together: a verb and its particle, a verb and whom it is done to.

"Ruft … an" is a call and "ruft" is none; who "gives the ambassador 48 hours to leave" expels, who leaves
or has an ambassador does not.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from agents.tag.text.phrases import Hit, Phrases

Cue = tuple[str, str]  # group and name

_FAR = 60  # characters between the two words
_BRACKET = 90  # … of a verb and its particle at the clause's end: all of what is told stands between them
_STOP = re.compile(r"[.;:!?\n]")
_CLOSE = re.compile(r"[.,;:!?)»“”\"\n]|[ ][-–—|(]|[ ](?:und|oder|sowie|um)\b|\Z")  # what ends a clause


class Together:
    """A language's pairs of words. `rows` hold `as` (a cue as "group.name"), `one`, and `two` or `end`.

    `two` stands before or behind `one`; `end` stands behind it, at the end of its clause.
    """

    def __init__(
        self,
        rows: Sequence[Mapping[str, Any]],
        prefixes: Sequence[str],
        endings: Sequence[str],
        marks: Sequence[str] = (),
    ) -> None:
        self._words: Phrases[tuple[int, str]] = Phrases(prefixes, marks)
        self._cues: list[Cue] = []
        for at, row in enumerate(rows):
            group, name = row["as"].split(".")
            self._cues.append((group, name))
            for part in ("one", "two", "end"):
                for word in row.get(part, ()):
                    self._words.add(word, (at, part), endings)

    def find(self, text: str, folded: str) -> list[Hit[Cue]]:
        """Return a cue at each verb whose other word is there, by place."""
        hits = list(dict.fromkeys(self._words.find(text, folded))) if self._cues else []
        found = []
        for at, hit in enumerate(hits):
            row, part = hit.value
            if part == "one" and any(
                _pair(text, hit, other) for other in _around(hits, at) if other.value[0] == row
            ):
                found.append(Hit(hit.start, hit.end, self._cues[row]))
        return found


def _around(hits: Sequence[Hit[tuple[int, str]]], at: int) -> list[Hit[tuple[int, str]]]:
    """Return the hits within reach of one: those that start near enough, on both sides."""
    one, near = hits[at], []
    for step in (-1, 1):
        place = at + step
        while 0 <= place < len(hits) and abs(hits[place].start - one.start) <= 2 * _FAR:
            near.append(hits[place])
            place += step
    return near


def _pair(text: str, one: Hit[tuple[int, str]], other: Hit[tuple[int, str]]) -> bool:
    part = other.value[1]
    start, end = (one.end, other.start) if one.end <= other.start else (other.end, one.start)
    far = _BRACKET if part == "end" else _FAR
    if part == "one" or not 0 <= end - start <= far or _STOP.search(text, start, end):
        return False
    return part == "two" or (other.start >= one.end and _CLOSE.match(text, other.end) is not None)
