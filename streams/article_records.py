"""The records of an article on its way: as it was given, as it was cleaned, and with dedup's verdict.

Field names follow ninjs 3.1 and schema.org NewsArticle where those have one; dates as in `streams.records`.
"""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["new", "repeat", "revision", "copy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawArticle:
    """What a source gave, with the ids that are fixed at ingest (topic ``news.raw``)."""

    article_id: str  # hash of the canonical URL; of the content where there is no URL
    version: str  # hash of title and body as given, whitespace-normalised
    id: str  # what a person calls it: `file.jsonl:17`, a feed's entry id, an item's own id
    url: str | None = None
    title: str | None = None
    text: str | None = None  # the body; plain text or HTML, as `format` says
    format: Literal["text", "html"] = "text"
    summary: str | None = None  # the feed's own text beside a page, in HTML or not: for a page that has none
    published: str | None = None  # as the source wrote it: a time, a day, a month, a year
    language: str | None = None  # as the source claims it
    source: str | None = None  # feed or outlet
    outlet: str | None = None  # name of who published it, where the source's definition says so
    family: str | None = None  # publisher behind the outlet, where the source's definition says so
    fetched: str | None = None  # RFC 3339


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A cleaned article (topic ``news.clean``).

    Evidence offsets index `title`, a blank line, `text`; an empty part leaves nothing (see `whole`).
    """

    article_id: str
    version: str
    id: str
    url: str | None = None
    title: str = ""
    text: str = ""
    # EDTF day, month or year, or an RFC 3339 time in the zone that was given: its first ten characters are
    # the day at the outlet. A time whose zone is not known is its day.
    published: str | None = None
    published_source: str | None = None  # json-ld, meta, url, given (by the source), time, line, dateline …
    modified: str | None = None  # the same; as far as can be told not before `published`
    language: str | None = None  # ISO 639-1 of the text
    outlet: str | None = None  # host of the article's address, else what its source is called: its identity
    outlet_name: str | None = None  # as people say it, where the source's definition does; for display alone
    family: str | None = None  # publisher behind the outlet, where the source's definition says so
    agency: str | None = None  # the news agency credited: AFP, Reuters, TASS …
    authors: tuple[str, ...] = ()
    canonical_url: str | None = None
    section: str | None = None  # the part of the outlet that it stands in, as the outlet calls it
    form: Literal["live", "listing", "video"] | None = None  # what its page is, where it is no single article
    fetched: str | None = None
    removed: tuple[str, ...] = ()  # what cleaning took away, each with its reason: `caption: …`
    repairs: tuple[str, ...] = ()  # what had to be mended to accept the record

    @property
    def whole(self) -> str:
        """Title, blank line, text: what evidence offsets index, in Unicode code points."""
        return "\n\n".join(part for part in (self.title, self.text) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a version of an article changed, against the version that was seen before it.

    Sentences count where they have ten letters or more and are no lines of the page's own.
    """

    # Whether what is said has changed, or only spelling, typography and the page's own lines. None: the
    # version before is no longer remembered, and the new one does not say so itself.
    material: bool | None = None
    since: str | None = None  # RFC 3339, of the stream's clock: when the version before came
    kind: Literal["correction", "retraction", "update"] | None = None  # as the new version says of itself
    notice: str | None = None  # the sentence in which it says so, verbatim
    headline: bool = False  # the headline says something else
    added: tuple[str, ...] = ()  # sentences that are new or changed, verbatim: the first five
    added_count: int = 0
    changed_count: int = 0  # of those added: that stand where another stood
    removed_count: int = 0  # sentences that are gone with nothing in their place
    retouched_count: int = 0  # sentences of which the spelling alone was changed
    numbers_added: tuple[str, ...] = ()  # in one form for all languages: 1500.5
    numbers_removed: tuple[str, ...] = ()
    names_added: tuple[str, ...] = ()  # capitalised words that were nowhere in the text
    names_removed_count: int = 0  # of sixteen names of the version before: that are gone


@dataclass(frozen=True, slots=True, kw_only=True)
class UniqueArticle:
    """An article with dedup's verdict (topic ``news.unique``); a repeat has an empty text."""

    article: Article
    verdict: Verdict
    story: str
    original: str | None = None  # article id that this one is a copy or a revision of
    containment: float | None = None  # share of the smaller text found in the other, 0 to 1
    reused: float | None = None  # of a copy: share of the original that stands in this one, 0 to 1
    borrowed: float | None = None  # of a copy: share of this one that stands in the original, 0 to 1
    credit: str | None = None  # news agency that the text is credited to, here or in a print of it before
    revision: Revision | None = None  # of a revision: what it changed
    absorbs: tuple[str, ...] = ()  # stories found to be the same happening: `story` goes on for them
