"""A version's text taken apart: its headline, its sentences, the names and numbers in them."""

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agents.dedup.reading import Reading, read
from agents.dedup.revision_letters import LONGEST, Letters, Places, Values, fold, powers, tables
from agents.dedup.revision_notice import begins, is_furniture, is_label, may_be_furniture
from agents.dedup.revision_taken import named
from agents.dedup.revision_taken import sentences as parts

# Letters of a sentence: what is shorter is a label or an exclamation, and its coming and going no news.
SHORT = 10
FURNITURE = 80  # letters of a line that may be the page's own
NUMBER = 12  # characters of a number; longer ones are no quantities
NOUNS = frozenset(("de", "lb"))  # languages in which a capital tells no name

_GROUPS = ".,' \xa0\u2009\u202f’٬"  # what parts thousands
_GROUP = f"[{_GROUPS}]"
_NUMBER = re.compile(rf"\d{{1,3}}(?:{_GROUP}\d{{3}})+(?!\d)(?:[.,٫]\d{{1,9}})?|\d+(?:[.,:٫]\d{{1,9}})?")
_PARTED = re.compile(rf"{_GROUP}(?=\d{{3}}(?!\d))")

Span = tuple[int, int]  # first letter, letter after the last
Spans = NDArray[np.int64]  # two columns of these


class Wording(NamedTuple):
    """A version taken apart; spans count letters, as `letters` knows them."""

    text: str  # headline, blank line, text
    heading: str
    letters: Letters
    title: int  # letters of the headline
    words: Places  # first letters of all words, ascending, and the number of letters
    sentences: Spans  # of the text, those that count
    names: Spans  # capitalised words inside these
    hashes: Values  # of the headline, the sentences and the names, one after the other
    numbers: list[Span]  # of the headline and the sentences, in characters

    def characters(self, span: Span | NDArray[np.int64]) -> Span:
        """Return where a run of letters starts and ends in `text`, in code points."""
        start, end = span
        return self.letters.characters(int(start), int(end))

    def written(self, number: Span) -> str | None:
        """Return a number in one form for all languages: 1.500,5 and 1,500.5 are 1500.5; None if overlong."""
        return number_of(self.text[slice(*number)])


def wording(seen: Reading, language: str | None) -> Wording:
    """Take a version apart, of which LONGEST characters are looked at.

    The text is cut at lines and full stops, rather too often than too seldom: an abbreviation of three
    letters ends a part too. What is short or the page's own is left out, with its names and numbers.
    """
    if len(seen.title) > LONGEST // 2:
        seen = read(seen.title[: LONGEST // 2], seen.text[:LONGEST])
    title, found = seen.title, seen.letters
    whole = f"{title}\n\n{seen.text[:LONGEST]}"[:LONGEST]
    body = int(found.bounds[0])
    sentences = _sentences(whole, found, seen.codes)
    names, digits, hashes = named(
        sentences, found.words, seen.codes, tables()[1], found.places, found.sums, powers()[1], body,
        language not in NOUNS,
    )  # fmt: skip
    numbers = _numbers(whole, digits.tolist()) if len(digits) else []
    return Wording(whole, title, found, body, found.words, sentences, names, hashes, numbers)


def _sentences(whole: str, found: Letters, codes: Values) -> Spans:
    """Return the parts between bounds that are sentences of the report."""
    every, doubted = parts(found.bounds, found.places, codes, *begins(), SHORT, FURNITURE)
    none = [at for at in doubted.tolist() if not _counts(whole, found, *every[at].tolist())]
    return np.delete(every, none, axis=0) if none else every


def _counts(whole: str, found: Letters, start: int, end: int) -> bool:
    first, last = found.characters(start, end)
    if end - start < SHORT:
        return is_label(whole[first:last])
    return not may_be_furniture(whole[first : first + 4]) or not is_furniture(whole[first:last])


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
