"""A new generation takes over the alerts of the one before: nothing is said again, nothing is forgotten."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.records import Command, Seed
from streams.stage import Desk, Reject
from tests.agents.alert.test_order import built, report


def seed(desk, alert, name="1"):
    return desk.feed(Seed(id=f"seed-{alert.id}-{name}", generation=1, alert=alert), kind="seed")


def take_over(new, old):
    """Seed all of one desk's alerts as the command orders them; return the steps."""
    known = set(new.desk.state.alerts)
    order = sorted(
        old.desk.state.alerts.values(),
        key=lambda one: (one.merged_into is not None, one.id not in known, one.number),
    )
    return [seed(new, one) for one in order]


def loud(steps):
    assert all(not isinstance(step.decision, Reject) for step in steps)
    return [one for step in steps for one in step.written if one.headers["notify"] == b"true"]


def test_an_event_that_only_the_old_generation_knows_stands_in_the_new_and_is_told_to_nobody(match, play):
    old, new = play().all([match("first", state="planned", date="2031-05-03")]), play()
    done = seed(new, old.alerts[0])
    assert done.decision.reason == "seeded"
    assert loud([done]) == []
    (mine,), (theirs,) = new.alerts, old.alerts
    assert (mine.id, mine.number, mine.event, mine.told) == (
        theirs.id, theirs.number, theirs.event, theirs.told,
    )  # fmt: skip
    assert mine.revision == theirs.revision + 1
    assert mine.history[-1].note == "generation 1"


def test_its_next_change_is_told_under_a_higher_revision_and_its_reports_join_it(match, play):
    old, new = play().all([match("first", state="planned", date="2031-05-03")]), play()
    seed(new, old.alerts[0])
    done = new.feed(match("later", state="held", date="2031-05-03", published="2031-05-03T18:00:00Z"))
    assert done.decision.reason == "state_change"
    assert [one.revision for one in new.alerts] == [3]
    assert loud([done]) != []


def test_an_article_that_was_reported_before_is_a_replay(match, play):
    old, new = play().all([match("first")]), play()
    seed(new, old.alerts[0])
    assert new.feed(match("first")).decision.reason == "replay"


def test_of_an_event_that_both_know_the_new_judgement_counts_and_what_was_told_stays_told(match, play):
    old = play().all([match("first", kind="meeting"), match("second", kind="meeting", language="fr")])
    new = play().all([match("first"), match("second", language="fr"), match("third", language="ru")])
    done = seed(new, old.alerts[0])
    assert loud([done]) == []
    (mine,), (theirs,) = new.alerts, old.alerts
    assert mine.id == theirs.id
    assert mine.event.kind == "call"
    assert mine.coverage.reports == 3
    assert mine.told == theirs.told
    assert mine.revision == max(3, theirs.revision) + 1
    assert mine.alerted == theirs.alerted


def test_an_event_that_the_new_generation_opened_by_another_article_goes_under_the_id_that_people_know(
    match, play
):
    old = play().all([match("first"), match("second", language="fr")])
    new = play().all([match("second", language="fr"), match("third", language="ru")])
    opened = new.alerts[0].id
    assert loud([seed(new, old.alerts[0])]) == []
    standing = new.alerts
    assert [one.id for one in standing] == [old.alerts[0].id]
    assert standing[0].absorbed == (opened,)
    assert new.desk.state.alerts[opened].merged_into == old.alerts[0].id
    assert standing[0].coverage.reports == 3
    assert standing[0].coverage.by_language == {"en": 1, "fr": 1, "ru": 1}
    assert standing[0].told == old.alerts[0].told
    new.feed(match("fourth", language="pl"))
    assert len(new.alerts) == 1


def test_an_event_that_only_the_new_generation_found_stays_as_it_is(match, play):
    old = play().all([match("first")])
    new = play().all([match("first"), match("other", date="2031-05-09", published="2031-05-09T18:00:00Z")])
    other = max(new.alerts, key=lambda one: one.number)
    take_over(new, old)
    assert new.desk.state.alerts[other.id] == other


