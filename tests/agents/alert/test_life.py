"""The life of an event on one alert: planned, held, told by both sides, denied; and what notifies."""

from dataclasses import replace
from datetime import timedelta

from streams.article_records import Revision

TERMS = ("ports", "grain", "rail", "islands")


def test_a_visit_planned_then_held_is_one_alert_with_a_history(match, play):
    plan = match("plan", kind="visit", state="planned", date="2031-05-08", terms=TERMS)
    made = match("made", kind="visit", date="2031-05-08", published="2031-05-08", terms=TERMS)
    desk = play()
    desk.feed(plan)
    desk.feed(made, after=timedelta(days=7))
    (alert,) = desk.alerts
    assert desk.reasons == ["new_event", "state_change"]
    assert [line.state for line in alert.history] == ["planned", "held"]
    assert alert.history[1].facts == ("state:held",)
    assert desk.notified == 2


def test_a_visit_put_off_to_another_day_stays_the_same_alert(match, play):
    plan = match("plan", kind="visit", state="planned", date="2031-05-04", terms=TERMS)
    moved = match(
        "moved", kind="visit", state="moved", date="2031-05-11", published="2031-05-03", terms=TERMS
    )
    desk = play().all([plan, moved])
    assert desk.reasons == ["new_event", "state_change"]
    assert (desk.alerts[0].event.state, desk.alerts[0].event.date) == ("moved", "2031-05-11")
    assert play().all([moved, plan]).events == desk.events


def test_a_call_that_is_denied_becomes_a_denial_on_the_same_alert_and_is_told_once(match, play):
    call = match("call", terms=TERMS)
    denial = match("denial", state="denied", published="2031-05-02", terms=TERMS)
    again = match("again", state="denied", published="2031-05-02", terms=(*TERMS, "salt"))
    desk = play().all([call, denial, again])
    assert desk.reasons == ["new_event", "denial", "coverage"]
    assert desk.steps[1].written[0].headers["ce_type"] == b"alert.corrected.v1"
    assert desk.notified == 2


def test_a_correction_reaches_who_heard_of_the_event(match, play):
    call = match("call", terms=TERMS)
    correction = match("fix", state="corrected", published="2031-05-02", terms=TERMS)
    desk = play().all([call, correction])
    assert desk.reasons == ["new_event", "correction"]
    assert desk.notified == 2


def test_the_other_sides_account_of_a_call_is_a_readout_and_is_told_once(match, play):
    call = match("call", speaker="anna", terms=TERMS)
    readout = match("readout", kind="statement", speaker="berto", terms=TERMS)
    more = match("more", kind="statement", speaker="berto", terms=(*TERMS, "salt"))
    desk = play().all([call, readout, more])
    assert desk.reasons == ["new_event", "readout", "coverage"]
    assert desk.notified == 2


def test_a_day_that_becomes_known_is_an_update(match, play):
    plan = match("plan", kind="visit", state="planned", date=None, terms=TERMS)
    dated = match(
        "dated", kind="visit", state="planned", date="2031-05-06", published="2031-05-02", terms=TERMS
    )
    desk = play().all([plan, dated])
    assert desk.reasons == ["new_event", "update"]
    assert desk.alerts[0].event.date == "2031-05-06"
    assert desk.notified == 2


def test_reports_of_the_same_day_are_coverage_and_say_nothing(match, play):
    desk = play().all(
        [match("one"), match("two", language="ru"), match("three", kind="meeting", language="fr")]
    )
    assert desk.reasons == ["new_event", "coverage", "coverage"]
    assert desk.notified == 1
    assert desk.alerts[0].coverage.by_language == {"en": 1, "ru": 1, "fr": 1}


def test_weekly_calls_stay_apart(match, play):
    calls = [
        match(str(day), date=f"2031-05-{day:02}", published=f"2031-05-{day:02}") for day in (1, 8, 15, 22)
    ]
    desk = play().all(calls)
    assert desk.reasons == ["new_event"] * 4


def test_the_last_comparable_contact_is_named(match, play):
    calls = [match(str(day), date=f"2031-05-{day:02}", published=f"2031-05-{day:02}") for day in (1, 8, 15)]
    desk = play().all(calls)
    assert [alert.first_since for alert in sorted(desk.alerts, key=lambda a: a.event.date)] == [
        None, "2031-05-01", "2031-05-08",
    ]  # fmt: skip


def test_an_article_that_only_mentions_an_event_never_opens_one(match, play):
    passing = match("passing", opens=False)
    desk = play().all([passing, match("report"), match("later", opens=False)])
    assert desk.reasons == ["background", "new_event", "coverage"]
    assert desk.alerts[0].coverage.reports == 2
    assert len(desk.alerts[0].facets) == 1


def test_a_version_of_an_article_that_was_decided_is_a_replay(match, play):
    one = match("one")
    desk = play().all([one, one, match("quiet", opens=False, kind="visit"), one])
    assert desk.reasons == ["new_event", "replay", "background", "replay"]


def test_a_later_version_of_an_article_joins_its_event_and_another_event_gets_an_id_of_its_own(match, play):
    first = match("one", story="s")
    second = match("one", story="s", version="v2", verdict="revision", original="a-one")
    third = match("one", story="s", version="v3", verdict="revision", kind="visit", date="2031-05-20")
    desk = play().all([first, second, third])
    assert desk.reasons == ["new_event", "coverage", "new_event"]
    assert len({alert.id for alert in desk.alerts}) == 2


