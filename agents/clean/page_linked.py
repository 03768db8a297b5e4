"""What a page says of its article in JSON-LD, the schema.org objects in its scripts. Runs in the sandbox."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson

ARTICLES = ("article", "posting", "report", "webpage")  # endings of the schema.org types that count
BYTES, DEPTH, OBJECTS = 500_000, 12, 2000
_ABOUT = ("@graph", "mainEntity", "mainEntityOfPage")  # what stands under these is what the page is about


@dataclass(frozen=True, slots=True)
class Linked:
    """The object of the article, as it is written, and what the page says that it is."""

    article: dict[str, Any] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()  # schema.org types of what the page is about, in lower case
    free: bool = True  # nothing says that only subscribers read it


def linked_data(tree: Any) -> Linked:
    """Return what lxml's tree of a page has in JSON-LD; of articles the first with a headline or a date.

    JSON that is broken is passed over: the meta elements say the same.
    """
    article: dict[str, Any] = {}
    kinds: set[str] = set()
    free = True
    for data in _scripts(tree):
        for one, about in _objects(data):
            names = _types(one)
            if about:
                kinds.update(names)
            if not any(name.endswith(ARTICLES) for name in names):
                continue
            if about and str(one.get("isAccessibleForFree", "")).lower() in (
                "false",
                "0",
                "http://schema.org/false",
            ):
                free = False
            if not article and ("headline" in one or "datePublished" in one):
                article = one
    return Linked(article, frozenset(kinds), free)


def _scripts(tree: Any) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "").strip()
        if not text or len(text) > BYTES:
            continue
        try:
            yield orjson.loads(text)
        except orjson.JSONDecodeError:
            try:
                yield json.loads(text, strict=False)  # line breaks within strings are common
            except (ValueError, RecursionError):
                continue


def _objects(data: Any) -> Iterator[tuple[dict[str, Any], bool]]:
    """Yield the objects in `data`, outermost first, and whether the page is about each."""
    row: list[tuple[Any, bool, int]] = [(data, True, 0)]
    seen = 0
    while row and seen < OBJECTS:
        one, about, depth = row.pop()
        below: list[tuple[Any, bool, int]] = []
        if isinstance(one, dict):
            seen += 1
            yield one, about
            below = [(value, about and key in _ABOUT, depth + 1) for key, value in one.items()]
        elif isinstance(one, list):
            below = [(value, about, depth + 1) for value in one]
        row += [step for step in reversed(below) if depth < DEPTH and isinstance(step[0], dict | list)]


def _types(one: dict[str, Any]) -> list[str]:
    kinds = one.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return [name.rsplit("/", 1)[-1].lower() for name in names if isinstance(name, str)]
