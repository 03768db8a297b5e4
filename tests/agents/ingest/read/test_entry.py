"""What becomes of one entry: its id, address, title, text and language, whichever way they are written."""

import pytest

from agents.ingest.read.bounds import TEXT
from agents.ingest.read.given import GivenEntry
from agents.ingest.read.reading import reading

AT = "https://news.example/feeds/world.xml"
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)


def item(inner: str, head: str = "") -> GivenEntry:
    """Return the entry that an RSS item with `inner` gives."""
    text = f"<rss version='2.0' {SPACES}><channel>{head}<item>{inner}</item></channel></rss>"
    return reading("feed", text.encode(), AT).entries[0]


def entry(inner: str, attributes: str = "") -> GivenEntry:
    """Return the entry that an Atom entry with `inner` gives."""
    text = f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><entry>{inner}</entry></feed>'
    return reading("feed", text.encode(), AT).entries[0]


def test_what_is_missing_is_none() -> None:
    assert item("") == GivenEntry()
    assert (
        item("<title> </title><guid/><link></link><description><![CDATA[ ]]></description>") == GivenEntry()
    )


# ids


def test_an_id_is_as_given() -> None:
    assert item("<guid> 42 </guid>").id == "42"
    assert entry("<id>URN:X:1</id>").id == "URN:X:1"
    assert item("<title>no id</title><link>/a</link>").id is None, "the link is no id: it may change"


def test_two_entries_with_one_id_are_two() -> None:
    items = "<item><guid>1</guid><link>/a</link></item><item><guid>1</guid><link>/b</link></item>"
    found = reading("feed", f"<rss><channel>{items}</channel></rss>".encode(), AT)
    assert [one.url for one in found.entries] == [
        "https://news.example/a",
        "https://news.example/b",
    ]


def test_an_id_of_a_novel_s_length_is_none() -> None:
    assert item(f"<guid>{'x' * 5000}</guid>").id is None


# addresses


@pytest.mark.parametrize(
    ("inner", "url"),
    [
        ("<link>https://news.example/a/1</link>", "https://news.example/a/1"),
        ("<link>\n  https://news.example/a/1\n</link>", "https://news.example/a/1"),
        ("<link>https://news.example/a\n/1</link>", "https://news.example/a/1"),
        ("<link><![CDATA[https://news.example/?a=1&b=2]]></link>", "https://news.example/?a=1&b=2"),
        ("<link>https://news.example/?a=1&amp;b=2</link>", "https://news.example/?a=1&b=2"),
        ("<link>/a/1</link>", "https://news.example/a/1"),
        ("<link>a/1?x=y</link>", "https://news.example/feeds/a/1?x=y"),
        ("<link>//m.news.example/1</link>", "https://m.news.example/1"),
        ("<link>https://пример.example/статья</link>", "https://пример.example/статья"),
        ('<link href="https://news.example/a/1"/>', "https://news.example/a/1"),
        ('<atom:link rel="alternate" href="/a/1"/>', "https://news.example/a/1"),
        ('<atom:link rel="self" href="/feed"/><link>/a/1</link>', "https://news.example/a/1"),
        ("<link/><guid>https://news.example/a/1</guid>", "https://news.example/a/1"),
        ('<guid isPermaLink="true">https://news.example/a/1</guid>', "https://news.example/a/1"),
        ('<guid isPermaLink="false">https://news.example/a/1</guid>', None),
        ("<guid>a-1</guid>", None),
        ("<link>https://proxy.example/~r/1</link><feedburner:origLink>https://news.example/a/1</feedburner:origLink>",
         "https://news.example/a/1"),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>mailto:desk@news.example</link>", None),
        ("<link>file:///etc/hosts</link>", None),
        ("<link>http://</link><guid>https://news.example/a/1</guid>", "https://news.example/a/1"),
        ("<link>http://[broken/</link>", None),
    ],
)  # fmt: skip
def test_the_address_of_an_rss_item(inner: str, url: str | None) -> None:
    assert item(inner).url == url


@pytest.mark.parametrize(
    ("inner", "url"),
    [
        ('<link href="/a/1"/>', "https://news.example/a/1"),
        ('<link type="application/pdf" href="/1.pdf"/><link rel="alternate" type="text/html" href="/1"/>',
         "https://news.example/1"),
        ('<link rel="related" href="https://other.example/"/><link rel="self" href="/1.atom"/>', None),
        ('<link rel="http://www.iana.org/assignments/relation/alternate" href="/1"/>', "https://news.example/1"),
        ("<id>https://news.example/a/1</id>", "https://news.example/a/1"),
        ("<id>tag:news.example,2024:1</id>", None),
        ('<content src="/a/1" type="text/html"/>', "https://news.example/a/1"),
        ('<content src="/a.mp4" type="video/mp4"/>', None),
    ],
)  # fmt: skip
def test_the_address_of_an_atom_entry(inner: str, url: str | None) -> None:
    assert entry(inner).url == url


def test_links_are_relative_to_xml_base() -> None:
    assert (
        entry('<link href="1"/>', 'xml:base="https://cdn.example/world/"').url
        == "https://cdn.example/world/1"
    )
    assert entry('<link href="1"/>', 'xml:base="/world/"').url == "https://news.example/world/1"
    assert entry('<link href="1"/>', 'xml:base="http://[broken"').url == "https://news.example/feeds/1"
    inner = '<entry xml:base="b/"><link href="1"/></entry>'
    text = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/a/">{inner}</feed>'
    assert reading("feed", text.encode(), AT).entries[0].url == "https://news.example/a/b/1"


