"""What a watch that changed finds in the past: decided as if then, told to nobody, and known from then on."""

from dataclasses import replace
from datetime import timedelta

from streams.records import Tick
from tests.agents.alert.conftest import START

TERMS = ("ports", "grain", "rail", "islands")
LATER = timedelta(days=8)


def afterwards(match, days=0):
    return replace(match, as_of=(START + timedelta(days=days)).isoformat())


def test_what_is_found_afterwards_opens_an_alert_and_is_told_to_nobody(match, play):
    desk = play()
    desk.feed(afterwards(match("call", terms=TERMS)), after=LATER)
    (alert,) = desk.alerts
    assert (alert.reason, alert.notify, alert.alerted, desk.notified) == ("new_event", False, None, 0)


def test_it_is_decided_at_the_time_at_which_it_came_and_not_at_that_of_the_search(match, play):
    desk = play()
    desk.feed(afterwards(match("call", terms=TERMS)), after=LATER)
    (alert,) = desk.alerts
    assert alert.first_seen == alert.last_seen == "2031-05-01T00:00:00.000Z"


def test_a_time_ahead_of_the_stream_does_not_put_it_forward(match, play):
    desk = play()
    desk.feed(afterwards(match("call", terms=TERMS), days=90))
    assert desk.alerts[0].last_seen == "2031-05-01T00:00:00.000Z"


def test_what_was_found_afterwards_counts_as_told_and_what_comes_of_it_later_is_told(match, play):
    plan = match("plan", kind="visit", state="planned", date="2031-05-09", terms=TERMS)
    again = match("again", kind="visit", state="planned", date="2031-05-09", terms=TERMS)
    made = match("made", kind="visit", date="2031-05-09", published="2031-05-09", terms=TERMS)
    desk = play()
    desk.feed(afterwards(plan), after=LATER)
    desk.feed(again, after=LATER)
    assert (desk.reasons, desk.notified) == (["new_event", "coverage"], 0)
    desk.feed(made, after=LATER)
    assert (desk.reasons[-1], desk.notified) == ("state_change", 1)
    assert desk.alerts[0].alerted == "2031-05-09T00:00:00.000Z"


def test_who_was_told_of_a_plan_hears_that_it_was_called_off_though_that_was_found_afterwards(match, play):
    slots = {"kind": "visit", "date": "2031-05-09", "terms": TERMS}
    desk = play()
    desk.feed(match("plan", state="planned", **slots))
    off = match("off", state="cancelled", published="2031-05-03", **slots)
    desk.feed(afterwards(off, days=2), after=timedelta(days=4))
    assert (desk.reasons[-1], desk.notified) == ("state_change", 1)
    for name in ("also", "more"):
        late = match(name, state="cancelled", published="2031-05-05", **slots)
        desk.feed(late, after=timedelta(days=4))
    assert (desk.reasons[-2:], desk.notified) == (["state_change", "coverage"], 2)


def test_an_older_report_that_joins_an_alert_keeps_when_it_was_last_seen(match, play):
    desk = play()
    desk.feed(match("call", terms=TERMS), after=timedelta(days=1))
    desk.feed(afterwards(match("older", terms=TERMS)), after=timedelta(days=1))
    (alert,) = desk.alerts
    assert (alert.first_seen, alert.last_seen) == ("2031-05-01T00:00:00.000Z", "2031-05-02T00:00:00.000Z")
    assert desk.notified == 1


def test_an_article_that_was_decided_live_is_not_decided_again(match, play):
    desk = play()
    desk.feed(match("call"))
    desk.feed(afterwards(match("call")))
    assert desk.reasons == ["new_event", "replay"]


def test_a_plan_that_was_found_after_its_day_is_not_missed(match, play):
    plan = match("plan", kind="visit", state="planned", date="2031-05-03", terms=TERMS)
    desk = play()
    desk.feed(afterwards(plan), after=LATER)
    desk.feed(Tick(id="t", time="2031-05-09T00:00:00Z"), after=LATER, kind="tick")
    assert (desk.reasons, desk.notified) == (["new_event", "quiet"], 0)
