"""Cleaning as a whole: a record in, an article out, or an error that says what was wrong."""

import hashlib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.clean import article as article_module
from agents.clean.agent import STAGE, Reason, clean
from agents.clean.article import LIMIT, Unusable, clean_article
from agents.clean.sandbox import PageLost
from streams import codec
from streams.article_records import Article, RawArticle
from streams.records import Tick
from streams.stage import Emit, Reject

NOW = datetime(2020, 6, 27, tzinfo=UTC)
PROSE = "The two ministers agreed on Monday to reopen the mountain road before the first snow falls."


def raw(**fields):
    return RawArticle(**({"article_id": "a", "version": "v", "id": "i"} | fields))


def test_a_feeds_entry_becomes_an_article_with_its_ids_and_headers():
    record = raw(
        url="https://www.example.org/road",
        title="Road &amp; rail",
        text=PROSE,
        published="2020-06-26",
        language="en",
    )
    decision = clean({}, record, None, NOW)
    assert isinstance(decision, Emit)
    assert decision.reason is Reason.CLEANED
    (output,) = decision.outputs
    assert output.key == "a"
    assert output.headers == {"article": "a", "version": "v"}
    assert output.record == Article(
        article_id="a", version="v", id="i", url="https://www.example.org/road", title="Road & rail",
        text=PROSE, published="2020-06-26", published_source="given", language="en", outlet="example.org",
    )  # fmt: skip


def test_what_a_sources_definition_says_of_the_outlet_goes_with_the_article():
    found = clean_article(
        raw(url="https://www.example.org/road", text=PROSE, outlet="Example Post", family="Example Group")
    )
    assert (found.outlet, found.outlet_name, found.family) == ("example.org", "Example Post", "Example Group")


def test_the_clock_makes_no_difference():
    record = raw(text=PROSE, published="2031-01-01")
    assert clean({}, record, None, NOW) == clean({}, record, None, datetime(1970, 1, 1, tzinfo=UTC))


def test_plain_text_never_starts_a_process(monkeypatch):
    monkeypatch.setattr(article_module, "PAGES", None)
    assert clean_article(raw(text=f"{PROSE} 1 < 2 &lt; 3")).text.endswith("1 < 2 < 3")
    assert clean_article(raw(text=PROSE, format="html")).text == PROSE


def test_html_that_is_called_text_is_read_as_html_and_said_so():
    found = clean_article(raw(text=f"<p>{PROSE}</p><p>Second &amp; last.</p>"))
    assert found.text.split("\n") in ([PROSE, "Second & last."], [PROSE, "", "Second & last."])
    assert found.repairs == ("text: marked up, so it was read as HTML",)


def test_markup_that_was_escaped_is_markup():
    assert clean_article(raw(text=f"&lt;p&gt;{PROSE}&lt;/p&gt;")).text == PROSE


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "empty: neither a title nor a text"),
        ({"text": " \n\u200b\n", "title": " "}, "empty: neither a title nor a text"),
        ({"text": "<html><body></body></html>"}, "empty: neither a title nor a text"),
        ({"text": "x" * (LIMIT + 1)}, f"{LIMIT + 1} bytes, at most {LIMIT} are allowed"),
        ({"text": "\x00\x01\x02\x7fELF" * 100}, "binary"),
        ({"text": "\ufffd\ufffd" * 100}, "binary"),
    ],
)
def test_a_record_without_an_article_is_refused_with_a_clear_error(fields, message):
    with pytest.raises(Unusable, match=message):
        clean_article(raw(**fields))
    decision = clean({}, raw(**fields), None, NOW)
    assert isinstance(decision, Reject)
    assert message in decision.error


def test_a_record_that_is_no_article_is_refused():
    decision = clean({}, Tick(id="t", time="2020-06-26T00:00:00Z"), None, NOW)
    assert isinstance(decision, Reject)
    assert "Tick does not belong on news.raw" in decision.error


def test_what_had_to_be_mended_is_stated():
    decision = clean({}, raw(text=f"{PROSE}\x00", published="9999-12-31"), None, NOW)
    assert decision.reason is Reason.REPAIRED
    assert decision.outputs[0].record.repairs == (
        "text: 1 control characters removed",
        "published: 9999-12-31 is impossible (after 2100), left out",
    )


def test_a_title_with_characters_that_were_lost_before_is_kept_and_said_so():
    decision = clean({}, raw(title="The caf\ufffd opens in N\ufffdmes", text=PROSE), None, NOW)
    assert decision.reason is Reason.REPAIRED
    assert decision.outputs[0].record.title == "The caf\ufffd opens in N\ufffdmes"
    assert decision.outputs[0].record.repairs == ("title: 2 characters that could not be read",)


