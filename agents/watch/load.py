"""Watch files to watches, strictly: a mistake is told with file, line and what is allowed."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from agents.watch.definition import (
    KINDS,
    LANGUAGES,
    OPEN_DAYS,
    REASONS,
    STATES,
    SUBJECTS,
    Party,
    Rank,
    Side,
    Watch,
)
from streams import tomlfile
from streams.tomlfile import TomlFault, TomlFile

SHIPPED = Path(__file__).parent / "shipped"

# Topics of policy that the language files use; the one list they are checked against.
TOPICS = (
    "arms", "assets", "ceasefire", "dialogue", "disinformation", "energy", "guarantees", "nuclear",
    "outcome", "prisoners", "sanctions", "settlement", "troops",
)  # fmt: skip

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*\Z")
_ISO = re.compile(r"[A-Z]{2}\Z")
_LETTERS = re.compile(r"[^\W\d_]")

# The tables of a side and the rank of what stands in them; a person may be raised to leader.
_TABLES: Mapping[str, Rank] = {
    "person": "official",
    "institution": "institution",
    "state": "state",
    "demonym": "demonym",
    "capital": "capital",
    "issue": "issue",
}
_PARTY = {"id", "names", "wikidata"}
_OWN = {"person": {"leader", "short", "from", "until"}, "state": {"iso"}}


def load_watches(folder: Path | None) -> tuple[Watch, ...]:
    """Return the watches of the `*.toml` files in `folder`, by id; the shipped ones for None. A single file
    serves as well.

    Raises `TomlFault` for a mistake in a file, a folder without watches, or an id used twice.
    """
    place = SHIPPED if folder is None else folder
    paths = [place] if place.is_file() else sorted(place.glob("*.toml"))
    if not paths:
        raise TomlFault(place, 1, "is no folder with watch files (*.toml)")
    found: dict[str, tuple[Watch, Path]] = {}
    for path in paths:
        watch, file = _read(path)
        if watch.id in found:
            raise file.fault(f"the id {watch.id!r} is taken by {found[watch.id][1]}", "id")
        found[watch.id] = (watch, path)
    return tuple(found[key][0] for key in sorted(found))


def load_watch(path_or_id: str | Path) -> Watch:
    """Return one watch: of a file, else the shipped one of that id; raises `TomlFault`."""
    path = Path(path_or_id)
    if path.suffix == ".toml" or path.exists():
        return _read(path)[0]
    shipped = {file.stem: file for file in sorted(SHIPPED.glob("*.toml"))}
    if str(path_or_id) not in shipped:
        raise TomlFault(path, 1, "is no watch file and no id of a shipped watch", shipped)
    return _read(shipped[str(path_or_id)])[0]


def _read(path: Path) -> tuple[Watch, TomlFile]:
    file = tomlfile.load(path)
    return _watch(file), file


def _watch(file: TomlFile) -> Watch:
    data = file.data
    known = {"id", "title", "threshold", "kinds", "policy", "never", "open", "notify", "side"}
    _keys(file, data, known)
    policy = _table(file, data, "policy", known={"statements", "topics"})
    notify = _table(file, data, "notify", known={"reasons", "states", "kinds", "silence_days"})
    sides = tuple(_side(file, side, at) for at, side in enumerate(_tables(file, data, "side")))
    if len(sides) < 2:
        raise file.fault("a watch needs two or more [[side]] tables", "side")
    _once(file, [side.id for side in sides], "side")
    seen: dict[str, int] = {}
    for at, side in enumerate(sides):
        for party in side.parties:
            if seen.setdefault(party.id, at) != at:
                raise file.fault(f"the id {party.id!r} stands on two sides", "side", at)
    return Watch(
        id=_id(file, data),
        revision=_revision(data),
        title=_text(file, data, "title"),
        sides=sides,
        kinds=_choice(file, data, KINDS, "kinds"),
        policy=_flag(file, policy, True, "policy", "statements"),
        topics=_choice(file, policy, TOPICS, "policy", "topics"),
        never=_choice(file, data, SUBJECTS, "never"),
        threshold=_threshold(file, data),
        open_days=_open_days(file, _table(file, data, "open", known=set(KINDS))),
        notify_reasons=_choice(file, notify, REASONS, "notify", "reasons"),
        notify_states=_choice(file, notify, STATES, "notify", "states"),
        notify_kinds=_choice(file, notify, KINDS, "notify", "kinds"),
        silence_days=_days(file, notify["silence_days"], "notify", "silence_days")
        if "silence_days" in notify
        else None,
    )


def _revision(data: Mapping[str, Any]) -> str:
    """Return 12 hex digits that change with what the file says, not with its comments or spacing."""
    return hashlib.sha256(repr(_sorted(data)).encode()).hexdigest()[:12]


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return [(key, _sorted(value[key])) for key in sorted(value)]
    return [_sorted(one) for one in value] if isinstance(value, list) else value


def _side(file: TomlFile, data: Mapping[str, Any], at: int) -> Side:
    _keys(file, data, {"id", "title", *_TABLES}, "side", at)
    parties = [
        _party(file, row, rank, "side", at, name, index)
        for name, rank in _TABLES.items()
        for index, row in enumerate(_tables(file, data, name, "side", at))
    ]
    if not any(party.rank != "issue" for party in parties):
        allowed = [f"[[side.{name}]]" for name in _TABLES if name != "issue"]
        raise file.fault("a side needs someone who stands for it", "side", at, allowed=allowed)
    _once(file, [party.id for party in parties], "side", at)
    return Side(
        id=_id(file, data, "side", at), title=_text(file, data, "title", "side", at), parties=tuple(parties)
    )


def _party(file: TomlFile, data: Mapping[str, Any], rank: Rank, *where: str | int) -> Party:
    table = str(where[-2])
    _keys(file, data, _PARTY | _OWN.get(table, set()), *where)
    names = _names(file, data, "names", *where)
    if not names:
        raise file.fault("names are missing", *where, allowed=['names.en = ["…"]', "names.any"])
    start, end = _day(file, data, "from", *where), _day(file, data, "until", *where)
    if start and end and end < start:
        raise file.fault("a term ends before it starts", *where, "until")
    return Party(
        id=_id(file, data, *where),
        rank="leader" if _flag(file, data, False, *where, "leader") else rank,
        names=names,
        short=_names(file, data, "short", *where),
        wikidata=_code(file, data, _WIKIDATA, "Q142", *where, "wikidata"),
        iso=_code(file, data, _ISO, "FR", *where, "iso"),
        start=start,
        end=end,
    )


def _names(
    file: TomlFile, data: Mapping[str, Any], key: str, *where: str | int
) -> dict[str, tuple[str, ...]]:
    table = data.get(key, {})
    if not isinstance(table, dict):
        raise file.fault(f"{key} must be lists by language", *where, key, allowed=['names.en = ["…"]'])
    _keys(file, table, {"any", *LANGUAGES}, *where, key)
    found: dict[str, tuple[str, ...]] = {}
    for language, names in table.items():
        if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
            raise file.fault(f"{key}.{language} must be a list of names", *where, key, language)
        for index, name in enumerate(names):
            if len(_LETTERS.findall(name)) < 2 or "*" in name[:-1] or "~" in name[:-1]:
                fault = f"{name!r} is no name: two letters or more, and a * or ~ at the end only"
                raise file.fault(fault, *where, key, language, index)
        found[language] = tuple(names)
    return found


def _keys(file: TomlFile, data: Mapping[str, Any], known: set[str], *where: str | int) -> None:
    for key in data:
        if key not in known:
            raise file.unknown(key, known, *where)


def _table(file: TomlFile, data: Mapping[str, Any], key: str, known: set[str]) -> dict[str, Any]:
    table = data.get(key, {})
    if not isinstance(table, dict):
        raise file.fault(f"{key} must be a table", key, allowed=[f"[{key}]"])
    _keys(file, table, known, key)
    return table


def _tables(file: TomlFile, data: Mapping[str, Any], key: str, *where: str | int) -> list[dict[str, Any]]:
    rows = data.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        header = ".".join(str(part) for part in (*where, key) if isinstance(part, str))
        raise file.fault(f"{key} must be tables", *where, key, allowed=[f"[[{header}]]"])
    return rows


def _once(file: TomlFile, ids: list[str], *where: str | int) -> None:
    for at, one in enumerate(ids):
        if one in ids[:at]:
            raise file.fault(f"the id {one!r} is used twice", *where, *((at,) if where == ("side",) else ()))


def _id(file: TomlFile, data: Mapping[str, Any], *where: str | int) -> str:
    value = data.get("id")
    if not isinstance(value, str) or not _ID.match(value) or len(value) > 64:
        allowed = ["a-z, 0-9 and single hyphens, at most 64 characters"]
        raise file.fault(
            f"id {value!r} is none" if "id" in data else "id is missing", *where, "id", allowed=allowed
        )
    return value


def _text(file: TomlFile, data: Mapping[str, Any], key: str, *where: str | int) -> str:
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise file.fault(f"{key} must be a text", *where, key)
    return value


def _flag(file: TomlFile, data: Mapping[str, Any], default: bool, *where: str | int) -> bool:
    value = data.get(str(where[-1]), default)
    if not isinstance(value, bool):
        raise file.fault(f"{where[-1]} must be true or false", *where, allowed=["true", "false"])
    return value


def _choice(
    file: TomlFile, data: Mapping[str, Any], allowed: tuple[str, ...], *where: str
) -> tuple[str, ...]:
    if where[-1] not in data:
        return allowed
    values = data[where[-1]]
    if not isinstance(values, list):
        raise file.fault(f"{where[-1]} must be a list", *where, allowed=allowed)
    for index, value in enumerate(values):
        if value not in allowed:
            raise file.fault(f"{where[-1]} cannot be {value!r}", *where, index, allowed=allowed)
    return tuple(values)


def _threshold(file: TomlFile, data: Mapping[str, Any]) -> float:
    value = data.get("threshold", 0.5)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1:
        raise file.fault(f"threshold {value!r} is none", "threshold", allowed=["a number between 0 and 1"])
    return float(value)


def _open_days(file: TomlFile, data: Mapping[str, Any]) -> dict[str, int]:
    given = {kind: _days(file, value, "open", kind) for kind, value in data.items()}
    return {**OPEN_DAYS, **given}


def _days(file: TomlFile, value: Any, *where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 365:
        raise file.fault(f"{where[-1]} = {value!r} is no number of days", *where, allowed=["1 to 365"])
    return value


def _day(file: TomlFile, data: Mapping[str, Any], key: str, *where: str | int) -> date | None:
    value = data.get(key)
    if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
        raise file.fault(f"{key} must be a day", *where, key, allowed=["2017-05-14, without quotes"])
    return value


def _code(
    file: TomlFile, data: Mapping[str, Any], form: re.Pattern[str], like: str, *where: str | int
) -> str | None:
    key = str(where[-1])
    value = data.get(key)
    if value is not None and (not isinstance(value, str) or not form.match(value)):
        raise file.fault(f"{key} {value!r} is none", *where, allowed=[f'such as "{like}"'])
    return value
