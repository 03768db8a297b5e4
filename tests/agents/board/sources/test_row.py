"""What the page says of a source, in words."""

from typing import Any

import pytest

from agents.board.sources.row import Row, row
from agents.condition import document
from agents.spans import seconds_of
from tests.agents.board.sources.samples import NOW, at, failing, source, sources, state


def shown(*records: Any) -> Row:
    return row(sources(*records).shown()[0], NOW)


def test_a_row_says_what_is_followed_how_it_does_and_since_when() -> None:
    one = shown(source("amber"), state("amber"))
    assert (one.name, one.href, one.shown) == (
        "Amber", "https://www.amber.example/monde/rss.xml", "amber.example/monde/rss.xml",
    )  # fmt: skip
    assert one.about == ("feed", "outlet", "France", "French")
    assert (one.condition, one.told, one.notes) == ("well", "new: 2 new of 30", ())
    times = [each.said for each in (one.succeeded, one.newest, one.due)]
    assert times == ["3 min ago", "25 min ago", "in 9 min"]
    assert (one.failures, one.rhythm, one.sent) == (0, "every 12 min", "1,234")


def test_a_time_stands_there_in_full_too() -> None:
    one = shown(source("amber"), state("amber")).succeeded
    assert (one.full, one.at) == ("4 Mar 2021, 11:57 UTC", "2021-03-04T11:57:00Z")


def test_a_source_that_was_never_asked_has_no_times() -> None:
    one = shown(source("amber"))
    assert [each.said for each in (one.succeeded, one.newest, one.due)] == ["never", "never", "–"]
    assert (one.told, one.polled, one.rhythm, one.sent) == ("waiting", None, "–", "0")


def test_a_source_that_is_left_alone_has_no_next_try_and_a_stopped_one_says_how_it_goes_on() -> None:
    assert shown(source("amber", paused=True), state("amber")).due.said == "–"
    one = shown(source("amber"), state("amber", stopped=at(60)))
    assert (one.condition, one.due.said) == ("stopped", "–")
    assert one.notes == ("not asked again until `detente sources resume`",)


def test_where_a_source_has_moved_and_that_something_may_be_missing_is_said() -> None:
    one = shown(source("amber"), state("amber", address="https://feeds.example/a", missed=2))
    assert one.notes == ("moved to feeds.example/a", "entries may have been missed 2 times")
    assert shown(source("amber"), state("amber", missed=1)).notes == ("entries may have been missed once",)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://user:secret@a.example/", "not an address"])
def test_an_address_that_must_not_be_followed_is_no_link(url: str) -> None:
    assert shown(source("amber", url=url)).href is None


@pytest.mark.parametrize("time", ["<b>", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2021"])
def test_what_is_no_time_is_shown_as_it_is_and_breaks_nothing(time: str) -> None:
    one = shown(source("amber"), failing("amber", polled=time, succeeded=time, newest=time, due=time))
    assert one.due.full == time
    assert one.due.said == time or seconds_of(time) is not None


def test_codes_that_are_not_known_are_shown_as_they_are() -> None:
    assert shown(source("amber", country="<x>", language="<y>", kind=None)).about == ("feed", "<x>", "<y>")


def test_a_program_gets_definition_and_state_without_the_entries() -> None:
    (one,) = sources(source("amber"), state("amber")).shown()
    told = document(one.source, one.state)
    assert set(told) == {"url", "condition", "source", "state"}
    assert told["source"]["country"] == "FR"
    assert (told["state"]["sent"], "known" in told["state"], "url" in told["state"]) == (1234, False, False)
