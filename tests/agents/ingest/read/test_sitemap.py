"""News sitemaps, which some agencies publish instead of a feed, with their indexes and plain lists."""

import gzip

import pytest

from agents.ingest.read.bounds import BODY
from agents.ingest.read.given import GivenEntry, Part, Reading, Unreadable
from agents.ingest.read.reading import reading

AT = "https://agency.example/sitemaps/news.xml"
SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)
URL = """<url><loc>https://agency.example/a/1</loc><lastmod>2024-05-06T12:00:00+02:00</lastmod><news:news>
<news:publication><news:name>The Agency</news:name><news:language>ru</news:language></news:publication>
<news:publication_date>2024-05-06T10:00:00+02:00</news:publication_date>
<news:title>Envoy &amp; staff land</news:title>
</news:news><image:image><image:loc>https://agency.example/1.jpg</image:loc><image:title>A quay</image:title>
</image:image></url>"""
WANTED = GivenEntry(
    url="https://agency.example/a/1", title="Envoy & staff land", published="2024-05-06T08:00:00Z",
    modified="2024-05-06T10:00:00Z", language="ru",
)  # fmt: skip


def read(text: str) -> Reading:
    return reading("sitemap", text.encode(), AT)


def test_a_news_sitemap_is_a_list_of_entries_without_text() -> None:
    found = read(f"<?xml version='1.0'?><urlset {SPACES}>{URL}</urlset>")
    assert (found.form, found.title, found.language) == ("sitemap", "The Agency", "ru")
    assert found.entries == (WANTED,)
    assert found.entries[0].summary


def test_its_namespaces_may_be_missing_or_wrong() -> None:
    assert read(f"<urlset>{URL}</urlset>").entries == (WANTED,)
    assert read(f"<urlset>{URL.replace('news:', '')}</urlset>").entries == (WANTED,)
    assert read(f"<urlset xmlns='x'>{URL.replace('news:', 'n:')}</urlset>").entries == (WANTED,)


def test_of_a_plain_sitemap_the_change_is_no_date_of_publication() -> None:
    found = read(f"<urlset {SPACES}><url><loc> /a/1 </loc><lastmod>2024-05-06</lastmod></url><url/></urlset>")
    assert found.entries == (
        GivenEntry(url="https://agency.example/a/1", modified="2024-05-06"),
        GivenEntry(),
    )


def test_an_index_names_its_parts() -> None:
    found = read(
        f"<sitemapindex {SPACES}><sitemap><loc>https://agency.example/1.xml.gz</loc>"
        "<lastmod>2024-05-06T10:00:00Z</lastmod></sitemap><sitemap><loc>2.xml</loc></sitemap><sitemap/></sitemapindex>"
    )
    assert (found.form, found.entries) == ("index", ())
    assert found.parts == (
        Part(url="https://agency.example/1.xml.gz", modified="2024-05-06T10:00:00Z"),
        Part(url="https://agency.example/sitemaps/2.xml"),
    )


def test_a_sitemap_in_plain_text_is_an_address_a_line() -> None:
    found = read("\ufeffhttps://agency.example/a/1\r\n\r\nHTTPS://agency.example/a/2\n")
    assert [one.url for one in found.entries] == ["https://agency.example/a/1", "HTTPS://agency.example/a/2"]


@pytest.mark.parametrize("layers", [1, 2])
def test_it_may_be_packed(layers: int) -> None:
    body = f"<urlset {SPACES}>{URL}</urlset>".encode()
    for _ in range(layers):
        body = gzip.compress(body)
    assert reading("sitemap", body, AT).entries == (WANTED,)


def test_packed_in_several_parts_it_is_whole() -> None:
    text = f"<urlset {SPACES}>{URL}</urlset>".encode()
    assert reading("sitemap", gzip.compress(text[:200]) + gzip.compress(text[200:]), AT).entries == (WANTED,)


def test_one_that_breaks_off_gives_what_came() -> None:
    body = gzip.compress(f"<urlset {SPACES}>{URL * 200}</urlset>".encode(), 0)
    assert 100 < len(reading("sitemap", body[: len(body) * 3 // 4], AT).entries) < 200


def test_a_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(gzip.compress(bytes(4 * BODY)))
    with pytest.raises(Unreadable, match="more than 16 MiB"):
        reading("sitemap", bomb, AT)


def test_of_very_many_pages_the_newest_are_taken() -> None:
    pages = "".join(
        f"<url><loc>/{n}</loc><lastmod>{2000 + n // 500}-01-01</lastmod></url>" for n in range(5_000)
    )
    found = read(f"<urlset>{pages}</urlset>")
    assert (len(found.entries), found.left) == (2_000, 3_000)
    assert found.entries[-1].url == "https://agency.example/4999"


def test_a_feed_is_a_sitemap_too_and_a_sitemap_may_stand_where_a_feed_is_wanted() -> None:
    assert read("<rss><channel><item><link>/a/1</link></item></channel></rss>").form == "rss"
    assert reading("feed", f"<urlset>{URL}</urlset>".encode(), AT).form == "sitemap"
