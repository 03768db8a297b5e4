"""What a source gave when it was read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenEntry:
    """One entry as the source gave it. Absent is None, never an empty text."""

    id: str | None = None  # its own: guid, atom:id
    url: str | None = None  # absolute, http or https
    title: str | None = None  # plain text
    text: str | None = None  # the longest that it gives: content, else summary
    markup: bool = False  # `text` is HTML
    summary: bool = True  # `text` looks like a summary only, not like the article
    published: str | None = None  # as given; of a feed without it, when it was updated
    modified: str | None = None  # as given
    language: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A source as it was read: its entries in its own order, and what it says of itself."""

    form: str  # rss, rdf, atom, json, sitemap, index, page, links
    entries: tuple[GivenEntry, ...] = ()
    title: str | None = None
    language: str | None = None
    ttl: float | None = None  # seconds that it asks to be left alone: RSS ttl, sy:updatePeriod
    skip_hours: frozenset[int] = frozenset()  # hours of the day (UTC) in which it does not change
    following: str | None = None  # address of its next, older page (RFC 5005, JSON Feed next_url)
    parts: tuple["Part", ...] = ()  # sitemaps that a sitemap index names
    left: int = 0  # entries (of an index: parts) beyond those that are taken of one source


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A sitemap named by an index."""

    url: str
    modified: str | None = None  # as given


class Unreadable(ValueError):
    """Bytes that are no source of the wanted form; the message says what they look like."""
