"""The dates in a page's JSON-LD: those of the article that the page is about, not of one it links to."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from agents.clean.dates.found import Role
from agents.clean.page_objects import Objects, Thing
from agents.clean.page_title import letters

_ARTICLES = ("article", "posting", "report", "liveblog")  # endings of the schema.org types that count most
_PAGES = ("webpage", "itempage", "creativework", "recipe", "review", "videoobject", "podcastepisode")
ALIKE = 60  # letters by which two titles are one
PUBLISHED = ("datepublished", "datecreated", "uploaddate")
MODIFIED = ("datemodified",)
_ROLES: tuple[tuple[Role, tuple[str, ...]], ...] = (("published", PUBLISHED), ("modified", MODIFIED))
_LOOSE = re.compile(r'"(date(?:Published|Modified|Created))"\s{0,9}:\s{0,9}"([^"\\]{4,40})"', re.IGNORECASE)


def read_linked(objects: Objects, title: str | None, urls: set[str]) -> dict[Role, str]:
    """Return `published` and `modified` as the JSON-LD of the main article writes them, or without.

    Of several articles the one that names one of `urls` (paths without their ends) or has the headline
    `title` is the main one, else the first.
    """
    best: tuple[int, dict[Role, str]] = (0, {})
    for one in objects.things:
        if (rank := _rank(one, title, urls)) > best[0] and (dates := _dates(one.fields)):
            best = (rank, dates)
    return best[1] or _loose(objects.broken)


def _loose(scripts: tuple[str, ...]) -> dict[Role, str]:
    """Return the dates in JSON that is broken, which is common; its dates seldom are."""
    dates: dict[Role, str] = {}
    for script in scripts:
        for found in _LOOSE.finditer(script):
            dates.setdefault("modified" if found[1].lower() in MODIFIED else "published", found[2])
    return dates


def path_of(url: str | None) -> str:
    """Return host and path of a URL without what differs between spellings of one address."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return ""
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}" if parts.path else ""


def _rank(one: Thing, title: str | None, urls: set[str]) -> int:
    article = any(kind.endswith(_ARTICLES) for kind in one.kinds)
    if not article and not any(kind.endswith(_PAGES) for kind in one.kinds):
        return 0
    own = any(path_of(link) in urls for link in _links(one.fields))
    headline = one.fields.get("headline") or one.fields.get("name")
    same = isinstance(headline, str) and title is not None and _alike(headline, title)
    if one.other and not (own or same):
        return 0
    return 1 + 2 * article + 4 * same + 4 * own - one.other


def _alike(headline: str, title: str) -> bool:
    """Return whether two titles begin alike: one may end with the outlet's name."""
    return letters(headline)[:ALIKE] == letters(title)[:ALIKE]


def _links(one: dict[str, Any]) -> Iterator[str]:
    for key in ("url", "@id", "mainEntityOfPage"):
        value = one.get(key)
        value = value.get("@id") or value.get("url") if isinstance(value, dict) else value
        if isinstance(value, str) and len(value) < 2000:
            yield value.split("#")[0]


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
