"""What a page says beside its text: meta elements, headings, JSON-LD. Read once, in the sandbox."""

from dataclasses import dataclass
from typing import Any

from agents.clean.page_objects import Objects, read_objects

LONGEST, TITLE = 2000, 500  # characters of a meta element's content that are kept, and of the title
_TAGS = ("meta", "script", "link", "title", "h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says beside its text."""

    meta: dict[str, str]  # content by property, name or itemprop in lower case; the first of each
    metas: tuple[Any, ...]  # the elements themselves
    headings: tuple[Any, ...]  # the elements: every <h1>, then every <h2>, and so on
    title: str | None  # of the first <title> with a text, white space made single
    canonical: str | None  # the link that is named so
    objects: Objects


def read_head(tree: Any) -> Head:
    """Return what lxml's tree of a page says beside its text. The tree is not changed."""
    parts: dict[str, list[Any]] = {tag: [] for tag in _TAGS}
    for one in tree.iter(*_TAGS):
        parts[one.tag].append(one)
    meta: dict[str, str] = {}
    for one in parts["meta"]:
        name = one.get("property") or one.get("name") or one.get("itemprop")
        content = (one.get("content") or "").strip()
        if name and content:
            meta.setdefault(name.strip().lower(), content[:LONGEST])
    own = (one for one in parts["link"] if "canonical" in (one.get("rel") or "").lower().split())
    scripts = (one.text for one in parts["script"] if "ld+json" in (one.get("type") or "").lower())
    return Head(
        meta,
        tuple(parts["meta"]),
        tuple(one for level in range(1, 7) for one in parts[f"h{level}"]),
        next((text for one in parts["title"] if (text := words_in(one))), None),
        next((link for one in own if (link := one.get("href"))), None),
        read_objects(filter(None, scripts)),
    )


def words_in(element: Any) -> str:
    """Return the text of an element, white space made single, cut."""
    return " ".join("".join(element.itertext()).split())[:TITLE]
