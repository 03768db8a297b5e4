"""The dates of a page: found in every place that has one, those of other articles left alone."""

import time

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st
from lxml import html as lxml_html

from agents import edtf
from agents.clean.dates.address import from_url
from agents.clean.dates.found import Found
from agents.clean.dates.linked import read_linked
from agents.clean.dates.page import page_dates
from agents.clean.page_head import read_head
from agents.clean.page_objects import read_objects

URL = "https://example.org/road"
PROSE = "<p>The two ministers agreed to reopen the mountain road before the first snow falls.</p>"


def in_tree(tree, url):
    return page_dates(tree, read_head(tree), url)


def dates(head="", body="", url=URL, lang="en"):
    page = (
        f"<html lang={lang}><head><title>Road to reopen</title>{head}</head><body>{body}{PROSE}</body></html>"
    )
    return in_tree(lxml_html.document_fromstring(page), url)


def linked(*objects):
    return "".join(f'<script type="application/ld+json">{one}</script>' for one in objects)


def published(head="", body="", url=URL, lang="en"):
    found = dates(head, body, url, lang)
    return [(one.date, one.source) for one in found if one.role == "published" and one.source != "htmldate"]


def modified(head="", body="", url=URL, lang="en"):
    return [(one.date, one.source) for one in dates(head, body, url, lang) if one.role == "modified"]


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "datePublished": "2020-06-26T10:15:00+02:00"}',
        '{"@type": ["Article", "NewsArticle"], "datePublished": ["2020-06-26T10:15:00+02:00"]}',
        '[{"@type": "WebSite"}, {"@type": "BlogPosting", "datepublished": "2020-06-26T10:15:00+02:00"}]',
        '{"@graph": [{"@type": "Thing"}, {"@type": "Report", "datePublished": "2020-06-26T10:15:00+02:00"}]}',
        '{"@type": "WebPage", "x": {"@type": "Article", "datePublished": "2020-06-26T10:15:00+02:00"}}',
        '{"@type": "NewsArticle", "datePublished": {"@value": "2020-06-26T10:15:00+02:00"}}',
        '<!-- {"@type": "NewsArticle", "datePublished": "2020-06-26T10:15:00+02:00"} -->',
        '{"@type": "NewsArticle", "datePublished": "2020-06-26T10:15:00+02:00"};',
        '{"@type": "NewsArticle", "text": "a\nb", "datePublished": "2020-06-26T10:15:00+02:00"}',
        '{"@type": "NewsArticle", "headline": "Ro"ad", "datePublished": "2020-06-26T10:15:00+02:00"}',
        '{"@type": "NewsArticle", "datePublished": "2020-06-26T10:15:00+02:00",}',
    ],
)
def test_json_ld_is_read_however_it_is_nested_or_broken(script):
    assert published(linked(script)) == [("2020-06-26T10:15:00+02:00", "json-ld")]


ITEM = '{{"@type": "NewsArticle", "headline": "{}", "url": "{}", "datePublished": "{}"}}'


def test_of_several_articles_the_one_with_the_pages_address_is_the_main_one():
    other = ITEM.format("Bridge to close", "https://example.org/bridge", "2020-06-20")
    own = ITEM.format("The road", "https://www.example.org/road/", "2020-06-26")
    assert published(linked(other, own)) == published(linked(own, other)) == [("2020-06-26", "json-ld")]


def test_of_several_articles_the_one_with_the_pages_headline_is_the_main_one():
    other = ITEM.format("Bridge to close", "", "2020-06-20")
    own = ITEM.format("Road to reopen", "", "2020-06-26")
    assert published(linked(other, own)) == [("2020-06-26", "json-ld")]


@pytest.mark.parametrize(
    "key", ["itemListElement", "blogPost", "hasPart", "comment", "mentions", "isBasedOn"]
)
def test_articles_of_a_list_are_not_the_pages(key):
    listed = ITEM.format("Bridge to close", "https://example.org/bridge", "2020-06-20")
    assert published(linked(f'{{"@type": "CollectionPage", "{key}": [{listed}]}}')) == []


