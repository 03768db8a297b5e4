"""Whatever the bytes, they are read or refused in words; nothing else comes out."""

import gzip
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.ingest.read.bounds import ENTRIES, LINE, TEXT
from agents.ingest.read.given import Reading, Unreadable
from agents.ingest.read.reading import reading
from streams.source_records import SourceForm

AT = "https://news.example/feeds/world.xml"
FORMS: tuple[SourceForm, ...] = ("feed", "sitemap", "page", "links")
PIECES = [
    b"<rss version='2.0'>", b"</rss>", b"<channel>", b"</channel>", b"<item>", b"</item>", b"<item/>",
    b"<title>", b"</title>", b"<link>", b"</link>", b"<link href='/a' rel=alternate>",
    b"<guid isPermaLink=false>", b"</guid>", b"<description>", b"</description>", b"<content:encoded>",
    b"</content:encoded>", b"<![CDATA[", b"]]>", b"<!--", b"-->",
    b"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='x/'>", b"</feed>", b"<entry>", b"</entry>",
    b"<id>", b"</id>", b"<content type='xhtml'>", b"</content>",
    b"<div xmlns='http://www.w3.org/1999/xhtml'>", b"</div>", b"<x:y z:q='1'>",
    b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>",
    b"</rdf:RDF>", b"<urlset>", b"<url>", b"<loc>", b"</loc>", b"</url>", b"</urlset>", b"<sitemapindex>",
    b"<sitemap>", b"<news:title>", b"<pubDate>", b"</pubDate>", b"Mon, 06 May 2024 10:00:00 MSK",
    b"2024-05-06T10:00:00+02:00", b"99999-99-99", b"<ttl>", b"1e999", b"<!DOCTYPE a [", b"<!ENTITY b 'c'>",
    b"]>", b"<?xml version='1.0' encoding='koi8-r'?>", b"&amp;", b"&nbsp;", b"&", b"&#0;", b"&#xd800;",
    b"<", b">", b"'", b'"', b"\0", b"\xff", b"\xd0\xbf\xd1\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"/a/1",
    b"https://[", b"http://a.example/", b"{", b"}", b"[", b"]", b'"items":', b'"id":', b'"\\ud800"', b",",
    b"1", b"<html lang=x>", b"<base href='//['>", b"<a href=", b"</a>", b"<script>",
    b"<meta property=og:title content=x>", b"read more", b"\xe2\x80\xa6", b"\r\n", b" ",
]  # fmt: skip
soup = st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join)
starts = st.sampled_from(
    [b"", b"<rss><channel>", b"<feed xmlns='http://www.w3.org/2005/Atom'>", b'{"items":[', b"<urlset>"]
)


def read(form: SourceForm, body: bytes, address: str, content_type: str | None) -> tuple[Reading | None, str]:
    """Return what was read, or why nothing was."""
    try:
        return reading(form, body, address, content_type=content_type, links="a"), ""
    except Unreadable as fault:
        return None, str(fault)


def check(form: SourceForm, body: bytes, address: str = AT, content_type: str | None = None) -> None:
    """Assert what a caller counts on, whatever `body`."""
    found, said = read(form, body, address, content_type)
    assert len(said) < 400, "why it is refused is said in a line"
    if found is None:
        assert said
        return
    assert len(found.entries) <= ENTRIES
    assert found.ttl is None or 0 < found.ttl < 1e8
    assert found.skip_hours <= set(range(24))
    for one in found.entries:
        assert one.url is None or one.url.lower().startswith(("http://", "https://"))
        assert one.title is None or (one.title == " ".join(one.title.split()) != "")
        assert one.id is None or 0 < len(one.id) <= LINE
        assert one.text is None or 0 < len(one.text) <= TEXT
        assert one.text or not one.markup
        for said in (
            one.id,
            one.url,
            one.title,
            one.text,
            one.published,
            one.modified,
            one.language,
            one.author,
        ):
            assert said is None or (said and said.encode()), "never empty, never half a character"


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FORMS), st.binary(max_size=600), st.one_of(st.none(), st.text(max_size=40)))
def test_any_bytes(form: SourceForm, body: bytes, content_type: str | None) -> None:
    check(form, body, content_type=content_type)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(FORMS), starts, soup)
def test_any_soup_of_tags(form: SourceForm, start: bytes, body: bytes) -> None:
    check(form, start + body)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(FORMS), starts, st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map(b"".join)
)
def test_any_few_pieces_over_and_over(form: SourceForm, start: bytes, pieces: bytes) -> None:
    began = time.process_time()
    check(form, start + pieces * (50_000 // len(pieces)))
    assert time.process_time() - began < 1


@settings(max_examples=60, deadline=None)
@given(starts, soup, st.integers(0, 200))
def test_any_cut_in_a_packed_body(start: bytes, body: bytes, cut: int) -> None:
    packed = gzip.compress(start + body)
    check("sitemap", packed[: max(len(packed) - cut, 0)])


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_address(address: str) -> None:
    check("feed", b"<rss><channel><item xml:base='?'><link>a</link></item></channel></rss>", address)
    check("page", b"<html><base href='b'><a href='c'>d</a>", address)
    check("feed", b"<html><head></head>", address)


@pytest.mark.parametrize("form", FORMS)
def test_no_bytes(form: SourceForm) -> None:
    check(form, b"")
