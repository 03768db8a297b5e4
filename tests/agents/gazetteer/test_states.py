"""The states of the gazetteer: every file there is, for what a reader of terms and names relies on."""

import unicodedata
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from agents.gazetteer.definition import SINGLE, Person, State
from agents.gazetteer.load import load_state, states
from agents.tag.text.fold import fold

SINCE = date(2017, 6, 1)
HANDOVER = timedelta(days=10)  # both are in office on paper
VACANCY = timedelta(days=60)  # longer ones are told below, or a term is missing

# Where nobody is known to have held an office, or only acting, for longer: impeachments, wars, coups,
# governments not formed, offices created or abolished, and what could not be found out.
VACANT = {
    "AF": {"head-of-government", "foreign-minister"},
    "AM": {"foreign-minister"},
    "BF": {"foreign-minister"},
    "BG": {"foreign-minister", "defence-minister"},
    "CN": {"defence-minister"},  # dismissed in October 2023, succeeded at the end of December
    "CU": {"head-of-government"},  # created in 2019
    "DK": {"defence-minister"},
    "EG": {"defence-minister"},
    "KG": {"head-of-state"},
    "KP": {"defence-minister"},
    "KR": {"head-of-state", "head-of-government", "defence-minister"},  # impeached in December 2024
    "LB": {"head-of-state"},  # from October 2022 to January 2025
    "LY": {"head-of-state", "foreign-minister"},
    "MD": {"defence-minister"},
    "ML": {"defence-minister"},
    "MN": {"foreign-minister"},
    "MY": {"foreign-minister"},
    "NE": {"foreign-minister"},
    "NG": {"foreign-minister"},
    "OSCE": {"head-of-government"},  # its secretary general
    "PK": {"head-of-government", "foreign-minister", "defence-minister"},
    "SA": {"head-of-government"},  # the king's own until 2022
    "SD": {"head-of-government", "foreign-minister"},
    "SG": {"head-of-state"},
    "SI": {"defence-minister"},
    "SN": {"head-of-government", "foreign-minister"},
    "SY": {"head-of-government", "defence-minister"},
    "TN": {"head-of-government", "foreign-minister"},
    "TR": {"head-of-government"},  # abolished in 2018
    "VN": {"head-of-state"},
    "XK": {"head-of-state", "head-of-government", "foreign-minister"},
}
UNIONS = {"AFRICANUNION", "EU", "NATO", "OSCE", "UN"}


def everyone() -> list[tuple[State, Person]]:
    return [(load_state(code), person) for code in states() for person in load_state(code).people]


def held(state: State, office: str) -> list[tuple[date, date, str]]:
    return sorted(
        (term.start, term.until or date.max, person.id)
        for person in state.people
        for term in person.terms
        if term.office == office
    )


def spelt(person: Person) -> set[str]:
    return {fold(name).rstrip("~*") for names in person.names.values() for name in names}


@pytest.mark.parametrize("code", states())
def test_an_office_for_one_is_held_by_one_at_a_time(code):
    state = load_state(code)
    for office in SINGLE:
        terms = held(state, office)
        for (_, until, before), (start, end, after) in pairwise(terms):
            if end >= SINCE:
                assert until - start <= HANDOVER, f"{code} {office}: {before} and {after}"


@pytest.mark.parametrize("code", states())
def test_no_office_is_empty_for_long(code):
    state = load_state(code)
    for office in SINGLE:
        terms = held(state, office)
        if not terms or office in VACANT.get(code, set()):
            continue
        known = SINCE
        for start, until, person in terms:
            assert start - known <= VACANCY, f"{code} {office}: nobody from {known} to {start} ({person})"
            known = max(known, until)
        assert known == date.max, f"{code} {office}: nobody since {known}"


@pytest.mark.parametrize("code", states())
def test_a_state_has_a_leader_and_a_foreign_minister(code):
    state = load_state(code)
    assert held(state, state.leader)
    assert held(state, "foreign-minister") or code in UNIONS


def test_a_name_is_long_enough_to_mean_somebody():
    for state, person in everyone():
        for name in spelt(person):
            assert sum(char.isalpha() for char in name) >= 3, f"{state.code} {person.id}: {name}"


def test_leaders_and_foreign_ministers_are_known_in_three_scripts():
    for state, person in everyone():
        if any(term.office in (state.leader, "foreign-minister") for term in person.terms):
            letters = {char for name in spelt(person) for char in name if char.isalpha()}
            scripts = {unicodedata.name(char).split()[0] for char in letters}
            assert {"LATIN", "CYRILLIC", "ARABIC"} <= scripts, f"{state.code} {person.id}"


def test_a_full_name_is_one_persons():
    owners = defaultdict(set)
    for _, person in everyone():
        for name in spelt(person):
            owners[name].add(person.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_one_id_in_two_states_is_one_person_who_served_both():
    known: dict[str, tuple[State, Person]] = {}
    for state, person in everyone():
        first, other = known.setdefault(person.id, (state, person))
        if first is not state:
            assert spelt(person) & spelt(other), f"{first.code} and {state.code}: {person.id}"


@pytest.mark.parametrize("code", states())
def test_a_term_is_dated_after_the_one_before(code):
    for person in load_state(code).people:
        for office in {term.office for term in person.terms} & set(SINGLE):
            terms = [term for term in person.terms if term.office == office]
            for one, two in pairwise(terms):
                assert one.until is not None, f"{code} {person.id}"
                assert one.until <= two.start, f"{code} {person.id}"
