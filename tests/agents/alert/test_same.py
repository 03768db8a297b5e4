"""Two reports of one event, or not: actors, kind, day, then what the texts share."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.alert.alike import alike
from agents.alert.facets import WORDS, facet_of, keep, rank, sample
from agents.alert.same import same_event

words = st.lists(st.sampled_from(("ports", "grain", "rail", "islands")), unique=True)
slots = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(("call", "meeting", "visit", "other", "statement", "sanctions")),
        "state": st.sampled_from(("held", "planned", "moved", "denied")),
        "date": st.sampled_from(("2031-05-01", "2031-05-02", "XXXX-05-01", "2031-05", "2031", None)),
        "date_from": st.sampled_from(("text", "published")),
        "actors": st.sampled_from((("anna", "berto"), ("arne", "berto"), ("norland", "sudland"), ())),
        "speaker": st.sampled_from((None, "anna", "arne", "berto", "stranger")),
        "topics": words,
        "terms": words,
        "published": st.sampled_from((None, "2031-05-01", "2031-05-03", "2031-05", "9999-12-31")),
    }
)


@given(one=slots, other=slots)
def test_what_is_one_event_does_not_hang_on_which_report_is_asked_first(match, policy, one, other):
    a, b = (
        facet_of(match(n, **row | {"topics": tuple(row["topics"]), "terms": tuple(row["terms"])}))
        for n, row in (("a", one), ("b", other))
    )
    assert same_event(a, b, policy) == same_event(b, a, policy)


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"kind": "meeting"}, True),
        ({"kind": "summit"}, True),
        ({"kind": "other"}, True),
        ({"kind": "visit"}, False),
        ({"actors": ("arne", "berto")}, False),
        ({"actors": ("norland", "berto")}, True),
        ({"date": "2031-05-02"}, False),
        ({"date": "2031-05-02", "date_from": "published", "terms": ("grain", "ports", "rail")}, True),
        ({"date": "2031-05-02", "date_from": "published", "terms": ("bread", "salt", "tin")}, True),
        ({"date": "2031-05-03", "date_from": "published", "terms": ("bread", "salt", "tin")}, False),
        ({"date": None, "terms": ("grain", "ports", "rail")}, True),
        ({"date": None, "published": "2031-05-04", "terms": ("bread", "salt", "tin")}, False),
    ],
)
def test_a_call_and_a_report_like_it(match, policy, change, same):
    call = facet_of(match("call", terms=("grain", "ports", "rail")))
    other = facet_of(match("other", **{"terms": ("bread",)} | change))
    assert same_event(call, other, policy) is same


def test_two_contacts_without_a_day_are_not_one_because_they_are_of_one_affair(match, policy):
    terms = ("grain", "ports", "rail", "tin")
    undated = {"date": None, "published": None, "story": "affair"}
    visit = facet_of(match("visit", kind="visit", terms=terms, **undated))
    slots = undated | {"kind": "envoy"}
    assert not same_event(
        visit, facet_of(match("envoy", **slots, terms=(*terms[:2], "bread", "salt"))), policy
    )
    assert same_event(visit, facet_of(match("alike", **slots, terms=terms)), policy)


def test_a_visit_of_two_days_is_one_visit(match, policy):
    first = facet_of(match("first", kind="visit", terms=("grain", "ports")))
    second = facet_of(match("second", kind="visit", date="2031-05-02", terms=("grain", "ports")))
    call = facet_of(match("call", date="2031-05-02", terms=("grain", "ports")))
    assert same_event(first, second, policy)
    assert not same_event(first, call, policy)


def test_prints_of_one_text_are_wholly_alike(match):
    one, other = (facet_of(match(n, original="a-one")) for n in ("one", "other"))
    assert alike(one, other) == 1.0
    assert alike(one, facet_of(match("far"))) == 0.0


@pytest.mark.parametrize(
    ("change", "alone", "same"),
    [
        ({"kind": "negotiation", "date": None}, False, True),
        ({"kind": "statement", "speaker": "anna"}, False, True),
        ({"date": "2031-05-02", "date_from": "published", "topics": ("ports",)}, False, True),
        ({"kind": "negotiation", "date": "2031-05-02", "date_from": "published"}, False, False),
        ({"date": "2031-05-02"}, False, False),
        ({"actors": ("arne", "berto")}, False, False),
        ({"kind": "envoy"}, False, False),
    ],
)
def test_one_story_joins_two_reports_only_where_nothing_speaks_against_it(match, policy, change, alone, same):
    call = facet_of(match("call", terms=("grain", "ports"), topics=("rail",), story="affair"))
    slots = {"terms": ("salt", "tin", "bread")} | change
    assert same_event(call, facet_of(match("other", **slots)), policy) is alone
    assert same_event(call, facet_of(match("other", story="affair", **slots)), policy) is same


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"terms": ()}, True),  # a bare headline
        ({"terms": ("salt", "tin", "bread")}, False),
        ({"act": "refuses"}, False),
        ({"date": "2031-05-02", "date_from": "published"}, False),
        ({"actors": ("anna", "sudland")}, False),
        ({"actors": ("arne", "berto"), "speaker": "arne"}, False),
    ],
)
def test_what_one_leader_says_of_the_other_on_the_day_of_their_call_is_told_of_it(
    match, policy, change, same
):
    call = facet_of(match("call", terms=("grain", "ports", "rail", "isles")))
    slots = {
        "kind": "statement",
        "speaker": "anna",
        "act": "urges",
        "terms": ("grain", "salt", "tin", "bread"),
    }
    assert same_event(call, facet_of(match("said", **slots | change)), policy) is same


@pytest.mark.parametrize(
    ("speaker", "words", "date", "same"),
    [
        ("anna", 2, "2031-05-01", True),
        ("berto", 2, "2031-05-01", False),
        ("berto", 3, "2031-05-01", True),
        ("berto", 3, "2031-05-02", False),
    ],
)
def test_an_answer_is_an_event_of_its_own_unless_it_is_told_as_what_it_answers(
    match, policy, speaker, words, date, same
):
    terms = ("grain", "ports", "rail", "isles", "bread")
    said = {"kind": "statement", "date_from": "published"}
    word = facet_of(match("word", speaker="anna", terms=terms, **said))
    slots = said | {"date": date, "published": date, "terms": (*terms[:words], "salt", "tin", "oats")[:5]}
    assert same_event(word, facet_of(match("other", speaker=speaker, **slots)), policy) is same


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"terms": ("salt", "tin", "bread")}, False),
        ({"speaker": "berto"}, False),
        ({"actors": ("anna", "carla")}, False),  # of another side
    ],
)
def test_one_speech_is_told_as_of_the_leader_and_as_of_the_minister_who_answers(match, policy, change, same):
    sides = {**policy.sides, "bruno": "sudland", "carla": "westmark"}
    policy = replace(policy, sides=sides, people=policy.people | {"bruno", "carla"})
    terms = ("grain", "ports", "rail")
    said = {"kind": "statement", "speaker": "anna", "terms": terms}
    speech = facet_of(match("speech", **said, actors=("anna", "berto")))
    other = facet_of(match("other", **said | {"actors": ("anna", "bruno")} | change))
    assert same_event(speech, other, policy) is same


@pytest.mark.parametrize(("kind", "same"), [("summit", True), ("meeting", True), ("call", False)])
def test_a_summit_of_two_days_is_one_where_its_reports_have_something_in_common(match, policy, kind, same):
    first = facet_of(match("first", kind="summit", terms=("grain", "ports")))
    slots = {"kind": kind, "date": "2031-05-02", "terms": ("grain", "ports", "rail")}
    assert same_event(first, facet_of(match("second", **slots)), policy) is same


@pytest.mark.parametrize(
    ("place", "guest", "same"),
    [
        ("southport", "arne", True),
        ("northam", "arne", False),
        (None, "arne", False),
        ("southport", "anna", False),
    ],
)
def test_a_guest_of_several_hosts_makes_one_visit(match, policy, place, guest, same):
    homes = {"southport": "sudland", "northam": "norland", "bruno": "sudland"}
    policy = replace(policy, sides={**policy.sides, **homes}, people=policy.people | {"bruno"})
    visit = facet_of(match("visit", kind="visit", actors=("arne", "berto"), terms=("grain",)))
    where = (place,) if place else ()
    other = facet_of(match("other", kind="visit", actors=(guest, "bruno"), places=where, terms=("salt",)))
    assert same_event(visit, other, policy) is same


def test_a_president_who_sent_a_delegation_stands_for_it_but_not_for_who_only_called(match, policy):
    policy = replace(policy, leaders=frozenset({"anna"}))
    led, sent = (facet_of(match(who, kind="negotiation", actors=(who, "berto"))) for who in ("arne", "anna"))
    called = facet_of(match("called", kind="call", actors=("anna", "berto")))
    assert same_event(led, sent, policy)
    assert not same_event(led, called, policy)


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"date": "2031-04-29", "published": "2031-04-29"}, False),
        ({"kind": "meeting"}, False),
        ({"terms": ("salt", "tin", "bread")}, False),
        ({"date_from": "text"}, False),
    ],
)
def test_a_report_of_the_eve_tells_of_the_same_call_where_all_else_agrees(match, policy, change, same):
    call = facet_of(match("call", terms=("grain", "ports", "rail")))
    slots = {"date": "2031-04-30", "date_from": "published", "published": "2031-04-30"}
    eve = facet_of(match("eve", **slots | {"terms": ("grain", "ports", "rail")} | change))
    assert same_event(call, eve, policy) is same


def test_a_clear_report_ranks_before_a_vague_one(match, policy):
    reports = [
        match("clear", terms=("grain",)),
        match("sides", actors=("norland", "berto"), terms=("grain",)),
        match("bare"),
        match("year", date="XXXX-05-01", terms=("grain",)),
        match("published", date_from="published", terms=("grain",)),
        match("undated", date=None, terms=("grain",)),
        match("act", kind="statement", topics=("ports",), speaker="anna"),
        match("nobody's act", kind="statement", topics=("ports",)),
        match("act without subject", kind="statement", speaker="anna", terms=("grain",)),
    ]
    ranks = [rank(facet_of(one), policy) for one in reports]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)


def test_samples_of_long_texts_keep_their_overlap():
    one = [f"word{n}" for n in range(400)]
    other = [f"word{n}" for n in range(200, 600)]
    shared = set(sample(one)) & set(sample(other))
    assert len(sample(one)) == WORDS
    assert 6 <= len(shared) <= 18


@given(order=st.permutations(range(60)))
def test_what_is_kept_of_many_reports_does_not_hang_on_their_order(match, policy, order):
    states = ("held", "planned", "denied")
    facets = [
        facet_of(match(str(n), state=states[n % 3], terms=(f"w{n % 45}",), story="")) for n in range(60)
    ]
    at_once = keep(facets, policy)
    one_by_one = ()
    for n in order:
        one_by_one = keep((*one_by_one, facets[n]), policy)
    assert one_by_one == at_once
    assert len(at_once) <= 40


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"state": "moved"}, True),
        ({"state": "held"}, False),
        ({"kind": "meeting"}, False),
        ({"actors": ("arne", "berto")}, False),
        ({"date": "2031-05-12", "date_from": "text"}, False),
    ],
)
def test_what_is_called_off_without_its_day_is_what_was_planned(match, policy, change, same):
    plan = facet_of(
        match("plan", kind="visit", state="planned", date="2031-05-09", terms=("grain", "ports", "tin"))
    )
    slots = {"kind": "visit", "state": "cancelled", "date": None, "terms": ("rail", "islands", "salt")}
    end = facet_of(match("end", **slots | change))
    assert same_event(plan, end, policy) is same


def test_an_envoy_s_president_stands_for_his_side(match, policy):
    policy = replace(policy, leaders=frozenset({"berto"}), people=policy.people | {"bruno"})
    policy = replace(policy, sides={**policy.sides, "bruno": "sudland"})
    sent = facet_of(match("sent", kind="envoy", actors=("anna", "bruno")))
    heard = facet_of(match("heard", kind="envoy", actors=("anna", "berto")))
    assert same_event(sent, heard, policy)
    met, other = (facet_of(match(name, kind="meeting", actors=("anna", name))) for name in ("bruno", "berto"))
    assert not same_event(met, other, policy)


@pytest.mark.parametrize(
    ("act", "actors", "same"),
    [
        ("says", ("anna", "berto"), True),
        ("says", ("anna", "sudland"), True),
        ("accuses", ("anna", "berto"), True),
        ("accuses", ("anna", "sudland"), False),
        ("refuses", ("anna", "sudland"), False),
    ],
)
def test_a_condemnation_on_the_day_of_a_call_is_no_account_of_it(match, policy, act, actors, same):
    terms = ("grain", "ports", "rail")
    call = facet_of(match("call", terms=terms))
    slots = {"kind": "statement", "actors": actors, "speaker": "anna", "act": act, "terms": terms}
    assert same_event(call, facet_of(match("speech", **slots)), policy) is same


@pytest.mark.parametrize(
    ("places", "state", "same"),
    [
        (("harbour",), "held", True),
        ((), "held", False),
        (("isle",), "held", False),
        (("harbour",), "planned", False),
    ],
)
def test_who_is_told_to_have_spoken_where_a_visit_went_is_on_that_visit(match, policy, places, state, same):
    visit = facet_of(match("visit", kind="visit", places=("harbour",)))
    spoke = facet_of(match("spoke", kind="call", places=places, state=state))
    assert same_event(visit, spoke, policy) is same


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"state": "planned", "date": None, "published": "2031-05-06"}, True),
        ({"date": "2031-05-05", "published": "2031-05-05"}, True),
        ({"date": "2031-04-29", "published": "2031-05-01"}, False),  # before anyone planned it
        ({"date": "2031-05-05", "published": "2031-05-05", "kind": "meeting"}, False),
        ({"date": "2031-05-05", "published": "2031-05-05", "actors": ("arne", "berto")}, False),
        ({"date": "2031-05-05", "published": "2031-05-05", "state": "denied"}, False),
    ],
)
def test_a_plan_without_its_day_is_what_the_same_people_do_of_that_kind_next(match, policy, change, same):
    plan = facet_of(match("plan", kind="visit", state="planned", date=None, terms=("grain", "ports", "rail")))
    other = facet_of(match("other", **{"kind": "visit", "terms": ("salt", "tin", "bread")} | change))
    assert same_event(plan, other, policy) is same


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"state": "planned"}, False),
        ({"date": "2031-05-02"}, False),
        ({"actors": ("arne", "berto")}, False),
        ({"terms": ("bread", "salt", "tin")}, False),
    ],
)
def test_a_kind_that_one_report_mistakes_gives_way_to_what_both_name(match, policy, change, same):
    call = facet_of(match("call", terms=("grain", "ports", "rail")))
    other = facet_of(match("other", **{"kind": "envoy", "terms": ("grain", "ports", "salt")} | change))
    assert same_event(call, other, policy) is same


@pytest.mark.parametrize(
    ("terms", "change", "same"),
    [
        (("anna", "grain", "rail"), {}, True),
        (("grain", "rail", "isles"), {}, False),
        (("anna", "salt", "tin"), {}, False),
        (("anna", "grain", "rail"), {"date": "2031-05-02"}, False),
        (("anna", "grain", "rail"), {"actors": ("anna", "bruno")}, False),
    ],
)
def test_who_a_report_takes_for_one_of_two_is_the_one_whom_both_name(match, policy, terms, change, same):
    sides = {**policy.sides, "bruno": "sudland"}
    policy = replace(policy, sides=sides, people=policy.people | {"bruno"})
    met = facet_of(match("met", kind="meeting", actors=("arne", "berto"), terms=terms))
    slots = {"kind": "meeting", "actors": ("anna", "berto"), "terms": ("anna", "grain", "rail")}
    assert same_event(met, facet_of(match("other", **slots | change)), policy) is same


@pytest.mark.parametrize(
    ("by", "other", "same"),
    [
        ("norland", "norland", True),
        ("norland", None, True),
        ("norland", "sudland", False),
        ("anna", "sudland", False),
    ],
)
def test_an_expulsion_and_its_answer_of_the_same_number_are_two_events(match, policy, by, other, same):
    slots = {"kind": "expulsion", "actors": ("norland", "sudland"), "terms": ("40", "embassy", "spies")}
    first = facet_of(match("first", speaker=by, **slots))
    second = facet_of(match("second", speaker=other, published="2031-05-02", **slots))
    assert same_event(first, second, policy) is same


@pytest.mark.parametrize(
    ("kind", "topics", "same"),
    [
        ("visit", (), True),
        ("meeting", (), True),
        ("call", (), False),
        ("visit", ("nuclear",), False),
    ],
)
def test_who_has_come_and_is_received_the_day_after_makes_one_visit(match, policy, kind, topics, same):
    arrived = facet_of(match("in", kind="visit", topics=("energy",)))
    received = facet_of(match("met", kind=kind, date="2031-05-02", published="2031-05-02", topics=topics))
    assert same_event(arrived, received, policy) is same
