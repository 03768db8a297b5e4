"""Files of states to states, strictly: a mistake is told with file, line and what is allowed."""

import difflib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from agents.gazetteer.definition import OFFICES, SEATS, Capital, City, Institution, Person, State, Term
from agents.watch.fields import code, day, digest, identity, names_of, once, one_of, only, table, tables, text
from streams import tomlfile
from streams.tomlfile import TomlFile

FOLDER = Path(__file__).parent / "states"

_WIKIDATA = re.compile(r"Q[1-9][0-9]*\Z")
_ISO = re.compile(r"[A-Z]{2}\Z")
_CODE = re.compile(r"[A-Z]{2,12}\Z")
_TOP = {
    "iso", "code", "wikidata", "title", "leader", "names", "demonym", "joined", "capital", "city",
    "institution", "person",
}  # fmt: skip


class UnknownState(LookupError):
    """A code that no file has; `close` are codes that may be meant, `codes` all there are."""

    def __init__(self, asked: str, close: tuple[str, ...], codes: tuple[str, ...]) -> None:
        self.asked, self.close, self.codes = asked, close, codes
        hint = f", did you mean {' or '.join(repr(one) for one in close)}?" if close else ""
        super().__init__(f"the gazetteer has no state {asked!r}{hint}")


@cache
def states() -> tuple[str, ...]:
    """Return the codes of all states and unions there are, in alphabetical order."""
    return tuple(sorted(path.stem.upper() for path in FOLDER.glob("*.toml")))


@cache
def load_state(code: str) -> State:
    """Return the state of a code: ISO 3166-1 alpha-2, or EU, NATO, UN.

    Raises `UnknownState` for a code that no file has, `TomlFault` for a mistake in the file.
    """
    if code not in states():
        raise UnknownState(code, _close(code), states())
    return read_state(tomlfile.load(FOLDER / f"{code.lower()}.toml"))


def read_state(file: TomlFile) -> State:
    """Return the state that a file describes; raises `TomlFault`."""
    data = file.data
    only(file, data, _TOP)
    iso = code(file, data, _ISO, "FR", "iso")
    union = code(file, data, _CODE, "EU", "code")
    if (iso is None) == (union is None):
        raise file.fault("a state has an iso, a union a code", "code", allowed=['iso = "FR"', 'code = "EU"'])
    for key in ("names", "leader"):
        if not data.get(key):
            raise file.fault(f"{key} is missing")
    people = tuple(_person(file, row, at) for at, row in enumerate(tables(file, data, "person")))
    seats = tuple(_institution(file, row, at) for at, row in enumerate(tables(file, data, "institution")))
    capital = _capital(file, data)
    cities = tuple(_city(file, row, at) for at, row in enumerate(tables(file, data, "city")))
    taken = [*([capital.id] if capital else []), *(city.id for city in cities)]
    once(file, [*taken, *(seat.id for seat in seats), *(person.id for person in people)])
    return State(
        code=iso or union or "",
        iso=iso,
        wikidata=_wikidata(file, data),
        title=text(file, data, "title"),
        leader=one_of(file, data, ("head-of-state", "head-of-government"), "leader"),
        names=names_of(file, data, "names"),
        demonym=names_of(file, data, "demonym"),
        joined=names_of(file, data, "joined"),
        capital=capital,
        cities=cities,
        institutions=seats,
        people=people,
        revision=digest(data),
    )


def _close(asked: str) -> tuple[str, ...]:
    """Return codes that may be meant: of a state with that name, else of one spelt alike."""
    named = {one: _spelt(load_state(one)) for one in states()}
    meant = [one for one, spelt in named.items() if asked.lower() in spelt]
    if not meant:
        every = {name: one for one, spelt in named.items() for name in spelt}
        meant = [every[name] for name in difflib.get_close_matches(asked.lower(), every, 3, 0.7)]
    return tuple(dict.fromkeys(meant))


def _spelt(state: State) -> set[str]:
    names = {name.rstrip("~*").lower() for names in state.names.values() for name in names}
    return names | {state.title.lower(), state.code.lower()}


def _capital(file: TomlFile, data: Mapping[str, Any]) -> Capital | None:
    row = table(file, data, "capital", known={"id", "names", "wikidata"})
    if not row:
        return None
    return Capital(
        id=identity(file, row, "capital"),
        names=_names(file, row, "capital"),
        wikidata=_wikidata(file, row, "capital"),
    )


def _city(file: TomlFile, row: Mapping[str, Any], at: int) -> City:
    where = ("city", at)
    only(file, row, {"id", "names"}, *where)
    return City(id=identity(file, row, *where), names=_names(file, row, *where))


def _institution(file: TomlFile, row: Mapping[str, Any], at: int) -> Institution:
    where = ("institution", at)
    only(file, row, {"id", "office", "names", "wikidata"}, *where)
    return Institution(
        id=identity(file, row, *where),
        seat=one_of(file, row, SEATS, *where, "office"),
        names=_names(file, row, *where),
        wikidata=_wikidata(file, row, *where),
    )


def _person(file: TomlFile, row: Mapping[str, Any], at: int) -> Person:
    where = ("person", at)
    only(file, row, {"id", "names", "short", "terms", "wikidata"}, *where)
    terms = tables(file, row, "terms", *where)
    if not terms:
        allowed = ['terms = [{ office = "foreign-minister", from = 2017-05-17 }]']
        raise file.fault("terms are missing", *where, allowed=allowed)
    return Person(
        id=identity(file, row, *where),
        names=_names(file, row, *where),
        short=names_of(file, row, "short", *where),
        terms=tuple(_term(file, term, *where, "terms", index) for index, term in enumerate(terms)),
        wikidata=_wikidata(file, row, *where),
    )


def _term(file: TomlFile, row: Mapping[str, Any], *where: str | int) -> Term:
    only(file, row, {"office", "from", "until", "elected"}, *where)
    office = one_of(file, row, OFFICES, *where, "office")
    start, until = day(file, row, "from", *where), day(file, row, "until", *where)
    elected = day(file, row, "elected", *where)
    if start is None:
        raise file.fault("from is missing", *where, allowed=["from = 2017-05-17, the first day in office"])
    if until and until < start:
        raise file.fault("a term ends before it starts", *where, "until")
    if elected and elected > start:
        raise file.fault("nobody is elected after the term began", *where, "elected")
    return Term(office=office, start=start, until=until, elected=elected)


def _names(file: TomlFile, row: Mapping[str, Any], *where: str | int) -> dict[str, tuple[str, ...]]:
    found = names_of(file, row, "names", *where)
    if not found:
        raise file.fault("names are missing", *where, allowed=['names.en = ["…"]', "names.any"])
    return found


def _wikidata(file: TomlFile, row: Mapping[str, Any], *where: str | int) -> str | None:
    return code(file, row, _WIKIDATA, "Q142", *where, "wikidata")
