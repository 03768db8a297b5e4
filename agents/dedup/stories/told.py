"""The story of an article: as its text itself says, or by what it is about."""

from functools import partial
from typing import NamedTuple

from agents.dedup.judge import Judgement
from agents.dedup.memory import Memory
from agents.dedup.reading import Reading
from agents.dedup.stories.formula import formula
from agents.dedup.stories.join import Related, join
from agents.dedup.stories.known import Known
from agents.dedup.stories.signature import signature
from streams.article_records import Article


class Told(NamedTuple):
    """The story of an article, and what is remembered for those to come."""

    story: int
    signature: bytes = b""
    absorbs: tuple[int, ...] = ()  # stories that this one goes on for, from now on
    related: tuple[Related, ...] = ()  # past articles by what they are about, the nearest first


def told(
    said: Judgement, article: Article, seen: Reading, past: Memory, known: Known, since: int
) -> Told:  # fmt: skip
    """Return the story of an article that was read and judged, by the documents from `since` on.

    Repeats, revisions, copies and what shares text with a known article are of its story, or of the one
    that has absorbed that. Of these, repeats and copies need no signature: what they say is known.
    """
    story = known.current(said.story, since)
    if said.verdict in ("repeat", "copy"):
        return Told(story)
    drawn = signature(article, seen)
    if said.verdict == "revision" or said.compared:
        return Told(story, drawn.to_bytes())
    by_formula = partial(formula, said.sketch, article.outlet, past)
    joined = join(drawn, said.story, past, known, since, by_formula)
    return Told(joined.story, drawn.to_bytes(), joined.absorbs, joined.related)
