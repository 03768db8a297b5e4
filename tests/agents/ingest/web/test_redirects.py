"""The way of redirects: where it leads, what moved for good, who sees the login."""

import pytest

from agents.ingest.outcome import Outcome
from agents.ingest.web.answer import Fault
from agents.ingest.web.redirects import Trail
from agents.ingest.web.target import target_of

START = "http://paper.example/rss"
A, B, C = "https://paper.example/rss", "https://paper.example/feed", "https://other.example/feed"


@pytest.mark.parametrize(
    ("way", "moved"),
    [
        ([], None),
        ([(301, A)], A),
        ([(308, A), (301, B)], B),
        ([(302, A)], None),
        ([(307, A), (301, B)], None),
        ([(301, A), (302, B)], A),
        ([(301, A), (303, B), (301, C)], A),
        ([(301, A), (301, B), (307, C)], B),
        ([(301, "/new#part")], "http://paper.example/new"),
        ([(301, "//other.example/feed")], "http://other.example/feed"),
    ],
)
def test_only_what_every_redirect_gave_for_good_is_where_it_moved(
    way: list[tuple[int, str]], moved: str | None
) -> None:
    trail = Trail(target_of(START))
    for status, location in way:
        trail.follow(status, location)
    assert trail.moved == moved


def test_a_circle_is_recognised() -> None:
    trail = Trail(target_of(START))
    trail.follow(302, A)
    with pytest.raises(Fault, match="circle") as raised:
        trail.follow(302, START + "#again")
    assert raised.value.reason is Outcome.REDIRECTS


def test_five_redirects_are_followed_and_no_sixth() -> None:
    trail = Trail(target_of(START))
    for number in range(5):
        trail.follow(302, f"/{number}")
    with pytest.raises(Fault, match="more than 5 redirects") as raised:
        trail.follow(302, "/5")
    assert raised.value.reason is Outcome.REDIRECTS


@pytest.mark.parametrize("location", [None, ""])
def test_a_redirect_that_leads_nowhere_is_refused(location: str | None) -> None:
    with pytest.raises(Fault, match="does not say where") as raised:
        Trail(target_of(START)).follow(301, location)
    assert raised.value.reason is Outcome.REFUSED


@pytest.mark.parametrize(
    "location", ["ftp://paper.example/", "http://", "http://paper.example:22/", "mailto:a@b"]
)
def test_a_redirect_out_of_the_web_is_not_followed(location: str) -> None:
    with pytest.raises(Fault) as raised:
        Trail(target_of(START)).follow(302, location)
    assert raised.value.reason is Outcome.FORBIDDEN


def test_raw_bytes_in_a_redirect_are_escaped() -> None:
    trail = Trail(target_of(START))
    assert trail.follow(302, "/нота").address == "http://paper.example/%D0%BD%D0%BE%D1%82%D0%B0"
    assert trail.follow(302, "/\udcff").address == "http://paper.example/%EF%BF%BD"


@pytest.mark.parametrize(
    ("start", "location", "kept"),
    [
        ("https://desk:word@paper.example/a", "/b", True),
        ("http://desk:word@paper.example/a", "https://paper.example/a", True),
        ("https://desk:word@paper.example/a", "http://paper.example/a", False),
        ("https://desk:word@paper.example/a", "https://paper.example:8443/a", False),
        ("https://desk:word@paper.example/a", "https://www.paper.example/a", False),
        ("https://desk:word@paper.example/a", "https://thief.example/a", False),
        ("https://desk:word@paper.example/a", "https://desk:word@thief.example/a", False),
        ("https://paper.example/a", "https://desk:word@paper.example/b", False),
    ],
)
def test_a_login_goes_to_the_host_it_was_given_for_and_nowhere_else(
    start: str, location: str, kept: bool
) -> None:
    trail = Trail(target_of(start))
    there = trail.follow(301, location)
    assert bool(there.login) is kept
    assert trail.moved is not None
    assert ("desk:word@" in trail.moved) is kept, "what is asked from now on needs the login too"
    assert "desk" not in there.address


def test_a_login_is_shown_again_on_the_way_back() -> None:
    trail = Trail(target_of("https://desk:word@paper.example/a"))
    assert trail.follow(302, "https://gate.example/").login is None
    assert trail.follow(302, "https://paper.example/b").login is not None
