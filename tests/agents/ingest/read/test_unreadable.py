"""What is no feed is told in words that say what it is, and what may help."""

import pytest

from agents.ingest.read.given import Unreadable
from agents.ingest.read.reading import reading

HEAD = "<!doctype html>\n<html><head><title>{}</title>{}</head><body>{}</body></html>"


def told(body: str | bytes, address: str = "https://news.example/rss") -> str:
    with pytest.raises(Unreadable) as caught:
        reading("feed", body.encode() if isinstance(body, str) else body, address)
    return str(caught.value)


@pytest.mark.parametrize("body", [b"", b" \r\n ", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_nothing(body: bytes) -> None:
    assert told(body) == "an empty answer"


def test_a_page_with_the_feed_that_it_names() -> None:
    link = '<link rel="alternate" type="application/rss+xml" title="x" href="/feeds/all.xml">'
    assert told(HEAD.format("The Harbour Post", link, "<p>Hi")) == (
        "an HTML page ('The Harbour Post'), not a feed; its feed is https://news.example/feeds/all.xml"
    )
    assert told(HEAD.format("", "", "<p>Hi")) == "an HTML page, not a feed"


def test_a_page_in_another_form() -> None:
    xhtml = '<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>'
    assert told(xhtml).startswith("an HTML page")
    assert told("<div><p>Not found</p><script>x()</script></div>").startswith("an HTML page")


@pytest.mark.parametrize(
    ("body", "address", "said"),
    [
        (
            HEAD.format("Hello", "", '<form><input name=p type="password"></form>'),
            "https://news.example/rss",
            "to log in",
        ),
        (HEAD.format("Hello", "", ""), "https://login.news.example/?next=/rss", "to log in"),
        (HEAD.format("Hello", "", ""), "https://consent.news.example/?to=rss", "asks for consent to cookies"),
        (HEAD.format("Just a moment...", "", ""), "https://news.example/rss", "wants to see a browser"),
    ],
)
def test_a_page_that_stands_before_the_feed(body: str, address: str, said: str) -> None:
    assert said in told(body, address)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('{"error": {"code": 404, "message": "No such feed"}}', "JSON, not a feed; it says: No such feed"),
        ('{"errors": [{"detail": "Key expired"}]}', "JSON, not a feed; it says: Key expired"),
        ("[1, 2]", "JSON, not a feed"),
        ('{"items": 3}', "JSON, not a feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [', "JSON that cannot be read, not a feed"),
        (
            "<?xml version='1.0'?><catalogue><book/></catalogue>",
            "XML that begins with <catalogue>, which is not a feed",
        ),
        (
            "Service is down, come back later",
            "text, not a feed; it begins with 'Service is down, come back later'",
        ),
        (b"%PDF-1.7\n", "a PDF document, not a feed"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a picture, not a feed"),
        (bytes(range(32)) * 9, "binary data, not a feed"),
        (b"\x1f\x8b\x08garbage", "gzip that cannot be unpacked"),
    ],
)
def test_other_things(body: str | bytes, said: str) -> None:
    assert told(body).startswith(said)


def test_what_is_told_is_one_short_line() -> None:
    for body in (f'{{"message": "{"long " * 999}"}}', "word " * 9_999, HEAD.format("long " * 999, "", "")):
        message = told(body)
        assert len(message) < 250
        assert "\n" not in message
