"""What a page says of itself: JSON-LD, then meta elements, then the document. Runs in the sandbox."""

import json
from collections.abc import Iterator
from typing import Any

from agents.clean.page_title import without_site

ARTICLES = ("article", "posting", "report", "webpage")  # endings of the schema.org types that count
LD_BYTES, LD_DEPTH = 500_000, 12

PUBLISHED = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished",
    "date.issued", "dc.date.issued", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date",
    "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publication_date",
    "article.published", "datecreated", "date",
)  # fmt: skip
MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
SITES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher")
TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "headline")
AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author")


def read_meta(tree: Any, url: str | None) -> dict[str, Any]:
    """Return title, published, modified, authors and canonical as the page writes them, or without.

    The title is the page's headline; one that meta elements or `<title>` give goes without the site's
    name, which is that of `url` too.
    """
    meta: dict[str, str] = {}
    for one in tree.iter("meta"):
        name = one.get("property") or one.get("name") or one.get("itemprop")
        content = (one.get("content") or "").strip()
        if name and content:
            meta.setdefault(name.strip().lower(), content[:2000])
    linked = _linked(tree)
    links = (
        one.get("href") for one in tree.iter("link") if "canonical" in (one.get("rel") or "").lower().split()
    )
    return {
        "title": _text(linked.get("headline")) or _title(tree, meta, url),
        "published": _text(linked.get("datePublished")) or _first(meta, PUBLISHED) or _time(tree),
        "modified": _text(linked.get("dateModified")) or _first(meta, MODIFIED),
        "authors": _authors(linked.get("author")) or _authors(_first(meta, AUTHORS)),
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


def _linked(tree: Any) -> dict[str, Any]:
    """Return the JSON-LD object of the article; of several the first that has a headline or a date."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        text = (script.text or "").strip()
        if not text or len(text) > LD_BYTES:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue  # broken JSON-LD is common; the meta elements say the same
        for one in _objects(data, 0):
            kinds = one.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(n, str) and n.lower().endswith(ARTICLES) for n in names) and (
                "headline" in one or "datePublished" in one
            ):
                return one
    return {}


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > LD_DEPTH:
        return
    if isinstance(data, dict):
        yield data
        for value in data.values():
            if isinstance(value, dict | list):
                yield from _objects(value, depth + 1)
    elif isinstance(data, list):
        for value in data:
            yield from _objects(value, depth + 1)


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


def _time(tree: Any) -> str | None:
    """Return the `<time>` marked as publication, else the only one there is."""
    times = [one for one in tree.iter("time") if one.get("datetime")]
    for one in times:
        marks = f"{one.get('itemprop') or ''} {one.get('class') or ''} {one.get('pubdate') or ''}".lower()
        if "publish" in marks or "pubdate" in marks:
            return str(one.get("datetime"))
    return str(times[0].get("datetime")) if len(times) == 1 else None
