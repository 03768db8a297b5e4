"""Headlines with a sentence or two, in eleven languages: what the shipped watch wants of them."""

import json
from pathlib import Path

import pytest

from agents.tag.look import Rules, looks
from agents.watch.load import load_watch
from streams.article_records import Article

CASES = [json.loads(line) for line in Path(__file__).with_name("short.jsonl").read_text().splitlines()]


@pytest.fixture(scope="module")
def rules():
    return Rules.of([load_watch("macron-russia")])


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{c['language']}: {(c['title'] or c['text'])[:50]}" for c in CASES]
)
def test_a_short_item_is_wanted_or_not(case, rules):
    item = Article(
        article_id="a", version="v", id="i", title=case["title"], text=case["text"],
        published=case.get("published"), language=case["language"],
    )  # fmt: skip
    (look,) = looks(rules, item)
    if case.get("doubt"):  # the watch leans to recall: what is as likely not wanted may pass, barely
        assert look.score < 0.5
        return
    assert look.match is case["match"], (look.score, look.facts)
    if look.match and "kind" in case:
        assert look.kind == case["kind"]
