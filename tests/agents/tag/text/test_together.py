"""Words that tell something only in pairs: a verb and its particle, a verb and whom it is done to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.tag.text.fold import fold
from agents.tag.text.lexicon import lexicon
from agents.tag.text.together import Together

ROWS = [
    {"as": "contact.call", "one": ["ruft", "rief"], "end": ["an"]},
    {"as": "contact.expulsion", "one": ["leave", "expel*"], "two": ["diplomat", "diplomats"]},
]


def told(text):
    return [
        (text[hit.start : hit.end], ".".join(hit.value))
        for hit in Together(ROWS, (), ()).find(text, fold(text))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Anna ruft Bert an", [("ruft", "contact.call")]),
        ("Anna rief gestern bei Bert an.", [("rief", "contact.call")]),
        ("Anna ruft Bert an und droht", [("ruft", "contact.call")]),
        ("Anna ruft an die Front", []),  # "an" does not end its clause
        ("Anna ruft. Bert kommt an", []),  # another sentence
        ("Bert kommt an, Anna ruft", []),  # the particle stands behind its verb
        ("They must leave, the diplomats heard", [("leave", "contact.expulsion")]),
        ("Two diplomats have to leave", [("leave", "contact.expulsion")]),
        ("The diplomats spoke of rain and wind and many other things. They leave", []),
        ("Tourists leave", []),
    ],
)
def test_a_pair_of_words_tells_what_neither_does_alone(text, found):
    assert told(text) == found


@given(st.lists(st.sampled_from(["ruft", "an", "diplomats", "expelled", "X", ".", ","]), max_size=60))
def test_every_pair_is_told_at_its_verb(words):
    text = " ".join(words)
    assert all(word in ("ruft", "expelled") for word, _ in told(text))


def test_hostile_rows_of_verbs_take_no_longer_than_they_are_long():
    text = "expelled " * 20_000
    assert Together(ROWS, (), ()).find(text, fold(text)) == []


def test_the_languages_hold_pairs():
    text = "Berlin weist sechs Diplomaten aus"
    assert ("contact", "expulsion") in {hit.value for hit in lexicon("de").cues(text, fold(text))}
