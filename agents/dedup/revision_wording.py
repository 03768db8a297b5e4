"""A version's text taken apart: its headline, its sentences, the names and numbers in them."""

import re
from bisect import bisect
from dataclasses import dataclass

import numpy as np

from agents.dedup.revision_letters import DIGIT, LONGEST, UPPER, Letters, Places, Values, fold, letters
from agents.dedup.revision_notice import is_furniture, is_label, may_be_furniture

# Letters of a sentence: what is shorter is a label or an exclamation, and its coming and going no news.
SHORT = 10
FURNITURE = 80  # letters of a line that may be the page's own
NUMBER = 12  # characters of a number; longer ones are no quantities
NOUNS = frozenset(("de", "lb"))  # languages in which a capital tells no name

_GROUPS = ".,' \xa0\u2009\u202f’٬"  # what parts thousands
_GROUP = f"[{_GROUPS}]"
_NUMBER = re.compile(rf"\d{{1,3}}(?:{_GROUP}\d{{3}})+(?!\d)(?:[.,٫]\d{{1,9}})?|\d+(?:[.,:٫]\d{{1,9}})?")
_PARTED = re.compile(rf"{_GROUP}(?=\d{{3}}(?!\d))")
_FIRST = np.zeros(1, np.intp)

Span = tuple[int, int]  # first letter, letter after the last


@dataclass(frozen=True, slots=True)
class Wording:
    """A version taken apart; spans count letters, as `letters` knows them."""

    text: str  # headline, blank line, text
    heading: str
    letters: Letters
    title: int  # letters of the headline
    words: Places  # first letters of all words, ascending, and the number of letters
    sentences: list[Span]  # of the text, those that count
    names: list[Span]  # capitalised words inside these
    hashes: Values  # of the headline, the sentences and the names, one after the other
    numbers: list[Span]  # of the headline and the sentences, in characters

    def characters(self, span: Span) -> Span:
        """Return where a run of letters starts and ends in `text`, in code points."""
        return self.letters.characters(*span)

    def written(self, number: Span) -> str | None:
        """Return a number in one form for all languages: 1.500,5 and 1,500.5 are 1500.5; None if overlong."""
        return number_of(self.text[slice(*number)])


def wording(title: str, text: str, language: str | None) -> Wording:
    """Take a version apart. Linear in the first LONGEST characters.

    The text is cut at lines and full stops, rather too often than too seldom: an abbreviation of three
    letters ends a part too. What is short or the page's own is left out, with its names and numbers.
    """
    title = title[: LONGEST // 2]
    whole = f"{title}\n\n{text[:LONGEST]}"[:LONGEST]
    found = letters(whole)
    places, kinds = found.places, found.classes
    cuts = [len(title), *found.cuts[bisect(found.cuts, len(title)) :], len(kinds)]
    bounds: list[int] = places.searchsorted(cuts).tolist()
    sentences = _sentences(whole, found, bounds)
    breaks = (places[1:] - places[:-1] != 1).nonzero()[0] + 1
    words = np.concatenate((_FIRST[: len(places)], breaks, (len(places),)))
    first = kinds[places[words[:-1]]]
    special = ((first & (UPPER | DIGIT)) != 0).nonzero()[0]
    marked = [words[special].tolist(), words[special + 1].tolist(), (first[special] & DIGIT).tolist()]
    names, digits = _names(sentences, bounds[0], marked, language not in NOUNS)
    spans = [(0, bounds[0]), *sentences, *names]
    hashes = found.runs(*np.array(spans, np.intp).T)
    numbers = _numbers(whole, places, digits)
    return Wording(whole, title, found, bounds[0], words, sentences, names, hashes, numbers)


def _sentences(whole: str, found: Letters, bounds: list[int]) -> list[Span]:
    """Return the parts between bounds that are sentences of the report."""
    counting = []
    start = bounds[0]
    for end in bounds[1:]:
        length = end - start
        if length > FURNITURE or (length and _counts(whole, found, start, end)):
            counting.append((start, end))
        start = end
    return counting


def _counts(whole: str, found: Letters, start: int, end: int) -> bool:
    first = int(found.places[start])
    if end - start >= SHORT and not may_be_furniture(whole[first : first + 4]):
        return True
    line = whole[slice(*found.characters(start, end))]
    return not is_furniture(line) if end - start >= SHORT else is_label(line)


def _names(
    sentences: list[Span], body: int, marked: list[list[int]], capitals: bool
) -> tuple[list[Span], list[Span]]:
    """Return the names in the sentences, and what begins with a digit in these or the headline.

    At the head of a sentence a capital tells no name, nor in an English headline.
    """
    names, digits = [], []
    coming = iter((*sentences, (1 << 62, 1 << 62)))
    opening, closing = -1, body
    for start, end, digit in zip(*marked, strict=True):
        while start >= closing:
            opening, closing = next(coming)
        if digit:
            if start >= opening:
                digits.append((start, end))
        elif start > opening >= 0 and end - start > 1 and capitals:
            names.append((start, end))
    return names, digits


def _numbers(whole: str, places: Places, digits: list[Span]) -> list[Span]:
    """Return the numbers that begin with one of the words `digits`."""
    numbers = []
    last = -1
    for first, after in digits:
        start, end = int(places[first]), int(places[after - 1]) + 1
        if start < last:
            continue
        following = whole[end : end + 2]
        if not whole[start:end].isdigit() or (following[:1] in _GROUPS and following[1:].isdigit()):
            found = _NUMBER.match(whole, start, start + 40)
            if not found:
                continue
            end = last = found.end()
        numbers.append((start, end))
    return numbers


def number_of(written: str) -> str | None:
    """Return a number in one form for all languages: 1.500,5 and 1,500.5 are 1500.5; None if overlong."""
    if written.isascii() and (len(written) < 5 or (len(written) <= NUMBER and written.isdigit())):
        return written.replace(",", ".")  # too short for thousands
    plain = "".join(fold(char) if char.isdecimal() else char for char in _PARTED.sub("", written))
    plain = plain.replace(",", ".").replace("٫", ".")
    return plain if len(plain) <= NUMBER else None
