"""Dependencies and islands: whose they are."""

from agents.gazetteer.load import states
from agents.gazetteer.territories import held, places, territories


def test_a_place_far_away_belongs_to_who_holds_or_claims_it():
    assert {"EA", "IC"} <= held("ES")
    assert "FK" in held("GB") & held("AR")
    assert "GL" in held("DK")
    assert held("DE") == frozenset()


def test_what_a_state_holds_is_a_place_with_a_name_and_no_state():
    every = {code for state in states() for code in held(state)}
    assert every.isdisjoint(territories())
    assert every.isdisjoint(states())
    assert "GL" in every & set(places())
