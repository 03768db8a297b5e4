"""One side about the other where they do not stand side by side: condemned wars, answers, thirds, ships."""

import tomllib
from pathlib import Path

import pytest

from agents.tag.look import Rules, looks
from agents.watch.load import load_watch
from streams.article_records import Article

CASES = tomllib.loads(Path(__file__).with_name("exchange.toml").read_text("utf-8"))
RULES = Rules.of([load_watch("macron-russia")])


def look(language, title, text):
    article = Article(
        article_id="a", version="v", id="i", title=title, text=text, language=language, published="2024-05-15"
    )
    (found,) = looks(RULES, article)
    return found


def title(case):
    return f"{case['language']}: {case['title']}"


@pytest.mark.parametrize("case", CASES["condemns"], ids=title)
def test_who_condemns_the_war_of_the_other_side_makes_a_statement(case):
    found = look(**case)
    assert found.match, found
    assert (found.kind, found.event.speaker, found.opens) == ("statement", "macron", True)


@pytest.mark.parametrize("case", CASES["answers"], ids=title)
def test_an_answer_opens_an_event_though_the_headline_names_one_side_alone(case):
    found = look(**case)
    assert found.match, found
    assert (found.kind, found.opens) == ("statement", True)


@pytest.mark.parametrize("case", CASES["apart"], ids=title)
def test_two_leaders_in_one_text_are_no_exchange(case):
    assert not look(**case).match


@pytest.mark.parametrize("case", CASES["asks_third"], ids=title)
def test_who_asks_a_third_to_help_with_a_settlement_negotiates(case):
    found = look(**case)
    assert (found.match, found.kind) == (True, "negotiation")


@pytest.mark.parametrize("case", CASES["asks_others"], ids=title)
def test_a_trip_to_a_third_over_something_else_is_no_negotiation_with_the_other_side(case):
    assert not look(**case).match


@pytest.mark.parametrize("case", CASES["seized"], ids=title)
def test_a_ship_that_is_seized_is_a_sanction(case):
    found = look(**case)
    assert (found.match, found.kind) == (True, "sanctions")


def test_what_several_leaders_say_together_about_a_side_opens_nothing():
    title = "Merz, Tusk und Macron beraten über Einigkeit gegenüber Russland"
    found = look(
        "de", title, "Es war das erste Treffen der drei seit einem Jahr. Auch der Frieden war ein Thema."
    )
    assert not found.opens
