"""The sentences that carry the decision, verbatim, the best first."""

from collections.abc import Sequence

from agents.tag.kinds.kind import Kind
from agents.tag.relations.relation import paired
from agents.tag.text.mention import Weight
from agents.tag.text.reading import Text, Unit
from streams.article_records import Article
from streams.records import Evidence

MOST = 3
LONGEST = 1000  # code points of one sentence; what has no stop for longer is cut at a word


def evidence_of(
    article: Article, text: Text, units: Sequence[Unit], kind: Kind, one: int, other: int
) -> tuple[Evidence, ...]:
    """Return one to three sentences with offsets into `article.whole`."""
    ranked = sorted(units, key=lambda unit: (-_worth(unit, kind, one, other), unit.start))
    best = _worth(ranked[0], kind, one, other)
    chosen = [unit for unit in ranked[:MOST] if _worth(unit, kind, one, other) >= max(3, best / 2)]
    return tuple(_cut(article, text.whole, unit) for unit in chosen or ranked[:1])


def _worth(unit: Unit, kind: Kind, one: int, other: int) -> float:
    """Return how much a unit shows: both sides, who they are, and what happens between them."""
    low, high = sorted((unit.weight(one), unit.weight(other)))
    worth = low + high / 2
    worth += 2 * paired(unit, one, other)
    worth += 2 * (unit.has("contact", kind.name) or unit.has("measure"))
    worth += unit.has("act") + unit.has("topic") + 2 * (unit is kind.unit)
    # A headline says it shortest; a sentence of the body says it with more to check.
    return worth - 1 if unit.title else worth if high >= Weight.STATE else worth / 2


def _cut(article: Article, whole: str, unit: Unit) -> Evidence:
    end = unit.end
    if end - unit.start > LONGEST:
        space = whole.rfind(" ", unit.start, unit.start + LONGEST)
        end = space if space > unit.start else unit.start + LONGEST
    sentence = whole[unit.start : end]
    return Evidence(
        sentence=sentence, start=unit.start, end=end, article_id=article.article_id, language=article.language
    )
