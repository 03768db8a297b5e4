"""The place of the headline on a page, and the elements around it: there stands an article's own date."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from agents.clean.page_title import letters

BEFORE, AFTER = 15, 90  # elements before and behind the headline that are its surroundings
ABOVE = 12  # ancestors looked at
SHORTEST = 10  # letters of a heading that is known by the page's title

# Parts of a page that hold other articles, comments and the site's own lines.
_ELSEWHERE_TAGS = frozenset({"nav", "footer", "aside"})
_ELSEWHERE = re.compile(
    r"related|comment|kommentar|sidebar|side-bar|teaser|recommend|popular|most-?read|widget|footer|recent"
    r"|latest|archive|respond|breaking|ticker|newsletter|upcoming|calendar|carousel|slider|copyright",
    re.IGNORECASE,
)


def headline_of(headings: Iterable[Any], title: str | None) -> Any:
    """Return the heading that the page's title names, else the first `<h1>` with a text; None without one."""
    named = letters(title or "")
    first = None
    for one in islice(headings, 60):
        text = letters(text_of(one))
        if len(text) >= SHORTEST and text in named:
            return one
        if first is None and text and one.tag == "h1":
            first = one
    return first


def around(heading: Any) -> Iterator[Any]:
    """Yield the headline, what stands before it (the nearest first), and what follows in the document."""
    yield from heading.iter()
    yield from islice(_before(heading), BEFORE)
    yield from islice(_behind(heading), AFTER)


def _before(heading: Any) -> Iterator[Any]:
    for up in (heading, *above(heading)):
        for sibling in up.itersiblings(preceding=True):
            inside = list(islice(sibling.iter(), BEFORE + 1))
            if len(inside) <= BEFORE:  # a larger part is the site's own header
                yield from inside


def _behind(heading: Any) -> Iterator[Any]:
    for up in (heading, *above(heading)):
        for sibling in up.itersiblings():
            yield from sibling.iter()


def above(one: Any) -> Iterator[Any]:
    """Yield the ancestors of an element, the nearest first, up to a dozen."""
    return islice(one.iterancestors(), ABOVE)


def is_elsewhere(one: Any) -> bool:
    """Return whether an element stands in a part of the page that is not about its article."""
    for up in (one, *above(one)):
        if up.tag in ("body", "html", "main"):
            return False
        if up.tag in _ELSEWHERE_TAGS:
            return True
        if up.attrib and _other(" ".join(filter(None, map(up.get, ("class", "id", "itemtype"))))[:300]):
            return True
    return False


@lru_cache(maxsize=4096)
def _other(marks: str) -> bool:
    return _ELSEWHERE.search(marks) is not None


def text_of(one: Any, limit: int = 200) -> str:
    """Return the first characters of an element's text, white space as it stands."""
    parts: list[str] = []
    size = 0
    for part in one.itertext():
        parts.append(part)
        size += len(part)
        if size > limit:
            break
    return "".join(parts)[:limit]
