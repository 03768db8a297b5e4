"""A text as its lines: the first step of reading it, and the last of writing what stays."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Lines that are looked at one by one. A book chapter has a tenth of it; what follows in a longer text,
# a log or a table, is kept as it stands.
LINES = 20_000

_LINE = re.compile(r"\S[^\n]*")


@dataclass(slots=True)
class Line:
    """A line that is not blank, stripped."""

    text: str
    gap: bool  # a blank line stands before it
    indent: int = 0  # characters of white space that stood before it


def split(text: str) -> tuple[list[Line], str]:
    """Return the first 20,000 lines of `text`, and the rest as it stands, from its line feed on."""
    found: list[Line] = []
    end = 0
    for one in _LINE.finditer(text):
        if len(found) == LINES:
            return found, text[end:].rstrip()
        start = text.rfind("\n", end, one.start()) + 1 or end
        gap = text.count("\n", end, one.start()) > 1 or (not found and start > 0)
        found.append(Line(one[0].rstrip(), gap, one.start() - start))
        end = one.end()
    return found, ""


def join(lines: Iterable[Line]) -> str:
    """Return the text of `lines`, a blank line where one stood."""
    return "".join(("\n\n" if one.gap else "\n") + one.text for one in lines).lstrip("\n")
