"""Statements in ten languages: who speaks, what the speaker does by it, and on what."""

import tomllib
from pathlib import Path

import pytest

from agents.tag.look import Rules, looks
from agents.watch.load import load_watch
from streams.article_records import Article

CASES = tomllib.loads(Path(__file__).with_name("statements.toml").read_text())["case"]


@pytest.fixture(scope="module")
def rules():
    return Rules.of([load_watch("macron-russia")])


@pytest.mark.parametrize("case", CASES, ids=[f"{case['language']} {case['act']}" for case in CASES])
def test_speaker_act_and_topic_of_a_statement_are_told(case, rules):
    article = Article(
        article_id="a", version="v", id="i", title=case["title"], text="", published="2024-05-15",
        language=case["language"],
    )  # fmt: skip
    (look,) = looks(rules, article)
    assert look.match, (look.score, look.facts)
    assert look.event is not None
    assert (look.kind, look.event.speaker, look.event.act) == ("statement", case["speaker"], case["act"])
    assert case["topic"] in look.event.topics


def test_the_statements_are_in_ten_languages():
    assert len({case["language"] for case in CASES}) == 10
