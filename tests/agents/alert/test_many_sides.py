"""A watch of more than two sides: who meets whom tells one event from another."""

from dataclasses import replace

from agents.alert.policy import Policy

# A state at home, and two abroad: their sides are called by their codes, as are their names.
POLICY = Policy(
    sides={"home": "home", "anna": "home", "bb": "bb", "berto": "bb", "cc": "cc", "carla": "cc"},
    people=frozenset({"anna", "berto", "carla"}),
)
TERMS = ("ports", "grain", "rail")


def test_meetings_with_two_states_on_one_day_are_two_events(match, play):
    desk = play(POLICY).all(
        [
            match("one", kind="meeting", actors=("anna", "berto"), terms=TERMS),
            match("two", kind="meeting", actors=("anna", "carla"), terms=TERMS),
            match("three", kind="meeting", actors=("anna", "bb"), terms=TERMS),
        ]
    )
    assert {alert.event.actors for alert in desk.alerts} == {("anna", "berto"), ("anna", "carla")}
    assert sorted(alert.coverage.reports for alert in desk.alerts) == [1, 2]


def test_that_one_report_names_the_other_state_in_passing_makes_them_no_one_event(match, play):
    one = match("one", kind="meeting", actors=("anna", "berto"), terms=TERMS)
    two = match("two", kind="meeting", actors=("anna", "carla"), terms=TERMS, third_parties=("BB",))
    assert len(play(POLICY).all([one, two]).alerts) == 2


def test_a_meeting_of_three_is_one_event_whichever_two_a_report_is_about(match, play):
    one = match("one", kind="meeting", actors=("anna", "berto"), terms=TERMS, third_parties=("carla",))
    two = match("two", kind="meeting", actors=("anna", "carla"), terms=TERMS, third_parties=("BB",))
    for order in ((one, two), (two, one)):
        (alert,) = play(POLICY).all(order).alerts
        assert alert.coverage.reports == 2


def test_a_report_that_names_no_actor_still_agrees_with_any(match, play):
    one = match("one", kind="meeting", actors=("anna", "berto"), terms=TERMS)
    bare = replace(
        one, article=replace(one.article, article_id="b"), event=replace(one.event, actors=("anna",))
    )
    assert len(play(POLICY).all([one, bare]).alerts) == 1
