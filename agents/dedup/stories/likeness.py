"""What two signatures share, in four views, and how alike that makes them.

Each view is fooled alone: `words` is the cosine of all terms, `names` of the names; `lead` is how much
of the names that each begins with stands in the other, the mean of both ways; `figures` is the cosine of
numbers, months and weekdays.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agents.dedup.stories.signature import IN_LEAD, IS_FIGURE, IS_NAME, WEIGHTS, Entries, Signatures
from agents.dedup.stories.weights import Weights

Floats = NDArray[np.float64]
EVIDENCE = 1.0  # names in common that make half of it
_SLOTS = 1 << 16
_NAMED = np.uint32(IS_NAME | IN_LEAD)


@dataclass(frozen=True, slots=True)
class Likeness:
    """The views of one text on several others, an array entry each; 0 to 1."""

    words: Floats
    names: Floats  # where neither names anybody: words
    lead: Floats
    figures: Floats  # NaN where one of the two has none
    shared: Floats  # how many terms in common

    def score(self, weights: Weights) -> Floats:
        """Return the weighted mean of the views. Figures count from `neutral`, up or down."""
        figures = np.where(np.isnan(self.figures), 0.0, self.figures - weights.neutral)
        total = weights.words + weights.names + weights.lead + weights.figures
        summed: Floats = (
            weights.words * self.words
            + weights.names * self.names
            + weights.lead * self.lead
            + weights.figures * figures
        ) / total
        return summed


def likeness(one: Entries, others: Signatures, says: Floats) -> Likeness:
    """Compare a text with others, one at least, each of which has a term of it.

    `says` is how much of its weight each term of the text keeps, 0 to 1: here and in the others.
    """
    every, starts = others.entries, others.starts
    at, place = _common(one, every)
    own = (one & WEIGHTS) * says
    weights = (every & WEIGHTS).astype(np.float64)
    weights[at] *= says.take(place)
    mine, theirs, my_weights, their_weights = (
        one.take(place),
        every.take(at),
        own.take(place),
        weights.take(at),
    )
    products, both = my_weights * their_weights, mine & theirs
    # Of each of the others, sums over the terms in common; and over all of its own.
    parts = np.empty((7, len(at)))
    parts[0] = 1
    parts[1] = products
    parts[2] = products * ((both & IS_NAME) != 0)
    parts[3] = products * ((both & IS_FIGURE) != 0)
    parts[4] = my_weights * ((mine & _NAMED) == _NAMED)
    parts[5] = their_weights * ((theirs & _NAMED) == _NAMED)
    parts[6] = ((mine | theirs) & IS_NAME) != 0
    common = np.add.reduceat(parts, at.searchsorted(starts), axis=1)
    shared, dots, names_dots, figures_dots, my_lead, their_lead, in_common = common
    norms, names_norms, figures_norms, their_names = np.add.reduceat(_parts(every, weights), starts, axis=1)
    norm, names_norm, figures_norm, my_names = _parts(one, own).sum(axis=1).tolist()

    sure = in_common / (in_common + EVIDENCE)
    words = _cosine(dots, norms * norm, 0.0)
    names = _cosine(names_dots, names_norms * names_norm, 0.0) * sure
    if not names_norm:
        names = np.where(names_norms == 0, words, names)
    # How much of the lead's names of each stands in the other: the mean, or the one that is known.
    theirs_known = their_names > 0
    there = np.divide(their_lead, their_names, out=np.zeros(len(starts)), where=theirs_known)
    if my_names:
        here = my_lead / my_names
        lead = np.where(theirs_known, (here + there) / 2, here) * sure
    else:
        lead = np.where(theirs_known, there * sure, names)
    figures = _cosine(figures_dots, figures_norms * figures_norm, np.nan)
    return Likeness(words, names, lead, figures, shared)


def _parts(entries: Entries, weights: Floats) -> Floats:
    """Return of each entry its square, as a name's, as a figure's; and its weight as a name of the lead."""
    squares = weights * weights
    parts = np.empty((4, len(entries)))
    parts[0] = squares
    parts[1] = squares * ((entries & IS_NAME) != 0)
    parts[2] = squares * ((entries & IS_FIGURE) != 0)
    parts[3] = weights * ((entries & _NAMED) == _NAMED)
    return parts


def _cosine(dots: Floats, norms: Floats, unknown: float) -> Floats:
    """Return cosines by products of squared norms; `unknown` where one text has nothing."""
    found: Floats = np.full(len(dots), unknown)
    return np.divide(dots, np.sqrt(norms), out=found, where=norms > 0)


def _common(one: Entries, every: Entries) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return where in `every`, ascending, a term of `one` stands, and which of `one` it is."""
    hashes = one >> 8
    # Place in `one` + 1 by the low bits of the hash: quicker than any search in sorted arrays.
    slots = np.zeros(_SLOTS, np.uint8)
    numbers = np.arange(1, len(one) + 1, dtype=np.uint8)
    slots[hashes & (_SLOTS - 1)] = numbers
    sought = every >> 8
    if (slots.take(hashes & (_SLOTS - 1)) == numbers).all():
        places = slots.take(sought & (_SLOTS - 1))
        at = places.nonzero()[0]
        place = places.take(at).astype(np.intp) - 1
    else:  # two terms have one slot, as in one text of fourteen
        at = np.arange(len(every))
        place = np.minimum(hashes.searchsorted(sought), len(hashes) - 1)
    right = (hashes.take(place) == sought.take(at)).nonzero()[0]
    return at.take(right), place.take(right)
