"""Hard-wrapped texts: lines broken at a fixed width become paragraphs again.

Who fills lines breaks one where the next word would not fit. So a break belongs to the wrapping where
the line together with the next word would be longer than the longest lines are; this holds in every
script. Whether a text was wrapped at all is decided on the whole of it.
"""

import re
from itertools import pairwise

from agents.clean.paragraphs import Line
from agents.clean.sentence import is_prose

NARROWEST, WIDEST = 50, 130  # columns: e-mail has 72, word processors save about 100
LONG = 0.2  # largest share of a wrapped text in lines beyond the widest
FULL = 0.6  # smallest share of full lines among those that do not end a paragraph; the rest are headlines
SLACK = 0.1  # of the width: some programs make lines even rather than full
# Breaks inside a sentence that show a text to be wrapped; those before a small letter count twice.
ENOUGH = 4
SMALL = 0.15  # smallest share of them before a small letter, in scripts that have any: German has least
EXACT, MANY = 0.9, 6  # what is as good a sign: so many breaks, nearly all exactly where the width says

_ITEM = re.compile(r"(?:[-*•·‣▪–—]|\(?\d{1,3}[.)]|\(?\w\))\s")
_COLUMNS = re.compile(r"\S(?:\s{3,}|\t)")
_WORD = re.compile(r"\S+")
_HYPHENATED = re.compile(r"\w[-‐]\Z")
# A hyphen before these stands for a part left out: Ein- und Ausfuhr.
_AND = {"und", "oder", "bis", "sowie", "bzw.", "and", "or", "to", "et", "ou", "y", "o", "e", "i", "и", "или"}


def unwrapped(lines: list[Line]) -> list[Line]:
    """Return `lines` with those joined that were one paragraph; as they are where none was wrapped.

    Hyphens at a line's end stay. Takes time linear in the text.
    """
    width = _width(lines)
    if width is None:
        return lines
    paragraphs: list[list[Line]] = []
    for place, one in enumerate(lines):
        if paragraphs and _continues(paragraphs[-1], one, width, first=place == 1):
            paragraphs[-1].append(one)
        else:
            paragraphs.append([one])
    return [Line(_joined(part), part[0].gap, part[0].indent) for part in paragraphs]


def _width(lines: list[Line]) -> int | None:
    """Return the width at which a text was wrapped, or None where it was not."""
    total = sum(len(one.text) for one in lines)
    if sum(len(one.text) for one in lines if not _narrow(one)) > LONG * total:
        return None
    breaks = [
        (one, other)
        for one, other in pairwise(lines)
        if not other.gap and " " in one.text and _narrow(one) and _narrow(other)
    ]
    lengths = sorted(one.indent + len(one.text) for one, _ in breaks)
    if not lengths:
        return None
    width = lengths[-1 - len(lengths) // 20]  # one in twenty may be longer, by whatever accident
    if width < NARROWEST:
        return None
    exact = sum(_reach(*pair) > width for pair in breaks)
    full = [pair for pair in breaks if _reach(*pair) > width * (1 - SLACK)]
    inside = [other.text for one, other in full if not is_prose(one.text)]
    ended = sum(is_prose(one.text) for one, _ in breaks) - (len(full) - len(inside))
    if len(full) < FULL * (len(breaks) - ended) or 2 * len(inside) < len(full):
        return None
    small = sum(other[0].islower() for other in inside)
    cased = small + sum(other[0].isupper() for other in inside)
    sure = len(inside) >= MANY and exact >= EXACT * len(breaks)
    if len(inside) + small < ENOUGH or (small < SMALL * cased and not sure):
        return None
    return width


def _continues(paragraph: list[Line], one: Line, width: int, *, first: bool) -> bool:
    """Return whether `one` goes on with the paragraph. `first`: the line above may be the headline."""
    before = paragraph[-1]
    if one.gap or not (_narrow(before) and _narrow(one)):
        return False
    in_list = _ITEM.match(paragraph[0].text) is not None
    if one.indent > before.indent and not in_list:
        return False
    if _COLUMNS.search(before.text) or _COLUMNS.search(one.text):
        return False
    exact = _reach(before, one) > width
    ends = is_prose(before.text) or before.text.endswith((":", ";"))
    if _ITEM.match(one.text):
        return exact and not ends and not in_list
    if exact:
        return True
    if ends or first:
        return False
    if _reach(before, one) > width * (1 - SLACK):
        return True
    return one.text[0].islower() and len(before.text) >= FULL * width


def _narrow(line: Line) -> bool:
    return len(line.text) <= WIDEST


def _reach(line: Line, below: Line) -> int:
    """Return how long `line` would be with the first word of the next one."""
    word = _WORD.match(below.text)
    return line.indent + len(line.text) + 1 + (word.end() if word else 0)


def _joined(paragraph: list[Line]) -> str:
    text = [paragraph[0].text]
    for one, other in pairwise(line.text for line in paragraph):
        whole = _HYPHENATED.search(one[-2:]) and other[0].isalnum() and other.split(None, 1)[0] not in _AND
        text.append(other if whole else f" {other}")
    return "".join(text)
