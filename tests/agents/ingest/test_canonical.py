"""Addresses: links to one page become one, and nothing that a source writes breaks them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.ingest.canonical import canonical_url


@pytest.mark.parametrize(
    ("link", "canonical"),
    [
        pytest.param("HTTP://News.Example:80/A", "https://news.example/A", id="scheme, host and port"),
        pytest.param("https://news.example:8443/a", "https://news.example:8443/a", id="a port of its own"),
        pytest.param("https://news.example/a#comments", "https://news.example/a", id="fragment"),
        pytest.param("https://news.example/a/", "https://news.example/a", id="trailing slash"),
        pytest.param("https://news.example", "https://news.example/", id="front page"),
        pytest.param("https://me:pw@news.example/a", "https://news.example/a", id="user and password"),
        pytest.param("https://www.news.example/a", "https://news.example/a", id="www"),
        pytest.param("https://m.news.example/a", "https://news.example/a", id="mobile host"),
        pytest.param("https://fr.m.wiki.example/a", "https://fr.wiki.example/a", id="mobile as second label"),
        pytest.param("https://amp.news.example/a", "https://news.example/a", id="AMP host"),
        pytest.param("https://news.example/a/amp/", "https://news.example/a", id="AMP as last step"),
        pytest.param("https://news.example/amp/a", "https://news.example/a", id="AMP as first step"),
        pytest.param("https://news.example/a.amp.html", "https://news.example/a.html", id="AMP ending"),
        pytest.param("https://news.example/a?amp=1", "https://news.example/a", id="AMP parameter"),
        pytest.param(
            "https://www.google.com/amp/s/www.news.example/a", "https://news.example/a", id="AMP viewer"
        ),
        pytest.param(
            "https://news-example.cdn.ampproject.org/c/s/news.example/a",
            "https://news.example/a",
            id="AMP cache",
        ),
        pytest.param(
            "https://news.example/a?utm_source=x&fbclid=y&id=7", "https://news.example/a?id=7", id="tracking"
        ),
        pytest.param("https://news.example/a?b=1&a=2", "https://news.example/a?a=2&b=1", id="order"),
        pytest.param("https://news.example/a?x=2&x=1", "https://news.example/a?x=2&x=1", id="repeated name"),
        pytest.param("https://news.example/a?p=1&amp;q=2", "https://news.example/a?p=1&q=2", id="escaped &"),
        pytest.param("https://news.example/a?from=rss", "https://news.example/a", id="said by the feed"),
        pytest.param(
            "https://news.example/%7euser/%c3%a9", "https://news.example/~user/%C3%A9", id="escapes"
        ),
        pytest.param("https://bücher.example/я", "https://xn--bcher-kva.example/%D1%8F", id="punycode"),
        pytest.param("news.example/a", "https://news.example/a", id="no scheme"),
        pytest.param("//news.example/a", "https://news.example/a", id="scheme of the page"),
        pytest.param("  https://news.example/a\n", "https://news.example/a", id="blanks around"),
        pytest.param("https://m.example/a", "https://m.example/a", id="a site whose name is m"),
        pytest.param("https://192.0.2.1/a", "https://192.0.2.1/a", id="an IP address"),
    ],
)
def test_what_differs_between_links_to_one_page_is_taken_away(link: str, canonical: str) -> None:
    assert canonical_url(link) == canonical


@pytest.mark.parametrize(
    "link",
    [
        None,
        "",
        "  ",
        "mailto:desk@news.example",
        "urn:isbn:1",
        "no address at all",
        "https://[::1",
        "/a",
        "https://n.example/" + "a" * 9000,
    ],
)
def test_what_is_no_web_address_is_none(link: str | None) -> None:
    assert canonical_url(link) is None


def test_different_articles_of_one_site_stay_apart() -> None:
    links = ["https://n.example/?p=1", "https://n.example/?p=2", "https://n.example/A", "https://n.example/a"]
    assert len({canonical_url(link) for link in links}) == 4


URLS = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["https://", "http://", "//", "", "https://www.", "https://m.", "https://amp."]),
    st.sampled_from(["a.example", "m.b.example:80", "www.google.com/amp/s/x.example", "x.ampproject.org/c"]),
    st.text(alphabet="/amp.hl%7eÄ é\x00\ud800", max_size=12),
    st.text(alphabet="?&=amp;utm_x%5f#\ud800", max_size=12),
)


@given(URLS | st.text())
def test_any_text_gives_an_address_or_none_and_the_address_gives_itself(text: str) -> None:
    found = canonical_url(text)
    assert found is None or canonical_url(found) == found
