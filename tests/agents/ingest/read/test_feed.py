"""Every form of feed that newspapers, agencies and ministries still publish is read alike."""

import pytest

from agents.ingest.read.given import Reading
from agents.ingest.read.reading import reading

AT = "https://news.example/feeds/world.xml"


def read(text: str, address: str = AT) -> Reading:
    return reading("feed", text.encode(), address)


RSS_2 = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Harbour Post</title><link>https://news.example/</link><language>en-GB</language>
<ttl>15</ttl><skipHours><hour>1</hour><hour> 2 </hour><hour>24</hour><hour>99</hour></skipHours>
<item><title>Envoy lands</title><link>https://news.example/a/1</link><guid isPermaLink="false">post-1</guid>
<pubDate>Mon, 06 May 2024 10:00:00 +0200</pubDate><dc:creator>Ana Silva</dc:creator>
<description>A short word on it.</description></item>
<item><title>Envoy leaves</title><link>https://news.example/a/2</link></item>
</channel></rss>"""
RSS_091 = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>The Harbour Post</title><language>en-gb</language>
<item><title>Envoy lands</title><link>https://news.example/a/1</link></item></channel></rss>"""
RSS_090 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>The Harbour Post</title></channel>
<item><title>Envoy lands</title><link>https://news.example/a/1</link></item></rdf:RDF>"""
RSS_1 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel rdf:about="https://news.example/"><title>The Harbour Post</title><dc:language>en-gb</dc:language>
<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel>
<item rdf:about="https://news.example/a/1"><title>Envoy lands</title><link>https://news.example/a/1</link>
<dc:date>2024-05-06T10:00:00+02:00</dc:date></item></rdf:RDF>"""
ATOM_1 = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Harbour Post</title>
<link rel="self" href="https://news.example/feeds/world.xml"/><link rel="next" href="?page=2"/>
<entry><id>tag:news.example,2024:1</id><title>Envoy lands</title><link rel="enclosure" href="/x.mp3"/>
<link href="https://news.example/a/1"/><published>2024-05-06T08:00:00Z</published>
<updated>2024-05-06T09:30:00.5Z</updated><author><name>Ana Silva</name><email>a@news.example</email></author>
<summary>A short word on it.</summary></entry></feed>"""
ATOM_03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="en">
<title>The Harbour Post</title><entry><id>tag:news.example,2024:1</id>
<title mode="escaped" type="text/html">Envoy &lt;b&gt;lands&lt;/b&gt;</title>
<link rel="alternate" type="text/html" href="https://news.example/a/1"/>
<issued>2024-05-06T10:00:00+02:00</issued><modified>2024-05-06T09:30:00Z</modified></entry></feed>"""


@pytest.mark.parametrize(
    ("text", "form", "name"),
    [
        (RSS_2, "rss", "post-1"),
        (RSS_091, "rss", None),
        (RSS_090, "rdf", None),
        (RSS_1, "rdf", "https://news.example/a/1"),
        (ATOM_1, "atom", "tag:news.example,2024:1"),
        (ATOM_03, "atom", "tag:news.example,2024:1"),
        (ATOM_1.replace(' xmlns="http://www.w3.org/2005/Atom"', ""), "atom", "tag:news.example,2024:1"),
        (ATOM_1.replace("http://www", "https://www"), "atom", "tag:news.example,2024:1"),
    ],
    ids=["rss-2.0", "rss-0.91", "rss-0.90", "rss-1.0", "atom-1.0", "atom-0.3", "atom-bare", "atom-https"],
)
def test_the_same_entry_comes_of_every_form(text: str, form: str, name: str | None) -> None:
    found = read(text)
    entry = found.entries[0]
    assert (found.form, found.title) == (form, "The Harbour Post")
    assert (entry.id, entry.title, entry.url) == (name, "Envoy lands", "https://news.example/a/1")


@pytest.mark.parametrize("text", [RSS_2, RSS_1, ATOM_1, ATOM_03])
def test_dates_are_moments_in_utc(text: str) -> None:
    assert read(text).entries[0].published == "2024-05-06T08:00:00Z"


def test_what_changed_and_who_wrote_is_kept() -> None:
    entry = read(ATOM_1).entries[0]
    assert (entry.modified, entry.author) == ("2024-05-06T09:30:00Z", "Ana Silva")
    assert read(RSS_2).entries[0].author == "Ana Silva"


def test_an_entry_without_a_date_of_publication_has_that_of_its_change() -> None:
    entry = read(ATOM_1.replace("published>", "nothing>")).entries[0]
    assert entry.published == entry.modified == "2024-05-06T09:30:00Z"


def test_the_language_is_the_entry_s_else_the_feed_s() -> None:
    assert {one.language for one in read(RSS_2).entries} == {"en-GB"}
    assert read(RSS_1).language == "en-gb"
    own = ATOM_1.replace("<entry>", '<entry xml:lang="pt_BR">')
    assert (read(own).language, read(own).entries[0].language) == ("en", "pt-BR")
    of_item = RSS_2.replace("<item>", "<item><dc:language>ru</dc:language>", 1)
    assert [one.language for one in read(of_item).entries] == ["ru", "en-GB"]
    assert read(RSS_2.replace("en-GB", "English, mostly")).language is None


def test_a_feed_says_how_often_it_wants_to_be_asked() -> None:
    assert read(RSS_2).ttl == 900
    assert read(RSS_1).ttl == 900
    assert read(ATOM_1).ttl is None
    assert read(RSS_2.replace("15</ttl>", "-3</ttl>")).ttl is None
    assert read(RSS_2.replace("15</ttl>", "NaN</ttl>")).ttl is None
    assert read(RSS_2.replace("15</ttl>", "9e99</ttl>")).ttl == 365 * 86_400


def test_the_hours_to_skip_are_hours_of_the_day() -> None:
    assert read(RSS_2).skip_hours == {0, 1, 2}


def test_older_pages_are_named() -> None:
    assert read(ATOM_1).following == "https://news.example/feeds/world.xml?page=2"
    archive = RSS_2.replace(
        "<ttl>",
        '<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="prev-archive" href="https://news.example/2024-04.xml"/><ttl>',
    )
    assert read(archive).following == "https://news.example/2024-04.xml"
    assert read(ATOM_1.replace("?page=2", AT)).following is None, "itself is no older page"


def test_a_feed_of_nothing_is_a_feed() -> None:
    found = read("<rss version='2.0'><channel><title>Quiet</title></channel></rss>")
    assert (found.form, found.entries, found.title) == ("rss", (), "Quiet")


def test_one_entry_alone_is_a_feed_of_one() -> None:
    entry = ATOM_1[ATOM_1.index("<entry>") : ATOM_1.index("</feed>")]
    assert [one.title for one in read(entry).entries] == ["Envoy lands"]


def test_items_outside_the_channel_count() -> None:
    assert (
        len(read("<rss><channel/><item><title>a</title></item><item><title>b</title></item></rss>").entries)
        == 2
    )


def test_what_an_article_quotes_of_a_feed_is_no_entry() -> None:
    quoting = RSS_2.replace("A short word on it.", "<p>Write <item><title>so</title></item></p>")
    assert len(read(quoting).entries) == 2


def test_entries_beyond_the_limit_are_counted() -> None:
    many = "".join(f"<item><guid>{n}</guid></item>" for n in range(2_345))
    found = read(f"<rss><channel>{many}</channel></rss>")
    assert (len(found.entries), found.left, found.entries[0].id) == (2_000, 345, "0")


@pytest.mark.parametrize("total", [2_345, 4_500])
def test_of_a_feed_that_begins_with_its_oldest_the_end_is_taken(total: int) -> None:
    many = "".join(
        f"<item><guid>{n}</guid><dc:date>{1990 + n // 300}-01-02T03:04:05Z</dc:date></item>"
        for n in range(total)
    )
    found = read(f'<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>{many}</channel></rss>')
    assert [one.id for one in found.entries] == [str(n) for n in range(total - 2_000, total)]
    assert found.left == total - 2_000
