"""A page as a source: one article, or a listing whose links are the articles."""

import pytest

from agents.ingest.read.given import Unreadable
from agents.ingest.read.page import LONGEST
from agents.ingest.read.reading import reading

AT = "https://ministry.example/press/"
PAGE = """<!DOCTYPE html><html lang="fr"><head><title>Harbour talks | Ministry</title>
<meta property="og:title" content="Harbour &amp; quay talks"></head><body>
<h1>Talks</h1><p>Words.</p></body></html>"""
LISTING = """<html lang="tr"><head><base href="/en/press/"></head><body>
<nav><a href="/">Home</a><a href="/about">Us</a></nav>
<a href="2024/1.html"><img src="1.jpg" alt=""></a><h2><a href="2024/1.html#top"> Envoy
 <b>lands</b> </a></h2><a href='2024/1.html'>Read more</a>
<a class=x href=2024/2.html title="Second">  </a>
<a href="https://ministry.example/en/press/2024/3.html?a=1&amp;b=2">Third</a>
<!-- <a href="2024/4.html">Hidden</a> --><script>document.write('<a href="2024/5.html">Never</a>')</script>
<a href="mailto:press@ministry.example">Mail</a><a name="x">No link</a><a href="javascript:void(0)">Up</a>
</body></html>"""


def test_a_page_is_one_entry_with_the_page_as_its_text() -> None:
    found = reading("page", PAGE.encode(), AT)
    assert (found.form, len(found.entries)) == ("page", 1)
    entry = found.entries[0]
    assert (entry.url, entry.title, entry.text) == (AT, "Harbour & quay talks", PAGE)
    assert (entry.markup, entry.summary, entry.language) == (True, False, "fr")


def test_its_title_is_that_of_the_head_where_there_is_no_better() -> None:
    found = reading("page", PAGE.replace("og:title", "og:type").encode(), AT).entries[0]
    assert found.title == "Harbour talks | Ministry"
    assert reading("page", b"<p>Words.</p>", AT).entries[0].title is None


def test_its_encoding_may_stand_in_its_head() -> None:
    page = '<html><head><meta charset="windows-1251"><title>Переговоры</title></head></html>'.encode("cp1251")
    assert reading("page", page, AT).entries[0].title == "Переговоры"


def test_a_listing_gives_its_links_in_order_once_each() -> None:
    found = reading("links", LISTING.encode(), AT, links=r"/press/\d{4}/")
    assert [(one.url, one.title) for one in found.entries] == [
        ("https://ministry.example/en/press/2024/1.html", "Envoy lands"),
        ("https://ministry.example/en/press/2024/2.html", "Second"),
        ("https://ministry.example/en/press/2024/3.html?a=1&b=2", "Third"),
    ]
    assert (found.form, found.language) == ("links", "tr")
    assert all(one.text is None and one.summary for one in found.entries)


def test_a_listing_without_a_wanted_link_is_empty() -> None:
    assert reading("links", LISTING.encode(), AT, links="/speeches/").entries == ()


def test_a_pattern_that_is_none_is_told() -> None:
    with pytest.raises(Unreadable, match="no regular expression"):
        reading("links", LISTING.encode(), AT, links="(")


def test_no_pattern_is_tried_on_an_endless_address() -> None:
    page = f"<a href='/a/{'x' * LONGEST}'>x</a><a href='/a/y'>y</a>"
    found = reading("links", page.encode(), AT, links="/a/")
    assert [one.title for one in found.entries] == ["y"]


def test_links_beyond_the_limit_are_counted() -> None:
    page = "".join(f"<a href=/a/{n}>{n}</a>" for n in range(2_100))
    found = reading("links", page.encode(), AT, links="/a/")
    assert (len(found.entries), found.left) == (2_000, 100)


@pytest.mark.parametrize("form", ["page", "links"])
def test_what_is_no_page_is_told(form: str) -> None:
    for body, said in (
        (b"%PDF-1.7\n%\xe2", "a PDF document, not a page"),
        (b'{"error":"gone"}', "JSON, not a page"),
    ):
        with pytest.raises(Unreadable, match=said):
            reading(form, body, AT, links="x")  # type: ignore[arg-type]
