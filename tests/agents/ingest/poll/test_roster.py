"""What a poller knows of its sources, from the records of their topic."""

import logging
from dataclasses import replace

import pytest

from agents.condition import condition, polled
from agents.ingest.poll.roster import Roster
from agents.ingest.sources.place import known_key, partition_of, source_key, state_key
from streams import codec
from streams.source_records import KnownEntries, KnownEntry, PollState, Source

URL = "https://paper.example/feed"
SOURCE = Source(url=URL, revision="2026-01-01T00:00:00.000Z")


def test_a_definition_and_a_state_come_together_in_either_order() -> None:
    state = PollState(url=URL, etag='"1"')
    entry = KnownEntry(id="1", url="https://paper.example/1", seen="2")
    known = codec.encode(KnownEntries(url=URL, entries=(entry,)))
    for order in (0, 1):
        roster = Roster()
        steps = [
            lambda r: r.definition(3, source_key(URL), codec.encode(SOURCE)),
            lambda r: (r.known(3, known_key(URL), known), r.state(3, state_key(URL), codec.encode(state))),
        ]
        steps[order](roster)
        steps[1 - order](roster)
        (one,) = roster.of(3)
        assert (one.source, one.start(), one.partition) == (SOURCE, replace(state, known=(entry,)), 3)


def test_only_a_definition_that_says_something_else_is_told() -> None:
    roster = Roster()
    assert roster.definition(0, source_key(URL), codec.encode(SOURCE)) is not None
    assert roster.definition(0, source_key(URL), codec.encode(SOURCE)) is None
    other = Source(url=URL, paused=True)
    one = roster.definition(0, source_key(URL), codec.encode(other))
    assert one is not None
    assert not one.polled
    gone = roster.definition(0, source_key(URL), None)
    assert gone is not None
    assert gone.source is None


def test_what_cannot_be_read_is_told_and_is_no_source(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    roster = Roster()
    assert roster.definition(0, source_key(URL), b'{"url": 7}') is None
    assert URL in caplog.text


def test_a_partition_that_is_given_away_is_forgotten() -> None:
    roster = Roster()
    roster.definition(0, source_key(URL), codec.encode(SOURCE))
    assert [one.url for one in roster.drop(0)] == [URL]
    assert list(roster) == []


def test_a_source_that_is_gone_is_polled_again_once_it_is_defined_again() -> None:
    gone = PollState(url=URL, stopped="2026-02-01T00:00:00.000Z", failures=3, due="2027-01-01T00:00:00.000Z")
    assert not polled(SOURCE, gone)
    again = Source(url=URL, revision="2026-03-01T00:00:00.000Z")
    assert polled(again, gone)
    roster = Roster()
    roster.definition(0, source_key(URL), codec.encode(again))
    roster.state(0, state_key(URL), codec.encode(gone))
    (one,) = roster.of(0)
    state = one.start()
    assert (state.stopped, state.failures, state.due) == (None, 0, None)


def test_what_is_defined_anew_is_asked_at_once_and_what_is_not_when_it_is_due() -> None:
    due = "2026-02-01T06:00:00.000Z"
    state = PollState(url=URL, polled="2026-02-01T00:00:00.000Z", due=due, etag='"1"')
    for revision, wanted in (("2026-02-01T01:00:00.000Z", None), ("2026-01-01T00:00:00.000Z", due)):
        roster = Roster()
        roster.definition(0, source_key(URL), codec.encode(replace(SOURCE, every=60.0, revision=revision)))
        roster.state(0, state_key(URL), codec.encode(state))
        (one,) = roster.of(0)
        assert (one.start().due, one.start().etag) == (wanted, '"1"')


def test_a_source_that_was_removed_and_is_defined_again_begins_anew() -> None:
    entry = KnownEntry(id="1", url="https://paper.example/1", seen="2")
    roster = Roster()
    roster.definition(0, source_key(URL), codec.encode(SOURCE))
    roster.state(0, state_key(URL), codec.encode(PollState(url=URL, etag='"1"')))
    roster.known(0, known_key(URL), codec.encode(KnownEntries(url=URL, entries=(entry,))))
    roster.definition(0, source_key(URL), None)
    roster.definition(0, source_key(URL), codec.encode(SOURCE))
    (one,) = roster.of(0)
    assert (one.start(), one.known) == (PollState(url=URL), ())


@pytest.mark.parametrize(
    ("source", "state", "word"),
    [
        (None, None, "paused"),
        (Source(url=URL, paused=True), None, "paused"),
        (SOURCE, None, "new"),
        (SOURCE, PollState(url=URL), "new"),
        (SOURCE, PollState(url=URL, polled="2026-01-02T00:00:00Z"), "well"),
        (SOURCE, PollState(url=URL, polled="2026-01-02T00:00:00Z", silent=True), "silent"),
        (SOURCE, PollState(url=URL, polled="2026-01-02T00:00:00Z", failures=1, silent=True), "failing"),
        (SOURCE, PollState(url=URL, stopped="2026-01-02T00:00:00Z"), "stopped"),
    ],
)
def test_how_a_source_does_is_one_word(source: Source | None, state: PollState | None, word: str) -> None:
    assert condition(source, state) == word


def test_all_sources_of_a_host_stand_on_one_partition() -> None:
    places = {partition_of(f"https://paper.example/feed/{n}", 8) for n in range(50)}
    assert places == {partition_of("http://www.paper.example/x", 8)}
    spread = {partition_of(f"https://paper{n}.example/feed", 8) for n in range(200)}
    assert spread == set(range(8))
