"""Sources to sources.toml: what an outlet's sources share is written once, in the same order each time."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from agents.ingest.sources.fields import CHECKS
from streams.source_records import Source

# What an outlet's table takes; `paused` stays with its source, for it is one that is paused.
_SHARED = ("family", "kind", "country", "language", "text")
_DEFAULTS = {one.name: one.default for one in fields(Source) if one.name in CHECKS}


def write(sources: Iterable[Source]) -> str:
    """Return sources.toml of `sources`, which reads back as the same definitions (without revision, origin).

    By outlet, those without one last; of each in the order of their URLs.
    """
    outlets: defaultdict[str | None, list[Source]] = defaultdict(list)
    for source in sorted(sources, key=lambda one: one.url):
        outlets[source.outlet].append(source)
    parts = []
    for outlet in sorted(outlets, key=lambda name: (name is None, (name or "").casefold(), name or "")):
        of_one = outlets[outlet]
        shared = _shared(of_one) if outlet is not None and len(of_one) > 1 else {}
        if shared:
            parts.append(f"[outlet.{_string(outlet)}]\n{_lines(shared)}")
        parts += [f"[[source]]\n{_lines(_own(one, shared))}" for one in of_one]
    return "\n".join(parts)


def _shared(sources: list[Source]) -> dict[str, Any]:
    """Return the fields that all of an outlet's sources have alike, other than by default."""
    first = {name: getattr(sources[0], name) for name in _SHARED}
    return {
        name: value
        for name, value in first.items()
        if value != _DEFAULTS[name] and all(getattr(one, name) == value for one in sources)
    }


def _own(source: Source, shared: dict[str, Any]) -> dict[str, Any]:
    """Return what a source says for itself."""
    given = {name: getattr(source, name) for name in CHECKS if name not in shared}
    return {name: value for name, value in given.items() if value != _DEFAULTS[name]}


def _lines(table: dict[str, Any]) -> str:
    return "".join(f"{name} = {_value(value)}\n" for name, value in table.items())


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return _string(value)


def _string(text: Any) -> str:
    if "\\" in text and "'" not in text:
        return f"'{text}'"  # a regular expression reads better so
    return json.dumps(text, ensure_ascii=False)
