"""Articles of pages: what stands in for a page that gives nothing, and what is said of one that is cut."""

import json

import pytest

from agents.clean import article
from agents.clean.article import Unusable, clean_article
from agents.clean.sandbox import PageLost
from streams.article_records import RawArticle

FEED = (
    "The last lamp of the old lighthouse went out on Sunday, after it had burnt for a hundred and six years."
)
TEXT = "".join(
    f"<p>The keeper of lamp {n} told the paper that he would miss the sound of its motor.</p>"
    for n in range(9)
)
LOCKED = "text: for subscribers, so that it may be the beginning only"
EMPTY = "<!doctype html><html><head><title>Lamp goes out</title></head><body><div id=app></div></body></html>"


def cleaned(page: str, **fields: str | None):
    return clean_article(
        RawArticle(
            article_id="a", version="v", id="1", title="Lamp goes out", text=page, format="html", **fields
        )
    )


def test_a_page_without_text_gives_the_text_of_its_feed_and_says_so():
    found = cleaned(EMPTY, summary=FEED)
    assert found.text == FEED
    assert found.repairs == ("page: nothing was found in it; the feed's text",)


def test_a_page_with_a_notice_only_gives_the_text_of_its_feed():
    notice = EMPTY.replace("<div id=app></div>", "<p>Please switch on JavaScript.</p>")
    found = cleaned(notice, summary=f"<p>{FEED}</p>")
    assert found.text == FEED
    assert found.repairs == ("page: less was found than in the feed's text; the feed's text",)


def test_a_page_with_an_article_needs_no_other_text():
    found = cleaned(f"<html><body><article>{TEXT}</article></body></html>", summary=FEED * 50)
    assert FEED not in found.text
    assert found.repairs == ()


def test_a_page_that_its_parser_cannot_bear_gives_the_text_of_its_feed_or_is_refused(monkeypatch):
    class Lost:
        def read(self, html: str, url: str | None):
            raise PageLost("the page took its parser longer than 5 seconds")

    monkeypatch.setattr(article, "PAGES", Lost())
    found = cleaned(EMPTY, summary=FEED)
    assert found.text == FEED
    assert found.repairs == ("page: the page took its parser longer than 5 seconds; the feed's text",)
    assert cleaned(EMPTY, summary=f"{FEED} <b>Yes</b>").text.startswith(FEED)
    with pytest.raises(Unusable, match="longer than 5 seconds"):
        cleaned(EMPTY)
    with pytest.raises(Unusable, match="longer than 5 seconds"):
        cleaned(EMPTY, summary="<p>" * 5)


@pytest.mark.parametrize("summary", [None, "", " ", "<p> </p>"])
def test_a_page_without_text_whose_feed_has_none_either_is_its_title(summary):
    found = cleaned(EMPTY, summary=summary)
    assert (found.title, found.text, found.repairs) == ("Lamp goes out", "", ())


def test_what_a_page_is_goes_with_its_article():
    linked = json.dumps({"@type": "LiveBlogPosting", "headline": "x", "isAccessibleForFree": False})
    head = f'<script type="application/ld+json">{linked}</script>'
    found = cleaned(f"<html><head>{head}</head><body>{TEXT}</body></html>")
    assert found.form == "live"
    assert found.repairs == (LOCKED,)
    assert cleaned(f"<html><body>{TEXT}</body></html>").form is None


@pytest.mark.parametrize(
    ("head", "box", "locked"),
    [
        ('<meta property="article:content_tier" content="locked">', "", True),
        ('<meta property="article:content_tier" content="metered">', "", False),
        ('<meta itemprop="isAccessibleForFree" content="False">', "", True),
        ("", "<p>This story is for subscribers.</p>", True),
        ("", "<div class='subscription-box'><p>Subscribe to continue reading</p></div>", True),
        ("", "<div class='modal'><p>Dieser Artikel ist nur für Abonnenten.</p></div>", True),
        ("", "<div class='subscription-box'><p>Already a subscriber?</p></div>", False),
        ("", "<aside><h3>More</h3><p>The isles by sea: exclusive to subscribers</p></aside>", False),
        ("", "<div style='display:none'><p>This story is for subscribers.</p></div>", False),
        ("", "<div class='comments'><p>Comments are exclusive to subscribers.</p></div>", False),
    ],
)
def test_an_article_for_subscribers_is_known_by_markup_and_by_words(head, box, locked):
    found = cleaned(f"<html><head>{head}</head><body><article>{TEXT}{box}</article></body></html>")
    assert found.repairs == ((LOCKED,) if locked else ())
    assert "subscri" not in found.text.lower()


def test_a_section_is_cleaned_as_a_title_is():
    head = '<meta property="article:section" content="Sea &amp;amp; &lt;b&gt;Coast&lt;/b&gt;\u200b">'
    assert cleaned(f"<html><head>{head}</head><body>{TEXT}</body></html>").section == "Sea & Coast"
