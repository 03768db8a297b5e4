"""Texts become the same numbers where only their form differs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.dedup.reading import LEAD_WORDS, WORDS, read
from agents.dedup.shingles import Shingles
from agents.dedup.shingles import shingles as shingles_of


def shingles(title: str, text: str) -> Shingles:
    return shingles_of(read(title, text))


def test_case_punctuation_and_typography_do_not_tell_texts_apart() -> None:
    one = shingles(
        "Talks go on", "\u201cWe will meet again,\u201d the minister\u2019s aide said \u2013 soon."
    )
    other = shingles("TALKS GO ON", '"We will meet again", the minister\'s aide said - soon')
    assert one.content == other.content
    assert np.array_equal(one.every, other.every)


@pytest.mark.parametrize(
    "text",
    [
        "Посол прибыл в столицу, чтобы вручить письмо",
        "وصل السفير إلى العاصمة لتسليم رسالة الرئيس",
        "Büyükelçi mektubu teslim etmek için başkente geldi",
    ],
)
def test_every_script_that_writes_spaces_gives_runs_of_words(text: str) -> None:
    assert len(shingles("", text).every) == len(text.split()) - WORDS + 1


def test_another_order_of_words_is_another_text() -> None:
    assert shingles("", "one two three four").content != shingles("", "four three two one").content
    assert shingles("one two", "three").content != shingles("one", "two three").content


def test_runs_do_not_cross_from_the_headline_into_the_text() -> None:
    assert len(shingles("one two three", "four five six").every) == 0


def test_the_lead_is_the_beginning_of_the_text() -> None:
    words = [f"word{n}" for n in range(200)]
    whole = shingles("", " ".join(words))
    assert len(whole.lead) == LEAD_WORDS - WORDS + 1
    assert np.array_equal(whole.lead, shingles("", " ".join(words[:LEAD_WORDS])).every)


@given(st.text(), st.text())
def test_any_text_gives_sorted_distinct_hashes(title: str, text: str) -> None:
    seen = shingles(title, text)
    for hashes in (seen.every, seen.headline, seen.lead):
        assert hashes.dtype == np.uint32
        assert (np.diff(hashes.astype(np.int64)) > 0).all()
    assert np.isin(seen.lead, seen.every).all()
    assert seen.content == shingles(title, text).content
