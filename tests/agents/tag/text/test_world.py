"""Third parties: who else is named in a text, known from the gazetteer in every language."""

import pytest

from agents.gazetteer.load import load_state, states
from agents.tag.text.fold import fold
from agents.tag.text.world import world


def thirds(text, language="en"):
    return [(text[hit.start : hit.end], hit.value[1]) for hit in world(language).find(text, fold(text))]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Germany's chancellor Olaf Scholz", [("Germany", "DE"), ("Olaf Scholz", "scholz")]),
        ("de", "Bundeskanzler Scholz sprach in Ankara", [("Scholz", "scholz"), ("Ankara", "TR")]),
        ("fr", "la Maison-Blanche et M. Zelensky", [("Maison-Blanche", "US"), ("Zelensky", "zelensky")]),
        ("ru", "Эрдоган встретился с Зеленским в Польше",
         [("Эрдоган", "erdogan"), ("Зеленским", "zelensky"), ("Польше", "PL")]),
        ("pl", "Trump rozmawiał z Zełenskim", [("Trump", "trump"), ("Zełenskim", "zelensky")]),
        ("ar", "بايدن في السعودية", [("بايدن", "biden"), ("السعودية", "SA")]),
        ("en", "A trip to Bhutan and Greenland", [("Bhutan", "BT"), ("Greenland", "GL")]),
        ("en", "Taiwan, South Africa and Africa",
         [("Taiwan", "TW"), ("South Africa", "ZA"), ("Africa", "AFRICA")]),
        ("en", "the letter of Navalny", [("Navalny", "navalny")]),
    ],
)  # fmt: skip
def test_people_and_countries_are_found_in_the_language_of_the_text(language, text, found):
    assert thirds(text, language) == found


def test_a_short_name_counts_beside_a_full_one():
    assert thirds("Jake Sullivan left. Sullivan said so.") == [
        ("Jake Sullivan", "sullivan"),
        ("Sullivan", "sullivan"),
    ]
    assert thirds("Sullivan said so.") == []


def test_a_leaders_short_name_counts_beside_the_country_too():
    assert ("Xi", "xi") in thirds("Xi receives the guest in China")
    assert thirds("Chapter Xi begins") == []


def test_a_month_is_no_prime_minister():
    assert thirds("Theresa May resigned in Britain on May 24") == [
        ("Theresa May", "may"),
        ("Britain", "GB"),
    ]


@pytest.mark.parametrize("language", ["en", "fr", "ru", "de", "pl", "uk", "es", "it", "tr", "ar", "pt"])
def test_every_state_is_known_by_its_own_name_in_every_language(language):
    for code in states():
        names = load_state(code).names
        name = (*names.get(language, ()), *names.get("any", ()))[0].rstrip("~*")
        assert (name, code) in [(word[: len(name)], one) for word, one in thirds(name, language)], code