# titles


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Talks in Ankara", "Talks in Ankara"),
        ("  Talks\n in\tAnkara ", "Talks in Ankara"),
        ("Food &amp; drink", "Food & drink"),
        ("Food &amp;amp; drink", "Food & drink"),
        ("Food &amp;amp;amp; drink", "Food &amp; drink"),
        ("<![CDATA[Food &amp; drink]]>", "Food & drink"),
        ("<![CDATA[Food & drink]]>", "Food & drink"),
        ("&lt;b&gt;Talks&lt;/b&gt; in &lt;i&gt;Ankara&lt;/i&gt;", "Talks in Ankara"),
        ("<![CDATA[Talks<br>in Ankara]]>", "Talks in Ankara"),
        ("It&amp;#8217;s on", "It’s on"),
        ("It&#8217;s on", "It’s on"),
        ("L&amp;rsquo;heure", "L’heure"),
        ("1 &lt; 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("&lt;sic&gt; he said", "<sic> he said"),
        ("R&amp;D, Q&amp;A, &amp;notes", "R&D, Q&A, &notes"),
        ("Use of the &amp;lt;br&amp;gt; tag", "Use of the <br> tag"),
        ("<b>Talks</b> in Ankara", "Talks in Ankara"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Talks", "Talks"),
        ("Переговоры в&amp;nbsp;Анкаре", "Переговоры в Анкаре"),
        ("محادثات في أنقرة", "محادثات في أنقرة"),
        ("İstanbul’da görüşme", "İstanbul’da görüşme"),
        ("Talks \U0001f54a\ufe0f", "Talks \U0001f54a\ufe0f"),
    ],
)
def test_a_title_is_plain_text_resolved_once(written: str, title: str) -> None:
    assert item(f"<title>{written}</title>").title == title


@pytest.mark.parametrize(
    ("kind", "written", "title"),
    [
        ('type="text"', "Food &amp; drink", "Food & drink"),
        ('type="html"', "Food &amp;amp; &lt;b&gt;drink&lt;/b&gt;", "Food & drink"),
        ('type="html"', "<![CDATA[Food &amp; <b>drink</b>]]>", "Food & drink"),
        (
            'type="xhtml"',
            '<div xmlns="http://www.w3.org/1999/xhtml">Food &amp; <b>drink</b></div>',
            "Food & drink",
        ),
        (
            'type="xhtml"',
            '<x:div xmlns:x="http://www.w3.org/1999/xhtml">1 &lt; <x:b>2</x:b></x:div>',
            "1 < 2",
        ),
        ('mode="base64"', "Rm9vZCAmYW1wOyBkcmluaw==", "Food & drink"),
        ('mode="base64"', "???", None),
    ],
)
def test_an_atom_title_is_plain_text_whatever_its_type(kind: str, written: str, title: str | None) -> None:
    assert entry(f"<title {kind}>{written}</title>").title == title


def test_a_title_may_stand_under_another_name() -> None:
    assert item("<dc:title>Talks</dc:title>").title == "Talks"
    assert item("<media:group><media:title>Talks</media:title></media:group>").title == "Talks"
    assert (
        item("<media:content><media:title>A picture</media:title></media:content><title>Talks</title>").title
        == "Talks"
    )


# texts


def test_the_longest_text_is_taken() -> None:
    found = item(
        "<description>Short.</description><content:encoded><![CDATA[<p>Much longer.</p>]]></content:encoded>"
    )
    assert (found.text, found.markup) == ("<p>Much longer.</p>", True)
    found = item("<description>The longer of the two.</description><content:encoded>Short.</content:encoded>")
    assert (found.text, found.markup) == ("The longer of the two.", False)


@pytest.mark.parametrize(
    ("written", "text", "markup"),
    [
        ("Plain words.", "Plain words.", False),
        ("&lt;p&gt;Words.&lt;/p&gt;", "<p>Words.</p>", True),
        ("<![CDATA[<p>Food &amp; drink</p>]]>", "<p>Food &amp; drink</p>", True),
        ("Food &amp;amp; drink", "Food &amp; drink", True),
        ("Food &amp; drink", "Food & drink", False),
        ("1 &lt; 2, &lt;sic&gt;", "1 < 2, <sic>", False),
        ("<p>Words <b>in bold</b></p> and more", "<p>Words <b>in bold</b></p> and more", True),
    ],
)
def test_a_text_is_html_or_not(written: str, text: str, markup: bool) -> None:
    found = item(f"<description>{written}</description>")
    assert (found.text, found.markup) == (text, markup)


def test_xhtml_is_given_as_html() -> None:
    inner = '<div xmlns="http://www.w3.org/1999/xhtml"><p>1 &lt; 2<br/>so</p></div>'
    found = entry(f'<content type="xhtml">{inner}</content>')
    assert (found.text, found.markup) == ("<div><p>1 &lt; 2<br>so</p></div>", True)


def test_a_picture_is_no_text() -> None:
    assert entry('<content type="image/png">iVBORw0KGgo=</content><summary>Words.</summary>').text == "Words."


def test_a_text_ends_at_the_limit() -> None:
    assert len(item(f"<description>{'a' * (TEXT + 10)}</description>").text or "") == TEXT


# authors


@pytest.mark.parametrize(
    ("inner", "author"),
    [
        ("<author>desk@news.example (Ana Silva)</author>", "Ana Silva"),
        ("<author>Ana Silva</author>", "Ana Silva"),
        ("<dc:creator><![CDATA[Ana &amp; Rui]]></dc:creator>", "Ana & Rui"),
        ("<author/>", None),
    ],
)
def test_an_author_is_a_name(inner: str, author: str | None) -> None:
    assert item(inner).author == author
