"""Addresses: links to one page become one, and nothing that a source writes breaks them."""

import string
import time

import ada_url
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.ingest.canonical import LONGEST, canonical_url


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
        pytest.param("https://[2001:DB8::1]:80/a", "https://[2001:db8::1]/a", id="an IPv6 address"),
        pytest.param("https://news.example./a", "https://news.example/a", id="the root's dot"),
        pytest.param("https://news.example/a/../b/./c", "https://news.example/b/c", id="dot steps"),
        pytest.param("https://news.example/a?", "https://news.example/a", id="empty query"),
        pytest.param("https://news.example/a?&&b=1&", "https://news.example/a?b=1", id="empty parameters"),
        pytest.param("https://news.example/a?b&c=", "https://news.example/a?b&c=", id="without a value"),
        pytest.param("https://news.example/a#:~:text=said", "https://news.example/a", id="text fragment"),
        pytest.param(
            "https://news.example/#!/story/7", "https://news.example/#!/story/7", id="a page in hash-bang"
        ),
        pytest.param("https://news.example/#/story/7/", "https://news.example/#/story/7", id="a page in #/"),
        pytest.param("https://news.example/a#!", "https://news.example/a", id="an empty hash-bang"),
        pytest.param(
            "https://news.example/#!story7:~:text=x", "https://news.example/#!story7", id="both fragments"
        ),
        pytest.param(
            "https://news.example/7%2C75399%2c1%3Aa", "https://news.example/7,75399,1:a", id="marks"
        ),
        pytest.param(
            "https://news.example/a%2fb%26c", "https://news.example/a%2Fb%26c", id="escapes that mean"
        ),
        pytest.param(
            "https://news.example/a?drn%3anews_id=7&t%5b0%5d=x%26y",
            "https://news.example/a?drn:news_id=7&t[0]=x%26y",
            id="marks in a query",
        ),
        pytest.param(
            "https://пример.рф/Новости/Визит",
            "https://xn--e1afmkfd.xn--p1ai/%D0%9D%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/%D0%92%D0%B8%D0%B7%D0%B8%D1%82",
            id="Cyrillic host and path",
        ),
        pytest.param(
            "https://xn--e1afmkfd.xn--p1ai/%d0%9d", "https://xn--e1afmkfd.xn--p1ai/%D0%9D", id="escaped"
        ),
        pytest.param("https://bbc.com@evil.example/a", "https://evil.example/a", id="a user like a host"),
        pytest.param(
            "https://google.com/%75rl?q=https%3A%2F%2Fnews.example%2Fa",
            "https://news.example/a",
            id="an escaped wrapper",
        ),
        pytest.param(
            "https://www.google.com/amp/s/www.google.com/url%3fq=x",
            "https://google.com/url%3Fq=x",
            id="twice",
        ),
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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Shapes of real publishing systems in which little tells two articles apart.
        ("https://n.example/?p=1", "https://n.example/?p=2"),
        ("https://n.example/A", "https://n.example/a"),
        ("https://n.example/index.php?id=1", "https://n.example/index.php?id=2"),
        ("https://n.example/index.php/world/1", "https://n.example/index.php/world/2"),
        ("https://n.example/news.php?article_id=1", "https://n.example/news.php?article_id=2"),
        ("https://n.example/news.asp?newsid=1", "https://n.example/news.asp?newsid=2"),
        ("https://n.example/article.php?sid=1", "https://n.example/article.php?sid=2"),
        ("https://n.example/story.aspx?storyId=1", "https://n.example/story.aspx?storyId=2"),
        ("https://n.example/View.aspx?nwid=1", "https://n.example/View.aspx?nwid=2"),
        ("https://n.example/default.aspx?pageid=1&nid=5", "https://n.example/default.aspx?pageid=1&nid=6"),
        ("https://n.example/i?option=com_content&id=1", "https://n.example/i?option=com_content&id=2"),
        ("https://n.example/a.html?drn:news_id=1", "https://n.example/a.html?drn:news_id=2"),
        ("https://n.example/news?1593172800", "https://n.example/news?1593172801"),
        ("https://n.example/a?page=1", "https://n.example/a?page=2"),
        ("https://n.example/?date=2020-06-26", "https://n.example/?date=2020-06-27"),
        ("https://n.example/?source=1", "https://n.example/?source=2"),
        ("https://n.example/?ref=7001", "https://n.example/?ref=7002"),
        ("https://n.example/?from=100", "https://n.example/?from=200"),
        ("https://n.example/?t=1001", "https://n.example/?t=1002"),
        ("https://n.example/?lang=en&id=1", "https://n.example/?lang=fr&id=1"),
        ("https://n.example/index.php?title=RSS", "https://n.example/index.php?title=Atom"),
        ("https://n.example/?doc=/a/b.htm", "https://n.example/?doc=/a/c.htm"),
        ("https://n.example/#!/story/1", "https://n.example/#!/story/2"),
        ("https://n.example/#/story/1", "https://n.example/#/story/2"),
        ("https://n.example:8080/a", "https://n.example:8081/a"),
        ("https://ru.n.example/a", "https://uk.n.example/a"),
        ("https://a.blogspot.com/x", "https://b.blogspot.com/x"),
        ("https://m.co.uk/a", "https://amp.co.uk/a"),
        ("https://n.example/print/a", "https://n.example/a"),
        ("https://n.example/a/printing", "https://n.example/a"),
        ("https://n.example/index", "https://n.example/"),
        ("https://n.example/amplitude", "https://n.example/"),
        ("https://web.archive.org/web/2020/https://n.example/a", "https://n.example/a"),
        ("https://n.example/away.php?to=https://x.example/a", "https://x.example/a"),
        ("https://google.com/search?q=https://x.example/a", "https://x.example/a"),
        ("https://youtube.com/watch?v=1", "https://youtube.com/watch?v=2"),
        (
            "https://facebook.com/story.php?story_fbid=1&id=5",
            "https://facebook.com/story.php?story_fbid=2&id=5",
        ),
        ("https://n.example/%D1%8F", "https://n.example/%D1%8E"),
        ("https://n.example/a%2Fb", "https://n.example/a/b"),
        ("https://n.example/a?x=1%262", "https://n.example/a?x=1&2"),
    ],
)
def test_two_articles_are_never_one(one: str, other: str) -> None:
    found = {canonical_url(one), canonical_url(other)}
    assert len(found) == 2
    assert None not in found


