"""Watches beside one another, and one state with anyone abroad: each sees what it would see alone."""

from dataclasses import replace
from functools import cache

import pytest

from agents.tag.look import Look, Rules, looks
from agents.watch.find import shipped
from agents.watch.load import load_watch
from streams.article_records import Article

CALL = (
    "Macron phones Putin",
    "The French and the Russian leader spoke on Monday about Saudi Arabia and Syria.",
)
THREE = ("Tusk and Macron meet Merz in Warsaw", "Poland's prime minister received them on Monday.")
CHINA = ("Merz calls Xi", "The German chancellor spoke by phone with China's president on Monday.")
ABROAD = ("Macron meets Starmer in London", "The French president and the British prime minister talked.")
TEXTS = (CALL, THREE, CHINA, ABROAD)


def article(title: str, text: str) -> Article:
    return Article(
        article_id="a", version="v", id="i", title=title, text=text, language="en", published="2025-09-10"
    )


@pytest.fixture(scope="module")
def every() -> Rules:
    return Rules.of([load_watch(path) for path in shipped().values()])


@cache
def rules(watch: str) -> Rules:
    return Rules.of([load_watch(watch)])


def alone(watch: str, title: str, text: str) -> Look:
    (look,) = looks(rules(watch), article(title, text))
    return look


@pytest.mark.parametrize(("title", "text"), TEXTS, ids=[title for title, _ in TEXTS])
def test_a_watch_makes_the_same_of_an_article_whatever_others_are_at_work(
    every: Rules, title: str, text: str
) -> None:
    for look in looks(every, article(title, text)):
        assert look == alone(look.watch, title, text)


def test_what_two_states_abroad_do_is_not_wanted() -> None:
    look = alone("poland-abroad", *ABROAD)
    assert (look.match, look.pair) == (False, ())


def test_of_several_abroad_one_is_the_other_side_and_the_rest_are_third_parties() -> None:
    look = alone("poland-abroad", *THREE)
    watch = load_watch("poland-abroad")
    assert look.match
    assert look.event is not None
    home, far = (watch.sides[side].id for side in look.pair)
    met, other = {"fr": ("macron", "merz"), "de": ("merz", "macron")}[far]
    assert home == "poland"
    assert set(look.event.actors) == {"tusk", met}
    assert other in look.event.third_parties


def test_contacts_with_two_states_on_one_day_are_told_apart() -> None:
    berlin = alone(
        "poland-abroad", "Tusk visits Berlin", "Poland's prime minister met Friedrich Merz on Monday."
    )
    paris = alone(
        "poland-abroad", "Tusk visits Paris", "Poland's prime minister met Emmanuel Macron on Monday."
    )
    assert berlin.event is not None
    assert paris.event is not None
    assert berlin.event.actors == ("merz", "tusk")
    assert paris.event.actors == ("macron", "tusk")
    assert replace(berlin.event, actors=(), terms=(), third_parties=(), places=()) == replace(
        paris.event, actors=(), terms=(), third_parties=(), places=()
    )
