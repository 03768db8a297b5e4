"""What two signatures share, in four views, and how alike that makes them.

Each view is fooled alone: `words` is the cosine of all terms, `names` of the names; `lead` is how much
of the names that each begins with stands in the other, the mean of both ways; `figures` is the cosine of
numbers, months and weekdays. `together` adds what all reports of a story say.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agents.dedup.stories.signature import Signature, Signatures
from agents.dedup.stories.together import together
from agents.dedup.stories.viewed import views

Floats = NDArray[np.float64]

LEAST = 3  # terms in common, whatever the score: two headlines share two words by chance
A_DAY = 0.03  # what each day between two publications adds to the score that is asked for


class Likeness(NamedTuple):
    """The views of one text on another, 0 to 1."""

    # Their weighted mean, where figures count from `neutral` on if both texts have some; and `together`.
    score: float
    joins: float  # the score from which the two are of one story
    words: float
    names: float  # where neither names anybody: words
    lead: float
    figures: float  # NaN where one of the two has none
    days: float  # between the publications; -1 where one is not known
    shared: float  # how many terms in common
    together: float  # what the score has of all reports of the other's story


def likeness(
    one: Signature, others: Signatures, stories: list[int], says: Floats, weights: Floats
) -> list[Likeness]:
    """Compare a text with others, one at least and `together.MOST` at most, by `weights.table`.

    `stories` are those of the others.
    `says` is how much of its weight each term of the text keeps, 0 to 1: here and in the others.
    """
    found, met, begins = views(
        one.entries, says, one.code, *one.days, others.stored, others.starts, others.entries, others.ends,
        weights, LEAST, A_DAY,
    )  # fmt: skip
    if len(set(stories)) < len(stories):  # most often each is of a story of its own
        together(one.entries, met, begins, np.array([stories.index(story) for story in stories]), found)
    return [*map(Likeness._make, found.tolist())]
