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
