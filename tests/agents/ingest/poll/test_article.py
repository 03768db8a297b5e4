"""An entry whose page is sent keeps the feed's own text beside it."""

from agents.ingest.files import Entry
from agents.ingest.poll.article import SUMMARY, Maker, from_feed, from_page
from agents.ingest.read.given import GivenEntry
from streams import codec
from streams.article_records import RawArticle
from streams.source_records import Source

MAKE = Maker(source=Source(url="https://e.org/feed"), fetched="2020-06-26T10:00:00Z", limit=1 << 20)
PAGE = "<html><body><p>A page.</p></body></html>"


def raw(made: object) -> RawArticle:
    assert isinstance(made, Entry)
    return codec.decode(RawArticle, made.value)


def entry(text: str | None) -> GivenEntry:
    return GivenEntry(id="1", url="https://e.org/1", title="T", text=text, markup=True)


def test_the_text_of_the_feed_goes_beside_its_page_and_changes_neither_id_nor_version():
    alone, beside = (
        raw(from_page(MAKE, entry(text), "i", "https://e.org/1", PAGE)) for text in (None, "<p>S</p>")
    )
    assert (alone.summary, beside.summary) == (None, "<p>S</p>")
    assert (alone.article_id, alone.version, alone.text) == (beside.article_id, beside.version, beside.text)


def test_a_text_longer_than_an_article_does_not_go_with_it():
    assert raw(from_page(MAKE, entry("x" * (SUMMARY + 1)), "i", "https://e.org/1", PAGE)).summary is None


def test_an_entry_without_its_page_has_its_text_as_text():
    made = raw(from_feed(MAKE, entry("<p>S</p>"), "i"))
    assert (made.text, made.summary) == ("<p>S</p>", None)
