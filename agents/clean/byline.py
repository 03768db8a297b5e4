"""Bylines: who wrote an article, and not where."""

import re
from collections.abc import Iterator

from agents.clean.lines import is_prose
from agents.clean.rules import Rules, fold

SHORT = 120  # characters of a byline

_PARTS = re.compile(r"[,;/|]")
_AND = re.compile(r" (?:and|with|avec|mit|und|et|y|e|и|i|та|och|ve) ")
_IN = re.compile(r" (?:in|from|aus|à|au|en|a|em|w|we|в|во|у) (?=[^\W\d_])")  # before a town
_PARTICLES = {"de", "van", "von", "der", "al", "dpa"}


def byline(line: str, rules: Rules) -> list[str] | None:
    """Return the names in a line such as "By Ann Lee and Bob Ray", or None where it is none.

    A town (", Geneva", " in Geneva") or an agency after a name is no author.
    """
    if len(line) > SHORT or is_prose(line):
        return None
    folded = fold(line)
    for word in rules.byline:
        after = folded[len(word) : len(word) + 1]
        if folded.startswith(word) and after in (" ", ":", ".", "\xa0"):
            return _names(line[len(word) :].lstrip(":. \xa0"), rules)
    return None


def _names(text: str, rules: Rules) -> list[str] | None:
    found: list[str] = []
    for part in _PARTS.split(text):
        names = list(_people(part.strip()))
        if not all(_is_name(name) or fold(name) in rules.places for name in names):
            return None
        # After a full name, what has one word is where it was written, or for whom.
        place = found and " " in found[0] and all(" " not in n or fold(n) in rules.places for n in names)
        if not place:
            found += names
    return found or None


def _people(part: str) -> Iterator[str]:
    """Yield the names that "and" joins, without " in Geneva" after two words or more, nor "and Bern"."""
    placed = False
    for name in map(str.strip, _AND.split(part)):
        if placed and " " not in name:
            continue
        where = _IN.search(name)
        placed = where is not None and name[where.end()].isupper() and " " in name[: where.start()]
        yield name[: where.start()] if where and placed else name


def _is_name(name: str) -> bool:
    words = name.split()
    return 1 <= len(words) <= 5 and all(w[0].isupper() or w in _PARTICLES for w in words)
