"""Codes of other trades for an event: IPTC Media Topics, CAMEO and PLOVER."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from streams import tomlfile
from streams.records import Event

_FILE = Path(__file__).with_name("codes.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """An event in other schemes; None where a scheme has nothing for it. codes.toml names the editions."""

    iptc: str | None = None  # a qcode of the IPTC's Media Topics
    cameo: str | None = None  # digits of the CAMEO codebook
    plover: str | None = None  # a PLOVER event type
    mode: str | None = None  # and its mode


def codes_of(event: Event) -> Codes:
    """Return the codes of an event: of its kind, a planned or cancelled contact's, a statement's act's."""
    tables = _tables()
    found = Codes(**tables["kind"].get(event.kind, {}))
    if event.family == "contact" and event.kind != "expulsion" and event.state in tables["state"]:
        return replace(found, mode=None, **tables["state"][event.state])
    if event.kind == "statement" and event.act is not None and event.act in tables["act"]:
        return replace(found, **tables["act"][event.act])
    return found


@cache
def _tables() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    data: Mapping[str, Mapping[str, Mapping[str, Any]]] = tomlfile.load(_FILE).data
    return data
