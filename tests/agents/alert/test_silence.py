"""What was not heard: a planned day that went by, contact that stopped; only while news is complete."""

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

from agents.alert.past import Past
from streams import codec
from streams.records import Revision, Tick

TERMS = ("ports", "grain", "rail")


def tick(desk, day, *, complete=True):
    return desk.feed(Tick(id=f"t{day}", time=f"{day}T00:00:00Z", complete=complete), kind="tick")


@pytest.fixture
def planned(match, play):
    return play().all([match("plan", kind="visit", state="planned", date="2031-05-08", terms=TERMS)])


def test_a_planned_day_that_goes_by_without_a_report_is_told_once(planned):
    reasons = [tick(planned, f"2031-05-{day:02}").decision.reason for day in range(8, 14)]
    assert reasons == ["quiet", "quiet", "quiet", "silence", "quiet", "quiet"]
    (alert,) = planned.alerts
    assert alert.event.state == "planned"
    assert (alert.history[-1].reason, alert.history[-1].facts) == ("silence", ("silence:planned:2031-05-08",))
    assert planned.notified == 2


def test_who_is_to_leave_by_a_day_is_not_waited_for(match, play):
    gone = match("plan", kind="expulsion", state="planned", date="2031-05-08", speaker="norland", terms=TERMS)
    played = play().all([gone])
    assert tick(played, "2031-05-12").decision.reason == "quiet"


def test_nothing_is_said_while_a_source_of_news_may_be_failing(planned):
    assert tick(planned, "2031-05-20", complete=False).decision.reason == "quiet"
    assert tick(planned, "2031-05-21").decision.reason == "silence"


def test_a_report_that_comes_after_all_is_a_change_of_state(match, planned):
    tick(planned, "2031-05-12")
    late = match("late", kind="visit", date="2031-05-08", published="2031-05-12", terms=TERMS)
    planned.feed(late, after=timedelta(days=11))
    assert planned.reasons[-1] == "state_change"
    assert tick(planned, "2031-05-20").decision.reason == "quiet"


def test_a_plan_that_was_put_off_is_waited_for_again(match, planned):
    tick(planned, "2031-05-12")
    moved = match(
        "moved", kind="visit", state="moved", date="2031-05-16", published="2031-05-12", terms=TERMS
    )
    planned.feed(moved, after=timedelta(days=11))
    assert tick(planned, "2031-05-17").decision.reason == "quiet"
    assert tick(planned, "2031-05-19").decision.reason == "silence"


def test_a_visit_planned_for_a_month_is_waited_for_until_the_month_is_over(match, play):
    desk = play().all([match("plan", kind="visit", state="planned", date="2031-06", terms=TERMS)])
    assert tick(desk, "2031-06-30").decision.reason == "quiet"
    assert tick(desk, "2031-07-03").decision.reason == "silence"


@pytest.mark.parametrize(
    "slots", [{"date": None}, {"date": "2031"}, {"date": "XXXX-05-02"}, {"state": "held"}]
)
def test_what_has_no_day_or_is_no_plan_is_not_waited_for(match, play, slots):
    desk = play().all([match("one", **{"kind": "visit", "state": "planned", "terms": TERMS} | slots)])
    assert tick(desk, "2032-09-01").decision.reason == "quiet"


def weekly(match, play, policy, count=5):
    desk = play(policy)
    for week in range(count):
        day = date(2031, 5, 1) + timedelta(days=7 * week)
        desk.feed(match(f"w{week}", date=str(day), published=str(day)), after=timedelta(days=7 * week))
    return desk


def test_contact_that_stops_beyond_its_rhythm_is_told_once_on_the_last_contact(match, play, policy):
    desk = weekly(match, play, policy)  # the last on 29 May
    assert tick(desk, "2031-06-19").decision.reason == "quiet"  # three of its gaps
    assert tick(desk, "2031-06-20").decision.reason == "silence"
    assert tick(desk, "2031-06-21").decision.reason == "quiet"
    last = max(desk.alerts, key=lambda one: one.event.date)
    assert last.history[-1].note == "no contact for 22 days; it was every 7 days"
    assert last.reason == "silence"
    assert desk.notified == 6


