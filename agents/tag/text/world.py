"""Countries and people beside the sides of a watch: third parties, in every language.

They come from the gazetteer; a small file adds who is in none of its states, CLDR the other countries.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from agents.gazetteer.definition import Names
from agents.gazetteer.load import load_state, states
from agents.gazetteer.territories import places
from agents.tag.text.lexicon import lexicon
from agents.tag.text.phrases import Hit, Phrases, longest
from streams import tomlfile

Third = tuple[str, str]  # "country" or "person", and its id: the state's code, or the person's

UNIONS = frozenset(("EU", "NATO", "UN", "AFRICANUNION", "OSCE"))  # parties that are no country
# Whose summit is not one of the sides: a union's, or a continent's.
SUMMITS_OF = UNIONS | {"AFRICA"}

_FILE = Path(__file__).parent / "world.toml"


class _Name(NamedTuple):
    third: Third
    beside: frozenset[Third]  # a short name counts only beside one of these; empty for a full one


class World:
    """The third parties to look for in texts of one language."""

    def __init__(self, language: str) -> None:
        words = lexicon(language)
        self._phrases: Phrases[_Name] = Phrases(words.prefixes)
        for whom, phrase in (*_known(language), *_listed()):
            self._phrases.add(phrase, whom, words.endings)
        taken = {*states(), *tomlfile.load(_FILE).data["country"]}
        for code, names in places().items():
            for name in names.get(language, ()) if code not in taken else ():
                self._phrases.add(name, _full(("country", code)), words.endings)

    def find(self, text: str, folded: str) -> list[Hit[Third]]:
        """Return the third parties in `text` by place; a short name counts only beside what tells whom."""
        hits = longest(list(dict.fromkeys(self._phrases.find(text, folded))))
        full = {hit.value.third for hit in hits if not hit.value.beside}
        return [
            Hit(hit.start, hit.end, hit.value.third)
            for hit in hits
            if not hit.value.beside or not hit.value.beside.isdisjoint(full)
        ]


@cache
def world(language: str) -> World:
    """Return the third parties to look for in texts of `language`."""
    return World(language)


@cache
def _full(third: Third) -> _Name:
    return _Name(third, frozenset())


def _known(language: str) -> Iterator[tuple[_Name, str]]:
    """Yield what the gazetteer has in a language: whom a name means, and the name."""
    for code in states():
        state = load_state(code)
        country: Third = ("country", code)
        capital = [state.capital.names] if state.capital else []
        seats = [seat.names for seat in state.institutions]
        for names in (state.names, state.demonym, *capital, *seats):
            for name in _of(names, language):
                yield _full(country), name
        for person in state.people:
            third: Third = ("person", person.id)
            for name in _of(person.names, language):
                yield _full(third), name
            # "Xi" in a text on China is its leader, whom headlines call by no more.
            leads = any(term.office == state.leader for term in person.terms)
            beside = frozenset({third, country} if leads else {third})
            for name in _of(person.short, language):
                yield _Name(third, beside), name


@cache
def stateless() -> frozenset[Third]:
    """Return the people who are spoken of with states and serve none."""
    return frozenset(("person", name) for name in tomlfile.load(_FILE).data["person"])


@cache
def politicians() -> frozenset[Third]:
    """Return the people who speak for a party and for no state."""
    return frozenset(("person", name) for name in tomlfile.load(_FILE).data["politician"])


def _of(names: Names, language: str) -> Iterator[str]:
    yield from dict.fromkeys((*names.get(language, ()), *names.get("any", ())))


def _listed() -> Iterator[tuple[_Name, str]]:
    data: Mapping[str, Mapping[str, list[str]]] = tomlfile.load(_FILE).data
    for kind, whose in (("country", "country"), ("person", "person"), ("politician", "person")):
        for party, names in data[kind].items():
            for name in names:
                yield _full((whose, party)), name
