"""Why an article is of its story, in plain words and as data."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from streams.article_records import UniqueArticle

if TYPE_CHECKING:
    from agents.dedup.stories.join import Related

SHOWN = 3  # past articles, the nearest ones


def story_lines(
    unique: UniqueArticle, related: Sequence["Related"], named: Callable[[str], str]
) -> list[str]:
    """Return what is to be said of an article's story; `named` says what to call a past article."""
    told = [f"story {unique.story}", *(f"story {one} goes on in it" for one in unique.absorbs)]
    return [*(_near(one, unique.story, named) for one in related[:SHOWN]), *told]


def story_data(unique: UniqueArticle, related: Iterable["Related"]) -> dict[str, Any]:
    """Return the same for machines: every past article that was compared, the nearest first."""
    return {
        "absorbs": list(unique.absorbs),
        "related": [
            {
                "article": one.origin,
                "story": f"{one.story:016x}",
                "score": round(one.score, 3),
                "asked": round(one.joins, 3),
                "words": round(one.words, 3),
                "names": round(one.names, 3),
                "lead": round(one.lead, 3),
                "figures": None if one.figures is None else round(one.figures, 3),
                "together": round(one.together, 3),
                "days": one.days,
                "joins": one.joined,
            }
            for one in related
        ],
    }


def _near(one: "Related", story: str, named: Callable[[str], str]) -> str:
    figures = "" if one.figures is None else f", numbers and days {one.figures:.0%}"
    days = "" if not one.days else f", {one.days} days apart" if one.days > 1 else ", a day apart"
    together = "" if not one.together else f", all of its story {one.together:+.2f}"
    what = (
        "another story"
        if not one.joined
        else "one story"
        if f"{one.story:016x}" == story
        else "near, but of another story"
    )
    return (
        f"alike by {one.score:.2f} with {named(one.origin)}, {one.joins:.2f} is asked for (words "
        f"{one.words:.0%}, names {one.names:.0%}, names of the lead {one.lead:.0%}{figures}{together}"
        f"{days}): {what}"
    )