def test_a_text_of_millions_of_marks_is_cleaned_like_any_other():
    found = clean_article(raw(title="a" + "\u0301\u0316" * 50_000, text=PROSE))
    assert found.title == "\u00e1" + "\u0316" * 15 + "\u0301" * 14
    assert found.repairs == ("title: 99970 combining marks beyond 30 on one letter removed",)


@pytest.mark.parametrize(
    ("fields", "published", "source"),
    [
        ({"published": "2020-06-25", "url": "https://x.org/2020/06/26/a"}, "2020-06-25", "given"),
        ({"published": "1970-01-01", "url": "https://x.org/2020/06/26/a"}, "2020-06-26", "url"),
        ({"text": f"Updated June 26, 2020\n\n{PROSE}"}, "2020-06-26", "dateline"),
        ({"text": f"GENEVA, June 26. {PROSE}", "url": "https://x.org/2020/06/a"}, "2020-06-26", "dateline"),
        ({"text": f"GENEVA, June 26. {PROSE}"}, "XXXX-06-26", "dateline"),
        ({"url": "https://x.org/2020/06/a"}, "2020-06", "url"),
        ({"text": f"The office said on June 26 that it agreed. {PROSE}"}, "XXXX-06-26", "text"),
        ({}, None, None),
    ],
)
def test_the_date_comes_from_the_best_place_that_has_one(fields, published, source):
    found = clean_article(raw(**({"text": PROSE} | fields)))
    assert (found.published, found.published_source) == (published, source)


def test_a_canonical_link_to_another_site_is_not_believed():
    page = "<html><head><link rel=canonical href='{}'></head><body><p>" + PROSE + "</p></body></html>"
    own = raw(text=page.format("https://example.org/b"), url="https://m.example.org/a", format="html")
    other = raw(text=page.format("https://elsewhere.org/b"), url="https://m.example.org/a", format="html")
    assert clean_article(own).canonical_url == "https://example.org/b"
    assert clean_article(other).canonical_url is None


def test_a_page_that_is_lost_is_a_rejected_record(monkeypatch):
    class Hopeless:
        def read(self, html, url):
            raise PageLost("the page took its parser longer than 5 seconds")

    monkeypatch.setattr(article_module, "PAGES", Hopeless())
    decision = clean({}, raw(text="<html><body><p>x", format="html"), None, NOW)
    assert isinstance(decision, Reject)
    assert "parser" in decision.error


def test_the_stage_reads_raw_and_writes_clean():
    assert (STAGE.name, STAGE.source.name, STAGE.sink.name) == ("clean", "news.raw", "news.clean")


@settings(max_examples=150)
@given(
    text=st.one_of(st.none(), st.text(max_size=200)).filter(lambda t: t is None or "<" not in t),
    title=st.one_of(st.none(), st.text(max_size=50)),
    published=st.one_of(st.none(), st.text(max_size=20)),
    language=st.one_of(st.none(), st.text(max_size=5)),
    url=st.one_of(st.none(), st.text(max_size=30).map("https://".__add__)),
)
def test_whatever_a_source_gives_is_an_article_that_travels_or_refused(**fields):
    try:
        found = clean_article(raw(**fields))
    except Unusable:
        return
    assert codec.decode(Article, codec.encode(found)) == found
    assert found.whole
    assert "\x00" not in found.whole


# SHA-256 of what stays of each text: title, date, number of removed lines, digest of the body.
EXPECTED = {
    "000": (None, "XXXX-06-27", 0, "57c040dc5f2c8843"),
    "001": ("7b864b8bb8925dad", "XXXX-06-26", 10, "d3e13742eec00b10"),
    "002": ("f8cde0fd90a749d5", "2020-06-26", 6, "1523d9f5b7d1c8e4"),
    "003": (None, "2020-06-26", 2, "9bdf0570f3d63456"),
    "004": ("c171369d17d39b73", None, 3, "8ea0652e9a5bb227"),
}


@pytest.mark.parametrize("seed", EXPECTED)
def test_the_five_texts_keep_every_sentence_and_lose_what_stood_around_it(seed, shared):
    (path,) = (shared / "seeds").glob(f"{seed}_*.txt")
    given_text = path.read_text("utf-8")
    found = clean_article(raw(text=given_text))
    title, published, removed, digest = EXPECTED[seed]
    assert (digest_of(found.title) if found.title else None) == title
    assert found.published == published
    assert len(found.removed) == removed
    assert set(filter(None, found.text.split("\n"))) <= {line.strip() for line in given_text.split("\n")}
    assert digest_of(found.text) == digest


def digest_of(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]
