"""What a page says of itself: JSON-LD, then meta elements, then the document. Runs in the sandbox."""

from typing import Any

from agents.clean.dates.page import page_dates
from agents.clean.page_linked import Linked
from agents.clean.page_title import without_site

SITES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher")
TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "headline")
AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author")


def read_meta(tree: Any, url: str | None, linked: Linked) -> dict[str, Any]:
    """Return title, authors and canonical as the page writes them, or without, and its `dates` (`Found`).

    `linked` is its JSON-LD.

    The title is the page's headline; one that meta elements or `<title>` give goes without the site's
    name, which is that of `url` too.
    """
    meta: dict[str, str] = {}
    for one in tree.iter("meta"):
        name = one.get("property") or one.get("name") or one.get("itemprop")
        content = (one.get("content") or "").strip()
        if name and content:
            meta.setdefault(name.strip().lower(), content[:2000])
    article = linked.article
    links = (
        one.get("href") for one in tree.iter("link") if "canonical" in (one.get("rel") or "").lower().split()
    )
    return {
        "title": _text(article.get("headline")) or _title(tree, meta, url),
        "dates": [found.packed() for found in page_dates(tree, url)],
        "authors": _authors(article.get("author")) or _authors(_first(meta, AUTHORS)),
        "canonical": next((link for link in links if link), None) or meta.get("og:url"),
    }


def _title(tree: Any, meta: dict[str, str], url: str | None) -> str | None:
    given = _first(meta, TITLES)
    heading = None if given else _heading(tree, "h1")
    title = heading or given or _heading(tree, "title")
    sites = (meta.get(name) for name in SITES)
    return title if heading or not title else without_site(title, sites, url or meta.get("og:url"))


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _text(value: Any) -> str | None:
    return value.strip()[:2000] or None if isinstance(value, str) else None


def _authors(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    names = [v.get("name") if isinstance(v, dict) else v for v in values]
    found = (" ".join(n.split()) for n in names if isinstance(n, str))
    return [n for n in dict.fromkeys(found) if n and len(n) <= 100 and not n.startswith(("http", "@"))][:20]


def _heading(tree: Any, name: str) -> str | None:
    for one in tree.iter(name):
        if text := " ".join("".join(one.itertext()).split()):
            return text[:500]
    return None
