"""A version's text taken apart: its headline, its sentences, the names and numbers in them."""

import re
from dataclasses import dataclass

import numpy as np

from agents.dedup.revision_letters import LONGEST, Letters, Places, Values, fold, letters, powers
from agents.dedup.revision_notice import is_furniture, is_label, may_be_furniture
from agents.dedup.revision_taken import named

# Letters of a sentence: what is shorter is a label or an exclamation, and its coming and going no news.
SHORT = 10
FURNITURE = 80  # letters of a line that may be the page's own
NUMBER = 12  # characters of a number; longer ones are no quantities
NOUNS = frozenset(("de", "lb"))  # languages in which a capital tells no name

_GROUPS = ".,' \xa0\u2009\u202f’٬"  # what parts thousands
_GROUP = f"[{_GROUPS}]"
_NUMBER = re.compile(rf"\d{{1,3}}(?:{_GROUP}\d{{3}})+(?!\d)(?:[.,٫]\d{{1,9}})?|\d+(?:[.,:٫]\d{{1,9}})?")
_PARTED = re.compile(rf"{_GROUP}(?=\d{{3}}(?!\d))")
_NONE = np.empty((0, 2), np.int64)

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
    found = letters(whole, len(title))
    body = int(found.bounds[0])
    sentences = _sentences(whole, found)
    names, digits, hashes = named(
        np.array(sentences or _NONE, np.int64), found.words, found.classes, found.places, found.sums,
        powers()[1], body, language not in NOUNS,
    )  # fmt: skip
    numbers = _numbers(whole, digits.tolist())
    return Wording(
        whole, title, found, body, found.words, sentences, [*map(tuple, names.tolist())], hashes, numbers
    )  # fmt: skip


def _sentences(whole: str, found: Letters) -> list[Span]:
    """Return the parts between bounds that are sentences of the report."""
    counting = []
    bounds: list[int] = found.bounds.tolist()
    firsts = found.places.take(found.bounds[:-1], mode="clip").tolist() if len(found.places) else []
    for start, end, first in zip(bounds, bounds[1:], firsts, strict=False):
        length = end - start
        if (
            length > FURNITURE
            or (length >= SHORT and not may_be_furniture(whole[first : first + 4]))
            or (length and _counts(whole, found, start, end))
        ):
            counting.append((start, end))
    return counting


def _counts(whole: str, found: Letters, start: int, end: int) -> bool:
    line = whole[slice(*found.characters(start, end))]
    return not is_furniture(line) if end - start >= SHORT else is_label(line)


def _numbers(whole: str, digits: list[list[int]]) -> list[Span]:
    """Return the numbers that begin with one of the words `digits`, in characters."""
    numbers = []
    last = -1
    for start, after in digits:
        end = after
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
