"""Why a watch wants an article: what a reader of the explanation sees."""

import pytest

from agents.tag.explain import explain
from agents.tag.look import Rules, looks
from agents.watch.load import load_watch
from streams.article_records import Article

WANTED = ("Macron phones Putin", "The French president spoke with the Russian leader for an hour on Monday.")
OTHER = ("Macron opens a bridge", "The French president cut a ribbon in Nantes on Monday.")
SPORT = ("French handball team beats Russia", "France won the match by three goals in the semi-final.")


@pytest.fixture(scope="module")
def rules():
    return Rules.of([load_watch("macron-russia")])


def article(title, text):
    return Article(
        article_id="a", version="v", id="i", title=title, text=text, published="2021-05-04", language="en"
    )


def test_what_is_explained_is_what_was_decided(rules):
    for given in (WANTED, OTHER, SPORT):
        one = article(*given)
        assert explain(rules, one, "macron-russia").look == looks(rules, one)[0]


def test_each_sentence_shows_the_names_and_words_that_were_seen(rules):
    one = article(*WANTED)
    told = explain(rules, one, "macron-russia")
    assert told.why == "wanted"
    assert told.pair == ("france", "russia")
    headline, sentence = told.sentences
    assert headline.title
    assert headline.contacts == ("call",)
    assert [(found.text, found.rule) for found in headline.found][:2] == [
        ("Macron", "name"),
        ("phones", "contact.call"),
    ]
    assert all(one.whole[found.start : found.end] == found.text for found in headline.found + sentence.found)
    assert all(one.whole[part.start : part.end] == part.text for part in told.sentences)


def test_the_shares_add_up_to_the_sum(rules):
    told = explain(rules, article(*WANTED), "macron-russia")
    assert told.raw == pytest.approx(sum(told.shares.values()))


def test_what_kept_an_article_out_is_said(rules):
    assert explain(rules, article(*OTHER), "macron-russia").why == "one side is not named"
    assert "threshold" in explain(rules, article(*SPORT), "macron-russia").why


def test_a_watch_that_is_not_loaded_cannot_be_explained(rules):
    with pytest.raises(KeyError):
        explain(rules, article(*WANTED), "nobody")
