"""How far a contact has come, and which of the days that a report names is its own."""

import tomllib
from pathlib import Path

import pytest

from agents.tag.look import Rules, looks
from agents.watch.load import load_watch
from streams.article_records import Article

RULES = Rules.of([load_watch("macron-russia")])
CASES = tomllib.loads(Path(__file__).with_name("state.toml").read_text("utf-8"))["case"]


def look(title, text="", language="en", published="2024-05-15T12:00:00Z"):
    article = Article(
        article_id="a", version="v", id="i", title=title, text=text, language=language, published=published
    )
    (found,) = looks(RULES, article)
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_a_contact_is_planned_held_denied_or_off_as_the_words_beside_it_say(case):
    found = look(case.get("title", ""), case.get("text", ""), case["language"])
    assert found.match, found
    told = found.event.kind, found.event.state, found.event.date
    assert told == (case["kind"], case["state"], case.get("day"))


def test_that_no_call_is_planned_is_a_statement_about_a_call_that_there_is_not() -> None:
    """So it joins the alert of the plan, and a reader sees that nobody has called."""
    found = look("Kremlin: no call with Macron is planned, the Russian president has other business")
    assert (found.kind, found.event.kind, found.event.state) == ("statement", "call", "denied")


def test_a_plan_without_a_day_is_shown_under_the_day_of_its_report() -> None:
    """A match has a date wherever one is known; what the event itself has stays unknown."""
    found = look("Macron will visit Moscow soon, the Kremlin said.")
    assert (found.event.date, found.date) == (None, "2024-05-15")