def test_the_articles_own_object_wins_over_that_of_its_page():
    page = '{"@type": "WebPage", "url": "https://example.org/road", "datePublished": "2020-06-25"}'
    own = '{"@type": "NewsArticle", "url": "https://example.org/road", "datePublished": "2020-06-26"}'
    assert published(linked(page, own)) == [("2020-06-26", "json-ld")]


def test_objects_that_are_no_articles_have_no_date_of_publication():
    product = '{"@type": "Organization", "datePublished": "2020-06-20"}'
    assert published(linked(product, "[[[[1]]]]", '"2020-06-20"', "null", "[" * 5000)) == []


@pytest.mark.parametrize(
    ("element", "source"),
    [
        ('<meta property="article:published_time" content="2020-06-26">', "meta"),
        ('<meta property="og:article:published_time" content="2020-06-26">', "meta"),
        ('<meta name="parsely-pub-date" content="2020-06-26">', "meta"),
        ('<meta name="sailthru.date" content="2020-06-26">', "meta"),
        ('<meta name="cXenseParse:recs:publishtime" content="2020-06-26">', "meta"),
        ('<meta itemprop="datePublished" content="2020-06-26">', "meta"),
        ('<meta name="DC.date.issued" content="2020-06-26">', "meta"),
        ('<meta name="dcterms:issued" content="2020-06-26">', "meta"),
        ('<meta name="DC:date" content="2020-06-26">', "created"),
        ('<meta name="pubdate" content="20200626">', "meta"),
        ('<meta name="publish-date" content="June 26, 2020">', "meta"),
        ('<meta name="citation_publication_date" content="2020/06/26">', "meta"),
        ('<meta name="date" content="2020-06-26">', "created"),
        ('<meta name="dcterms.created" content="2020-06-26">', "created"),
    ],
)
def test_meta_elements_are_read_and_told_from_those_that_may_mean_anything(element, source):
    assert published(element) == [("2020-06-26", source)]


@pytest.mark.parametrize(
    "element",
    [
        '<meta property="article:modified_time" content="2020-06-27">',
        '<meta property="og:updated_time" content="2020-06-27">',
        '<meta name="last-modified" content="2020-06-27">',
        '<meta http-equiv="Last-Modified" content="Sat, 27 Jun 2020 10:00:00 GMT">',
        '<meta itemprop="dateModified" content="2020-06-27">',
        '<meta name="revised" content="27 June 2020">',
        linked('{"@type": "Article", "datePublished": "2020-06-26", "dateModified": "2020-06-27"}'),
    ],
)
def test_dates_of_modification_are_kept_apart(element):
    found = modified(element)
    assert [day[:10] for day, _ in found] == ["2020-06-27"]
    assert "2020-06-27" not in [day[:10] for day, _ in published(element)]


def test_what_is_no_date_in_a_meta_element_is_passed_over():
    head = (
        '<meta property="article:published_time" content="{{date}}"><meta name="date" content="2020-06-26">'
    )
    assert published(head) == [("2020-06-26", "created")]


H1 = "<h1>Road to reopen</h1>"


@pytest.mark.parametrize(
    "body",
    [
        f'{H1}<time datetime="2020-06-26T10:15:00Z">two years ago</time>',
        f'<time pubdate datetime="2020-06-26T10:15:00Z"></time>{H1}',
        f'{H1}<p>by Ann Lee</p><div><i>on <time datetime="2020-06-26T10:15:00Z">Friday</time></i></div>',
        f'{H1}<span itemprop="datePublished" content="2020-06-26T10:15:00Z">26/6</span>',
        f'{H1}<abbr class="published" title="2020-06-26T10:15:00Z">26/6</abbr>',
        f'<nav><time datetime="2020-06-20">x</time></nav>{H1}<time datetime="2020-06-26T10:15:00Z"></time>',
        '<p class="x">x</p><div><time itemprop="datePublished" datetime="2020-06-26T10:15:00Z"></time></div>',
    ],
)
def test_a_marked_date_by_the_headline_is_the_articles(body):
    assert published(body=body)[0] == ("2020-06-26T10:15:00Z", "time")


