"""What two signatures share, in four views, and how alike that makes them.

Each view is fooled alone: `words` is the cosine of all terms, `names` of the names; `lead` is how much
of the names that each begins with stands in the other, the mean of both ways; `figures` is the cosine of
numbers, months and weekdays.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agents.dedup.stories.signature import IN_LEAD, IS_FIGURE, IS_NAME, WEIGHTS, Entries
from agents.dedup.stories.weights import Weights

Floats = NDArray[np.float64]
EVIDENCE = 1.0  # names in common that make half of it
_SLOTS = 1 << 16
_NAMED = IS_NAME | IN_LEAD


@dataclass(frozen=True, slots=True)
class Likeness:
    """The views of one text on several others, an array entry each; 0 to 1."""

    words: Floats
    names: Floats  # where neither names anybody: words
    lead: Floats
    figures: Floats  # NaN where one of the two has none
    shared: NDArray[np.intp]  # terms in common

    def score(self, weights: Weights) -> Floats:
        """Return the weighted mean of the views. Figures count from `neutral`, up or down."""
        figures = np.nan_to_num(self.figures - weights.neutral)
        total = weights.words + weights.names + weights.lead + weights.figures
        summed: Floats = (
            weights.words * self.words
            + weights.names * self.names
            + weights.lead * self.lead
            + weights.figures * figures
        ) / total
        return summed


def likeness(
    one: Entries, every: Entries, of: NDArray[np.intp], count: int, says: Floats | None = None
) -> Likeness:
    """Compare a text with `count` others, one at least, whose entries are `every`, each `of` the others.

    `says` is how much of its weight each term of the text keeps, 0 to 1: here and in the others.
    """
    at, place = _common(one, every)
    mine, theirs, document = one.take(place), every.take(at), of.take(at)
    own, weights = (one & WEIGHTS).astype(np.float64), (every & WEIGHTS).astype(np.float64)
    if says is not None:
        own *= says
        weights[at] *= says.take(place)
    my_weights, their_weights = own.take(place), weights.take(at)
    products, squares, mass = my_weights * their_weights, weights * weights, own * own
    both = mine & theirs
    # Sums over the entries with a mark, of all the others at once.
    kinds = _Kinds(every, of, count)
    names_at, figures_at = (both & IS_NAME).nonzero()[0], (both & IS_FIGURE).nonzero()[0]

    def cosine(dots: Floats, norms: Floats, norm: float) -> Floats:
        """Return the cosines; NaN where one text has nothing."""
        norms = norms * norm
        found: Floats = np.divide(dots, np.sqrt(norms), out=np.full(count, np.nan), where=norms > 0)
        return found

    def dots(at: NDArray[np.intp]) -> Floats:
        return _sums(document.take(at), products.take(at), count)

    words = np.nan_to_num(
        cosine(_sums(document, products, count), _sums(of, squares, count), float(mass.sum()))
    )
    named = (one & IS_NAME).nonzero()[0]
    names = cosine(dots(names_at), kinds.sums(kinds.names, squares), float(mass.take(named).sum()))
    figured = (one & IS_FIGURE).nonzero()[0]
    figures = (
        cosine(dots(figures_at), kinds.sums(kinds.figures, squares), float(mass.take(figured).sum()))
        if len(figured)
        else np.full(count, np.nan)
    )
    in_common = np.bincount(document.take(((mine | theirs) & IS_NAME).nonzero()[0]), minlength=count)
    sure = in_common / (in_common + EVIDENCE)
    names = np.nan_to_num(names) * sure
    if not len(named):
        nameless = np.bincount(of.take(kinds.names), minlength=count) == 0
        names = np.where(nameless, words, names)
    lead = _lead(one, own, mine, theirs, document, my_weights, their_weights, weights, kinds, count)
    lead = np.where(np.isnan(lead), names, lead * sure)
    return Likeness(words, names, lead, figures, np.bincount(document, minlength=count))


class _Kinds:
    """Which of the others' entries have a mark."""

    def __init__(self, every: Entries, of: NDArray[np.intp], count: int) -> None:
        self._of, self._count = of, count
        self.names = (every & IS_NAME).nonzero()[0]
        self.figures = (every & IS_FIGURE).nonzero()[0]
        self.lead = self.names.compress(every.take(self.names) & IN_LEAD)

    def sums(self, at: NDArray[np.intp], values: Floats) -> Floats:
        return _sums(self._of.take(at), values.take(at), self._count)


def _lead(
    one: Entries, own: Floats, mine: Entries, theirs: Entries, document: NDArray[np.intp], my_weights: Floats,
    their_weights: Floats, weights: Floats, kinds: _Kinds,
    count: int,
) -> Floats:  # fmt: skip
    """Return how much of the lead's names of each stands in the other; NaN where neither has any."""
    my_lead = float(own[(one & _NAMED) == _NAMED].sum())
    their_lead = kinds.sums(kinds.lead, weights)
    at = ((mine & _NAMED) == _NAMED).nonzero()[0]
    here = _sums(document.take(at), my_weights.take(at), count) / (my_lead or np.nan)
    at = ((theirs & _NAMED) == _NAMED).nonzero()[0]
    there = np.divide(
        _sums(document.take(at), their_weights.take(at), count),
        their_lead, out=np.full(count, np.nan), where=their_lead > 0,
    )  # fmt: skip
    here, there = np.where(np.isnan(here), there, here), np.where(np.isnan(there), here, there)
    found: Floats = (here + there) / 2
    return found


def _common(one: Entries, every: Entries) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return where in `every` a term of `one` stands, and which of `one` it is."""
    hashes = one >> 8
    # Place in `one` + 1 by the low bits of the hash: quicker than any search in sorted arrays.
    slots = np.zeros(_SLOTS, np.uint8)
    slots[hashes & (_SLOTS - 1)] = np.arange(1, len(one) + 1)
    sought = every >> 8
    places = slots.take(sought & (_SLOTS - 1))
    at = places.nonzero()[0]
    place = places.take(at).astype(np.intp) - 1
    right = (hashes.take(place) == sought.take(at)).nonzero()[0]
    return at.take(right), place.take(right)


def _sums(of: NDArray[np.intp], values: Floats, count: int) -> Floats:
    return np.bincount(of, weights=values, minlength=count).astype(np.float64, copy=False)
