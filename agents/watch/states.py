"""Who stands for a side that is told as a state of the gazetteer."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from agents.gazetteer.definition import OFFICES, Names, State, Term
from agents.gazetteer.load import UnknownState, load_state
from agents.watch.definition import LANGUAGES, Party, Rank
from agents.watch.fields import choice
from streams.tomlfile import TomlFile

_SENT = ("adviser", "envoy")  # offices of who is sent somewhere


def code_of(file: TomlFile, row: Mapping[str, Any], at: int) -> str | None:
    """Return which state a `[[side]]` is by its `state = "FR"`; None where it has its own tables alone."""
    code = row.get("state")
    if not isinstance(code, str):
        if "offices" in row:
            raise file.fault("offices are those of a state", "side", at, "offices", allowed=['state = "FR"'])
        return None
    try:
        load_state(code)
    except UnknownState as unknown:
        allowed = unknown.close or (f"the {len(unknown.codes)} that `detente watch states` lists",)
        raise file.fault(str(unknown), "side", at, "state", allowed=allowed) from None
    return code


def given(
    file: TomlFile, row: Mapping[str, Any], at: int, codes: Sequence[str | None], own: Collection[str]
) -> Iterator[Party]:
    """Yield what the gazetteer has for a side, less what the watch says of its own by the same id."""
    code = codes[at]
    if code is None:
        return
    offices = choice(file, row, OFFICES, "side", at, "offices") if "offices" in row else None
    pairs = [joined(*sorted((code, other))) for other in codes if other and other != code]
    for party in (*parties_of(code, offices), *(pair for pair in pairs if pair)):
        if party.id not in own:
            yield party


@cache
def parties_of(code: str, offices: tuple[str, ...] | None = None) -> tuple[Party, ...]:
    """Return the parties of a state: its people in office, institutions, names, adjective and capital.

    `offices` narrows the people to those who hold one of them. Who led the state in one term and served
    it in another is two parties of one id. The same objects are returned to every watch. Raises what
    `load_state` raises.
    """
    state = load_state(code)
    small = state.code.lower()
    found = list(_people(state, offices))
    found += [_plain(one.id, "institution", one.names, wikidata=one.wikidata) for one in state.institutions]
    found.append(_plain(small, "state", state.names, wikidata=state.wikidata, iso=state.iso))
    if state.demonym:
        found.append(_plain(f"{small}-adjective", "demonym", state.demonym))
    if state.capital:
        capital = state.capital
        found.append(_plain(capital.id, "capital", capital.names, wikidata=capital.wikidata))
    found += [_plain(city.id, "city", city.names) for city in state.cities]
    return tuple(found)


@cache
def joined(code: str, other: str) -> Party | None:
    """Return what names a state and another in one word, on both sides: "Franco-Russian"."""
    one, two = load_state(code), load_state(other)
    names: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        found = [*_joined(one, two, language), *_joined(two, one, language)]
        if found:
            names[language] = tuple(dict.fromkeys(found))
    return _plain(f"{one.code}-{two.code}".lower(), "state", names) if names else None


def _joined(first: State, second: State, language: str) -> Iterable[str]:
    for start in first.joined.get(language, ()):
        for rest in second.demonym.get(language, ()):
            yield f"{start}-{rest}"


def _people(state: State, offices: tuple[str, ...] | None) -> Iterable[Party]:
    for person in state.people:
        held = [term for term in person.terms if offices is None or term.office in offices]
        leading = [term for term in held if term.office == state.leader]
        serving = [term for term in held if term.office != state.leader]
        ranks: Mapping[Rank, list[Term]] = {"leader": leading, "official": serving}
        for rank, terms in ranks.items():
            if terms:
                yield Party(
                    id=person.id,
                    rank=rank,
                    names=person.names,
                    short=person.short,
                    wikidata=person.wikidata,
                    terms=tuple((term.heard, term.until) for term in terms),
                    envoy=all(term.office in _SENT for term in terms),
                )


def _plain(
    identity: str, rank: Rank, names: Names, *, wikidata: str | None = None, iso: str | None = None
) -> Party:
    return Party(id=identity, rank=rank, names=names, short={}, wikidata=wikidata, iso=iso)
