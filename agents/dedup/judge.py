"""The decision: new, repeat, revision or copy, and of which story. A function of article and memory.

`copy` asks for the headline or the lead inside the shared text, or for nearly all of a long one: background
paragraphs travel from report to report without making one of them a copy. What shares less joins the story.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agents.dedup.memory import LOW, Memory, identity, terms
from agents.dedup.postings import parted
from agents.dedup.reading import Reading
from agents.dedup.recurring import Recurring
from agents.dedup.shingles import Hashes, Shingles, shingles
from agents.dedup.sketch import FEW, Sketch, common, inside, marks, overlap, sketch
from streams.article_records import Article, Verdict

LINK = 0.3  # containment: recall .99 on texts of which an outlet kept two fifths; joins the story
COPY = 0.5  # containment
SHORT = 60  # shingles: a text of three sentences or less is mostly formula, and
COPY_SHORT = 0.65  # needs more to be a copy
LED = 0.35  # is enough for an outlet that keeps two fifths and writes the rest, where
WHOLE = 0.75  # of the lead stands in the other text
LEAD = 1 / 3  # share of the lead that must stand in the other text: some 14 words on end, or
MOST = 0.65  # containment of which
LEAD_OF_MOST = 1 / 5  # of the lead is enough: some 10 words on end
# Containment from which, with so many shingles in common, an outlet has changed the beginning alone:
# background that travels is at most 0.56 of a report.
REPRINT, REPRINTED = 0.7, 150
HEADLINE = 0.75  # share of the words of the shorter headline in the other
# One outlet's articles are alike by its own formulas before these are known to recur, and the parts of
# a series for good. So there only a copy is a link, and it needs the same headline.
CHANCE = 4  # shared hashes, under which a share is chance, unless the headline or the lead is shared too
SHARED = 2  # looked-up hashes in common that make a candidate
CANDIDATES = 16  # documents compared in whole
COVERED = 8  # hashes of a lead, under which a share of them is chance

WORDS_EXACT = 8  # words, or
CHARACTERS_EXACT = 60  # characters, under which two equal texts are a coincidence: "Watch live"


class Comparison(NamedTuple):
    """A past document that was compared in whole."""

    document: int
    origin: str  # article id
    containment: float
    shared: float  # shingles, estimated
    headline: float  # share of the words of the shorter one in the other
    lead: float  # share of the one's that stands in the other text, or the other way round
    copy: bool


class Judgement(NamedTuple):
    """What dedup says of an article."""

    verdict: Verdict
    story: int
    sketch: Sketch | None = None  # None: a repeat, whose text is known
    original: str | None = None
    containment: float | None = None
    compared: tuple[Comparison, ...] = ()


def judge(article: Article, text: Reading, past: Memory, now: int, window: int) -> Judgement:
    """Decide on an article that was read.

    `now` and `window` are in ms; what is older than the window counts for nothing.
    """
    since = past.since(now - window)
    of_article, of_version = identity(article.article_id), identity(article.version)
    seen = shingles(text)
    drawn = sketch(seen)
    sought = terms(of_article, of_version, drawn)
    found = past.postings.find(sought, since)
    if not len(found):
        return Judgement("new", of_article, drawn)
    places, documents = parted(found)

    known = _known(past, of_article, documents[places == 0])
    if known is not None:
        versions = past.rows(documents[places == 1])
        same = (versions["article"] == of_article >> 32) & (versions["version"] == of_version & LOW)
        if same.any():
            return Judgement("repeat", known)
        return Judgement("revision", known, drawn, original=article.article_id)

    equal = _equal(past, seen, documents[places == 2])
    if equal is not None:
        return Judgement("copy", past.story(equal), drawn, original=past.origin(equal), containment=1.0)

    hashed = places > 2
    return _alike(article, past, of_article, seen, drawn, places[hashed], documents[hashed])


def _known(past: Memory, article: int, documents: NDArray[np.int64]) -> int | None:
    """Return the story of the newest of the documents that are this article."""
    if not len(documents):
        return None
    found = past.rows(documents)
    same = found["article"] == article >> 32
    if not same.any():
        return None
    return past.story(int(documents[same][np.argmax(found["time"][same])]))


def _equal(past: Memory, seen: Shingles, documents: NDArray[np.int64]) -> int | None:
    """Return the oldest of the documents that have the same words in the same order."""
    if not len(documents) or (seen.words < WORDS_EXACT and seen.characters < CHARACTERS_EXACT):
        return None
    same = documents[past.rows(documents)["content"] == seen.content & LOW]
    return int(same.min()) if len(same) else None


def _alike(
    article: Article, past: Memory, of_article: int, seen: Shingles, drawn: Sketch,
    places: NDArray[np.int64], documents: NDArray[np.int64],
) -> Judgement:  # fmt: skip
    """Decide by the documents that share hashes with the article, none of which it is."""
    alone = Judgement("new", of_article, drawn)
    if len(documents) < SHARED or drawn.total < FEW:
        return alone
    recurring = Recurring(past, article.outlet, places, documents)
    candidates = _candidates(documents[~recurring.dropped])
    every, lead = marks(seen.every), marks(seen.lead)
    compared = [_compare(past, every, lead, drawn, document, recurring) for document in candidates]
    linked = sorted((one for one in compared if one is not None), key=lambda one: (-one.shared, one.document))
    if not linked:
        return alone
    copied = next((one for one in linked if one.copy), None)
    best = copied or linked[0]
    return Judgement(
        verdict="copy" if copied else "new",
        story=past.story(best.document),
        sketch=drawn,
        original=copied.origin if copied else None,
        containment=round(best.containment, 3),
        compared=tuple(linked),
    )


def _candidates(documents: NDArray[np.int64]) -> list[int]:
    """Return the documents with the most hashes in common, the older first among equals."""
    ordered = np.sort(documents)
    enough = ordered[SHARED - 1 :][ordered[SHARED - 1 :] == ordered[: 1 - SHARED]]
    if not len(enough):
        return []
    distinct, counts = np.unique(enough, return_counts=True)
    most = np.lexsort((distinct, -counts))[:CANDIDATES]
    found: list[int] = distinct[most].tolist()
    return found


def _compare(
    past: Memory, every: Hashes, lead: Hashes, drawn: Sketch, document: int, recurring: Recurring
) -> Comparison | None:
    """Compare marks of a text and of its lead with a past document; None where the two are not linked."""
    other = past.sketch(document)
    if other is None:
        return None
    ignored = recurring.hashes(document)
    shared, smaller = overlap(drawn, other, ignored)
    if not shared or (share := shared / smaller) < LINK:
        return None
    words = min(len(drawn.headline), len(other.headline))
    headline = common(drawn.headline, other.headline) / words if words else 0.0
    led = max(inside(other.lead, every, ignored), _inside_sketch(lead, other, ignored))
    if shared < CHANCE and headline < HEADLINE and led < LEAD:
        return None
    total = min(drawn.total, other.total)
    needed = COPY_SHORT if total < SHORT else LED if led >= WHOLE else COPY
    copy = share >= needed and (headline >= HEADLINE or led >= (LEAD_OF_MOST if share >= MOST else LEAD))
    copy = copy or (share >= REPRINT and share * total >= REPRINTED)
    if words and recurring.one_outlet(document):
        copy = copy and np.array_equal(drawn.headline, other.headline)
        if not copy:
            return None
    return Comparison(document, past.origin(document), share, share * total, headline, led, copy)


def _inside_sketch(lead: Hashes, other: Sketch, ignored: Hashes) -> float:
    """Return the share of a lead that stands in a text of which only the sketch is known.

    Two views of it, the greater counts: the other's own lead, and the hashes that its sketch covers.
    """
    covered = lead[lead < other.ceiling]
    return max(
        inside(lead[: len(other.lead)], other.lead, ignored),
        inside(covered, other.values, ignored) if len(covered) >= COVERED else 0.0,
    )
