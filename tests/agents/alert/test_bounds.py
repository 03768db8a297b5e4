"""An alert stays small however many reports it has and however long their words are."""

import time
from datetime import timedelta

import pytest

from streams.records import Command, Evidence
from tests.agents.alert.conftest import START

LIMIT = 65_536


@pytest.mark.seconds
@pytest.mark.parametrize("count", [1_500, pytest.param(10_000, marks=pytest.mark.slow)])
def test_thousands_of_reports_make_one_small_document_at_a_flat_cost_few_told(match, play, count):
    desk = play()
    languages = ("en", "fr", "ru", "de", "pl")
    spent = []
    for number in range(count):
        report = match(
            f"{number:05}", language=languages[number % 5],
            outlet=f"{number % 700}.example", story=f"s{number % 40}",
            terms=tuple(f"word{(number * 7 + k) % 90}" for k in range(8)),
            kind=("call", "call", "meeting")[number % 3], speaker=(None, "anna", "berto")[number % 3],
        )  # fmt: skip
        began = time.process_time()
        desk.feed(report, after=timedelta(seconds=10 * number))
        spent.append(time.process_time() - began)
    (alert,) = desk.alerts
    last = desk.steps[-1].written[0]
    assert len(last.value) <= LIMIT
    assert alert.coverage.reports == count
    assert len(alert.coverage.listed) == 50
    assert len(alert.coverage.by_outlet) == 101
    assert len(alert.facets) <= 40
    assert len(alert.evidence) == 8
    assert {one.language for one in alert.evidence} == set(languages)
    assert alert.event.kind == "call"
    assert desk.notified <= 5
    assert sorted(spent[-500:])[250] < 3 * sorted(spent[500:1000])[250]


@pytest.mark.seconds
def test_hostile_words_do_not_break_the_bound(match, play):
    desk = play()
    long = "ж" * 50_000
    for number in range(60):
        name = f"{number}"
        desk.feed(
            match(
                name, language=long, outlet=f"{number}{long}", outlet_name=long, publisher=long,
                agency=f"{number}{long}", actors=("anna", "berto", long),
                terms=tuple(f"{k}{number}{long}" for k in range(80)),
                places=(f"{number}{long}",), speaker=f"anna{long}",
                evidence=(Evidence(sentence=long, start=7, end=7 + len(long), article_id=f"a-{name}"),),
                third_parties=(long,), topics=(f"{long}{number}",), act=long, story=f"{number}{long}",
            )
        )  # fmt: skip
    assert all(len(one.value) <= LIMIT for step in desk.steps for one in step.written)
    evidence = desk.alerts[0].evidence[0]
    assert long.startswith(evidence.sentence)
    assert evidence.end - evidence.start == len(evidence.sentence)


@pytest.mark.parametrize("letter", ["\U0001f5de", "\x01"])
def test_names_that_take_many_bytes_do_not_break_the_bound_and_none_is_left_uncounted(match, play, letter):
    desk = play()
    for number in range(160):
        name = f"{number}{letter * 100}"
        desk.feed(match(f"{number}", outlet=name if number else "first.example", agency=name, language="en"))
    assert all(len(one.value) <= LIMIT for step in desk.steps for one in step.written)
    (alert,) = desk.alerts
    coverage = alert.coverage
    for table in (coverage.by_outlet, coverage.by_origin, coverage.by_language):
        assert sum(table.values()) == coverage.reports == 160
    assert coverage.origins >= 50
    assert coverage.listed[0].article.outlet == "first.example"
    assert len(alert.history) > 1


def test_history_keeps_the_opening_and_the_latest_lines(match, play):
    desk = play()
    for number in range(120):
        state = ("held", "denied")[number % 2]
        desk.feed(match(f"{number}", state=state, published=f"2031-05-{1 + number // 60:02}T00:00:00Z"))
    (alert,) = desk.alerts
    assert len(alert.history) <= 50
    assert alert.history[0].reason == "new_event"
    assert alert.history[-1].revision == alert.revision


def test_the_last_revision_of_an_alert_that_is_merged_away_is_within_the_bound(match, play):
    desk = play()
    long = "\U0001f5de" * 60
    for number in range(10):
        terms = tuple(f"{number}-{word}-{long}"[:60] for word in range(24 if number < 9 else 0))
        desk.feed(match(f"{number}", outlet=f"{number}{long}", language=f"{number}{long}", terms=terms))
    assert len(desk.steps[-1].written[0].value) > LIMIT - 2_000
    desk.feed(match("other", date="2031-05-20"))
    large, other = sorted(desk.alerts, key=lambda one: one.coverage.reports, reverse=True)
    merge = Command(id="c", command="merge", alert=large.id, into=other.id, note="\U0001f5de" * 500)
    desk.feed(merge, kind="command")
    assert [alert.id for alert in desk.alerts] == [other.id]
    assert all(len(one.value) <= LIMIT for step in desk.steps for one in step.written)


def test_what_was_told_stays_bounded_through_merges_and_no_state_is_told_again(match, play):
    desk = play()
    desk.feed(match("first"))
    for number in range(70):
        day = START + timedelta(days=20 * (number + 1))
        name = f"{number}"
        desk.feed(match(name, date=f"{day:%Y-%m-%d}", published=f"{day:%Y-%m-%d}"), after=day - START)
        older, newer = sorted(desk.alerts, key=lambda one: one.number)
        desk.feed(Command(id=name, command="merge", alert=newer.id, into=older.id), kind="command")
    (alert,) = desk.alerts
    assert alert.coverage.reports == 71
    assert len(alert.told) == 40
    assert "state:held" in alert.told
    before = desk.notified
    known = max(facet.event.date for facet in alert.facets)
    last = {"date": known, "published": known}
    desk.feed(match("again", outlet="again.example", **last), after=day - START)
    assert desk.notified == before
    desk.feed(match("no", state="denied", outlet="no.example", **last), after=day - START)
    assert desk.notified == before + 1
