"""What two signatures share, in four views, and how alike that makes them.

Each view is fooled alone: `words` is the cosine of all terms, `names` of the names; `lead` is how much
of the names that each begins with stands in the other, the mean of both ways; `figures` is the cosine of
numbers, months and weekdays.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from agents.dedup.stories.letters import Codes
from agents.dedup.stories.signature import IN_LEAD, IS_FIGURE, IS_NAME, WEIGHTS, Entries, Signatures
from agents.dedup.stories.weights import Weights

Floats = NDArray[np.float64]
EVIDENCE = 1.0  # names in common that make half of it
_SLOTS = 1 << 16
_NAMED = IS_NAME | IN_LEAD
_KINDS = 256  # of marks and weights: the low byte of an entry


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
    """Compare a text with others, one at least, each of which has a term of it.

    `says` is how much of its weight each term of the text keeps, 0 to 1: here and in the others.
    """
    every, starts = others.entries, others.starts
    at, place = _common(one, every)
    own = (one & WEIGHTS) * says
    my_kinds, kinds = _kinds(one), _kinds(every)
    my_parts = _parts(my_kinds, own)
    mine, theirs = my_kinds.take(place), kinds.take(at)
    their_weights = (theirs & WEIGHTS) * says.take(place)
    their_parts = _parts(theirs, their_weights)
    # Of each of the others, sums over the terms in common; and over all of its own.
    parts = np.empty((7, len(at)))
    parts[0] = 1
    np.multiply(_masks().take(mine & theirs, axis=1)[:3], own.take(place) * their_weights, out=parts[1:4])
    parts[4] = my_parts[3].take(place)
    parts[5] = their_parts[3]
    parts[6] = _masks()[1].take(mine | theirs)
    common = np.add.reduceat(parts, at.searchsorted(starts), axis=1)
    shared, my_lead, their_lead, in_common = common[0], common[4], common[5], common[6]
    every_parts = _whole().take(kinds, axis=1)
    every_parts[:, at] = their_parts
    sums = np.add.reduceat(every_parts, starts, axis=1)
    names_norms, their_names = sums[1], sums[3]
    my_sums = my_parts.sum(axis=1)
    names_norm, my_names = float(my_sums[1]), float(my_sums[3])

    # Cosines by squared norms; where one text has nothing, that of figures is not known.
    norms = sums[:3] * my_sums[:3, np.newaxis]
    cosines = np.zeros((3, len(starts)))
    cosines[2] = np.nan
    np.divide(common[1:4], np.sqrt(norms), out=cosines, where=norms > 0)
    words, names, figures = cosines
    sure = in_common / (in_common + EVIDENCE)
    names *= sure
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
    return Likeness(words, names, lead, figures, shared)


def _kinds(entries: Entries) -> Codes:
    """Return the marks and the weight of each entry: its low byte."""
    return entries.astype(np.uint8)


def _parts(kinds: Codes, weights: Floats) -> Floats:
    """Return of each entry its square, as a name's, as a figure's; and its weight as a name of the lead."""
    parts: Floats = _masks().take(kinds, axis=1)
    parts[:3] *= weights * weights
    parts[3] *= weights
    return parts


@cache
def _masks() -> Floats:
    """Return by the low byte of an entry 1 or 0: always 1, a name, a figure, a name of the lead."""
    kinds = np.arange(_KINDS)
    return np.array(
        (kinds >= 0, (kinds & IS_NAME) != 0, (kinds & IS_FIGURE) != 0, (kinds & _NAMED) == _NAMED), np.float64
    )


@cache
def _whole() -> Floats:
    """Return by the low byte of an entry its parts, where all of its weight is kept."""
    kinds = np.arange(_KINDS)
    return _parts(kinds.astype(np.uint8), (kinds & WEIGHTS).astype(np.float64))


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
