"""The decision: new, repeat, revision or copy, and of which story. A function of article and memory.

`copy` asks for the headline or the lead inside the shared text: background paragraphs travel from
report to report without making one of them a copy. What shares less than a copy joins the story.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agents.dedup.memory import Memory, identity, terms
from agents.dedup.recurring import Recurring
from agents.dedup.shingles import Shingles, shingles
from agents.dedup.sketch import FEW, Sketch, containment, inside, sketch
from streams.records import Article, Verdict

LINK = 0.3  # containment: recall .99 on texts of which an outlet kept two fifths; joins the story
COPY = 0.5  # containment
SHORT = 60  # shingles: a text of three sentences or less is mostly formula, and
COPY_SHORT = 0.8  # needs more to be a copy
OPENING = 0.5  # share of the headline or of the lead that must stand in the other text
SHARED = 2  # looked-up hashes in common that make a candidate
POSTINGS = 64  # newest documents looked at for one hash
CANDIDATES = 16  # documents compared in whole

WORDS_EXACT = 8  # words, or
CHARACTERS_EXACT = 60  # characters, under which two equal texts are a coincidence: "Watch live"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A past document that was compared in whole."""

    document: int
    origin: str  # article id
    containment: float
    opening: float  # share of headline or lead that stands in the other text


@dataclass(frozen=True, slots=True)
class Judgement:
    """What dedup says of an article."""

    verdict: Verdict
    story: int
    sketch: Sketch | None = None  # None: a repeat, whose text is known
    original: str | None = None
    containment: float | None = None
    compared: tuple[Comparison, ...] = ()


def judge(article: Article, past: Memory, now: int, window: int) -> Judgement:
    """Decide on an article; `now` and `window` in ms. What is older than the window counts for nothing."""
    since = past.since(now - window)
    of_article, of_version = identity(article.article_id), identity(article.version)
    seen = shingles(article.title, article.text)
    drawn = sketch(seen)
    sought = terms(of_article, of_version, drawn)
    places, documents = past.postings.find(sought, since, POSTINGS)
    if not len(documents):
        return Judgement("new", of_article, drawn)

    known = _known(past, of_article, documents[places == 0])
    if known is not None:
        versions = past.rows(documents[places == 1])
        same = (versions["article"] == of_article) & (versions["version"] == of_version)
        if same.any():
            return Judgement("repeat", known)
        return Judgement("revision", known, drawn, original=article.article_id)

    equal = _equal(past, seen, documents[places == 2])
    if equal is not None:
        story = int(past.rows([equal])["story"][0])
        return Judgement("copy", story, drawn, original=past.origin(equal), containment=1.0)

    hashed = places > 2
    return _alike(article, past, of_article, seen, drawn, places[hashed], documents[hashed])


def _known(past: Memory, article: int, documents: NDArray[np.int64]) -> int | None:
    """Return the story of the newest of the documents that are this article."""
    found = past.rows(documents)
    found = found[found["article"] == article]
    return int(found["story"][np.argmax(found["time"])]) if len(found) else None


def _equal(past: Memory, seen: Shingles, documents: NDArray[np.int64]) -> int | None:
    """Return the oldest of the documents that have the same words in the same order."""
    if seen.words < WORDS_EXACT and seen.characters < CHARACTERS_EXACT:
        return None
    same = (document for document in documents.tolist() if past.content(document) == seen.content)
    return min(same, default=None)


def _alike(
    article: Article, past: Memory, of_article: int, seen: Shingles, drawn: Sketch,
    places: NDArray[np.intp], documents: NDArray[np.int64],
) -> Judgement:  # fmt: skip
    """Decide by the documents that share hashes with the article, none of which it is."""
    alone = Judgement("new", of_article, drawn)
    if len(documents) < SHARED or drawn.total < FEW:
        return alone
    recurring = Recurring.of(past, article.outlet, places, documents)
    compared = []
    for document in _candidates(documents[~recurring.dropped]):
        other = past.sketch(document)
        if other is not None:
            compared.append(_compare(past, seen, drawn, document, other, recurring.hashes(document)))
    compared = [one for one in compared if one.containment >= LINK]
    if not compared:
        return alone
    compared.sort(key=lambda one: (-one.containment, one.document))
    for one in compared:
        if _copies(one, drawn, past):
            return Judgement(
                "copy", _story(past, one), drawn, one.origin, round(one.containment, 3), tuple(compared)
            )
    best = compared[0]
    return Judgement("new", _story(past, best), drawn, None, round(best.containment, 3), tuple(compared))


def _candidates(documents: NDArray[np.int64]) -> list[int]:
    """Return the documents with the most hashes in common, the older first among equals."""
    distinct, counts = np.unique(documents, return_counts=True)
    enough = counts >= SHARED
    distinct, counts = distinct[enough], counts[enough]
    most = np.lexsort((distinct, -counts))[:CANDIDATES]
    found: list[int] = distinct[most].tolist()
    return found


def _compare(
    past: Memory, seen: Shingles, drawn: Sketch, document: int, other: Sketch, recurring: NDArray[np.uint32]
) -> Comparison:
    openings = (
        inside(other.headline, seen.every, recurring),
        inside(other.lead, seen.every, recurring),
        _inside_sketch(seen.headline, other, other.headline, recurring),
        _inside_sketch(seen.lead, other, other.lead, recurring),
    )
    return Comparison(document, past.origin(document), containment(drawn, other, recurring), max(openings))


def _inside_sketch(
    part: NDArray[np.uint32], other: Sketch, opening: NDArray[np.uint32], recurring: NDArray[np.uint32]
) -> float:
    """Return the share of an opening that stands in a text of which only the sketch is known.

    Two views of it, the greater counts: the other's own opening, and the hashes that its sketch covers.
    """
    covered = part[part < other.ceiling]
    return max(
        inside(part[: len(opening)], opening, recurring),
        inside(covered, other.values, recurring) if len(covered) * 4 >= len(part) else 0.0,
    )


def _copies(one: Comparison, drawn: Sketch, past: Memory) -> bool:
    other = past.sketch(one.document)
    short = min(drawn.total, other.total if other else 0) < SHORT
    return one.opening >= OPENING and one.containment >= (COPY_SHORT if short else COPY)


def _story(past: Memory, one: Comparison) -> int:
    return int(past.rows([one.document])["story"][0])
