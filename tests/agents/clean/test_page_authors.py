"""Who wrote the article of a page: declared, or marked up where it is not; and who did not."""

import json

import pytest

from agents.clean.page import read_page

PROSE = "".join(
    f"<p>The keeper of lamp {n} told the paper that he would miss the sound of its motor.</p>"
    for n in range(9)
)


def authors(markup: str, *, head: str = "") -> list[str]:
    page = (
        f"<html lang=en><head><title>Lamp</title>{head}</head>"
        f"<body><article>{markup}{PROSE}</article></body></html>"
    )
    found = read_page(page, "https://www.harbour-post.example/lamp")["authors"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ("<p class=byline>By Ann Lee and Bob Ray</p>", ["Ann Lee", "Bob Ray"]),
        ("<p class=byline>By <a href=/a/1>Ann Lee</a><br><time>12 May 2020</time></p>", ["Ann Lee"]),
        ("<div class=article-author>Von Ann Lee, Bern</div>", ["Ann Lee"]),
        ("<span class=c-byline__author>Энн Ли</span>", ["Энн Ли"]),
        ("<a rel=author href=/x>Ann Lee</a> <a rel=author href=/y>Bob Ray</a>", ["Ann Lee", "Bob Ray"]),
        ("<div itemprop=author><img><b itemprop=name>Ann Lee</b><p>Writes of lamps.</p></div>", ["Ann Lee"]),
        ("<p>Words by <a href=/authors/ann-lee>Ann Lee</a></p>", ["Ann Lee"]),
        ("<footer class=entry-meta><span class='author vcard'>Ann Lee</span></footer>", ["Ann Lee"]),
        ("<p class=byline>By</p><p class=author-name>Joe S.</p>", ["Joe S."]),
        ("<p class=byline>By Joe S.</p>", ["Joe S"]),
        ("<span itemprop=author>Ann Lee</span><p class=byline>Bob Ray</p>", ["Ann Lee"]),
    ],
)
def test_the_people_whom_the_markup_names_wrote_it(markup, names):
    assert authors(markup) == names


@pytest.mark.parametrize(
    "markup",
    [
        "<p class=byline>By AFP</p>",
        "<p class=author>Staff writer</p>",
        "<p class=author>Harbour Post</p>",
        "<p class=byline>12 May 2020</p>",
        "<p class=author-bio>Ann Lee</p>",
        "<div class=comment><span class=author>Ann Lee</span></div>",
        "<aside><span class=author>Ann Lee</span></aside>",
        "<div class=related><a rel=author href=/x>Ann Lee</a></div>",
        "<p class=author>a lamp on the quay that nobody lit</p>",
        "<p class=authority>Ann Lee</p>",
        "<a href=/authors/>All Authors</a>",
    ],
)
def test_an_agency_the_newsroom_and_those_of_other_texts_did_not(markup):
    assert authors(markup) == []


def test_who_is_declared_counts_more_without_by_and_without_the_site_itself():
    byline = "<p class=byline>By Bob Ray</p>"
    assert authors(byline, head="<meta name=author content='by Ann Lee'>") == ["Ann Lee"]
    assert authors(byline, head="<meta name=author content='Harbour Post'>") == ["Bob Ray"]
    assert authors("", head="<meta name=author content='By AFP'>") == []
    linked = {"@type": "NewsArticle", "headline": "Lamp", "author": {"name": "Harbour-Post"}}
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>'
    assert authors(byline, head=script) == ["Bob Ray"]


def test_a_page_of_thousands_of_names_is_read_in_bounds():
    assert authors("<span class=author>ann</span>" * 5_000) == []
    assert authors("<div class=author>" * 200 + "<i>ann</i>" * 15_000) == []
