"""The dates in a page's JSON-LD: those of the article that the page is about, not of one it links to."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from agents.clean.dates.found import Role

BYTES, DEPTH, OBJECTS = 500_000, 12, 2000
_ARTICLES = ("article", "posting", "report", "liveblog")  # endings of the schema.org types that count most
_PAGES = ("webpage", "itempage", "creativework", "recipe", "review", "videoobject", "podcastepisode")
_LISTED = frozenset(
    {
        "itemlistelement",
        "blogpost",
        "haspart",
        "mentions",
        "comment",
        "review",
        "relatedlink",
        "citation",
        "isbasedon",
        "liveblogupdate",
        "subjectof",
        "image",
        "primaryimageofpage",
        "about",
        "author",
        "publisher",
    }
)  # fmt: skip - what hangs below these is another thing than the page
PUBLISHED = ("datepublished", "datecreated", "uploaddate")
MODIFIED = ("datemodified",)
_ROLES: tuple[tuple[Role, tuple[str, ...]], ...] = (("published", PUBLISHED), ("modified", MODIFIED))
_LOOSE = re.compile(r'"(date(?:Published|Modified|Created))"\s{0,9}:\s{0,9}"([^"\\]{4,40})"', re.IGNORECASE)


def read_linked(scripts: Iterable[str], title: str | None, urls: set[str]) -> dict[Role, str]:
    """Return `published` and `modified` as the JSON-LD of the main article writes them, or without.

    `scripts` are the texts of the `application/ld+json` elements. Of several articles the one that names
    one of `urls` (paths without their ends) or has the headline `title` is the main one, else the first.
    """
    best: tuple[int, dict[Role, str]] = (0, {})
    loose: dict[Role, str] = {}
    for script in scripts:
        if len(script) > BYTES or "date" not in script.lower():
            continue
        try:
            data = json.loads(_bare(script), strict=False)
        except (ValueError, RecursionError):
            for found in _LOOSE.finditer(script):  # broken JSON is common, its dates seldom are
                role: Role = "modified" if found[1].lower() in MODIFIED else "published"
                loose.setdefault(role, found[2])
            continue
        for one, listed in _objects(data):
            if (rank := _rank(one, listed, title, urls)) > best[0] and (dates := _dates(one)):
                best = (rank, dates)
    return best[1] or loose


def path_of(url: str | None) -> str:
    """Return host and path of a URL without what differs between spellings of one address."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return ""
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}" if parts.path else ""


def _bare(script: str) -> str:
    """Return the JSON of a script that wraps it in a comment or ends it as a statement."""
    return script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")


def _objects(data: Any) -> Iterator[tuple[dict[str, Any], bool]]:
    """Yield the objects of `data` and whether each belongs to a list of other things, outermost first."""
    row: list[tuple[Any, bool, int]] = [(data, False, 0)]
    seen = 0
    while row and seen < OBJECTS:
        one, listed, depth = row.pop()
        below: list[tuple[Any, bool, int]] = []
        if isinstance(one, dict):
            seen += 1
            yield one, listed
            below = [(v, listed or k.lower() in _LISTED, depth + 1) for k, v in one.items()]
        elif isinstance(one, list):
            below = [(v, listed, depth + 1) for v in one]
        row += [step for step in reversed(below) if depth < DEPTH and isinstance(step[0], dict | list)]


def _rank(one: dict[str, Any], listed: bool, title: str | None, urls: set[str]) -> int:
    kinds = one.get("@type")
    names = [k.lower() for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)]
    article = any(name.endswith(_ARTICLES) for name in names)
    if not article and not any(name.endswith(_PAGES) for name in names):
        return 0
    own = any(path_of(link) in urls for link in _links(one))
    headline = one.get("headline") or one.get("name")
    same = isinstance(headline, str) and title is not None and _letters(headline) == _letters(title)
    if listed and not (own or same):
        return 0
    return 1 + 2 * article + 4 * same + 4 * own - listed


def _links(one: dict[str, Any]) -> Iterator[str]:
    for key in ("url", "@id", "mainEntityOfPage"):
        value = one.get(key)
        value = value.get("@id") or value.get("url") if isinstance(value, dict) else value
        if isinstance(value, str) and len(value) < 2000:
            yield value.split("#")[0]


def _letters(text: str) -> str:
    return "".join(c for c in text[:500].lower() if c.isalnum())[:60]


def _dates(one: dict[str, Any]) -> dict[Role, str]:
    values = {key.lower(): value for key, value in one.items()}
    found: dict[Role, str] = {}
    for role, names in _ROLES:
        for name in names:
            value = values.get(name)
            value = value.get("@value") if isinstance(value, dict) else value
            value = value[0] if isinstance(value, list) and value else value
            if isinstance(value, str | int) and str(value).strip():
                found[role] = str(value)
                break
    return found
