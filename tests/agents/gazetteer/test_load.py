"""The gazetteer: files of states read strictly, and who held which office when."""

from datetime import date
from pathlib import Path

import pytest

from agents.gazetteer.definition import OFFICES, SEATS
from agents.gazetteer.load import UnknownState, load_state, read_state, states
from streams import tomlfile
from streams.tomlfile import TomlFault

GOOD = """\
iso = "NL"
title = "Northland"
leader = "head-of-government"
[names]
en = ["Northland"]
[demonym]
en = ["Northern"]
[joined]
en = ["Northo"]
[capital]
id = "northport"
names.any = ["Northport"]
[[institution]]
id = "the-hall"
office = "government"
names.any = ["the Hall"]
[[person]]
id = "berg"
wikidata = "Q1"
names.any = ["Ada Berg~", "Berg~"]
short.any = ["Ada"]
terms = [
    { office = "foreign-minister", from = 2018-01-01, until = 2020-06-30 },
    { office = "head-of-government", elected = 2020-06-01, from = 2020-06-30 },
]
"""


def read(text: str):
    return read_state(tomlfile.parse(text, Path("nl.toml")))


def test_a_file_says_what_a_state_is_called_and_who_acts_for_it():
    state = read(GOOD)
    assert (state.code, state.iso, state.title, state.leader) == (
        "NL", "NL", "Northland", "head-of-government",
    )  # fmt: skip
    assert state.names["en"] == ("Northland",)
    assert state.capital is not None
    assert (state.capital.id, state.institutions[0].seat) == ("northport", "government")
    ada = state.people[0]
    assert (ada.names["any"], ada.short["any"]) == (("Ada Berg~", "Berg~"), ("Ada",))
    assert [(term.office, term.heard) for term in ada.terms] == [
        ("foreign-minister", date(2018, 1, 1)),
        ("head-of-government", date(2020, 6, 1)),
    ]


@pytest.mark.parametrize(
    ("office", "day", "held"),
    [
        ("foreign-minister", date(2017, 12, 31), []),
        ("foreign-minister", date(2018, 1, 1), ["berg"]),
        ("foreign-minister", date(2020, 6, 30), ["berg"]),
        ("foreign-minister", date(2020, 7, 1), []),
        ("head-of-government", date(2020, 6, 29), []),
        ("head-of-government", date(2090, 1, 1), ["berg"]),
    ],
)
def test_an_office_is_held_from_its_first_day_to_its_last(office, day, held):
    assert [person.id for person in read(GOOD).holders(office, day)] == held


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('iso = "NL"', 'iso = "nl"', 1, "iso 'nl' is none"),
        ('iso = "NL"', "", 1, "a state has an iso, a union a code"),
        ('iso = "NL"', 'iso = "NL"\ncode = "NLU"', 2, "a state has an iso, a union a code"),
        ('title = "Northland"', "", 1, "title must be a text"),
        ('title = "Northland"', 'titel = "x"', 2, "unknown key 'titel', did you mean 'title'?"),
        ('"head-of-government"\n', '"head-of-goverment"\n', 3, "leader cannot be 'head-of-goverment'"),
        ('[names]\nen = ["Northland"]', "", 1, "names is missing"),
        ('en = ["Northland"]', 'xx = ["Northland"]', 5, "unknown key 'xx'"),
        ('en = ["Northland"]', 'en = "Northland"', 5, "must be a list of names"),
        ('id = "northport"', "", 10, "id is missing"),
        ('office = "government"', 'office = "hall"', 15, "office cannot be 'hall'"),
        ('office = "government"', "", 13, "office is missing"),
        ('id = "the-hall"', 'id = "northport"', 1, "'northport' is used twice"),
        ('wikidata = "Q1"', 'wikidata = "1"', 19, "wikidata '1' is none"),
        ('"Berg~"]', '"B"]', 20, "'B' is no name"),
        ('names.any = ["Ada Berg~", "Berg~"]\n', "", 17, "names are missing"),
        ("from = 2018-01-01, until", "until", 23, "from is missing"),
        ("from = 2018-01-01", "since = 2018-01-01", 23, "unknown key 'since'"),
        ("until = 2020-06-30", "until = 2017-06-30", 23, "ends before it starts"),
        ("from = 2018-01-01", 'from = "2018"', 23, "from must be a day"),
        ("elected = 2020-06-01", "elected = 2021-06-01", 24, "elected after the term began"),
        ('"foreign-minister"', '"foreign-mininster"', 23, "office cannot be 'foreign-mininster'"),
    ],
)
def test_a_mistake_is_told_with_its_line(old, new, line, message):
    assert old in GOOD
    with pytest.raises(TomlFault) as fault:
        read(GOOD.replace(old, new, 1))
    assert str(fault.value).startswith(f"nl.toml:{line}: "), str(fault.value)
    assert message in str(fault.value)


def test_a_person_without_terms_is_told_how_they_are_written():
    with pytest.raises(TomlFault, match=r"terms are missing; allowed: terms = \[\{ office"):
        read(GOOD[: GOOD.index("terms = [")])


@pytest.mark.parametrize(
    ("asked", "close"),
    [("France", ("FR",)), ("fr", ("FR",)), ("Rusia", ("RU",)), ("Deutschland", ("DE",)), ("qqqq", ())],
)
def test_an_unknown_code_is_told_which_may_be_meant(asked, close):
    with pytest.raises(UnknownState) as unknown:
        load_state(asked)
    assert unknown.value.close == close
    assert unknown.value.codes == states()


def test_the_revision_changes_with_what_the_file_says_alone():
    one = read(GOOD).revision
    assert read("# a remark\n" + GOOD).revision == one
    assert read(GOOD.replace("2020-06-30", "2020-07-01")).revision != one


@pytest.mark.parametrize(
    ("code", "office", "day", "held"),
    [
        ("FR", "foreign-minister", date(2018, 6, 1), "le-drian"),
        ("FR", "foreign-minister", date(2025, 6, 1), "barrot"),
        ("FR", "head-of-state", date(2017, 5, 1), "hollande"),
        ("RU", "foreign-minister", date(2018, 6, 1), "lavrov"),
        ("RU", "defence-minister", date(2025, 1, 1), "belousov"),
        ("US", "head-of-state", date(2022, 1, 1), "biden"),
        ("GB", "head-of-government", date(2022, 10, 1), "truss"),
        ("IL", "foreign-minister", date(2022, 8, 1), "lapid"),
        ("UA", "defence-minister", date(2024, 1, 1), "umerov"),
        ("PL", "foreign-minister", date(2024, 1, 1), "sikorski"),
    ],
)
def test_who_held_an_office_at_a_time_can_be_asked(code, office, day, held):
    assert [person.id for person in load_state(code).holders(office, day)] == [held]


def test_the_page_on_the_gazetteer_shows_a_sound_file_and_names_every_office():
    page = (Path(__file__).resolve().parents[3] / "docs/gazetteer.md").read_text(encoding="utf-8")
    state = read(page.partition("```toml\n")[2].partition("```")[0])
    assert [person.id for person in state.holders("head-of-government", date(2020, 1, 1))] == ["rutte"]
    assert {office for office in (*OFFICES, *SEATS) if office not in page} == set()
