"""A text as scrapers leave it, line by line: what is the article, what stood around it on the page.

Every paragraph that stays does so word for word. What goes is kept in `removed` with its reason.
"""

from agents.clean.body import CUT, ENTRIES, Body
from agents.clean.head import take_prefix, without_edges, without_head
from agents.clean.headlines import without_foreign, without_repeated, without_title
from agents.clean.known import without_known
from agents.clean.outlet_lines import OutletLines, normal
from agents.clean.paragraphs import Line, join, split
from agents.clean.rules import Rules
from agents.clean.wrapped import unwrapped

__all__ = ["CUT", "ENTRIES", "Body", "read_plain"]


def read_plain(
    text: str,
    title: str,
    language: str | None,
    rules: Rules,
    *,
    page: bool = False,
    outlet: OutletLines = frozenset(),
) -> Body:
    """Return the article in `text`. `title` is the given one, or empty: then the text's own is used.

    `page`: the text was extracted from HTML, so that its lines are its paragraphs, and one that looks
    like a headline is a subheading of the article. `outlet`: the lines that its outlet prints again and
    again.
    """
    body = Body(title=title)
    found, rest = split(text)
    if not page:
        found = unwrapped(found)
    take_prefix(found, body, rules)
    found = without_known(found, body, language, rules, len(rest))
    found = _without_frame(found, body, outlet)
    found = without_head(found, body, language, rules)
    if not page:
        found = without_edges(found, body, rules)
    found = without_title(found, body, page)
    found = without_repeated(found, body)
    if not page:
        found = without_foreign(found, body, language)
    body.text = (join(found) + rest).lstrip("\n")
    return body


def _without_frame(found: list[Line], body: Body, outlet: OutletLines) -> list[Line]:
    """Take out the lines that the outlet prints again and again, unless nothing else is there."""
    framed = {place for place, one in enumerate(found) if normal(one.text) in outlet} if outlet else set()
    if len(framed) == len(found):
        return found
    return body.without(found, "outlet", lambda place: place in framed)
