"""What people command: these two are one, these two are not; nothing of it in silence."""

import pytest

from streams.records import Command

TERMS = ("ports", "grain", "rail")


def command(name, alert, **given):
    return Command(id=f"c-{name}", command=name, alert=alert, **given)


@pytest.fixture
def joined(match, play):
    """Two calls of one day that the rules took for one: three reports on one alert."""
    reports = [
        match("morning", terms=TERMS),
        match("also", terms=TERMS, language="fr"),
        match("evening", terms=("salt", "tin"), speaker="berto", language="ru"),
    ]
    desk = play().all(reports)
    assert len(desk.alerts) == 1
    return desk, reports


def test_a_person_parts_a_report_that_is_of_another_event(joined):
    desk, (*_, evening) = joined
    own_id = desk.alerts[0].id
    done = desk.feed(
        command("split", own_id, matches=(evening,), by="mara", note="two calls"), kind="command"
    )
    assert done.decision.reason == "split"
    old, new = sorted(desk.alerts, key=lambda one: one.number)
    assert (old.id, old.coverage.reports, new.coverage.reports) == (own_id, 2, 1)
    assert old.coverage.by_language == {"en": 1, "fr": 1}
    assert old.coverage.origins == 2
    assert [one.article.id for one in new.coverage.listed] == ["evening"]
    assert {one.article_id for one in old.evidence} == {"a-morning", "a-also"}
    assert (old.apart, new.apart) == ((new.id,), (own_id,))
    assert [old.history[-1].note, new.history[-1].note] == ["mara: two calls"] * 2
    assert new.revision == 1
    assert done.written[0].headers["ce_type"] == b"alert.new.v1"
    assert {written.headers["notify"] for written in done.written} == {b"true"}
    assert done.written[0].headers["command"] == b"c-split"


def test_what_was_parted_is_never_merged_again_and_takes_in_its_own_reports(match, joined):
    desk, (*_, evening) = joined
    desk.feed(command("split", desk.alerts[0].id, matches=(evening,)), kind="command")
    desk.feed(match("later", terms=("salt", "tin"), language="pl"))
    desk.feed(match("more", terms=TERMS, language="de"))
    old, new = sorted(desk.alerts, key=lambda one: one.number)
    assert [one.article.id for one in new.coverage.listed] == ["evening", "later"]
    assert [one.article.id for one in old.coverage.listed] == ["morning", "also", "more"]


def test_a_parted_article_that_comes_again_is_a_replay(joined):
    desk, (*_, evening) = joined
    desk.feed(command("split", desk.alerts[0].id, matches=(evening,)), kind="command")
    desk.feed(evening)
    assert desk.reasons[-1] == "replay"


def test_a_person_undoes_a_merge(match, play):
    early = match("early", date=None, published=None, terms=("ports", "grain", "rail", "islands"))
    other = match("other", date=None, published=None, terms=("vaccine", "fishing", "salt", "tin"))
    both = match("both", terms=("ports", "grain", "rail", "vaccine", "fishing", "salt"))
    desk = play().all([early, other, both])
    (alert,) = desk.alerts
    (gone,) = alert.absorbed
    desk.feed(command("split", alert.id, absorbed=gone), kind="command")
    old, new = sorted(desk.alerts, key=lambda one: one.number)
    assert {old.id, new.id} == {alert.id, gone}
    assert (old.absorbed, new.merged_into) == ((), None)
    assert [one.article.id for one in new.coverage.listed] == ["other"]
    assert [one.article.id for one in old.coverage.listed] == ["early", "both"]
    desk.feed(match("again", terms=("ports", "grain", "rail", "vaccine", "fishing", "salt"), language="fr"))
    assert len(desk.alerts) == 2
    desk.feed(command("merge", new.id, into=old.id), kind="command")
    (one,) = desk.alerts
    assert one.coverage.reports == 4


def test_a_split_that_cannot_be_carried_out_says_why(match, joined):
    desk, reports = joined
    own_id = desk.alerts[0].id
    cases = {
        "name the reports": command("split", own_id),
        "was not merged into": command("split", own_id, absorbed="gone"),
        "not among the reports": command("split", own_id, matches=(match("stranger"),)),
        "would keep no report": command("split", own_id, matches=tuple(reports)),
    }
    for error, one in cases.items():
        assert error in desk.feed(one, kind="command").decision.error
    assert len(desk.alerts) == 1


def test_a_note_stands_in_the_history_of_what_was_taken_back(match, play):
    desk = play().all([match("one")])
    desk.feed(command("retract", desk.alerts[0].id, by="mara", note="a hoax"), kind="command")
    line = desk.alerts[0].history[-1]
    assert (line.reason, line.note) == ("retracted", "mara: a hoax")


@pytest.fixture
def merged_twice(match, play):
    """Three calls that a person took for one: the first into the second, that into the third."""
    reports = [
        match(day, date=f"2031-05-{day}", published=f"2031-05-{day}", terms=(f"t{day}", f"u{day}"))
        for day in ("01", "08", "15")
    ]
    desk = play().all(reports)
    first, second, third = (one.id for one in sorted(desk.alerts, key=lambda one: one.number))
    desk.feed(command("merge", first, into=second), kind="command")
    desk.feed(command("merge", second, into=third), kind="command")
    (alert,) = desk.alerts
    assert (alert.id, alert.coverage.reports) == (third, 3)
    return desk, (first, second, third)


def test_what_came_in_by_another_merge_stands_again_in_one_step(merged_twice):
    desk, (first, second, third) = merged_twice
    done = desk.feed(command("split", third, absorbed=first, note="a call of its own"), kind="command")
    assert done.decision.reason == "split"
    back, last = sorted(desk.alerts, key=lambda one: one.number)
    assert (back.id, back.event.date, back.coverage.reports) == (first, "2031-05-01", 1)
    assert (last.id, last.event.date, last.coverage.reports) == (third, "2031-05-08", 2)
    assert (back.apart, first in last.apart) == ((third,), True)
    between = desk.desk.state.alerts[second]
    assert (between.merged_into, between.coverage.reports, between.notify) == (third, 1, False)


def test_what_stood_between_two_merges_comes_back_with_its_own_reports_only(merged_twice):
    desk, (first, second, third) = merged_twice
    for one in (first, second):
        desk.feed(command("split", third, absorbed=one), kind="command")
    assert [
        (one.id, one.event.date, one.coverage.reports)
        for one in sorted(desk.alerts, key=lambda one: one.number)
    ] == [
        (first, "2031-05-01", 1),
        (second, "2031-05-08", 1),
        (third, "2031-05-15", 1),
    ]


def test_a_split_of_an_alert_that_stands_again_already_names_those_that_were_merged(merged_twice):
    desk, (first, second, third) = merged_twice
    desk.feed(command("split", third, absorbed=first), kind="command")
    said = desk.feed(command("split", third, absorbed=first), kind="command").decision
    assert said.error.endswith(f"was not merged into {third}; those that were: {second}")
