"""A house or a capital that is a place in form and speaks: "in the Kremlin [they] answered"."""

import re

from agents.tag.text.lexicon import lexicon

_NEXT = re.compile(r" ([^\W_]+)(?: ([^\W_]+))?")
_SHORT = 3  # letters of "not", "also" between the place and the verb; an adverb there ends in -о


def speaks(language: str, text: str, end: int) -> bool:
    """Return whether a verb without a subject follows the name that ends at `end`, in lower-case text."""
    found = _NEXT.match(text, end, end + 60)
    if found is None:
        return False
    voices = lexicon(language).voices
    first, second = found[1], found[2]
    return first in voices or ((len(first) <= _SHORT or first.endswith("о")) and second in voices)
