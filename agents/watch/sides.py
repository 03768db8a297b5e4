"""The sides of a watch file: states of the gazetteer, one's own names, anyone abroad."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from agents.gazetteer.load import load_state
from agents.watch.abroad import abroad, codes
from agents.watch.definition import Party, Rank, Side
from agents.watch.fault import Page
from agents.watch.fields import code, day, flag, identity, tables, text
from agents.watch.states import code_of, given

# The tables of a side and the rank of what stands in them; a person may be raised to leader.
TABLES: Mapping[str, Rank] = {
    "person": "official",
    "institution": "institution",
    "state": "state",
    "demonym": "demonym",
    "capital": "capital",
    "issue": "issue",
}
SIDE = ("id", "title", "offices", "abroad", *TABLES)
EVERYONE = "Anyone abroad"  # the title of that side
ABROAD = ("id", "title", "abroad", "without")
PARTY = ("id", "names", "wikidata")
OWN = {"person": ("leader", "short", "from", "until"), "state": ("iso",)}

_WIKIDATA = re.compile(r"Q[1-9][0-9]*\Z")
_ISO = re.compile(r"[A-Z]{2}\Z")


def sides_of(page: Page) -> tuple[Side, ...]:
    """Return the sides of a watch file; everyone abroad is a side each, behind the others."""
    rows = page.faults.take([], tables, page.file, page.file.data, "side")
    named = [page.faults.take(None, code_of, page.file, row, at) for at, row in enumerate(rows)]
    for at, one in enumerate(named):
        if one is not None and one in named[:at]:
            page.say(f"the state {one!r} stands on two sides", "side", at, "state")
    found = tuple(_side(page, row, at, named) for at, row in enumerate(rows))
    page.once([side.id for side in found], "side")
    _apart(page, found)
    if len(rows) < 2:
        page.say("a watch needs two or more [[side]] tables", "side")
    far = [at for at, row in enumerate(rows) if row.get("abroad") is True]
    for at in far[1:]:
        page.say("anyone abroad is one side", "side", at, "abroad")
    return _with_abroad(page, found, rows[far[0]], far[0]) if far else found


def _with_abroad(page: Page, found: Sequence[Side], row: Mapping[str, Any], at: int) -> tuple[Side, ...]:
    without = page.choice(row, codes(), (), "side", at, "without")
    home = [side for place, side in enumerate(found) if place != at]
    others = abroad(home, without)
    for side in home:
        if side.id in {other.id for other in others}:
            page.say(f"the id {side.id!r} is that of a state abroad", "side", found.index(side))
    return (*home, *others)


def _apart(page: Page, sides: Sequence[Side]) -> None:
    """Note who stands on two sides at one time."""
    seen: dict[str, tuple[int, Party]] = {}
    for at, side in enumerate(sides):
        for party in side.parties:
            first, other = seen.setdefault(party.id, (at, party))
            # Who served two states, one after the other, stands on both sides, as does "Franco-Russian".
            if first != at and party is not other and _meet(party, other):
                page.say(f"the id {party.id!r} stands on two sides", "side", at)


def _meet(party: Party, other: Party) -> bool:
    return not party.terms or any(other.serves(start, end) for start, end in party.terms)


def _side(page: Page, row: Mapping[str, Any], at: int, named: Sequence[str | None]) -> Side:
    file, where, one = page.file, ("side", at), named[at]
    before = len(page.faults.found)
    everyone = page.faults.take(False, flag, file, row, False, *where, "abroad")
    page.only(row, ABROAD if everyone else SIDE, *where)
    parties: list[Party] = []
    for name, rank in TABLES.items():
        if not (name == "state" and isinstance(row.get(name), str)):
            rows = page.faults.take([], tables, file, row, name, *where)
            parties += [_party(page, each, rank, *where, name, index) for index, each in enumerate(rows)]
    own = [party.id for party in parties]
    page.once(own, *where)
    if one is not None:
        parties[:0] = page.faults.take(parties[:0], list, given(file, row, at, named, set(own)))
    well = everyone or len(page.faults.found) > before or one is not None or "state" in row
    if not well and all(party.rank == "issue" for party in parties):
        allowed = ('state = "FR"', *(f"[[side.{name}]]" for name in TABLES if name != "issue"))
        page.say("a side needs someone who stands for it", *where, allowed=allowed)
    # Of a state that is not known nothing more is told.
    usual = load_state(one).title if one else EVERYONE if everyone else row.get("state")
    titled = {"title": usual, **row}
    return Side(
        id=page.faults.take("", identity, file, row, *where),
        title=page.faults.take("", text, file, titled, "title", *where),
        parties=tuple(parties),
        code=one,
    )


def _party(page: Page, row: Mapping[str, Any], rank: Rank, *where: str | int) -> Party:
    file, take, kind = page.file, page.faults.take, str(where[-2])
    page.only(row, (*PARTY, *OWN.get(kind, ())), *where)
    names = page.names(row, "names", *where)
    if not row.get("names"):
        page.say("names are missing", *where, allowed=('names.en = ["…"]', "names.any"))
    start, end = take(None, day, file, row, "from", *where), take(None, day, file, row, "until", *where)
    if start and end and end < start:
        page.say("a term ends before it starts", *where, "until")
    return Party(
        id=take("", identity, file, row, *where),
        rank="leader" if take(False, flag, file, row, False, *where, "leader") else rank,
        names=names,
        short=page.names(row, "short", *where),
        wikidata=take(None, code, file, row, _WIKIDATA, "Q142", *where, "wikidata"),
        iso=take(None, code, file, row, _ISO, "FR", *where, "iso"),
        terms=((start, end),) if start or end else (),
    )