HOSTS = [
    "a.example", "m.b.example:80", "www.google.com", "google.com/amp/s", "google.com/url?q=https%3a//x.org",
    "x.ampproject.org/c", "x.turbopages.org", "bbc.co.uk", "m.m.co.uk", "twitter.com", "t.me/s",
    "yandex.ru/turbo", "пример.рф", "www.www.example", "fr.m.m.wiki.example", "[::1]", "1.2.3.4.", "a..b.",
    "u:p@n.example",
]  # fmt: skip
STEPS = [
    "", "/", "//", "amp", "!amp", ".amp.html", "_amp.html", "s", "x.example", "index.html", "print", "a",
    "%61mp", "%7e", "%2c", "%2F", "..", ";jsessionid=1", "(S(abcdefgh12345678))", "я", " ", "\x00", "\ud800",
    "%", "%ff",
]  # fmt: skip
PAIRS = [
    "id=7", "p=1", "a", "=", "", "utm_x=1", "utm%5fx=1", "UTM_X=1", "amp;b=2", "%61mp;amp;b=2", "amp=1",
    "from=rss", "from=7", "view=print", "q=https://x.example/?a=1", "url=x.example", "t[0]=я", "x='%27",
    "k=%26%3D", "#!/b", "#c",
]  # fmt: skip
URLS = st.builds(
    lambda scheme, host, steps, pairs: f"{scheme}{host}/{'/'.join(steps)}?{'&'.join(pairs)}",
    st.sampled_from(["https://", "http://", "//", "", "HTTP://www.", "https://m.", "https://amp."]),
    st.sampled_from(HOSTS),
    st.lists(st.sampled_from(STEPS) | st.text(max_size=4), max_size=6),
    st.lists(st.sampled_from(PAIRS) | st.text(max_size=6), max_size=6),
)


@given(URLS | st.text())
def test_any_text_gives_an_address_or_none_and_the_address_gives_itself(text: str) -> None:
    found = canonical_url(text)
    assert found is None or canonical_url(found) == found


@given(URLS)
def test_nothing_is_added_but_https(text: str) -> None:
    found = canonical_url(text)
    if found is not None:
        text = text.encode("utf-8", "replace").decode().strip()
        scheme = "" if text.lower().startswith("http") else "https:" if text.startswith("//") else "https://"
        assert len(found) <= len(ada_url.normalize_url(scheme + text)) + len("https://")


NAMES = st.lists(st.text(string.ascii_letters, min_size=1, max_size=6), max_size=6, unique=True)


@given(NAMES.flatmap(lambda names: st.tuples(st.just(names), st.permutations(names))))
def test_the_order_of_parameters_means_nothing(orders: tuple[list[str], list[str]]) -> None:
    one, other = ("https://n.example/a?" + "&".join(f"{name}=1" for name in names) for names in orders)
    assert canonical_url(one) == canonical_url(other)


@pytest.mark.parametrize(
    "piece",
    ["/", "%", "%2c", "amp;", "&", "m.", "/amp", "=", "#", "//", "/index.html", "google.com/amp/s/", "я"],
)
def test_a_hostile_address_takes_time_in_proportion(piece: str) -> None:
    began = time.process_time()
    for start in ("https://n.example/", "https://n.example/?", "https://"):
        canonical_url((start + piece * LONGEST)[:LONGEST])
    assert time.process_time() - began < 0.5