def test_a_copy_of_another_event_opens_its_own_alert(match, play):
    first = match("one", story="s")
    copy = match("two", story="s", verdict="copy", original="a-one", kind="visit", date="2031-05-20")
    assert play().all([first, copy]).reasons == ["new_event", "new_event"]


def test_an_event_closes_when_the_watch_says_and_a_new_one_opens(match, play):
    loose = {"date": None, "published": None, "terms": TERMS}
    desk = play()
    desk.feed(match("one", **loose))
    desk.feed(match("two", **loose), after=timedelta(days=3))
    desk.feed(match("three", **loose), after=timedelta(days=9))
    assert desk.reasons == ["new_event", "coverage", "new_event"]


def test_a_look_back_joins_the_event_of_that_day_and_opens_none(match, play):
    back = match("back", published="2031-06-20", terms=TERMS)
    desk = play()
    desk.feed(match("call", terms=TERMS))
    late = timedelta(days=50)
    desk.feed(back, after=late)
    desk.feed(
        match("other", kind="visit", date="2031-03-01", published="2031-06-20"), after=timedelta(days=50)
    )
    assert desk.reasons == ["new_event", "coverage", "background"]
    assert play().all([back]).reasons == ["background"]


def test_the_watch_says_what_notifies(match, play, policy):
    silent = replace(policy, reasons=frozenset({"denial"}))
    desk = play(silent).all([match("one"), match("no", state="denied", published="2031-05-02")])
    assert [w.headers["notify"] for one in desk.steps for w in one.written] == [b"false", b"true"]
    deaf = replace(policy, kinds=frozenset({"visit"}))
    assert play(deaf).all([match("one")]).notified == 0


def test_other_people_on_the_same_day_are_another_event(match, play):
    desk = play().all([match("one"), match("two", actors=("arne", "berto"))])
    assert desk.reasons == ["new_event", "new_event"]


def test_a_side_named_as_a_whole_agrees_with_its_people(match, play):
    desk = play().all([match("one"), match("two", actors=("norland", "sudland"))])
    assert desk.reasons == ["new_event", "coverage"]
    assert desk.alerts[0].event.actors == ("anna", "berto")


def test_an_answer_is_an_event_of_its_own_unless_it_repeats_the_matter(match, play):
    said = match("said", kind="statement", speaker="anna", terms=TERMS)
    answer = match("answer", kind="statement", speaker="berto", terms=("ports", "salt", "tin", "bread"))
    echo = match("echo", kind="statement", speaker="berto", terms=TERMS)
    assert play().all([said, answer]).reasons == ["new_event", "new_event"]
    assert play().all([said, echo]).reasons == ["new_event", "coverage"]


def test_one_speaker_on_one_subject_on_one_day_is_one_statement_in_two_languages(match, play):
    said = match(
        "said", kind="statement", speaker="anna", topics=("ceasefire",), terms=("ports", "grain", "rail")
    )
    told = match(
        "told", kind="statement", speaker="anna", topics=("ceasefire",), terms=("salt",), language="fr"
    )
    else_ = match(
        "else", kind="statement", speaker="anna", topics=("sanctions",), terms=("tin",), language="fr"
    )
    assert play().all([said, told, else_]).reasons == ["new_event", "coverage", "new_event"]


def test_a_denial_that_names_no_day_ends_the_plan_that_was_told(match, play):
    plan = match("plan", state="planned", date="2031-05-09", terms=("ports", "grain"))
    denial = match("no", state="denied", date=None, terms=("salt", "tin"), published="2031-05-02")
    desk = play().all([plan, denial])
    assert desk.reasons == ["new_event", "denial"]
    assert desk.notified == 2
    assert play().all([denial, plan]).events == desk.events


def test_an_event_known_from_a_report_of_some_day_of_a_month_stays_open_for_the_month(match, play):
    desk = play()
    desk.feed(match("vague", date=None, published="2031-05", terms=TERMS))
    desk.feed(
        match("dated", date=None, published="2031-05-20T09:00:00Z", terms=TERMS), after=timedelta(days=19)
    )
    assert desk.reasons == ["new_event", "coverage"]


def test_an_article_that_says_it_was_wrong_is_a_correction_told_once_with_its_own_words(match, play):
    notice = Revision(kind="correction", notice="An earlier version gave the wrong length of the call.")
    fixed = {"version": "v2", "verdict": "revision", "original": "a-one", "revision": notice}
    copied = {"verdict": "revision", "original": "a-one", "revision": Revision(kind="update")}
    desk = play().all([match("one"), match("one", **fixed), match("one", version="v3", **copied)])
    assert desk.reasons == ["new_event", "correction", "coverage"]
    line = desk.alerts[0].history[1]
    assert (line.note, line.state) == (notice.notice, "held")
    assert desk.steps[1].written[0].headers["ce_type"] == b"alert.corrected.v1"
    assert desk.notified == 2


def test_one_report_that_reads_like_a_cancellation_takes_no_call_back_that_several_tell(match, play):
    calls = [match(name, terms=TERMS) for name in ("one", "two")]
    doubt = match("doubt", state="cancelled", published="2031-05-02", terms=TERMS)
    assert play().all([*calls, doubt]).alerts[0].event.state == "held"
    ended = [
        match(name, state="cancelled", published="2031-05-02", terms=TERMS) for name in ("off", "gone", "no")
    ]
    assert play().all([*calls, *ended]).alerts[0].event.state == "cancelled"
