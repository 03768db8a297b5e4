"""The words of a text as numbers: its terms, how often each stands there, and how. On arrays alone.

A term is the hash of a word's first sounds without the vowels it ends on, which does about what stemmers do.
"""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from agents.dedup.reading import Reading, read
from agents.dedup.stories.heard import counted
from agents.dedup.stories.letters import Codes

Terms: TypeAlias = NDArray[np.uint32]
Places: TypeAlias = NDArray[np.intp]


class Words(NamedTuple):
    """The distinct terms of a text, ascending."""

    terms: Terms
    counts: Places
    marks: Codes


def words(seen: Reading) -> Words:
    """Return the words of an article, of which READ characters are looked at."""
    made = np.sort(seen.terms)
    return Words(*counted(made, seen.marks))


def term(word: str) -> int | None:
    """Return the term of one word; None where it is none, or several."""
    found = words(read("", word)).terms
    return int(found[0]) if len(found) == 1 else None
