"""What two signatures share, in four views, and how alike that makes them.

Each view is fooled alone: `words` is the cosine of all terms, `names` of the names; `lead` is how much
of the names that each begins with stands in the other, the mean of both ways; `figures` is the cosine of
numbers, months and weekdays.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agents.dedup.stories.shared import views
from agents.dedup.stories.signature import Entries, Signatures
from agents.dedup.stories.weights import Weights

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Likeness:
    """The views of one text on several others, an array entry each; 0 to 1."""

    words: Floats
    names: Floats  # where neither names anybody: words
    lead: Floats
    figures: Floats  # NaN where one of the two has none
    shared: Floats  # how many terms in common


def score(weights: Weights, words: float, names: float, lead: float, figures: float) -> float:
    """Return the weighted mean of the views. Figures, where both have some, count from `neutral` on."""
    told = 0.0 if figures != figures else figures - weights.neutral
    total = weights.words + weights.names + weights.lead + weights.figures
    summed = weights.words * words + weights.names * names + weights.lead * lead + weights.figures * told
    return summed / total


def likeness(one: Entries, others: Signatures, says: Floats) -> Likeness:
    """Compare a text with others, one at least.

    `says` is how much of its weight each term of the text keeps, 0 to 1: here and in the others.
    """
    return Likeness(*views(one, says, others.entries, others.ends))
