"""Whatever the text: proof is verbatim, the explanation tells the decision, and nothing is raised."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.tag.explain import explain
from agents.tag.look import Rules, looks
from agents.watch.load import load_watch
from streams.article_records import Article

RULES = Rules.of([load_watch("macron-russia")])
WORDS = st.sampled_from(
    [
        "Macron",
        "Putin",
        "Путин",
        "Макрон",
        "spoke with",
        "call",
        "refuses",
        "denied",
        "Trump",
        "and",
        ",",
        ".",
        ":",
        "«",
        "»",
        "—",
        "after",
        "on Friday",
        "26 июня",
        "Moscow",
        "Paris",
        "president",
        "the French",
        "no",
        "talks",
        "summit",
        "\n\n",
        "war",
        "troops",
        "ماكرون",
        "بوتين",
        "اتصال",
        "\u00a0",
        "Xi Jinping",
        "2019",
    ]
)
TEXTS = st.lists(st.one_of(WORDS, st.text(max_size=8)), max_size=60).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(["en", "ru", "ar", "fr", None]))
def test_proof_is_verbatim_and_the_explanation_tells_the_decision(title, text, language):
    article = Article(
        article_id="a", version="v", id="i", title=title, text=text, published="2022-02-07", language=language
    )
    (look,) = looks(RULES, article)
    assert 0 <= look.score <= 1
    assert bool(look.evidence) is look.match
    assert all(article.whole[one.start : one.end] == one.sentence for one in look.evidence)
    told = explain(RULES, article, "macron-russia")
    assert told.look == look
    assert all(article.whole[one.start : one.end] == one.text for one in told.sentences)
    assert told.raw is None or told.raw == pytest.approx(sum(told.shares.values()))


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_the_same_article_is_judged_the_same_again(text):
    article = Article(article_id="a", version="v", id="i", title="", text=text, published=None, language="en")
    assert looks(RULES, article) == looks(Rules.of([load_watch("macron-russia")]), article)
