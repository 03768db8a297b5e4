"""The articles in a body: one JSON object, an array of them, or one a line. All are taken, or none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from agents.ingest.files import Entry, Skipped, entry_of
from agents.ingest.items import FORMATS, Fault, Item, raw_article, read_item
from agents.ingest.push.problem import Problem

MOST = 1_000  # articles in one request
FAULTS = 20  # told in one answer
_PLACE = re.compile(r"`\$\.(\w+)`\Z")


@dataclass(frozen=True, slots=True)
class _Part:
    """The bytes of one article, and where they stand: a JSON pointer into the document they are in."""

    data: bytes
    pointer: str = ""
    line: int | None = None


def entries_in(body: bytes, limit: int, fetched: str, *, lines: bool) -> list[Entry]:
    """Return the articles in a body as they are sent; `limit` is the most bytes of a record.

    `fetched` is the time at which they came. Raises Problem (422, 413).
    """
    parts = _lines(body) if lines else _documents(body)
    if not parts:
        raise Problem("invalid", "the body holds no article")
    if len(parts) > MOST:
        raise Problem("too_large", f"{len(parts)} articles; at most {MOST} are taken at once")
    items = _items(parts)
    entries: list[Entry] = []
    large = []
    for number, (part, item) in enumerate(zip(parts, items, strict=True)):
        raw = replace(raw_article(item, f"push:{number}"), fetched=fetched)
        made = entry_of(raw.id, f"article {number}", raw, limit)
        if isinstance(made, Skipped):
            large.append(_fault(number, part, made.error))
        else:
            entries.append(made)
    if large:
        raise Problem("too_large", _counted(large, len(parts)), errors=large[:FAULTS])
    return entries


def _items(parts: Sequence[_Part]) -> list[Item]:
    items, faults = [], []
    for number, part in enumerate(parts):
        read = read_item(part.data)
        if isinstance(read, Fault):
            place = _PLACE.search(read.error)
            faults.append(_fault(number, part, read.error, place[1] if place else None))
        elif read.format not in FORMATS:
            named = ", ".join(f'"{one}"' for one in FORMATS if one)
            faults.append(_fault(number, part, f"format: allowed are {named}", "format"))
        elif not (_given(read.title) or _given(read.text)):
            faults.append(_fault(number, part, "not an article: neither a title nor a text"))
        else:
            items.append(read)
    if faults:
        raise Problem("invalid", _counted(faults, len(parts)), errors=faults[:FAULTS])
    return items


def _lines(body: bytes) -> list[_Part]:
    found = enumerate(body.removeprefix(b"\xef\xbb\xbf").splitlines(), 1)
    return [_Part(line, line=number) for number, line in found if line.strip()]


def _documents(body: bytes) -> list[_Part]:
    body = body.removeprefix(b"\xef\xbb\xbf")  # a byte order mark is no content
    if not body.lstrip().startswith(b"["):
        return [_Part(body)] if body.strip() else []
    try:
        found = msgspec.json.decode(body, type=list[msgspec.Raw])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as fault:
        raise Problem("invalid", f"the array cannot be read: {fault}") from None
    return [_Part(bytes(one), f"/{number}") for number, one in enumerate(found)]


def _fault(number: int, part: _Part, detail: str, field: str | None = None) -> dict[str, Any]:
    """Return what is wrong with an article: which, and where in its document (a JSON pointer)."""
    pointer = f"#{part.pointer}/{field}" if field else f"#{part.pointer}"
    line = {} if part.line is None else {"line": part.line}
    return {"index": number} | line | {"pointer": pointer, "detail": detail}


def _given(text: str | None) -> bool:
    return bool(text) and not str(text).isspace()


def _counted(faults: Sequence[dict[str, Any]], total: int) -> str:
    first = f"article {faults[0]['index']}: {faults[0]['detail']}"
    if len(faults) == 1:
        return f"{first}; nothing was taken" if total > 1 else first
    return f"{len(faults)} of {total} articles cannot be taken, so nothing was; the first: {first}"
