"""Whether a line is a sentence: the guard of everything that takes lines out."""

import re

WORDS = 8  # from which a line that ends as a sentence ends is taken for one
LOOKED = 300  # characters of it that are looked at
UNENDED = 14  # from which it is one without a stop: no label, button or name of a section has as many

_STOP = re.compile(r"[.!?…。؟][\"'”’»)\]*]{0,3}\Z")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def is_prose(line: str) -> bool:
    """Return whether `line` ends as a sentence ends."""
    return _STOP.search(line[-8:]) is not None


def words_of(line: str) -> list[str]:
    """Return the words of `line`, as they are written."""
    return _WORD.findall(line)


def is_sentence(line: str) -> bool:
    """Return whether `line` reads as a sentence or more: long enough, and mostly of small words.

    Such a line is taken out on strong signs alone. Where a script has no capitals length decides.
    """
    words = line[:LOOKED].split()
    if len(words) < (WORDS if is_prose(line) else UNENDED):
        return False
    letters = "".join([word[0] for word in words[1:]])
    small = sum(map(str.islower, letters))
    return small >= sum(map(str.isupper, letters))
