"""Two reports of what somebody said or did: who speaks, on what day, of what."""

from dataclasses import replace

import pytest

from agents.alert.facets import facet_of
from agents.alert.same import same_event

WORDS = ("grain", "ports", "rail", "isles")


@pytest.fixture
def said(match):
    def made(name, **slots):
        given = {"kind": "statement", "speaker": "anna", "actors": ("anna", "sudland"), "terms": WORDS}
        return facet_of(match(name, **given | slots))

    return made


@pytest.mark.parametrize(
    ("speaker", "actors", "same"),
    [
        ("berto", ("norland", "sudland"), True),  # may be taken for who is quoted
        ("berto", ("anna", "berto"), True),
        ("berto", ("berto", "norland"), False),
        (None, ("berto", "norland"), False),
        (None, ("norland", "sudland"), True),
    ],
)
def test_a_word_and_its_answer_are_two_events_where_each_report_names_its_own_side_s_people(
    said, policy, speaker, actors, same
):
    other = said("other", speaker=speaker, actors=actors, terms=(*WORDS[:3], "salt", "tin"))
    assert same_event(said("word"), other, policy) is same


def test_one_speech_is_one_event_though_a_report_takes_whom_it_quotes_for_who_spoke(said, policy):
    other = said("other", speaker="berto", actors=("berto", "norland"))
    assert same_event(said("word"), other, policy)


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"terms": ("salt", "tin", "bread")}, True),  # another language: speaker and day tell enough
        ({"terms": ("salt", "tin", "bread"), "topics": ("energy",)}, False),
        ({"terms": ("grain", "tin"), "topics": ("energy",)}, True),
        ({"terms": ("salt", "tin", "bread"), "topics": ("arms",)}, True),
        ({"terms": ("salt", "tin", "bread"), "speaker": None}, False),
        ({"terms": (), "speaker": None}, True),
    ],
)
def test_what_one_speaker_says_on_a_day_is_one_thing_unless_both_reports_tell_of_two(
    said, policy, change, same
):
    assert same_event(said("word", topics=("arms",)), said("other", **change), policy) is same


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"terms": ()}, True),
        ({"terms": ("salz", "zinn")}, True),  # its own language's nouns
        ({"terms": (), "kind": "sanctions"}, False),
        ({"terms": ("salt", "tin", "bread")}, False),
        ({"terms": ("grain", "tin")}, True),
        ({"terms": (), "date": "2031-05-03"}, False),
    ],
)
def test_a_bare_headline_of_the_next_morning_is_of_the_speech_of_the_day_before(said, policy, change, same):
    late = {"date": "2031-05-02", "date_from": "published"}
    speech = said("speech", date_from="published")
    assert same_event(speech, said("late", **late | change), policy) is same


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"speaker": "berto"}, False),
        ({"speaker": None}, False),
        ({"act": "accuses"}, False),
        ({"terms": ("salt", "tin", "bread")}, False),
        ({"terms": ()}, True),
        ({"date": "2031-05-03"}, False),
    ],
)
def test_who_gives_the_account_of_a_contact_speaks_in_it(said, match, policy, change, same):
    call = facet_of(match("call", actors=("norland", "sudland"), speaker="anna", terms=WORDS))
    slots = {"terms": ("grain", "rail", "salt", "tin"), "date_from": "published"}
    assert same_event(call, said("account", **slots | change), policy) is same


def test_a_statement_is_not_told_of_a_contact_that_only_names_the_other_side_s_people(said, match, policy):
    talks = facet_of(match("talks", kind="negotiation", actors=("berto", "norland"), terms=WORDS))
    words = (*WORDS[:3], "salt", "tin")
    assert not same_event(talks, said("word", terms=words), policy)
    answer = said("answer", speaker="berto", actors=("berto", "norland"), terms=words)
    assert same_event(talks, answer, policy)


@pytest.mark.parametrize(("act", "same"), [("says", True), ("reacts", False)])
def test_who_answers_is_not_who_spoke_though_both_reports_name_the_matter(said, policy, act, same):
    word = said("word", actors=("anna", "berto"), act="warns")
    other = {"actors": ("anna", "berto"), "speaker": "berto", "terms": (*WORDS[:3], "salt", "tin")}
    assert same_event(word, said("other", act=act, **other), policy) is same


@pytest.mark.parametrize(
    ("leaders", "date", "same"),
    [({"anna"}, "2031-05-01", True), (set(), "2031-05-01", False), ({"anna"}, "2031-05-02", False)],
)
def test_a_leader_and_who_speaks_for_him_say_one_thing_on_one_day(said, policy, leaders, date, same):
    policy = replace(policy, leaders=frozenset(leaders))
    office = said("office", actors=("norland", "sudland"), date_from="published")
    slots = {"speaker": "arne", "actors": ("norland", "sudland"), "terms": ("grain", "salt", "tin", "bread")}
    spokesman = said("spokesman", date=date, date_from="published", **slots)
    assert same_event(office, spokesman, policy) is same


@pytest.mark.parametrize(("speaker", "same"), [("norland", True), ("arne", False)])
def test_a_side_that_speaks_as_a_whole_and_one_of_its_people_speak_with_one_voice(
    said, policy, speaker, same
):
    other = said("other", speaker=speaker, terms=("salt", "tin", "bread", "coal"))
    assert same_event(said("word"), other, policy) is same
