"""Which story an article belongs to: that of the past article that it is most alike, or its own.

A function of the article's signature and of what is known of the window; bounded whatever the window
holds, for it looks at the newest articles of each of a few terms.
"""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np

from agents.dedup.memory import Memory
from agents.dedup.stories.known import Known
from agents.dedup.stories.likeness import Floats, Likeness, likeness
from agents.dedup.stories.shared import ranked, weightiest
from agents.dedup.stories.signature import TERM, Signature
from agents.dedup.stories.weights import table, weights
from agents.dedup.table import MOST

SOUGHT = 24  # weightiest terms of the article that are looked up
SHARED = 2  # of which a candidate must have
CANDIDATES = 8  # compared in whole; with more nothing on the labelled stories changes
MASS = 0.06  # of what was looked up, a share that a candidate must have; few that join have less
# Days between two publications over which the articles are of two stories, whatever they share: within
# one theme text alone joined 775 pairs of which 59 were right, and 78 with the same 59 within three days.
DAYS = 3
TELLING = 3  # of the compared, that are kept to be told of
WORDS = 0.12  # the least cosine of all terms: people who are in the news every day make no story

_TERM = np.uint32(TERM)
_NOTHING = np.empty(0)


class Related(NamedTuple):
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
    together: float = 0.0  # what the score has of all that was compared of the story

    @property
    def joined(self) -> bool:
        """Return whether the two are of one story."""
        return self.score >= self.joins and self.words >= WORDS and (self.days or 0) <= DAYS


class Joined(NamedTuple):
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
    found, stories, says = _candidates(drawn, past, known, since)
    if not found:
        return Joined(own)
    now = [known.current(one, since) for one in stories]
    alike = likeness(drawn, known.signatures(found), now, says, table(*weights()))
    absorbs = weights()[0].absorbs
    nearest: Related | None = None
    related, surely = [], []
    for rank, (_, document, at) in enumerate(
        sorted([(-alike[at].score, found[at], at) for at in range(len(found))])
    ):
        near = alike[at]
        # Who is the nearest; then who is as near as shows that two stories are one.
        telling = near.score >= near.joins and (nearest is None or near.score >= absorbs)
        if not telling and rank >= TELLING:
            continue
        story = now[at]
        telling = telling and (nearest is None or story != nearest.story)
        if not telling and rank >= TELLING:
            continue
        one = _related(near, document, story, past)
        related.append(one)
        if telling and one.joined and not formula(one.document):
            nearest = nearest or one
            surely.append(one)
    if nearest is None:
        return Joined(own, related=tuple(related))
    # It has the nearest one's story; where others are as near, it is one story with theirs.
    oldest = min(surely, key=lambda one: one.document).story  # goes on: most people have heard of it
    return Joined(oldest, tuple(sorted({one.story for one in surely} - {oldest})), tuple(related))


def _candidates(
    drawn: Signature, past: Memory, known: Known, since: int
) -> tuple[list[int], list[int], Floats]:
    """Return the documents that share most of the weightiest terms, the newer first among equals.

    And their stories, and how much each of the article's terms says here, 0 to 1.
    """
    sought = weightiest(drawn.entries)[:SOUGHT]
    if len(sought) < SHARED:
        return [], [], _NOTHING
    sought.sort()
    found = known.postings.find(drawn.entries.take(sought) & _TERM, since)
    if len(found) < SHARED:
        return [], [], _NOTHING
    keeps = _kept(weights()[0].told)
    best, stories, says = ranked(found, *past.stories, drawn.entries, sought, keeps, SHARED, MASS, CANDIDATES)
    return best.tolist(), stories.tolist(), says


@cache
def _kept(told: float) -> Floats:
    """Return what a term keeps of its weight, by how many stories have it: no more than postings count.

    What is said in many stories at once tells none of them apart. Stories are counted and not articles,
    else one told by many loses the very words that it is told in.
    """
    kept: Floats = 1 / (1 + told * np.log(np.maximum(np.arange(MOST + 1), 1)))
    return kept


def _related(alike: Likeness, document: int, story: int, past: Memory) -> Related:
    figures, days = alike.figures, int(alike.days)
    return Related(
        document=document,
        origin=past.origin(document),
        story=story,
        score=alike.score,
        joins=alike.joins,
        words=alike.words,
        names=alike.names,
        lead=alike.lead,
        figures=None if figures != figures else figures,
        days=None if days < 0 else days,
        together=alike.together,
    )