@pytest.mark.parametrize(
    "body",
    [
        f"{H1}<p>Friday, 26 June 2020</p>",
        f"{H1}<p>by Ann Lee | 26 June 2020 | World</p>",
        f"{H1}<p>Published <b>26 June 2020</b></p>",
        f'{H1}<div class="meta"><span>26</span> <span>June</span> <span>2020</span></div>',
        f"<div>26 June 2020</div>{H1}",
        f"{H1}<br>26 June 2020<br>",
        '<div class="post-date">26 June 2020</div>',
        f'<h1>Post</h1><ul class="related"><li class="date">20 June 2020</li></ul>{H1}<i>26 June 2020</i>',
    ],
)
def test_a_line_that_readers_see_is_found(body):
    assert published(body=body)[0] == ("2020-06-26", "line")


def test_an_updated_line_is_a_date_of_modification_in_elements_too():
    body = f'{H1}<p>Published 26 June 2020</p><p>Updated: <time datetime="2020-06-27">27 June</time></p>'
    assert published(body=body) == [("2020-06-26", "line")]
    assert modified(body=body) == [("2020-06-27", "time")]
    assert modified(body=f'{H1}<time class="updated" datetime="2020-06-27">x</time>') == [
        ("2020-06-27", "time")
    ]


@pytest.mark.parametrize("part", ["aside", "nav", "footer"])
def test_dates_of_other_parts_of_the_page_are_not_the_articles(part):
    head = linked('{"@type": "Article", "datePublished": "2020-06-26"}')
    assert published(head, f"{H1}<{part}>20 June 2020</{part}>") == [("2020-06-26", "json-ld")]


def test_a_long_paragraph_by_the_headline_is_no_line_of_a_date():
    body = f"{H1}<p>{'The road was closed. ' * 8}On 20 June 2019 it rained.</p>"
    assert ("2019-06-20", "line") not in published(body=body)


def test_the_order_of_day_and_month_is_that_of_the_pages_country():
    body = f"{H1}<p>Published 04/03/2020</p>"
    assert published(body=body, url="https://example.com/a", lang="en-US")[0][0] == "2020-04-03"
    assert published(body=body, url="https://example.co.uk/a")[0][0] == "2020-03-04"
    assert dates(body=body, url="https://example.co.uk/a")[0].other == "2020-04-03"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.org/2020/06/26/a-story", "2020-06-26"),
        ("https://x.org/news/2020-06-26-story.html", "2020-06-26"),
        ("https://x.org/news/20200626/story", "2020-06-26"),
        ("https://x.org/news/story-20200626", "2020-06-26"),
        ("https://x.org/world/2020/jun/26/story", "2020-06-26"),
        ("https://x.org/2020/6/5/story", "2020-06-05"),
        ("https://x.org/story_26.06.2020.html", "2020-06-26"),
        ("https://x.org/26-06-2020/story", "2020-06-26"),
        ("https://x.org/2020/0626/story", None),
        ("https://x.org/2020/06/story", "2020-06"),
        ("https://x.org/2020-06/story", "2020-06"),
        ("https://x.org/2020/02/30/story", "2020-02"),
        ("https://x.org/a1202006261234", None),
        ("https://x.org/id/120200626", None),
        ("https://x.org/?d=2020/06/26", None),
        ("https://x.org/#2020/06/26", None),
        ("https://x.org/1941/06/22/", None),
        ("https://x.org/", None),
        ("", None),
        (None, None),
    ],
)
def test_a_day_in_the_path_of_a_url_is_read(url, expected):
    assert from_url(url) == expected


def test_an_address_that_only_the_page_knows_counts_too():
    head = '<link rel="canonical" href="https://example.org/2020/06/26/road">'
    assert published(head, url=None) == [("2020-06-26", "url")]
    assert published('<meta property="og:url" content="https://example.org/2020/06/26/road">') == [
        ("2020-06-26", "url")
    ]


