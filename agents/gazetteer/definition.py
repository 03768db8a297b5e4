"""What the gazetteer knows of a state: its names, its institutions, and its people with their terms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Names = Mapping[str, tuple[str, ...]]  # by language, `any` for all; ~ and * as in the watch files

# Offices that one person holds at a time; the test on the data looks for gaps and overlaps in these.
SINGLE = ("head-of-state", "head-of-government", "foreign-minister", "defence-minister")
OFFICES = (
    *SINGLE,
    "deputy-foreign-minister", "adviser", "envoy", "ambassador", "spokesperson",
    "chief-of-staff",  # of the armed forces
    "intelligence", "parliament-speaker", "commissioner",
    "vice-president",  # the deputy of the head of state or of government
    "minister",  # another one who acts abroad: finance, trade, interior
)  # fmt: skip
SEATS = ("presidency", "government", "foreign-ministry", "defence-ministry", "parliament", "embassy", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An office held by somebody, both days included; without `until` still in office."""

    office: str  # one of OFFICES
    start: date
    until: date | None = None
    elected: date | None = None  # contacts count from then on: a president-elect is called, too

    @property
    def heard(self) -> date:
        """The first day on which what the holder says is the office's."""
        return self.elected or self.start

    def covers(self, day: date) -> bool:
        """Return whether the office is held on `day`."""
        return self.start <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One who speaks or acts for a state, in one or more offices."""

    id: str
    names: Names  # forms that identify alone
    short: Names  # count only beside one of `names`
    terms: tuple[Term, ...]
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """A body or a metonym that stands for a state: the Élysée, the Kremlin, Foggy Bottom."""

    id: str
    seat: str  # one of SEATS
    names: Names
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capital:
    """Where the government sits, whose name stands for it."""

    id: str
    names: Names
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """Another place of a state where guests are received: a city, a residence. It stands for nobody."""

    id: str
    names: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state, or a union of states that acts like one (EU, NATO, UN)."""

    code: str  # ISO 3166-1 alpha-2; EU, NATO, UN
    iso: str | None  # the same, of a state; None of a union
    title: str
    leader: str  # whose word is the state's: "head-of-state" or "head-of-government"
    names: Names
    demonym: Names
    joined: Names  # how it stands first in "Franco-Russian"
    capital: Capital | None
    cities: tuple[City, ...]
    institutions: tuple[Institution, ...]
    people: tuple[Person, ...]
    revision: str  # changes with what the file says
    wikidata: str | None = None

    def holders(self, office: str, day: date) -> tuple[Person, ...]:
        """Return who holds an office on a day, in the file's order."""
        return tuple(
            person
            for person in self.people
            if any(term.office == office and term.covers(day) for term in person.terms)
        )
