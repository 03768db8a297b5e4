"""Whose contact it is: the sides' own, or that of somebody else who speaks with one of them."""

import pytest

from agents.tag.explain import explain
from agents.tag.look import Rules
from agents.watch.load import load_watch
from streams.article_records import Article

BETWEEN = [
    ("en", "Macron and Scholz speak with Putin about grain"),
    ("en", "Johnson comments on the call between Macron and Putin"),
    ("en", "Trump hails Macron-Putin talks"),
    ("en", "Erdogan says Macron spoke with Putin at his request"),
    ("de", "Scholz und Macron telefonieren mit Putin"),
    ("fr", "Macron et Merkel s'entretiennent avec Poutine"),
    ("ru", "Эрдоган оценил разговор Путина и Макрона"),
    ("pl", "Macron i Scholz rozmawiali z Putinem"),
]
APART = [
    ("en", "Biden speaks with Macron ahead of meeting with Putin"),
    ("en", "Erdogan to hold talks with Putin after call with Macron"),
    ("en", "Trump says Putin, Macron both want to talk to him"),
    ("de", "Biden telefoniert mit Macron vor Gespräch mit Putin"),
    ("ru", "Байден обсудил с Макроном телефонный разговор с Путиным"),
    ("ru", "Лукашенко рассказал Путину о разговоре с Макроном"),
]


@pytest.fixture(scope="module")
def rules():
    return Rules.of([load_watch("macron-russia")])


def contacts(rules, language, title):
    article = Article(
        article_id="a", version="v", id="i", title=title, text="", published="2022-06-10", language=language
    )
    return explain(rules, article, "macron-russia").sentences[0].contacts


@pytest.mark.parametrize(("language", "title"), BETWEEN)
def test_a_contact_of_both_sides_is_told_as_one(rules, language, title):
    assert contacts(rules, language, title)


@pytest.mark.parametrize(("language", "title"), APART)
def test_what_another_leader_does_with_each_side_is_no_contact_between_them(rules, language, title):
    assert not contacts(rules, language, title)
