"""Articles as outlets print them: what the shipped watch makes of headline, lead and background."""

import tomllib
from pathlib import Path

import pytest

from agents.tag.look import Rules, looks
from agents.watch.load import load_watch
from streams.article_records import Article

CASES = tomllib.loads(Path(__file__).with_name("full.toml").read_text())["case"]


@pytest.fixture(scope="module")
def rules():
    return Rules.of([load_watch("macron-russia")])


def article(case):
    return Article(
        article_id="a", version="v", id="i", title=case["title"], text=case["text"].strip(),
        published=case["published"], language=case["language"],
    )  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[f"{case['language']}: {case['about']}" for case in CASES])
def test_an_article_is_wanted_or_not_with_kind_state_day_and_proof(case, rules):
    (look,) = looks(rules, article(case))
    assert look.match is case["match"], look
    if look.match:
        assert look.event is not None
        assert (look.kind, look.event.state, look.event.date) == (
            case["kind"],
            case["state"],
            case.get("date"),
        )
        assert any(case["shows"] in proof.sentence for proof in look.evidence)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['language']}: {case['about']}" for case in CASES])
def test_evidence_stands_in_the_article_word_for_word(case, rules):
    given = article(case)
    (look,) = looks(rules, given)
    assert len(look.evidence) in ((1, 2, 3) if look.match else (0,))
    for proof in look.evidence:
        assert given.whole[proof.start : proof.end] == proof.sentence
        assert proof.article_id == given.article_id


def test_the_cases_span_five_languages():
    assert len({case["language"] for case in CASES}) >= 5
    assert len(CASES) >= 12
