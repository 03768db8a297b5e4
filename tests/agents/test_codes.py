"""Codes of other trades: each kind of event has its own."""

import pytest

from agents.codes import Codes, codes_of
from agents.watch.definition import KINDS
from streams.records import Event


def test_a_call_is_diplomacy_discussed_by_telephone():
    call = codes_of(Event(family="contact", kind="call"))
    assert call == Codes(iptc="medtop:20000639", cameo="041", plover="CONSULT", mode="phone")


def test_a_planned_visit_is_an_intent_to_meet_and_a_cancelled_one_a_refusal():
    assert codes_of(Event(family="contact", kind="visit", state="planned")).cameo == "036"
    assert codes_of(Event(family="contact", kind="visit", state="cancelled")).plover == "REJECT"


def test_a_statement_goes_by_what_it_does():
    assert codes_of(Event(family="act", kind="statement", act="accuses")).cameo == "112"
    assert codes_of(Event(family="act", kind="statement", act="says")).cameo == "010"
    assert codes_of(Event(family="act", kind="statement")).plover is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_topic_of_the_iptc(kind):
    family = "act" if kind in ("statement", "sanctions", "other") else "contact"
    assert (codes_of(Event(family=family, kind=kind)).iptc or "").startswith("medtop:")
