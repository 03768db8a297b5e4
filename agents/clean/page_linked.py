"""What a page says of its article in JSON-LD. Runs in the sandbox."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from agents.clean.page_objects import Objects

ARTICLES = ("article", "posting", "report", "webpage")  # endings of the schema.org types that count
CRUMBS = 20  # of a trail that are looked at
_NOT_FREE = frozenset(("false", "0", "http://schema.org/false", "https://schema.org/false"))


@dataclass(frozen=True, slots=True)
class Linked:
    """The object of the article, as it is written, and what the page says that it is."""

    article: dict[str, Any] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()  # schema.org types of what the page is about, in lower case
    free: bool = True  # nothing says that only subscribers read it
    trail: tuple[str, ...] = ()  # names of the sections that lead to the page, the outermost first


def linked_data(objects: Objects) -> Linked:
    """Return what JSON-LD says of a page; of several articles the first with a headline or a date."""
    article: dict[str, Any] = {}
    kinds: set[str] = set()
    free = True
    trail: tuple[str, ...] = ()
    for one in objects.things:
        if one.about:
            kinds.update(one.kinds)
        if not trail and "breadcrumblist" in one.kinds:
            trail = tuple(_crumbs(one.fields.get("itemListElement")))
        if not any(kind.endswith(ARTICLES) for kind in one.kinds):
            continue
        if one.about and str(one.fields.get("isAccessibleForFree", "")).lower() in _NOT_FREE:
            free = False
        if not article and ("headline" in one.fields or "datePublished" in one.fields):
            article = one.fields
    return Linked(article, frozenset(kinds), free, trail)


def _crumbs(items: Any) -> Iterator[str]:
    for one in items[:CRUMBS] if isinstance(items, list) else ():
        inner = one.get("item") if isinstance(one, dict) else None
        for named in (one, inner):
            if isinstance(named, dict) and isinstance(name := named.get("name"), str):
                yield name
                break
