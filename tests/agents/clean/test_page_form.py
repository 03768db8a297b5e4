"""Pages that are no single article say so, and which only subscribers read."""

import json

import pytest

from agents.clean.page import read_page
from agents.clean.page_head import read_head
from agents.clean.page_linked import Linked, linked_data
from agents.clean.page_tree import parsed

SENTENCE = "The council of the island met at noon and spoke for two hours about the price of the new ferry."
LIVE = "".join(
    f"<p>1{n}:05 The count goes on in the hall of the old school, and it is close.</p>" for n in range(9)
)
TEASER = "<h2><a href=/{0}>Something happened at place {0}</a></h2><p>Read what it was on the next page.</p>"
LIST = "".join(TEASER.format(n) for n in range(9))


def page(body: str, *linked: object) -> str:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in linked)
    return f"<!doctype html><html><head>{scripts}</head><body>{body}</body></html>"


def said(html: str) -> Linked:
    return linked_data(read_head(parsed(html)).objects)


@pytest.mark.parametrize(
    ("html", "url", "form"),
    [
        (page(f"<p>{SENTENCE}</p>" * 9, {"@type": "NewsArticle", "headline": "x"}), None, None),
        (page(f"<p>{SENTENCE}</p>", {"@type": "LiveBlogPosting", "headline": "x"}), None, "live"),
        (page(SENTENCE, {"@type": ["NewsArticle", "https://schema.org/LiveBlogPosting"]}), None, "live"),
        (page(f"<article>{LIVE}</article>"), "https://e.org/2020/live-count", "live"),
        (page(f"<article>{LIVE}</article>"), "https://e.org/2020/alive", None),
        (page(f"<p>{SENTENCE}</p>"), "https://e.org/live", None),
        (page(f"<main>{LIST}</main>"), None, "listing"),
        (page(f"<main><h1>Harbours</h1><p>{SENTENCE}</p>{LIST}</main>"), None, "listing"),
        (page(f"<main><h1>Harbours</h1><p>{SENTENCE * 3}</p>{LIST}</main>"), None, None),
        (page(f"<h1>Harbours</h1><p>{SENTENCE * 3}</p><p>x</p><main>{LIST}</main>"), None, None),
        (page(f"<main>{LIST}<p>{SENTENCE * 7}</p></main>"), None, None),
        (page(f"<p>{SENTENCE}</p>", {"@type": "CollectionPage"}), None, "listing"),
        (page(f"<p>{SENTENCE}</p>" * 20, {"@type": "CollectionPage"}), None, None),
        (page(f"<p>{SENTENCE}</p>", {"@graph": [{"@type": "VideoObject"}]}), None, "video"),
        (page(f"<p>{SENTENCE}</p>", {"@type": "NewsArticle", "video": {"@type": "VideoObject"}}), None, None),
    ],
)  # fmt: skip
def test_a_page_that_is_no_single_article_says_what_it_is(html, url, form):
    assert read_page(html, url)["form"] == form


@pytest.mark.parametrize(
    ("said", "free"), [(False, False), ("False", False), (True, True), ("true", True), (None, True)]
)
def test_an_article_for_subscribers_is_known_by_what_the_page_says(said, free):
    assert (
        read_page(page(f"<p>{SENTENCE}</p>", {"@type": "Article", "isAccessibleForFree": said}), None)["free"]
        is free
    )


def test_another_article_that_is_not_free_says_nothing_of_this_one():
    others = {
        "@type": "NewsArticle",
        "headline": "a",
        "hasPart": {"@type": "Article", "isAccessibleForFree": False},
    }
    assert said(page("", others)).free


def test_of_several_objects_the_article_is_taken_and_broken_ones_are_passed_over():
    html = page(
        "", {"@type": "WebSite", "name": "s"}, [[{"@graph": [{"@type": "NewsArticle", "headline": "h"}]}]]
    )
    broken = '<script type="application/ld+json">{"@type": </script>'
    assert said(html.replace("<head>", f"<head>{broken}")).article["headline"] == "h"


def test_line_breaks_within_json_are_read():
    html = '<html><script type="application/ld+json">{"@type": "Article", "headline": "a\nb"}</script></html>'
    assert said(html).article["headline"] == "a\nb"


@pytest.mark.parametrize(
    "json_text", ["[" * 100_000, '{"a":' * 5000, "null", "5", '"x"', "[null, [5]]", "{}"]
)
def test_any_json_is_read_or_passed_over(json_text):
    html = f'<html><head><script type="application/ld+json">{json_text}</script></head><body>x</body></html>'
    assert said(html).article == {}
