"""What a page says of its article: JSON-LD, then meta elements, then the document. Runs in the sandbox."""

import html
from collections.abc import Mapping
from typing import Any

from agents.clean.dates.headline import SHORTEST
from agents.clean.page_authors import after_by, marked_authors
from agents.clean.page_head import Head, words_in
from agents.clean.page_linked import Linked
from agents.clean.page_title import letters, names_of_site, without_site

SITES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher")
TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "headline")
AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author")
SECTIONS = (
    "article:section", "og:article:section", "og:section", "articlesection", "article.section",
    "parsely-section", "prism.section", "cxenseparse:section", "section",
)  # fmt: skip
NAME = 100  # characters of an author's or a section's name
WORDS = 5  # of a step that is a section; a longer one is a headline
_EMPTY = ("null", "none", "undefined", "n/a")  # what templates write where there is nothing


def read_meta(tree: Any, head: Head, linked: Linked, url: str | None) -> dict[str, Any]:
    """Return title, authors, section and canonical link as the page writes them, or without.

    `linked` is its JSON-LD. The title is the page's headline; one that meta elements or `<title>` give goes
    without the site's name, which is that of `url` too.
    """
    article = linked.article
    title = _text(article.get("headline")) or _title(head, url)
    return {
        "title": title,
        "authors": _authors(tree, head, article, url),
        "section": _section(head.meta, linked, title),
        "canonical": head.canonical or head.meta.get("og:url"),
    }


def _title(head: Head, url: str | None) -> str | None:
    given = _first(head.meta, TITLES)
    heading = _heading(head, given)
    if heading or not (title := given or head.title):
        return heading
    return without_site(title, _sites(head), url or head.meta.get("og:url"))


def _sites(head: Head) -> list[str]:
    return [head.meta[name] for name in SITES if name in head.meta]


def _authors(tree: Any, head: Head, article: dict[str, Any], url: str | None) -> list[str]:
    """Return who wrote the article; the site's own name is nobody's."""
    sites = names_of_site(_sites(head), url or head.meta.get("og:url"))
    for said in (article.get("author"), _first(head.meta, AUTHORS)):
        rows = [[name] if (people := after_by(name)) is None else people for name in _names(said)]
        names = [name for row in rows for name in row]
        if names := [name for name in names if letters(name) not in sites]:
            return names
    return [name for name in marked_authors(tree) if letters(name) not in sites]


def _section(meta: Mapping[str, str], linked: Linked, title: str | None) -> str | None:
    """Return the part of the outlet as it names it, else the last step on the way to the page."""
    for value in (linked.article.get("articleSection"), _first(meta, SECTIONS)):
        if names := [name for name in _names(value) if name.lower() not in _EMPTY]:
            return names[0]
    # The first step is the outlet's own page, the last is often the article itself.
    headline = letters(title or "")
    steps = [name for name in _names(list(linked.trail[1:])) if not headline.startswith(letters(name))]
    return next((name for name in reversed(steps) if len(name.split()) <= WORDS), None)


def _first(meta: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _text(value: Any) -> str | None:
    return value.strip()[:2000] or None if isinstance(value, str) else None


def _names(value: Any) -> list[str]:
    """Return the names in a value of JSON-LD: a text, an object with a name, or several; no addresses."""
    values = value if isinstance(value, list) else [value]
    names = [v.get("name") if isinstance(v, dict) else v for v in values]
    found = (" ".join(html.unescape(n).split()) for n in names if isinstance(n, str))
    return [n for n in dict.fromkeys(found) if n and len(n) <= NAME and not n.startswith(("http", "@"))][:20]


def _heading(head: Head, given: str | None) -> str | None:
    """Return the first <h1> with a text; where a title is given, the one that the title contains."""
    found = (words_in(one) for one in head.headings if one.tag == "h1")
    if given is None:
        return next(filter(None, found), None)
    whole = letters(given)
    return next((one for one in found if len(letters(one)) >= SHORTEST and letters(one) in whole), None)
