"""Who wrote an article, as its page marks it up: microdata, `rel`, names of classes. Runs in the sandbox."""

import re
from itertools import islice
from typing import Any

from agents.clean.byline import SHORT, byline, names_in
from agents.clean.dates.headline import above, text_of
from agents.clean.language import SUPPORTED
from agents.clean.rules import fold, rules

LOOKED = 40  # elements of each kind; a page with more is a list of articles
INSIDE = 50  # elements inside one that are looked at
_TAGS = (
    "a", "span", "p", "div", "li", "ul", "address", "cite", "b", "strong", "em", "i", "small", "label",
    "td", "dd", "h2", "h3", "h4", "h5", "h6", "section", "header", "footer", "figcaption",
)  # fmt: skip
_PARTS = ("uth", "uto", "ute", "yline")  # of names of classes: looked for before anything dear is
_NAMED = re.compile(r"(?<![a-z])(?:by-?line|author|autor|auteur)s?(?![a-z])|author-?_?name", re.IGNORECASE)
# Parts of a page with other articles and readers' words. A footer may be the article's own.
_ELSEWHERE = re.compile(
    r"related|comment|kommentar|sidebar|teaser|recommend|popular|most-?read|recent|latest|respond|newsletter"
    r"|carousel|slider|widget",
    re.IGNORECASE,
)
_PROFILE = re.compile(r"/(?:author|autor|auteur)(?:e?s|en|in)?/[^/?#]")
# What stands beside the name: who they are, what they look like, what else they wrote.
_BESIDE = re.compile(
    r"bio|about|description|avatar|image|img|photo|foto|picture|social|follow|twitter|title|job|role|meta-?box"
    r"|more|archive|count|email|link-?list|date|time",
    re.IGNORECASE,
)


def marked_authors(tree: Any) -> list[str]:
    """Return the people that lxml's tree of a page marks as who wrote it, in their order; maybe none.

    The surest kind of mark that names anybody counts alone.
    """
    kinds: dict[str, list[list[str]]] = {"itemprop": [], "rel": [], "class": [], "href": []}
    for one in tree.iter(*_TAGS):
        kind = _kind(one)
        if kind is None or len(kinds[kind]) >= LOOKED or _elsewhere(one):
            continue
        if names := _names(one):
            kinds[kind].append(names)
    for kind, found in kinds.items():
        if found:  # an author's name often stands below the text again, beside those of other articles
            sure = kind in ("itemprop", "rel")
            return list(dict.fromkeys((n for row in found for n in row) if sure else found[0]))
    return []


def _kind(one: Any) -> str | None:
    """Return by what an element is marked as naming who wrote something; None where it is not."""
    if one.get("itemprop") == "author":
        return "itemprop"
    if one.tag == "a":
        if one.get("rel") == "author":
            return "rel"
        if "/aut" in (link := one.get("href") or "") and _PROFILE.search(link, 0, 500):
            return "href"
    names = one.get("class")
    if not names or not any(part in names for part in _PARTS):
        return None
    named = any(_NAMED.search(name) and not _BESIDE.search(name) for name in names[:300].split())
    return "class" if named else None


def _elsewhere(one: Any) -> bool:
    for up in above(one):
        if up.tag in ("body", "html", "main"):
            return False
        names = f"{up.get('class') or ''} {up.get('id') or ''}"[:300]
        if up.tag in ("nav", "aside") or _ELSEWHERE.search(names):
            return True
    return False


def _names(one: Any) -> list[str]:
    """Return the people that an element names: in the parts of it that are names, in its text, in a link."""
    inside = list(islice(one.iterdescendants(), INSIDE))
    named = [inner for inner in inside if inner.get("itemprop") == "name"]
    links = [inner for inner in inside if inner.tag == "a"]
    for parts in (named, [one], links[:1]):
        if names := [name for part in parts for name in _people(part)]:
            return names
    return []


def after_by(text: str) -> list[str] | None:
    """Return the people in a line that begins with "by" in any language, or None where it does not."""
    found = (byline(text.rstrip("."), rules(language)) for language in SUPPORTED)
    return next((names for names in found if names is not None), None)


def _people(part: Any) -> list[str]:
    """Return the people in a text. The page's language is not asked: themes leave "von" or "by" in theirs."""
    text = " ".join(text_of(part, 2 * SHORT).split())
    if not text or len(text) > SHORT:
        return []
    every = [rules(language) for language in SUPPORTED]
    if (names := after_by(text)) is not None:
        return names
    if any(fold(text).strip(" :.") in known.byline for known in every):
        return []  # the word alone: the name stands in an element of its own
    return names_in(text, every[0]) or []