def test_what_was_taken_over_once_is_not_taken_over_twice_and_what_changed_since_is(match, play):
    old = play().all([match("first", state="planned", date="2031-05-03")])
    new = play()
    seed(new, old.alerts[0])
    assert seed(new, old.alerts[0], "2").decision.reason == "replay"
    old.feed(match("later", state="held", date="2031-05-03", published="2031-05-03T18:00:00Z"))
    assert seed(new, old.alerts[0], "3").decision.reason == "seeded"
    assert set(old.alerts[0].told) <= set(new.alerts[0].told)


@pytest.mark.parametrize("known", [False, True])
def test_what_a_person_took_back_stays_taken_back(match, play, known):
    old = play().all([match("first")])
    old.feed(Command(id="c", command="unwanted", alert=old.alerts[0].id), kind="command")
    new = play().all([match("first")] if known else [])
    done = seed(new, old.alerts[0])
    assert loud([done]) == []
    assert [one.withdrawn for one in new.alerts] == ["unwanted"]
    assert loud([new.feed(match("later", state="cancelled", language="ru"))]) == []


def test_what_was_merged_is_one_in_the_new_generation_too(match, play):
    old = play().all([match("first"), match("other", terms=("salt",), date="2031-05-09")])
    one, two = sorted(old.alerts, key=lambda each: each.number)
    old.feed(Command(id="c", command="merge", alert=two.id, into=one.id), kind="command")
    new = play().all([match("first"), match("other", terms=("salt",), date="2031-05-09")])
    assert loud(take_over(new, old)) == []
    left = {each.id: each.merged_into for each in new.desk.state.alerts.values()}
    assert left == {one.id: None, two.id: one.id}
    assert new.desk.state.alerts[one.id].coverage.reports == 2


def test_what_the_new_generation_merges_was_told_under_both_ids(match, play):
    old = play().all([match("first"), match("other", date="2031-05-09", published="2031-05-09T18:00:00Z")])
    one, two = sorted(old.alerts, key=lambda each: each.number)
    new = play().all([match("first"), match("other", date="2031-05-09", published="2031-05-09T18:00:00Z")])
    new.feed(Command(id="c", command="merge", alert=two.id, into=one.id), kind="command")
    assert loud(take_over(new, old)) == []
    assert new.desk.state.alerts[two.id].merged_into == one.id
    assert set(one.told) | set(two.told) <= set(new.desk.state.alerts[one.id].told)


news = st.lists(st.tuples(st.integers(0, 6), report), max_size=8)


@settings(max_examples=60, deadline=None)
@given(before=news, after=news, shared=news)
def test_whatever_both_have_seen_nothing_is_told_and_no_alert_is_forgotten(
    match, play, before, shared, after
):
    old, new = play(), play()
    for desk, streams in ((old, ((0, before), (100, shared))), (new, ((100, shared), (200, after)))):
        for first, stream in streams:
            for number, (later, drawn) in enumerate(stream, first):
                desk.feed(built(match, number, drawn), after=timedelta(days=later))
    steps = take_over(new, old)
    assert loud(steps) == []
    state = new.desk.state
    for one in old.desk.state.alerts.values():
        assert one.id in state.alerts
        assert state.alerts[one.id].revision > one.revision
        heir = state.alerts[one.id]
        while heir.merged_into is not None and heir.merged_into in state.alerts:
            heir = state.alerts[heir.merged_into]
        assert set(one.told) <= set(heir.told)
    assert {step.decision.reason.value for step in take_over(new, old)} <= {"replay"}
    assert again(new) == new.desk.state.alerts


def again(play):
    """Return the alerts of a worker that starts now and reads back."""
    desk = Desk.of(play.stage)
    for done in play.steps:
        for one in done.written:
            desk.restore(one)
    return desk.state.alerts
