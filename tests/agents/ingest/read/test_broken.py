"""Feeds as they break in the wild are read all the same: no entry is lost, and each keeps its own fields."""

import pytest

from agents.ingest.read.given import GivenEntry
from agents.ingest.read.reading import reading

AT = "https://news.example/feed"
WHOLE = """<rss version="2.0"><channel><title>The Harbour Post</title>
<item><title>One</title><link>https://news.example/1</link><description>First words.</description></item>
<item><title>Two</title><link>https://news.example/2</link><description>Second words.</description></item>
<item><title>Three</title><link>https://news.example/3</link><description>Third words.</description></item>
</channel></rss>"""
LINKS = ["https://news.example/1", "https://news.example/2", "https://news.example/3"]


def read(text: str) -> tuple[GivenEntry, ...]:
    return reading("feed", text.encode(), AT).entries


def test_it_is_whole_to_begin_with() -> None:
    assert [one.url for one in read(WHOLE)] == LINKS


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("<rss", "\n \n<?xml version='1.0'?><rss"),
        ("<rss", "<br />\n<b>Warning</b>: fopen() in <b>x.php</b>\n<?xml version='1.0'?><rss"),
        ("<rss", "<!-- cached <rss> 12:00 --><?xml version='1.0'?>\n<?xml-stylesheet href='x.xsl'?><rss"),
        ("<rss", "<!DOCTYPE rss [<!ENTITY nbsp '&#160;'><!-- ] --> <!ENTITY x \"]>\">]><rss"),
        ("First", "AT&T and R&D, &, &x, &#;"),
        ("First", "caf&eacute; &mdash; &hellip; &nbsp; &madeup; &#0; &#xD800; &#x1F54A;"),
        ("First", "a\x08b\x1fc\x0cd\ufffe"),
        ("First", "<foo:bar>x</foo:bar> <g:id>1</g:id>"),
        ("First words.", "<p>one<br>two <b>three <img src=x.png alt='a > b'>"),
        ("First words.", "<p>one</div></p></i>"),
        ("First words.", "if a < b then <3 and <>"),
        ("First words.", "<![CDATA[<p>one<br>two]]>"),
        ("First words.</description></item>", "First words.</item>"),
        ("First words.</description></item>", "First words.</description>"),
        ("First words.</description></item>", "First words.</description></item></item></channel>"),
        ("</link><description>First", "</link><guid isPermaLink=false class>1</guid><description>First"),
        ("</channel></rss>", ""),
        ("</channel></rss>", "</channel></rss>\n<script>counter()</script>"),
        ("<rss version=\"2.0\">", "<rss version=2.0 version='2.0'>"),
        ("<item>", "<ITEM>"),
        ("item>", "rss:item>"),
    ],
    ids=lambda text: text[:24],
)  # fmt: skip
def test_what_is_broken_costs_no_entry(was: str, becomes: str) -> None:
    broken = WHOLE.replace(was, becomes)
    assert broken != WHOLE
    assert [one.url for one in read(broken)] == LINKS
    assert [one.title for one in read(broken)] == ["One", "Two", "Three"]


def test_names_of_html_and_bare_ampersands_become_what_they_mean() -> None:
    first = read(WHOLE.replace("First words.", "Caf&eacute; AT&T &hellip; &madeup;"))[0]
    assert first.text == "Café AT&T … &madeup;"


def test_an_address_with_bare_ampersands_is_whole() -> None:
    broken = WHOLE.replace("example/1", "example/?a=1&copy=2&b")
    assert read(broken)[0].url == "https://news.example/?a=1&copy=2&b"


def test_unescaped_html_stays_in_its_element() -> None:
    first = read(WHOLE.replace("First words.", "<p>one<br>two"))[0]
    assert (first.text, first.markup) == ("<p>one<br>two", True)


def test_a_prefix_that_is_not_declared_is_known_by_its_name() -> None:
    broken = WHOLE.replace(
        "<title>One</title>",
        "<title>One</title><dc:creator>Ana</dc:creator><dc:date>2024-05-06T08:00:00Z</dc:date>"
        "<content:encoded>A long text of the first.</content:encoded>",
    )
    first = read(broken)[0]
    assert (first.author, first.published) == ("Ana", "2024-05-06T08:00:00Z")
    assert first.text == "A long text of the first."


def test_a_fault_behind_very_many_small_ones_is_found() -> None:
    noise = "<g:x>1</g:x>" * 200
    assert [one.url for one in read(WHOLE.replace("First", f"{noise} &nbsp; AT&T <br> x"))] == LINKS


def test_a_feed_that_breaks_off_gives_what_came() -> None:
    assert [one.url for one in read(WHOLE[: WHOLE.index("Second")])] == LINKS[:2]
    assert read("<rss><channel><item><title><![CD")


def test_deep_nesting_is_no_loss() -> None:
    deep = WHOLE.replace("First words.", "<div>" * 600 + "deep" + "</div>" * 600)
    assert [one.url for one in read(deep)] == LINKS
    unclosed = WHOLE.replace("</item>", "").replace("<item>", "<item>" * 1, 1)
    assert [one.url for one in read(unclosed)] == LINKS
    many = "<rss><channel>" + "".join(f"<item><link>/{n}</link>" for n in range(700))
    assert len(read(many)) == 700
