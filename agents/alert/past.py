"""Contacts of the past that a watch brings along: what "first since" starts from.

A table stands beside its watch, under the watch's id: `contacts/macron-russia.toml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from agents.watch.definition import CONTACTS, Watch
from agents.watch.fields import flag, only, tables
from agents.watch.find import folder_of
from streams import tomlfile
from streams.tomlfile import TomlFile

FOLDER = "contacts"
_FIELDS = {"kind", "date", "actors", "note", "gap"}


@dataclass(frozen=True, slots=True)
class Past:
    """One contact that took place: its kind, its day, and who took part (ids of the watch)."""

    kind: str
    day: date
    actors: tuple[str, ...]
    gap: bool = False  # others of its like may lie between it and the next that is listed


def past_of(watch: Watch, folder: Path | None) -> tuple[Past, ...]:
    """Return the contacts in the table beside a watch, by day; none where there is no table.

    `folder` says which watches are at work, as the setting does. Raises `TomlFault`.
    """
    if folder is None or not folder.exists():  # ids of watches that ship
        place = folder_of(watch.id, folder)
    else:
        place = folder.parent if folder.is_file() else folder
    path = None if place is None else place / FOLDER / f"{watch.id}.toml"
    if path is None or not path.exists():
        return ()
    file = tomlfile.load(path)
    only(file, file.data, {"source", "contact"})
    rows = tables(file, file.data, "contact")
    known = {party.id for side in watch.sides for party in side.parties} | {side.id for side in watch.sides}
    found = (_past(file, row, at, known) for at, row in enumerate(rows))
    return tuple(sorted(found, key=lambda one: (one.day, one.kind)))


def _past(file: TomlFile, row: Mapping[str, Any], at: int, known: set[str]) -> Past:
    only(file, row, _FIELDS, "contact", at)
    kind, day, actors = row.get("kind"), row.get("date"), row.get("actors")
    if kind not in CONTACTS:
        raise file.fault(f"kind cannot be {kind!r}", "contact", at, "kind", allowed=CONTACTS)
    if type(day) is not date:
        raise file.fault("date must be a day, such as 2020-06-26", "contact", at, "date")
    if not isinstance(actors, list) or not actors:
        raise file.fault("actors must be a list of ids of the watch", "contact", at, "actors")
    for actor in actors:
        if actor not in known:
            raise file.fault(f"{actor!r} is no id of the watch", "contact", at, "actors")
    return Past(str(kind), day, tuple(sorted(actors)), flag(file, row, False, "contact", at, "gap"))
