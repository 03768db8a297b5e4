"""Bylines: who wrote an article, and not where, nor for whom."""

import re
from collections.abc import Iterator

from agents.clean.agency import is_agency
from agents.clean.rules import Rules, fold
from agents.clean.sentence import is_prose

SHORT = 120  # characters of a byline

_PARTS = re.compile(r"[,;/|•·]")
_AND = re.compile(r"\s(?:and|with|avec|mit|und|et|y|e|i|и|та|і|och|ve|con|com|z|&|و)\s")
_IN = re.compile(
    r" (?:in|from|aus|à|au|en|a|em|w|we|z|в|во|у|із|из|da|de|dal|depuis|desde|из) (?=[^\W\d_])"
)  # before a town
_PARTICLES = {
    "de", "van", "von", "der", "den", "al", "el", "bin", "dos", "da", "do", "di", "del", "della", "du", "la",
    "le", "zu", "ter",
}  # fmt: skip
_JOINS = re.compile(r"\A(?:and|with|avec|mit|und|et|y|e|i|и|та|z|con|com|ve)\s", re.IGNORECASE)
_BRACKET = re.compile(r"\s?\([^()]{1,40}\)")


def byline(line: str, rules: Rules) -> list[str] | None:
    """Return the people in a line such as "By Ann Lee and Bob Ray", or None where it is no byline.

    A town (", Geneva", " in Geneva"), an agency or the newsroom is no author: "By AFP" names nobody.
    """
    if len(line) > SHORT or is_prose(line):
        return None
    folded = fold(line)
    for word in rules.byline:
        after = folded[len(word) : len(word) + 1]
        if folded.startswith(word) and after in (" ", ":", ".", "\xa0"):
            return names_in(_BRACKET.sub("", line[len(word) :]).lstrip(":. \xa0"), rules)
    return None


def names_in(text: str, rules: Rules) -> list[str] | None:
    """Return the people in what follows the first word of a byline: "Ann Lee, Geneva"; None where a part is
    no name.
    """
    found: list[str] = []
    for part in (_JOINS.sub("", one.strip()) for one in _PARTS.split(text)):
        if fold(part.strip()) in rules.staff or is_agency(part):
            found.append("")
            continue
        names = [name for name in _people(part.strip()) if name]
        if not all(_is_name(name) or fold(name) in rules.places for name in names):
            return None
        # After a full name, what has one word is where it was written, or for whom.
        full = [name for name in found if name]
        place = full and " " in full[0] and all(" " not in n or fold(n) in rules.places for n in names)
        if not place:
            found += ["" if is_agency(n) or fold(n) in rules.staff else n for n in names]
    return [name for name in found if name] if found else None


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
    return 1 <= len(words) <= 5 and all(_capital(word) or word in _PARTICLES for word in words)


def _capital(word: str) -> bool:
    """Return whether a word is written as a name is; in a script without capitals any is."""
    return word[0].isupper() or not (word[0].islower() or word[0].isdecimal())
