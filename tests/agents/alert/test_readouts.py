"""What each side says of a contact, known by source and by wording, set side by side."""

import pytest

from agents.alert.official import state_behind
from agents.alert.policy import Policy
from streams.records import Evidence

TERMS = ("ports", "grain", "rail")


@pytest.fixture
def desk(play, policy):
    from dataclasses import replace

    return play(replace(policy, isos={"NO": "norland", "FR": "sudland"}))


def said(name: str, sentence: str) -> tuple[Evidence, ...]:
    return (Evidence(sentence=sentence, start=0, end=len(sentence), article_id=f"a-{name}", language="en"),)


@pytest.mark.parametrize(
    ("outlet", "code"),
    [
        ("www.elysee.fr", "FR"),
        ("en.kremlin.ru", "RU"),
        ("diplomatie.gouv.fr", "FR"),
        ("MID.RU", "RU"),
        ("notkremlin.ru", None),
        ("kremlin.ru.example", None),
        ("Le Matin", None),
        (None, None),
    ],
)
def test_a_state_is_known_by_the_host_that_it_publishes_on(outlet, code):
    assert state_behind(outlet) == code


def test_the_accounts_of_both_sides_stand_side_by_side_with_what_only_one_mentions(match, desk):
    one = match(
        "one", speaker="anna", topics=("ceasefire", "energy"), third_parties=("UA",), terms=TERMS,
        evidence=said("one", "They spoke for 105 minutes, Anna's office said."),
    )  # fmt: skip
    other = match(
        "other", speaker="berto", topics=("ceasefire", "arms"), third_parties=("UA",), terms=TERMS,
        language="ru", evidence=said("other", "Разговор длился 90 минут, сообщили в Судланде."),
    )  # fmt: skip
    desk.all([one, other])
    (alert,) = desk.alerts
    north, south = alert.readouts
    assert (north.side, north.only) == ("norland", ("topic:energy",))
    assert (south.side, south.only, south.language) == ("sudland", ("topic:arms",), "ru")
    assert [(d.about, d.said) for d in alert.differences] == [
        ("minutes", {"norland": "105", "sudland": "90"})
    ]
    assert desk.reasons == ["new_event", "readout"]


def test_what_a_ministry_publishes_is_its_own_account_and_stands_for_the_side(match, desk):
    quoted = match("quoted", speaker="berto", terms=TERMS)
    own = match("own", outlet="www.elysee.fr", terms=TERMS)
    desk.all([quoted, own])
    (account,) = desk.alerts[0].readouts
    assert (account.side, account.official, account.article_id) == ("sudland", True, "a-own")
    assert desk.reasons == ["new_event", "coverage"]  # that side was heard


def test_the_first_official_account_is_told_and_a_side_quoted_in_the_papers_alone_is_not(match, desk):
    desk.all([match("plain", terms=TERMS), match("quoted", speaker="anna", terms=TERMS)])
    desk.feed(match("own", outlet="elysee.fr", terms=TERMS))
    assert desk.reasons == ["new_event", "coverage", "readout"]
    assert desk.notified == 2


def test_a_call_that_one_side_reports_and_the_other_denies_says_so_in_its_differences(match, desk):
    denial = match("no", speaker="berto", state="denied", published="2031-05-02", terms=TERMS)
    desk.all([match("call", speaker="anna", terms=TERMS), denial])
    (alert,) = desk.alerts
    assert alert.event.state == "denied"
    assert [(d.about, d.said) for d in alert.differences] == [
        ("state", {"norland": "held", "sudland": "denied"})
    ]


def test_accounts_of_a_third_are_nobodys(match, play):
    desk = play(Policy())
    desk.feed(match("un", outlet="un.org"))
    assert desk.alerts[0].readouts == ()


def test_two_alerts_that_are_one_have_both_sides_accounts(match, desk):
    early = {"date": None, "published": None}
    one = match("early", speaker="anna", terms=("ports", "grain", "rail", "islands"), **early)
    two = match("other", speaker="berto", terms=("vaccine", "fishing", "salt", "tin"), **early)
    both = match("both", terms=("ports", "grain", "rail", "vaccine", "fishing", "salt"))
    desk.all([one, two, both])
    (alert,) = desk.alerts
    assert [one.side for one in alert.readouts] == ["norland", "sudland"]


@pytest.mark.parametrize("state", ["planned", "moved", "cancelled", "unconfirmed"])
def test_who_tells_of_a_plan_gives_no_account_of_what_took_place(match, desk, state):
    desk.feed(match("plan", speaker="anna", state=state, kind="visit", date="2031-05-08", terms=TERMS))
    assert desk.alerts[0].readouts == ()


def test_who_sends_diplomats_away_gives_no_account_of_a_contact(match, desk):
    desk.feed(match("out", kind="expulsion", speaker="norland", actors=("norland", "sudland"), terms=TERMS))
    assert desk.alerts[0].readouts == ()
