"""Watch files to watches, strictly: a mistake is told with file, line and what is allowed."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from agents.gazetteer.load import load_state
from agents.watch.definition import (
    KINDS,
    OPEN_DAYS,
    REASONS,
    STATES,
    SUBJECTS,
    Party,
    Rank,
    Side,
    Watch,
)
from agents.watch.fields import (
    choice,
    code,
    day,
    days,
    digest,
    flag,
    identity,
    names_of,
    once,
    only,
    table,
    tables,
    text,
)
from agents.watch.states import codes_of, given
from streams import tomlfile
from streams.tomlfile import TomlFault, TomlFile

SHIPPED = Path(__file__).parent / "shipped"

# Topics of policy that the language files use; the one list they are checked against.
TOPICS = (
    "arms", "assets", "ceasefire", "dialogue", "disinformation", "energy", "guarantees", "nuclear",
    "outcome", "prisoners", "sanctions", "settlement", "troops",
)  # fmt: skip

_WIKIDATA = re.compile(r"Q[1-9][0-9]*\Z")
_ISO = re.compile(r"[A-Z]{2}\Z")

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
    only(file, data, known)
    policy = table(file, data, "policy", known={"statements", "topics"})
    notify = table(file, data, "notify", known={"reasons", "states", "kinds", "silence_days"})
    rows = tables(file, data, "side")
    codes = codes_of(file, rows)
    sides = tuple(_side(file, row, at, codes) for at, row in enumerate(rows))
    if len(sides) < 2:
        raise file.fault("a watch needs two or more [[side]] tables", "side")
    once(file, [side.id for side in sides], "side")
    seen: dict[str, tuple[int, Party]] = {}
    for at, side in enumerate(sides):
        for party in side.parties:
            first, other = seen.setdefault(party.id, (at, party))
            # Who served two states, one after the other, stands on both sides, as does "Franco-Russian".
            if first != at and party is not other and _meet(party, other):
                raise file.fault(f"the id {party.id!r} stands on two sides", "side", at)
    return Watch(
        id=identity(file, data),
        revision=digest({"file": data, "states": [load_state(code).revision for code in codes if code]}),
        title=text(file, data, "title"),
        sides=sides,
        kinds=choice(file, data, KINDS, "kinds"),
        policy=flag(file, policy, True, "policy", "statements"),
        topics=choice(file, policy, TOPICS, "policy", "topics"),
        never=choice(file, data, SUBJECTS, "never"),
        threshold=_threshold(file, data),
        open_days=_open_days(file, table(file, data, "open", known=set(KINDS))),
        notify_reasons=choice(file, notify, REASONS, "notify", "reasons"),
        notify_states=choice(file, notify, STATES, "notify", "states"),
        notify_kinds=choice(file, notify, KINDS, "notify", "kinds"),
        silence_days=days(file, notify["silence_days"], "notify", "silence_days")
        if "silence_days" in notify
        else None,
    )


def _meet(party: Party, other: Party) -> bool:
    return not party.terms or any(other.serves(start, end) for start, end in party.terms)


def _side(file: TomlFile, data: Mapping[str, Any], at: int, codes: Sequence[str | None]) -> Side:
    only(file, data, {"id", "title", "offices", *_TABLES}, "side", at)
    code = codes[at]
    own = [
        _party(file, row, rank, "side", at, name, index)
        for name, rank in _TABLES.items()
        if not (code and name == "state")
        for index, row in enumerate(tables(file, data, name, "side", at))
    ]
    once(file, [party.id for party in own], "side", at)
    parties = [*given(file, data, at, codes, {party.id for party in own}), *own]
    if not any(party.rank != "issue" for party in parties):
        allowed = [f"[[side.{name}]]" for name in _TABLES if name != "issue"]
        raise file.fault("a side needs someone who stands for it", "side", at, allowed=allowed)
    return Side(
        id=identity(file, data, "side", at),
        title=text(file, {"title": code and load_state(code).title, **data}, "title", "side", at),
        parties=tuple(parties),
    )


def _party(file: TomlFile, data: Mapping[str, Any], rank: Rank, *where: str | int) -> Party:
    table = str(where[-2])
    only(file, data, _PARTY | _OWN.get(table, set()), *where)
    names = names_of(file, data, "names", *where)
    if not names:
        raise file.fault("names are missing", *where, allowed=['names.en = ["…"]', "names.any"])
    start, end = day(file, data, "from", *where), day(file, data, "until", *where)
    if start and end and end < start:
        raise file.fault("a term ends before it starts", *where, "until")
    return Party(
        id=identity(file, data, *where),
        rank="leader" if flag(file, data, False, *where, "leader") else rank,
        names=names,
        short=names_of(file, data, "short", *where),
        wikidata=code(file, data, _WIKIDATA, "Q142", *where, "wikidata"),
        iso=code(file, data, _ISO, "FR", *where, "iso"),
        terms=((start, end),) if start or end else (),
    )


def _threshold(file: TomlFile, data: Mapping[str, Any]) -> float:
    value = data.get("threshold", 0.5)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1:
        raise file.fault(f"threshold {value!r} is none", "threshold", allowed=["a number between 0 and 1"])
    return float(value)


def _open_days(file: TomlFile, data: Mapping[str, Any]) -> dict[str, int]:
    given = {kind: days(file, value, "open", kind) for kind, value in data.items()}
    return {**OPEN_DAYS, **given}