def test_htmldate_is_asked_only_where_nothing_else_knows_a_day(monkeypatch):
    asked = []
    monkeypatch.setattr("agents.clean.dates.page.searched", lambda tree: asked.append(1) or "2020-06-26")
    assert published(url="https://example.org/2020/06/26/road") == [("2020-06-26", "url")]
    assert published(linked('{"@type": "Article", "datePublished": "2020-06-26"}')) == [
        ("2020-06-26", "json-ld")
    ]
    assert published(body=f"{H1}<p>26 June 2020</p>") == [("2020-06-26", "line")]
    assert asked == []
    assert dates(linked('{"@type": "Article", "datePublished": "9999-01-01"}'))[-1] == Found(
        "2020-06-26", "htmldate"
    )
    assert dates(url="https://example.org/2020/06/road")[-1] == Found("2020-06-26", "htmldate")
    assert len(asked) == 2


def test_a_year_that_htmldate_finds_is_not_taken_for_its_first_day():
    assert dates(body="<footer>© 2019 Harbour Media</footer>") == [Found("2019", "htmldate")]


def test_a_page_without_a_date_has_none_and_the_tree_is_left_as_it_was():
    tree = lxml_html.document_fromstring(f"<html><body><!-- 26 June 2020 -->{PROSE}</body></html>")
    before = lxml_html.tostring(tree)
    assert [one for one in in_tree(tree, None) if one.source != "htmldate"] == []
    assert lxml_html.tostring(tree) == before


def test_a_date_travels_as_the_list_of_its_fields():
    found = Found("2020-03-04", "line", "modified", "2020-04-03")
    assert Found(*found.packed()) == found
    precisions = (
        "2020-06-26T10:15:00Z",
        "2020-06-26T00:00:00+02:00",
        "2020-06-26",
        "2020-06",
        "2020",
        "XXXX-06-26",
    )
    assert [Found(date, "meta").precision for date in precisions] == [4, 3, 2, 1, 0, 0]


PIECES = [
    "<time datetime=", "<h1>x</h1>", "2020-06-26", "26 June 2020", "<p class=date>", "</p>", '"', ">",
    "<meta name=date content=", '<script type="application/ld+json">', "}", "</script>", "\x00", "\u202e",
    '{"@type": "Article", "datePublished": "',
]  # fmt: skip


@examples(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=30), st.text(max_size=20)
)
def test_any_page_leads_to_dates_that_exist_or_to_none(pieces, url):
    page = "<html><body>" + "".join(pieces).replace("\x00", "") + "</body></html>"
    tree = lxml_html.document_fromstring(page)
    found = in_tree(tree, url)
    assert all(edtf.parse(one.date) is not None for one in found)
    assert found == in_tree(lxml_html.document_fromstring(page), url)


@pytest.mark.parametrize(
    "body",
    [
        '<time datetime="2020-06-26">x</time>' * 20_000,
        "<p>26 June 2020</p>" * 20_000,
        f"{H1}{'<div><span>26 June</span>' * 200}",
        linked(*['{"@type": "Article", "datePublished": "2020-13-26"}'] * 2_000),
        linked('{"a":' * 5_000),
        linked('{"@graph": [' + ", ".join(['{"@type": "Article"}'] * 50_000) + "]}"),
        '<meta name="date" content="x">' * 20_000,
    ],
)
def test_a_page_of_thousands_of_dates_is_read_in_time(body):
    tree = lxml_html.document_fromstring(f"<html><body>{body}{H1}<p>26 June 2020</p></body></html>")
    started = time.process_time()
    in_tree(tree, "https://example.org/2020/06/26/road")
    assert time.process_time() - started < 2


def test_json_ld_is_looked_at_up_to_a_bound():
    script = '{"datePublished": "2020-06-26", "@type": "Article"}'
    assert read_linked(read_objects([script]), None, set()) == {"published": "2020-06-26"}
    assert read_linked(read_objects([script + " " * 500_000]), None, set()) == {}
