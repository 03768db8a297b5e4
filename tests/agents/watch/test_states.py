"""A side that is a state of the gazetteer: who is on it, when they are heard, and how a file changes that."""

from datetime import date

import pytest

from agents.tag.look import Rules, looks
from agents.watch.load import load_watch
from agents.watch.states import joined, parties_of
from streams.article_records import Article
from streams.tomlfile import TomlFault

PAIR = """\
id = "north-south"
title = "Two states"
[[side]]
id = "france"
state = "FR"
[[side]]
id = "russia"
state = "RU"
"""


def loaded(folder, text):
    path = folder / "w.toml"
    path.write_text(text)
    return load_watch(path)


def on(watch, side):
    return {party.id: party for party in watch.sides[side].parties}


def test_a_state_brings_its_people_institutions_names_and_capital(tmp_path):
    france = on(loaded(tmp_path, PAIR), 0)
    assert {"macron", "barrot", "elysee", "fr", "fr-adjective", "paris"} <= set(france)
    assert [france[one].rank for one in ("macron", "barrot", "elysee", "fr", "fr-adjective", "paris")] == [
        "leader", "official", "institution", "state", "demonym", "capital",
    ]  # fmt: skip
    assert france["fr"].iso == "FR"


def test_a_side_is_called_as_its_state_unless_the_file_says_otherwise(tmp_path):
    assert loaded(tmp_path, PAIR).sides[0].title == "France"
    text = PAIR.replace('state = "FR"', 'state = "FR"\ntitle = "Paris"')
    assert loaded(tmp_path, text).sides[0].title == "Paris"


def test_offices_narrow_the_people_and_nothing_else(tmp_path):
    text = PAIR.replace('state = "FR"', 'state = "FR"\noffices = ["head-of-state"]')
    france = on(loaded(tmp_path, text), 0)
    assert {one for one, party in france.items() if party.rank in ("leader", "official")} == {
        "macron", "hollande",
    }  # fmt: skip
    assert {"elysee", "fr", "fr-adjective", "paris"} <= set(france)


def test_a_table_of_the_file_takes_the_place_of_the_entry_with_its_id_and_others_join(tmp_path):
    text = PAIR.replace(
        'state = "FR"',
        'state = "FR"\n[[side.person]]\nid = "macron"\nnames.any = ["The President"]\n'
        '[[side.person]]\nid = "lang"\nnames.any = ["Jack Lang"]',
    )
    france = on(loaded(tmp_path, text), 0)
    assert france["macron"].names == {"any": ("The President",)}
    assert france["macron"].rank == "official"
    assert "lang" in france
    assert "barrot" in france


@pytest.mark.parametrize(
    ("day", "minister"),
    [("2018-06-01", "le-drian"), ("2022-06-01", "colonna"), ("2025-06-01", "barrot")],
)
def test_a_person_is_heard_in_the_times_of_office_only(day, minister):
    when = date.fromisoformat(day)
    ministers = {"le-drian", "colonna", "sejourne", "barrot"}
    heard = {party.id for party in parties_of("FR", ("foreign-minister",)) if party.serves(when, when)}
    assert heard & ministers == {minister}


def test_one_who_led_the_state_after_serving_it_leads_from_then_on():
    johnson = [party for party in parties_of("GB") if party.id == "boris-johnson"]
    ranks = {
        day: [
            party.rank for party in johnson if party.serves(date.fromisoformat(day), date.fromisoformat(day))
        ]
        for day in ("2017-09-01", "2018-12-01", "2020-01-01", "2023-01-01")
    }
    assert ranks == {"2017-09-01": ["official"], "2018-12-01": [], "2020-01-01": ["leader"], "2023-01-01": []}


def test_a_president_elect_is_heard_before_the_term_begins():
    (biden,) = (party for party in parties_of("US") if party.id == "biden")
    assert biden.serves(date(2020, 11, 20), date(2020, 11, 20))
    assert not biden.serves(date(2020, 10, 20), date(2020, 10, 20))


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Franco-Russian"), ("en", "Russo-French"), ("fr", "franco-russe"), ("ru", "российско-французск*"),
     ("de", "französisch-russisch*"), ("pl", "rosyjsko-francusk*"), ("es", "franco-ruso"),
     ("uk", "франко-російськ*")],
)  # fmt: skip
def test_both_states_in_one_word_stand_for_both(language, name):
    party = joined("FR", "RU")
    assert party is not None
    assert name in party.names[language]


def test_two_watches_share_what_they_have_of_one_state(tmp_path):
    one = on(loaded(tmp_path, PAIR), 0)
    other = on(loaded(tmp_path, PAIR.replace('"RU"', '"DE"').replace('"russia"', '"germany"')), 0)
    assert one["macron"] is other["macron"]


def test_who_served_two_states_one_after_the_other_may_stand_on_both_sides(tmp_path):
    text = PAIR.replace('"FR"', '"EU"').replace('"RU"', '"PL"')
    watch = loaded(tmp_path, text)
    day = date(2018, 1, 1)
    assert [
        [party.id for party in side.parties if party.id == "tusk" and party.serves(day, day)]
        for side in watch.sides
    ] == [["tusk"], []]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('state = "FR"', 'state = "France"', 5, "no state 'France', did you mean 'FR'?"),
        ('state = "RU"', 'state = "FR"', 8, "the state 'FR' stands on two sides"),
        ('state = "FR"', 'state = "FR"\noffices = ["minister-president"]', 6, "offices cannot be"),
        ('state = "FR"', 'offices = ["envoy"]', 5, "offices are those of a state"),
    ],
)  # fmt: skip
def test_a_mistake_about_a_state_is_told_with_its_line(tmp_path, old, new, line, message):
    with pytest.raises(TomlFault) as fault:
        loaded(tmp_path, PAIR.replace(old, new, 1))
    assert f"w.toml:{line}: " in str(fault.value)
    assert message in str(fault.value)


def test_the_revision_follows_the_gazetteer_too(tmp_path):
    france = loaded(tmp_path, PAIR).revision
    assert france != loaded(tmp_path, PAIR.replace('"FR"', '"DE"')).revision
    assert france == loaded(tmp_path, PAIR).revision


@pytest.mark.parametrize(
    ("published", "title", "leader"),
    [
        ("2018-02-01", "US president calls Macron", "trump"),
        ("2022-02-01", "US president calls Macron", "biden"),
        ("2025-02-01", "US president calls Macron", "trump"),
    ],
)
def test_an_office_in_a_text_is_held_by_whoever_held_it_then(tmp_path, published, title, leader):
    watch = loaded(tmp_path, PAIR.replace('"RU"', '"US"'))
    article = Article(
        article_id="1", version="v", id="1", title=title, text="", published=published, language="en"
    )
    (look,) = looks(Rules.of([watch]), article)
    assert look.event is not None
    assert set(look.event.actors) == {"macron", leader}
