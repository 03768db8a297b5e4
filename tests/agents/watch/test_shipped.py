"""The watches that ship beyond the first: what each wants and does not, in three languages and more."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from agents.tag.look import Rules, looks
from agents.watch.find import MORE, shipped
from agents.watch.load import load_watch
from streams.article_records import Article

CASES = Path(__file__).with_name("cases")
WATCHES = sorted(path.stem for path in CASES.glob("*.jsonl"))


def cases(watch: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / f"{watch}.jsonl").read_text(encoding="utf-8").splitlines()]


EVERY = [(watch, case) for watch in WATCHES for case in cases(watch)]


@cache
def rules(watch: str) -> Rules:
    return Rules.of([load_watch(watch)])


def article(case: dict[str, Any]) -> Article:
    return Article(
        article_id="a", version="v", id="i", title=case["title"], text=case["text"],
        published=case["published"], language=case["language"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("watch", "case"),
    EVERY,
    ids=[f"{watch}: {case['language']}: {case['title'][:50]}" for watch, case in EVERY],
)
def test_a_text_is_wanted_or_not(watch: str, case: dict[str, Any]) -> None:
    one = article(case)
    (look,) = looks(rules(watch), one)
    assert look.match is case["match"], (look.score, look.facts)
    if not look.match:
        return
    assert look.event is not None
    for name, found in (("kind", look.kind), ("state", look.event.state)):
        assert case.get(name, found) == found
    if "pair" in case:
        assert {rules(watch).watches[0].sides[side].id for side in look.pair} == set(case["pair"])
    assert look.evidence
    for proof in look.evidence:
        assert one.whole[proof.start : proof.end] == proof.sentence


def test_each_watch_that_ships_beyond_the_first_has_texts_in_three_languages() -> None:
    assert sorted(path.stem for path in MORE.glob("*.toml")) == WATCHES
    for watch in WATCHES:
        every = cases(watch)
        assert len(every) >= 10
        assert len({case["language"] for case in every if case["match"]}) >= 3
        assert {case["match"] for case in every} == {True, False}


def test_a_watch_that_ships_is_called_as_its_file() -> None:
    for name, path in shipped().items():
        assert load_watch(path).id == name