def test_a_few_contacts_make_no_rhythm(match, play, policy):
    assert tick(weekly(match, play, policy, 4), "2032-01-01").decision.reason == "quiet"


def test_the_watch_may_say_for_how_long_it_bears_silence(match, play, policy):
    desk = weekly(match, play, replace(policy, silence_days=40), 1)
    assert tick(desk, "2031-06-10").decision.reason == "quiet"
    assert tick(desk, "2031-06-11").decision.reason == "silence"
    assert desk.alerts[0].history[-1].note == "no contact for 41 days"


def test_contacts_of_the_past_make_a_rhythm_and_alone_no_alert(match, play, policy):
    past = tuple(Past("call", date(2031, 3, day), ("anna", "berto")) for day in (1, 8, 15, 22, 29))
    desk = play(replace(policy, past=past))
    assert tick(desk, "2031-04-28").decision.reason == "quiet"
    desk.feed(match("one", date="2031-04-05", published="2031-04-05"))
    assert tick(desk, "2031-04-27").decision.reason == "silence"


def test_a_contact_after_the_silence_starts_again(match, play, policy):
    desk = weekly(match, play, policy)
    tick(desk, "2031-06-30")
    desk.feed(match("again", date="2031-07-01", published="2031-07-01"), after=timedelta(days=61))
    assert tick(desk, "2031-07-10").decision.reason == "quiet"
    assert tick(desk, "2031-09-30").decision.reason == "silence"


def test_what_a_person_took_back_is_not_waited_for(match, play):
    from streams.records import Command

    desk = play().all([match("plan", kind="visit", state="planned", date="2031-05-08", terms=TERMS)])
    desk.feed(Command(id="c", command="unwanted", alert=desk.alerts[0].id), kind="command")
    assert tick(desk, "2031-05-20").decision.reason == "quiet"


def test_an_alert_that_has_said_all_it_may_is_not_told_of_every_hour(match, play):
    corrected = Revision(material=True, kind="correction", notice="We were wrong.")
    desk = play().all(
        match(
            "plan", kind="visit", state="planned", date="2031-05-08", version=f"v{number}", revision=corrected
        )
        for number in range(45)
    )
    told = desk.notified
    assert [tick(desk, f"2031-05-{day}").decision.reason for day in (12, 13)] == ["quiet", "quiet"]
    denial = match("denial", kind="visit", state="denied", date="2031-05-08", published="2031-05-13")
    desk.feed(denial, after=timedelta(days=12))
    assert (desk.reasons[-1], desk.notified) == ("denial", told + 1)


def test_what_has_long_been_silent_is_no_news(match, play, policy):
    plan = match("plan", kind="visit", state="planned", date="2031-05-08", terms=TERMS)
    desk = play(replace(policy, silence_days=40)).all([match("call"), plan])
    assert tick(desk, "2032-05-01").decision.reason == "quiet"


def test_the_silence_of_thousands_of_pairs_is_found_in_a_moment(match, play, policy):
    people = [f"p{number}" for number in range(60)]
    sides = {**policy.sides, **{one: ("norland", "sudland")[n % 2] for n, one in enumerate(people)}}
    desk = play(replace(policy, sides=sides, people=frozenset(people), silence_days=30))
    first = desk.feed(match("first")).written[0]
    known = desk.alerts[0]
    for number in range(2_000):
        day = (date(2030, 1, 1) + timedelta(days=number % 400)).isoformat()
        actors = (people[number % 30 * 2], people[number // 30 % 30 * 2 + 1])
        event = replace(known.event, date=day, actors=actors)
        own_id = f"{number:032x}"
        alert = replace(known, id=own_id, number=number + 2, event=event, facets=())
        desk.desk.restore(replace(first, key=own_id.encode(), value=codec.encode(alert)))
    began = time.process_time()
    assert len(tick(desk, "2031-02-20").written) > 100
    assert time.process_time() - began < 2
