"""The kind of a report as a sum of weighed facts: what the file of weights may hold, and what comes of it."""

import math
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.cli.kind_words import words
from agents.tag.kinds import score as kind_score
from agents.tag.kinds.facts import KindFacts
from agents.tag.kinds.score import KINDS, cues, likely, sums
from agents.tag.look import Look, Rules, looks
from agents.watch.definition import CONTACTS
from agents.watch.load import load_watch
from streams.article_records import Article

FILE = tomllib.loads(Path(kind_score.__file__).with_name("weights.toml").read_text("utf-8"))
RULES = Rules.of([load_watch("macron-russia")])
FACTS = st.builds(
    KindFacts,
    shared=st.frozensets(st.sampled_from(list(FILE["shared"]))),
    own=st.fixed_dictionaries(dict.fromkeys(CONTACTS, st.frozensets(st.sampled_from(list(FILE["own"]))))),
    ruled=st.sampled_from(KINDS),
)


def look(title: str, text: str = "", language: str = "en") -> Look:
    article = Article(
        article_id="a", version="v", id="i", title=title, text=text, language=language, published="2021-05-04"
    )
    return looks(RULES, article)[0]


def test_every_weight_is_of_a_kind_that_there_is() -> None:
    assert set(FILE["start"]) <= set(KINDS)
    assert all(set(row) <= set(KINDS) for row in FILE["shared"].values())
    assert all(set(row) <= {"every", *CONTACTS} for row in FILE["own"].values())


def test_every_fact_that_has_a_weight_has_words_for_people() -> None:
    assert [fact for fact in ("start", "ruled", *FILE["shared"], *FILE["own"]) if words(fact) == fact] == []


@given(FACTS)
def test_the_likeliest_kind_has_the_highest_sum_and_all_together_are_one(
    facts: KindFacts,
) -> None:
    shares = likely(facts)
    assert list(shares) == list(sums(facts))
    assert sum(shares.values()) == pytest.approx(1)
    assert all(0 <= share <= 1 and math.isfinite(share) for share in shares.values())


@given(FACTS, st.sampled_from(KINDS), st.sampled_from(KINDS))
def test_cues_tell_how_far_one_kind_lies_ahead_of_another(facts: KindFacts, one: str, other: str) -> None:
    apart = sum(cues(facts, one).values()) - sum(cues(facts, other).values())
    assert apart == pytest.approx(sums(facts)[one] - sums(facts)[other])


def test_a_match_keeps_what_its_kind_was_told_by() -> None:
    found = look("Macron phones Putin", "The two presidents spoke for an hour on Monday.")
    assert found.kind_facts is not None
    assert found.kind == next(iter(sums(found.kind_facts))) == "call"
    assert "told_head" in found.kind_facts.own["call"]
    assert look("Macron opens a bridge in Nantes").kind_facts is None


@pytest.mark.parametrize(
    ("title", "text", "language", "kind"),
    [
        (
            "Macron presses Putin over Libya",
            "The French president arrived in Moscow on Monday and met Vladimir Putin at the Kremlin.",
            "en",
            "visit",
        ),
        (
            "Macron et Poutine évoquent la Libye",
            "Le président français est arrivé lundi à Moscou pour une visite de deux jours.",
            "fr",
            "visit",
        ),
        ("Kremlin: Macron's words on troops are dangerous", "Peskov answered reporters.", "en", "statement"),
    ],
)
def test_what_the_lead_tells_weighs_against_the_headline(
    title: str, text: str, language: str, kind: str
) -> None:
    assert look(title, text, language).kind == kind


def test_the_same_facts_come_to_the_same_sums_in_every_process() -> None:
    told = (
        "from agents.tag.kinds import score; from agents.tag.kinds.facts import KindFacts;"
        "every = score._weights();"
        "facts = KindFacts(frozenset(every.shared), {k: frozenset(every.own) for k in score.KINDS}, 'call');"
        "print(score.sums(facts))"
    )

    def said(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.run(
            [sys.executable, "-c", told], env=environment, capture_output=True, text=True, check=True
        ).stdout

    assert said("1") == said("2")


def test_a_summit_of_the_african_union_is_none_of_the_sides() -> None:
    assert look("Macron accuses Putin of blackmail at African Union summit").kind == "statement"
