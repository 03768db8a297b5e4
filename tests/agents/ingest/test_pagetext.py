"""What a page says: the sentences of its article, whatever changes around them, and whatever the page."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.ingest.pagetext import TAGS, all_text, page_text

LEAD = "The two ministers met for an hour on Monday and agreed to reopen the mountain road before winter."
NEXT = "Engineers will look at the bridge next week, and a first lorry may cross it by the end of the month."
SAID = "“Not before it is safe,” the elder of the two said to reporters who waited outside in the rain."
PAGE = f"""<!doctype html><html><head><title>Road | Post</title><script>let a = "<p>no</p>";</script></head>
<body class="single has-sidebar"><header><p>The Post has told the news of the valley since 1851.</p></header>
<nav><ul><li><a href="/">Home</a><li><a href="/s">Sport</a></ul></nav>
<article><header><h1>Mountain road to reopen</h1><time>10:24</time></header>
<p>{LEAD}</p><figure><img src="a.jpg"><figcaption>The bridge, seen from the north.</figcaption></figure>
<p>{NEXT}</p>
<p>{SAID} <a href="/q">Read more</a></p></article>
<aside><h2>Most read</h2><p>Somebody won the lottery and told nobody for a year.</p></aside>
<footer><p>All rights reserved by the publisher, also those that you forgot.</p></footer></body></html>"""


def test_an_articles_sentences_are_its_text() -> None:
    assert page_text(PAGE) == f"Mountain road to reopen\n{LEAD}\n{NEXT}\n{SAID} Read more"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("10:24", "11:02", id="clock"),
        pytest.param("Home", "Start", id="navigation"),
        pytest.param("Somebody won", "Nobody won", id="most read"),
        pytest.param("let a", "let b", id="script"),
        pytest.param('<img src="a.jpg">', '<img src="b.jpg" alt="x > y">', id="picture"),
        pytest.param("seen from", "from", id="caption"),
        pytest.param("since 1851", "for long", id="banner"),
        pytest.param("All rights", "Some rights", id="imprint"),
        pytest.param("<p>", '<p data-reactid="7" title="3 > 2">', id="attributes"),
        pytest.param("</article>", "</article><!-- served by node 7 <p>in 3 ms.</p> -->", id="comment"),
        pytest.param("</article>", "<p>17 comments</p></article>", id="counter"),
        pytest.param(
            "<article>",
            """<article title="a" data-ads='{"top=": "<div><p>Buy this car, do it now.</p></div>"}' id=7>""",
            id="tags in an attribute",
        ),
        pytest.param(
            "</article>",
            "<div class='ad-slot'><div><p>Buy this car now, and you save a lot.</p></div></div></article>",
            id="advertisement",
        ),
        pytest.param(
            "</article>",
            "<section id=relatedStories><h3>A bridge fell, and it was long known.</h3></section></article>",
            id="related",
        ),
        pytest.param(
            "</article>",
            "<a href=/b><h3>A bridge fell</h3><p>It was known for years that it would.</p></a></article>",
            id="teaser in a link",
        ),
        pytest.param(
            "</article>",
            "<ol class='comment-list'><li><p>I have never read such nonsense in my life.</p></ol></article>",
            id="readers' comments",
        ),
        pytest.param("lorry may", "lorry\n<br/> <b>may</b>", id="mark-up of a word"),
        pytest.param("week, and", "week,&nbsp;&#97;nd", id="entities"),
        pytest.param("<article>", "<ARTICLE CLASS='hentry tag-advertising'>", id="a tag like a box"),
    ],
)
def test_what_is_no_news_makes_no_other_text(old: str, new: str) -> None:
    changed = PAGE.replace(old, new)
    assert changed != PAGE
    assert page_text(changed) == page_text(PAGE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("an hour", "two hours", id="lead"),
        pytest.param("next week", "next year", id="middle"),
        pytest.param("safe", "dry", id="quotation"),
        pytest.param("to reopen</h1>", "stays closed</h1>", id="headline"),
        pytest.param("</article>", "<p>The road has been closed since May.</p></article>", id="addition"),
        pytest.param(f"<p>{NEXT}</p>", "", id="omission"),
    ],
)
def test_a_changed_sentence_makes_another_text(old: str, new: str) -> None:
    changed = PAGE.replace(old, new)
    assert changed != PAGE
    assert page_text(changed) != page_text(PAGE)


def test_an_article_in_a_frame_with_a_strange_name_is_found() -> None:
    page = f"<div class='widget main-widget'><p>{LEAD}<p>{NEXT}<p>{SAID}</div>"
    page += "<div class=sidebar><p>Somebody won the lottery.</div>"
    assert page_text(page) == f"{LEAD}\n{NEXT}\n{SAID}"


def test_comments_longer_than_the_article_are_not_taken_for_it() -> None:
    talk = (
        "<div class=comments>" + "<p>I have never read such nonsense in all of my life.</p>" * 99 + "</div>"
    )
    assert page_text(PAGE.replace("</article>", f"</article>{talk}")) == page_text(PAGE)


def test_a_page_that_is_all_sidebar_has_the_text_of_its_sidebar() -> None:
    page = f"<aside><p>{LEAD}</p><p>{NEXT}</p></aside><nav><p>{SAID}</p></nav>"
    assert page_text(page.replace("aside", "nav")) == f"{LEAD}\n{NEXT}\n{SAID}"


def test_where_there_are_no_sentences_all_text_counts() -> None:
    assert page_text("<p>Goals: 2</p><p>Cards: 1</p>").split() == ["Goals:", "2", "Cards:", "1"]


def test_a_page_of_far_too_many_tags_is_taken_as_it_is() -> None:
    page = "<p>" * (TAGS + 1)
    assert page_text(page) == page


def test_all_text_is_what_stands_between_tags() -> None:
    page = "<title>A &amp; B</title><style>p{}</style><p>3 < 4<br/>x<svg/>y<!-- no -->z</p><script>no"
    assert " ".join(all_text(page).split()) == "A & B 3 < 4 x y z no"


PIECES = [
    "<p>", "</p>", "<P CLASS='ad'>", "<div id=\"comments\">", "</div>", "<a href=x>", "</a>", "<script>",
    "</script >", "<p x='", "'>",
    "<!--", "-->", "<!-->", "<h1>", "<nav>", "</nav>", "<", ">", "&amp;", "&#0;", "&#xd800;", "&", '"',
    "<p a=\">\">",
    "A sentence of some words. ", LEAD, "\x00", "İ", "<svg/>", "</", "<![CDATA[", "<?php", "<br>", " ",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map("".join))
def test_any_page_has_a_text(page: str) -> None:
    assert page_text(page) == page_text(page)


@pytest.mark.parametrize(
    "piece",
    [
        "<p>", "<div class='ad'>", "<a ", "<!--", "<", "<script", "<script>", "<script></script", "<svg>",
        "&#", "&amp;", '<p a="', "<p a='<", "<nav>", "</p>", "<!--<script>-->", "<a></svg>", "İ", "x", " ",
        "<p>A sentence of some words.",
    ],
)  # fmt: skip
def test_a_hostile_page_takes_time_in_proportion(piece: str) -> None:
    for page in (piece * (5_000_000 // len(piece)), f"{piece}{'y' * 160}" * TAGS):
        began = time.process_time()
        page_text(page)
        assert time.process_time() - began < 1.5, "linear time takes a tenth of a second"
