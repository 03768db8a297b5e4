"""Cleaning of anything: it ends in an article or a clear refusal, and an article that is clean stays."""

import textwrap
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from agents.clean.article import Unusable, clean_article
from streams import codec
from streams.article_records import Article, RawArticle

LEAD = "The two ministers agreed on Monday to reopen the mountain road before the first snow falls."
PROSE = (
    LEAD,
    "Engineers will inspect the nine bridges this week, the transport office said on June 26.",
    "“We have waited for this since the spring,” said a driver (who has two lorries in the valley).",
    "Die Minister sprachen am 26. Juni 2020 in Genf über die neun Brücken der Passstraße.",
    "Министры договорились открыть горную дорогу до первого снега.",
    "اتفق الوزيران على إعادة فتح الطريق الجبلي قبل الشتاء.",
    "No one knows.",
)
PIECES = (
    "\x00", "\x1b[0m", "\x85", "\x93", "\u200b", "\u202e", "\ufffd", "\ufeff", "\u0301" * 40, "🙂", "\r",
    "\t", "<p>", "</p>", "<br/>", "<html><body>", "<script>", "<!--", "&lt;p&gt;", "&#0;", "&#xd800;",
    "&#x80;", "&amp;amp;", "\n\n", "\n", " - ", "By Ann Lee, Geneva", "GENEVA, June 26. ", "2020-06-26",
    "date 2020-06-26 ", "https://example.org/2020/06/26/a", "Original url:", "Read also: ", "(AFP)", "©",
    *PROSE,
)  # fmt: skip
ANYTHING = st.one_of(
    st.none(),
    st.text(max_size=80),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=12).map("".join),
)
DAYS = st.one_of(
    st.none(),
    st.text(max_size=25),
    st.sampled_from(["2020-06-26", "0000-00-00", "9999-12-31T23:59:59Z", "1593161100", "9" * 13, "nan", "²"]),
)


WORDS = ("text", "title", "source", "language", "url")


def raw(**fields):
    return RawArticle(**({"article_id": "a", "version": "v", "id": "i"} | fields))


@settings(max_examples=300)
@given(st.fixed_dictionaries({"published": DAYS, "fetched": DAYS} | dict.fromkeys(WORDS, ANYTHING)))
@example({"url": "https://[", "language": "\x00"})
@example({"text": "<html><head><title>a | b</title>", "title": "", "published": "-", "fetched": ""})
@example({"text": LEAD, "published": "2020-06-26", "fetched": "9999-12-31"})
def test_anything_becomes_an_article_without_control_characters_or_is_refused(fields):
    for format_ in ("text", "html"):
        try:
            found = clean_article(raw(format=format_, **fields))
        except Unusable:
            continue
        assert found.whole
        assert not [c for c in found.whole if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
        assert codec.decode(Article, codec.encode(found)) == found


PARAGRAPH = st.lists(st.sampled_from(PROSE), min_size=1, max_size=5, unique=True).map(" ".join)


@given(
    headline=st.sampled_from(["", "Mountain road to reopen before winter", "«Горная дорога» снова открыта"]),
    paragraphs=st.lists(PARAGRAPH, min_size=1, max_size=6),
    layout=st.sampled_from([(None, "\n"), (None, "\n\n"), (60, "\n\n"), (72, "\n\n"), (100, "\n\n")]),
)
def test_an_article_that_was_cleaned_is_clean(headline, paragraphs, layout):
    width, gap = layout
    # No two sentences are the same: a line that comes again is taken for a caption or teaser.
    paragraphs = [f"In week {place} {p.replace('.', f' ({place}).')}" for place, p in enumerate(paragraphs)]
    lines = [textwrap.fill(p, width) if width else p for p in paragraphs]
    once = clean_article(raw(text=gap.join(filter(None, [headline, *lines])), url="https://example.org/a"))
    again = clean_article(raw(title=once.title, text=once.text, url="https://example.org/a"))
    assert (again.title, again.text, again.removed) == (once.title, once.text, ())


@pytest.mark.parametrize("around", ["“{}”", "«{}»", "„{}“", "({})", "[{}]", "'{}'", "*{}*", "{}…"])
def test_quotes_and_brackets_around_a_headline_or_a_paragraph_stay(around):
    headline, first = around.format("Mountain road to reopen"), around.format(LEAD)
    found = clean_article(
        raw(title=headline, text=f"{first}\n\n{PROSE[1]}\n\n{around.format('Yes, it is.')}")
    )
    assert found.title == headline
    assert found.text == f"{first}\n\n{PROSE[1]}\n\n{around.format('Yes, it is.')}"
    assert found.removed == ()
