"""An entry as the raw article that is sent, under the identity that it was first sent with."""

from dataclasses import dataclass, replace

from agents.ingest.files import Entry, Skipped, entry_of
from agents.ingest.identity import article_id
from agents.ingest.items import Item, raw_article
from agents.ingest.read.given import GivenEntry
from streams.source_records import Source

SUMMARY = 100_000  # characters of a feed's text that go with a page; an article has fewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """What is the same for all articles of one poll."""

    source: Source
    fetched: str  # RFC 3339
    limit: int  # bytes of a record
    language: str | None = None  # as the source says of itself


def from_feed(make: Maker, entry: GivenEntry, identity: str | None) -> Entry | Skipped:
    """Return the article with the text that the source gives itself; Skipped where it is too large."""
    return _made(make, entry, identity, entry.url, entry.text, page=entry.markup)


def from_page(make: Maker, entry: GivenEntry, identity: str | None, url: str, page: str) -> Entry | Skipped:
    """Return the article with its page as text; all else is the entry's. Skipped where it is too large.

    The text of the entry goes with it, for a page in which nothing is found.
    """
    summary = entry.text if entry.text and len(entry.text) <= SUMMARY else None
    return _made(make, entry, identity, url, page, page=True, summary=summary)


def _made(
    make: Maker,
    entry: GivenEntry,
    identity: str | None,
    url: str | None,
    text: str | None,
    *,
    page: bool,
    summary: str | None = None,
) -> Entry | Skipped:
    source = make.source
    item = Item(
        id=entry.id, url=url, title=entry.title, text=text, published=entry.published,
        language=entry.language or source.language or make.language, source=source.url,
    )  # fmt: skip
    name = url or source.url
    raw = raw_article(item, name, page=page)
    raw = replace(
        raw, article_id=article_id(identity, raw.version), outlet=source.outlet, family=source.family,
        fetched=make.fetched, summary=summary,
    )  # fmt: skip
    key = (identity or raw.article_id).encode("utf-8", "replace")
    entry_made = entry_of(name, name, raw, make.limit - len(key))
    return replace(entry_made, key=key) if isinstance(entry_made, Entry) else entry_made
