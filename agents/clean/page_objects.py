"""The schema.org objects in a page's JSON-LD, read once for all who ask. Runs in the sandbox."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

BYTES, DEPTH, OBJECTS = 500_000, 12, 2000  # of one script: characters, levels and objects that are looked at

_ABOUT = frozenset(("@graph", "mainentity", "mainentityofpage"))  # under these stands what the page is about
# What hangs below these is another thing than the page.
_OTHERS = frozenset({
    "itemlistelement", "blogpost", "haspart", "mentions", "comment", "review", "relatedlink", "citation",
    "isbasedon", "liveblogupdate", "subjectof", "image", "primaryimageofpage", "about", "author", "publisher",
})  # fmt: skip


class Thing(NamedTuple):
    """A schema.org object, and how it hangs together with the page."""

    fields: dict[str, Any]
    kinds: tuple[str, ...]  # its types in lower case, without their address
    about: bool  # it is what the page is about: the outermost, or under `@graph` and the like
    other: bool  # it hangs below what leads to another thing than the page


@dataclass(frozen=True, slots=True)
class Objects:
    """What the scripts of a page hold, in their order, the outer before the inner."""

    things: tuple[Thing, ...] = ()
    broken: tuple[str, ...] = ()  # scripts that are no JSON


def read_objects(scripts: Iterable[str]) -> Objects:
    """Return what stands in `scripts`, the texts of the `application/ld+json` elements. Never raises."""
    things: list[Thing] = []
    broken = []
    for script in scripts:
        if len(script) > BYTES or not (bare := _bare(script)):
            continue
        try:
            things += _things(_parsed(bare))
        except (ValueError, RecursionError):
            broken.append(script)
    return Objects(tuple(things), tuple(broken))


def _bare(script: str) -> str:
    """Return the JSON of a script that wraps it in a comment or ends it as a statement."""
    return script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")


def _parsed(text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return json.loads(text, strict=False)  # line breaks within strings are common


def _things(data: Any) -> Iterator[Thing]:
    row: list[tuple[Any, bool, bool, int]] = [(data, True, False, 0)]
    seen = 0
    while row and seen < OBJECTS:
        one, about, other, depth = row.pop()
        below: list[tuple[Any, bool, bool, int]] = []
        if isinstance(one, dict):
            seen += 1
            yield Thing(one, _kinds(one), about, other)
            for key, value in one.items():
                name = key.lower()
                below.append((value, about and name in _ABOUT, other or name in _OTHERS, depth + 1))
        elif isinstance(one, list):
            below = [(value, about, other, depth + 1) for value in one]
        row += [step for step in reversed(below) if depth < DEPTH and isinstance(step[0], dict | list)]


def _kinds(one: dict[str, Any]) -> tuple[str, ...]:
    kinds = one.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return tuple(name.rsplit("/", 1)[-1].lower() for name in names if isinstance(name, str))
