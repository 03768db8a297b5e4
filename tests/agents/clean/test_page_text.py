"""The text of an article in a page: all of it, and nothing that stands around it."""

import pytest

from agents.clean.page_text import Found, article_text
from agents.clean.page_tree import parsed

FIRST = "The harbour will be closed to large ships from Monday, since its walls must be mended before winter."
SECOND = "Fishing boats may still use the small basin in the north, the harbour master told reporters today."
THIRD = "The work is paid for by the county, which sold two old ferries in spring to have the money for it."
TEXT = [FIRST, SECOND, THIRD]
BODY = "".join(f"<p>{one}</p>" for one in TEXT)
OTHER = (
    "<p>A storm took the roof of the old mill away last night, and nobody in the village was hurt by it.</p>"
)


def found(body: str) -> Found:
    return article_text(
        parsed(f"<!doctype html><html><head><title>x</title></head><body>{body}</body></html>")
    )


def text(body: str) -> list[str]:
    return found(body).text.split("\n")


@pytest.mark.parametrize(
    "around",
    [
        "<nav><ul><li><a href=/a>Home</a><li><a href=/b>Sport</a></ul></nav>{}<footer>Imprint.</footer>",
        "<div class=header-menu><a href=/a>Home</a></div><article>{}</article><aside>{other}</aside>",
        "<main>{}<div class='related-articles'><h2>Related</h2>{other}</div></main>",
        "<div id=content>{}<section class=newsletter-signup>{other}</section></div>",
        "<div class=entry-content>{}<div class=sharedaddy><a href=/s>Share</a></div></div><div>{other}</div>",
        "<div itemprop=articleBody>{}</div><ol class=comment-list><li>{other}<li>{other}<li>{other}</ol>",
        "<div role=main>{}</div><div role=complementary>{other}</div>",
        "{}<div class=cookie-banner>{other}</div><div style='display: none'>{other}</div>",
        "<article>{}<figure><img src=x><figcaption>Ships in the old harbour.</figcaption></figure></article>",
        "<div class='post tag-harbour category-news'>{}<div class=post-tags>Harbour</div></div>",
        "<table><tr><td class=nav><a href=/a>Home</a></td><td>{}</td></tr></table>",
    ],
)
def test_the_article_is_kept_whole_without_what_surrounds_it(around):
    assert text(around.format(BODY, other=OTHER)) == TEXT


@pytest.mark.parametrize(
    "frame",
    ["has-sidebar", "share-box", "widget", "no-comments with-ads", "elementor-widget", "ad-free-layout"],
)
def test_a_theme_that_wraps_the_article_in_a_name_for_something_else_does_not_lose_it(frame):
    assert text(f"<div class='{frame}'><h1>Walls to be mended</h1>{BODY}</div>")[-3:] == TEXT


@pytest.mark.parametrize("tag", ["nav", "noscript", "form", "footer", "header"])
def test_an_element_that_is_never_closed_does_not_take_the_article_with_it(tag):
    assert text(f"<{tag}><a href=/>Home</a><div><h1>Walls to be mended</h1>{BODY}</div>")[-3:] == TEXT


def test_short_news_is_not_taken_for_less_than_its_comments():
    talk = f"<div id=comments>{OTHER * 12}</div>"
    assert text(f"<h1>Walls to be mended</h1><p>{FIRST}</p>{talk}")[-1] == FIRST


def test_a_forum_is_its_posts():
    posts = "".join(f"<div class=comment>{one}</div>" for one in TEXT)
    assert text(f"<div class=comments>{posts}</div>") == TEXT


def test_the_standfirst_above_the_text_belongs_to_it():
    lead = "Large ships must go elsewhere for as long as masons are at work below the quay."
    above = f"<h1>Walls to be mended</h1><p class=byline>By A. Reporter</p><p class=standfirst>{lead}</p>"
    assert text(f"{above}<div class=article-body>{BODY}</div>") == [lead, *TEXT]


def test_a_subheading_stays_with_its_text_and_goes_with_a_list_of_links():
    links = "<ul><li><a href=/a>Mill loses its roof</a><li><a href=/b>Ferry sold</a></ul>"
    body = f"<p>{FIRST}</p><h2>Small boats</h2><p>{SECOND}</p><p>{THIRD}</p><h2>Read on</h2>{links}"
    assert text(f"<article>{body}</article>") == [FIRST, "Small boats", SECOND, THIRD]


def test_a_label_goes_with_what_it_announces():
    tags = "<p>Tags:</p><p><a href=/harbour>Harbour</a></p>"
    assert text(f"<div class=article-body>{BODY}{tags}</div>") == TEXT
    listed = "<p>What is closed:</p><ul><li>the long quay, which is the oldest<li>the crane</ul>"
    assert "What is closed:" in text(f"<div class=article-body><p>{FIRST}</p>{listed}<p>{SECOND}</p></div>")


def test_links_within_a_sentence_stay_and_a_row_of_links_goes():
    linked = FIRST.replace("large ships", "<a href=/s>large ships</a>")
    body = f"<article><p>{linked}</p><p><a href=/x>Mill loses its roof</a></p><p>{SECOND}</p></article>"
    assert text(body) == [FIRST, SECOND]


def test_two_line_breaks_make_a_paragraph_and_one_a_line():
    assert text(f"<div>{FIRST}<br><br>{SECOND}<br>{THIRD}</div>") == TEXT


def test_what_no_reader_sees_is_not_read():
    hidden = (
        f"<script>var a = 1</script><style>p {{}}</style><template>{OTHER}</template><button>Send</button>"
    )
    assert text(f"<article>{hidden}{BODY}</article>") == TEXT


def test_words_are_kept_apart_by_blocks_and_together_by_inline_elements():
    bold = f"{SECOND[:20]}<b>{SECOND[20:23]}</b>{SECOND[23:]}"
    lines = text(f"<article><p>{FIRST}</p><p>{bold}</p><div>Quay<div>Crane</div></div></article>")
    assert lines[1] == SECOND
    assert "QuayCrane" not in "".join(lines)


def test_lines_of_code_stay_lines():
    assert (
        "one = 1\ntwo = 2"
        in found(f"<article>{BODY}<pre>one = 1\ntwo = 2</pre><p>{FIRST}</p></article>").text
    )


@pytest.mark.parametrize("body", ["", "<div></div>", "<script>x</script>", "<nav></nav>"])
def test_of_a_page_without_text_nothing_is_found(body):
    assert found(body) == Found(depth=found(body).depth)


def test_a_long_text_that_is_most_of_its_page_is_sure_and_a_part_of_one_is_not():
    assert found(f"<article>{BODY * 3}</article>").sure
    assert not found(f"<article>{BODY}</article>").sure
    rest = "".join(f"<div class=related>{OTHER}</div>" for _ in range(30))
    assert not found(f"<article>{BODY * 3}</article>{rest}").sure


def test_text_that_is_nested_deeper_than_any_recursion_could_go_is_read():
    assert found("<span>" * 1500 + FIRST).text == FIRST
    assert found(f"<div>{FIRST}" * 1500).text.startswith(FIRST)


def test_more_blocks_than_a_page_has_are_left_out():
    assert found(f"<p>{FIRST}</p>" * 51_000).text.count("\n") < 51_000
