"""Where a copy's text comes from: how much of it, from whom first, and to which agency it is credited.

A copy of a copy is a copy of the first, and a revised copy stays one as long as it has the text. A text is
credited to an agency from the first print on that names it: who reprints it without the name
still owes it to the agency.
"""

from typing import NamedTuple

import numpy as np

from agents.dedup.judge import COPY, Judgement
from agents.dedup.memory import LOW, Memory, terms
from agents.dedup.postings import parted
from agents.dedup.revision_kept import Earlier, Kept, documents_of
from agents.dedup.sketch import Sketch, common
from streams.article_records import Article

PRINTS = 16  # documents with the most in common that are looked at for a credit


class Provenance(NamedTuple):
    """What is known of the source of a text."""

    credit: str | None = None  # agency
    reused: float | None = None  # share of the original that stands in this one
    borrowed: float | None = None  # share of this one that stands in the original
    first: str | None = None  # of a revision: article id that it is still a copy of


def provenance(
    article: Article, said: Judgement, before: Earlier | None, past: Memory, kept: Kept, since: int
) -> Provenance:
    """Return the provenance of an article that is no repeat; `before` is the version before a revision."""
    if said.verdict == "revision" and before is not None and before.document is not None:
        return _of_revision(article, said, before.document, past, kept, since)
    if said.verdict != "copy" or said.original is None or said.sketch is None:
        return Provenance(article.agency)
    originals = documents_of(past, said.original, since).tolist()
    copied = [one.document for one in said.compared if one.copy] or _prints(
        past, said.sketch, said.original, since
    )
    credit = article.agency or _credit([*originals, *copied], kept)
    # The version of the original that was compared; where none was, its last; where it is gone, another copy.
    nearest = [one for one in copied if one in originals] + originals[::-1] + copied
    other = next((found for one in nearest if (found := past.sketch(one)) is not None), None)
    if other is None:
        return Provenance(credit)
    return Provenance(credit, *shares(other, said.sketch))


def _of_revision(
    article: Article, said: Judgement, document: int, past: Memory, kept: Kept, since: int
) -> Provenance:
    credit = article.agency or kept.credit(document)
    first = past.origin(document)
    if first == article.article_id or said.sketch is None:
        return Provenance(credit)
    originals = documents_of(past, first, since).tolist()
    other = next((found for one in originals if (found := past.sketch(one)) is not None), None)
    if other is None:
        return Provenance(credit)
    reused, borrowed = shares(other, said.sketch)
    if max(reused or 0.0, borrowed or 0.0) < COPY:
        return Provenance(credit)
    return Provenance(credit or _credit(originals, kept), reused, borrowed, first)


def shares(original: Sketch, copy: Sketch) -> tuple[float | None, float | None]:
    """Return the share of `original` that stands in `copy` and the other way round, 0 to 1, estimated.

    Of all their text, an outlet's recurring lines too: where these count for nothing, see `containment`.
    None where a text is too short to say.
    """
    if original.content & LOW == copy.content & LOW:
        return 1.0, 1.0
    ceiling = min(original.ceiling, copy.ceiling)
    a, b = (one.values[: int(np.searchsorted(one.values, ceiling))] for one in (original, copy))
    if not len(a) or not len(b):
        return None, None
    both = common(a, b)
    return round(both / len(a), 3), round(both / len(b), 3)


def _prints(past: Memory, sketch: Sketch, original: str, since: int) -> list[int]:
    """Return the documents that share the most with a text and are prints of the same original."""
    _, documents = parted(past.postings.find(terms(0, 0, sketch), since))
    distinct, counts = np.unique(documents, return_counts=True)
    nearest: list[int] = distinct[np.lexsort((distinct, -counts))[:PRINTS]].tolist()
    return [one for one in nearest if past.origin(one) == original]


def _credit(documents: list[int], kept: Kept) -> str | None:
    """Return the credit of the first of the documents that has one."""
    return next((credit for one in sorted(set(documents)) if (credit := kept.credit(one)) is not None), None)
