"""Which story an article belongs to: that of the past article that it is most alike, or its own.

A function of the article's signature and of what is known of the window; bounded whatever the window
holds, for it looks at the newest articles of each of a few terms.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from agents.dedup.memory import Memory
from agents.dedup.stories.known import Known
from agents.dedup.stories.likeness import Floats, likeness, score
from agents.dedup.stories.shared import holders, ranked, weightiest
from agents.dedup.stories.signature import TERM, Signature, days_apart
from agents.dedup.stories.weights import weights
from agents.dedup.table import MOST

SOUGHT = 24  # weightiest terms of the article that are looked up
SHARED = 2  # of which a candidate must have
CANDIDATES = 8  # compared in whole; with more nothing on the labelled stories changes
MASS = 0.06  # of what was looked up, a share that a candidate must have; few that join have less
LEAST = 3  # terms in common, whatever the score: two headlines share two words by chance
# Days between two publications over which the articles are of two stories, whatever they share: within
# one theme text alone joined 775 pairs of which 59 were right, and 78 with the same 59 within three days.
DAYS = 3
A_DAY = 0.03  # what each of these days adds to the score that is asked for
TELLING = 3  # of the compared, that are kept to be told of
_TERM = np.uint32(TERM)
WORDS = 0.12  # the least cosine of all terms: people who are in the news every day make no story


@dataclass(frozen=True, slots=True)
class Related:
    """A past article that was compared, with each view's value."""

    document: int
    origin: str  # article id
    story: int
    score: float
    joins: float  # the score from which the two are of one story
    words: float
    names: float
    lead: float
    figures: float | None  # None: one of the two has none
    days: int | None  # between the publications; None where one is not known

    @property
    def joined(self) -> bool:
        """Return whether the two are of one story."""
        return self.score >= self.joins and self.words >= WORDS and (self.days or 0) <= DAYS


@dataclass(frozen=True, slots=True)
class Joined:
    """The story of an article."""

    story: int
    absorbs: tuple[int, ...] = ()  # stories that this one goes on for, from now on
    related: tuple[Related, ...] = ()  # the nearest first


def join(
    drawn: Signature, own: int, past: Memory, known: Known, since: int, formula: Callable[[int], bool]
) -> Joined:
    """Return the story of a new article, whose id as a story is `own`, by the documents from `since` on.

    `formula` says of a document that what the two share is its outlet's way to put things.
    """
    found, says = _candidates(drawn, past, known, since)
    if not found:
        return Joined(own)
    related = _related(drawn, says, found, past, known, since)
    joined = (one for one in related if one.joined and not formula(one.document))
    nearest = next(joined, None)
    if nearest is None:
        return Joined(own, related=related)
    # It has the nearest one's story; where others are as near, it is one story with theirs.
    surely = [one for one in related if one.score >= weights()[0].absorbs and one.story != nearest.story]
    surely = [nearest, *(one for one in surely if one.joined and not formula(one.document))]
    oldest = min(surely, key=lambda one: one.document).story  # goes on: most people have heard of it
    return Joined(oldest, tuple(sorted({one.story for one in surely} - {oldest})), related)


def _candidates(drawn: Signature, past: Memory, known: Known, since: int) -> tuple[list[int], Floats]:
    """Return the documents that share most of the weightiest terms, the newer first among equals.

    And how much each of the article's terms says here, 0 to 1.
    """
    says = np.ones(len(drawn.entries))
    at = weightiest(drawn.entries)[:SOUGHT]
    if len(at) < SHARED:
        return [], says
    at.sort()
    sought = drawn.entries.take(at)
    found = known.postings.find(sought & _TERM, since)
    if len(found) < SHARED:
        return [], says
    found.sort()
    stories = past.stories(holders(found))
    keeps = _kept(weights()[0].told)
    best, says[at] = ranked(found, stories, sought, keeps, SHARED, MASS, CANDIDATES)
    candidates: list[int] = best.tolist()
    return candidates, says


@cache
def _kept(told: float) -> Floats:
    """Return what a term keeps of its weight, by how many stories have it: no more than postings count.

    What is said in many stories at once tells none of them apart. Stories are counted and not articles,
    else one told by many loses the very words that it is told in.
    """
    kept: Floats = 1 / (1 + told * np.log(np.maximum(np.arange(MOST + 1), 1)))
    return kept


def _related(
    drawn: Signature, says: Floats, found: list[int], past: Memory, known: Known, since: int
) -> tuple[Related, ...]:
    others = known.signatures(found)
    alike = likeness(drawn.entries, others, says)
    views = (alike.words, alike.names, alike.lead, alike.figures)
    viewed = list(zip(*(view.tolist() for view in views), strict=True))
    within, across = weights()
    own = drawn.code
    fitting = [across if own and one not in (own, 0) else within for one in others.languages]
    shared = alike.shared.tolist()
    scores = [score(fitting[at], *view) if shared[at] >= LEAST else 0.0 for at, view in enumerate(viewed)]
    days = days_apart(drawn.days, others)
    asked = [one.joins + A_DAY * max(apart, 0) for one, apart in zip(fitting, days, strict=True)]
    order = sorted(range(len(found)), key=lambda at: (-scores[at], found[at]))
    kept = [at for rank, at in enumerate(order) if rank < TELLING or scores[at] >= asked[at]]
    stories = past.stories([found[at] for at in kept]).tolist()
    return tuple(
        Related(
            document=found[at],
            origin=past.origin(found[at]),
            story=known.current(story, since),
            score=scores[at],
            joins=asked[at],
            words=viewed[at][0],
            names=viewed[at][1],
            lead=viewed[at][2],
            figures=None if (figures := viewed[at][3]) != figures else figures,
            days=None if days[at] < 0 else days[at],
        )
        for at, story in zip(kept, stories, strict=True)
    )
