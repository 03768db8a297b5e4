"""The tag stage: a match for each watch that wants an article, and a reason for every other."""

import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.tag.agent import STAGE, Reason, tag
from agents.tag.look import Rules, looks
from agents.tag.text.lexicon import CUES, known, lexicon
from agents.tag.wanted.score import score, shares
from agents.watch.definition import LANGUAGES
from agents.watch.load import load_watch
from streams import codec
from streams.article_records import Article, UniqueArticle
from streams.records import Match
from streams.settings import Settings
from streams.stage import Emit, Hold

SHIPPED = Rules.of([load_watch("macron-russia")])
NOW = datetime(2024, 5, 15, tzinfo=UTC)
SECOND = """\
id = "second"
title = "Another watch"
kinds = ["call"]
[[side]]
id = "left"
title = "Left"
[[side.person]]
id = "emmanuel"
leader = true
names.any = ["Macron"]
[[side]]
id = "right"
title = "Right"
[[side.person]]
id = "vladimir"
leader = true
names.any = ["Putin"]
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    path = tmp_path_factory.mktemp("watches") / "second.toml"
    path.write_text(SECOND)
    return Rules.of([load_watch("macron-russia"), load_watch(path)])


def unique(title="", text="", verdict="new", language="en"):
    article = Article(
        article_id="a1", version="v1", id="item", title=title, text=text, language=language,
        published="2024-05-15T10:00:00Z", outlet="example.org",
        outlet_name="Example Post", family="Example Group",
    )  # fmt: skip
    return UniqueArticle(article=article, verdict=verdict, story="s1", original="a0")


def test_a_match_names_the_agency_that_another_print_of_the_text_credits(rules):
    credited = replace(unique("Macron calls Putin", verdict="copy"), credit="Wire")
    own = replace(credited, article=replace(credited.article, agency="Other Wire"))
    agencies = [tag(rules, one, None, NOW).outputs[0].record.article.agency for one in (credited, own)]
    assert agencies == ["Wire", "Other Wire"]


def test_a_wanted_article_becomes_one_match_for_each_watch(rules):
    decision = tag(rules, unique("Macron calls Putin"), None, NOW)
    assert isinstance(decision, Emit)
    assert decision.reason is Reason.WANTED
    assert [output.key for output in decision.outputs] == ["macron-russia", "second"]
    first, second = decision.outputs
    assert first.headers == {"article": "a1", "version": "v1", "watch": "macron-russia"}
    match = first.record
    assert isinstance(match, Match)
    assert (match.verdict, match.story, match.original) == ("new", "s1", "a0")
    assert (match.event.kind, match.event.date, match.opens) == ("call", "2024-05-15", True)
    assert match.article.outlet == "example.org"
    assert (match.article.outlet_name, match.article.family) == ("Example Post", "Example Group")
    assert second.record.event.actors == ("emmanuel", "vladimir")
    assert codec.decode(Match, codec.encode(match)) == match


def test_the_detail_tells_what_every_watch_made_of_it(rules):
    decision = tag(rules, unique("Russia expels French diplomats, Macron and Putin at odds"), None, NOW)
    assert isinstance(decision, Emit)
    one, other = decision.detail
    assert (one.watch, one.match, one.kind) == ("macron-russia", True, "expulsion")
    assert (other.watch, other.match, other.kind, other.date, other.evidence) == (
        "second",
        False,
        None,
        None,
        (),
    )
    assert isinstance(other.score, float)


def test_an_article_with_one_side_is_not_wanted_and_scores_nothing(rules):
    decision = tag(rules, unique("Macron opens a school"), None, NOW)
    assert isinstance(decision, Hold)
    assert decision.reason is Reason.NOT_WANTED
    assert [(look.match, look.score) for look in decision.detail] == [(False, 0.0), (False, 0.0)]


def test_a_repeat_is_held_without_a_look(rules):
    assert tag(rules, unique("Macron calls Putin", verdict="repeat"), None, NOW) == Hold(Reason.REPEAT, ())


@pytest.mark.parametrize("verdict", ["copy", "revision"])
def test_copies_and_revisions_are_looked_at_like_new(rules, verdict):
    decision = tag(rules, unique("Macron calls Putin", verdict=verdict), None, NOW)
    assert isinstance(decision, Emit)
    assert decision.outputs[0].record.verdict == verdict


def test_what_is_told_in_passing_opens_nothing(rules):
    text = "Storms hit Lisbon. Macron and Putin spoke by phone about Syria. A rocket was launched."
    decision = tag(rules, unique("Evening briefing: Macron calls Putin, storms", text), None, NOW)
    assert isinstance(decision, Emit)
    assert decision.outputs[0].record.opens is False


def test_the_stage_loads_the_watches_that_ship():
    stage = STAGE.configured(Settings())
    assert isinstance(stage.decide(unique("Macron calls Putin"), None, NOW), Emit)


def test_a_broken_watch_refuses_the_start(tmp_path):
    (tmp_path / "w.toml").write_text("id = 1")
    with pytest.raises(ValueError, match=r"w\.toml:1: "):
        STAGE.configured(Settings(watches=Path(tmp_path)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_file_has_words_for_every_cue(language):
    assert set(lexicon(language).groups) == set(CUES)


@pytest.mark.parametrize(
    ("language", "text", "read"),
    [("fr-CA", "x", "fr"), ("xx", "Он пришёл", "ru"), (None, "Він її бачив", "uk"), (None, "وصل", "ar"),
     (None, "Łódź się", "pl"), (None, "plain words", "en"), ("zh", "会议", "en")],
)  # fmt: skip
def test_a_language_without_a_lexicon_is_guessed_by_its_letters(language, text, read):
    assert known(language, text) == read


def test_the_score_says_what_each_fact_adds():
    facts = {"head_pair": 1.0, "prank": 1.0}
    parts = shares(facts)
    assert set(parts) == {"base", "head_pair", "prank"}
    assert parts["prank"] < 0 < parts["head_pair"]
    assert 0 < score(facts) < score({"head_pair": 1.0}) < 1


@given(st.text(alphabet=st.sampled_from(list("Macron Putin.\n—:«»\x00\u202e😀Кремльو")), max_size=200))
def test_any_text_is_decided_with_exact_evidence(text):
    article = Article(article_id="a", version="v", id="i", title="Macron calls Putin", text=text)
    for look in looks(SHIPPED, article):
        for proof in look.evidence:
            assert article.whole[proof.start : proof.end] == proof.sentence


@pytest.mark.parametrize("unit", ["Macron Putin ", "call ", "a. ", "Russia's war ", "Macron—", "\x00", "12 "])
def test_hostile_bodies_cost_no_more_than_their_region(rules, unit):
    article = Article(
        article_id="a", version="v", id="i", title="Macron Putin", text=unit * (2_000_000 // len(unit))
    )
    started = time.process_time()
    looks(rules, article)
    assert time.process_time() - started < 2
