"""Addresses of sources: how they are written, what was meant, and when two are one."""

import pytest

from agents.ingest.sources.same import BadAddress, address, meant, same


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("HTTPS://Example.ORG", "https://example.org/"),
        (" https://example.org/a b#top ", "https://example.org/a%20b"),
        ("http://example.org:80/?q=é", "http://example.org/?q=%C3%A9"),
        ("https://пример.рф/лента", "https://xn--e1afmkfd.xn--p1ai/%D0%BB%D0%B5%D0%BD%D1%82%D0%B0"),
    ],
)
def test_an_address_is_written_as_browsers_do_whoever_typed_it(given: str, written: str) -> None:
    assert address(given) == written
    assert address(written) == written


@pytest.mark.parametrize(
    ("given", "why", "hint"),
    [
        ("", "empty", None),
        ("ftp://example.org/feed", "no http", None),
        ("https://", "no http", None),
        ("www.example.org/feed", "no http", "https://www.example.org/feed"),
        ("//example.org/feed", "no http", "https://example.org/feed"),
        ("feed://example.org/feed", "no http", "https://example.org/feed"),
        ("feed:http://example.org/feed", "no http", "http://example.org/feed"),
        ("https:example.org", "no //", "https://example.org/"),
        ("https://example.org/" + "a" * 9000, "longer than", None),
        ("not an address", "no http", None),
    ],
)
def test_what_is_no_address_is_refused_with_what_was_meant(given: str, why: str, hint: str | None) -> None:
    with pytest.raises(BadAddress, match=why) as told:
        address(given)
    assert told.value.meant == hint


@pytest.mark.parametrize(
    "other",
    ["http://example.org/feed", "https://www.example.org/feed/", "https://example.org:443/feed"],
)
def test_a_feed_is_the_same_with_another_scheme_or_a_slash(other: str) -> None:
    assert same(other) == same("https://example.org/feed")


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/feed?format=rss",
        "https://example.org/Feed",
        "https://example.org:8080/feed",
        "https://m.example.org/feed",
    ],
)
def test_what_may_select_another_feed_keeps_two_apart(other: str) -> None:
    assert same(other) != same("https://example.org/feed")


@pytest.mark.parametrize(
    "text", ["", "x", "\ud800", "https://[", "a" * 100_000, "." * 100_000, "feed:" * 20_000]
)
def test_nothing_that_is_typed_ends_in_a_traceback(text: str) -> None:
    assert meant(text) is None or meant(text)
    with pytest.raises(BadAddress):
        address(text)
