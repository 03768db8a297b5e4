"""A house or a capital that is a place in form and speaks: "in the Kremlin [they] answered"."""

import re

from agents.tag.text.lexicon import lexicon

_NEXT = re.compile(r" ([^\W_]+)(?: ([^\W_]+))?")
# … and before it, where a clause begins: ", [they] said in the Kremlin".
_BEFORE = re.compile(r"(?:[,»\"”—–-]|\bкак|\bяк|\bjak) ([^\W_]+)(?: [^\W_]+)? [^\W_]+ \Z")
_BACK = 60  # characters in which the verb before it stands
_SHORT = 3  # letters of "not", "also" between the place and the verb; an adverb there ends in -о


def speaks(language: str, text: str, end: int) -> bool:
    """Return whether a verb without a subject follows the name that ends at `end`, in lower-case text."""
    found = _NEXT.match(text, end, end + 60)
    if found is None:
        return False
    voices = lexicon(language).voices
    first, second = found[1], found[2]
    return first in voices or ((len(first) <= _SHORT or first.endswith("о")) and second in voices)


def said_in(language: str, text: str, start: int) -> bool:
    """Return whether a verb without a subject stands before the name that starts at `start`, lower case."""
    found = _BEFORE.search(text, max(0, start - _BACK), start)
    return found is not None and found[1] in lexicon(language).voices
