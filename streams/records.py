"""The records that travel between the stages, as frozen dataclasses validated on decode.

Field names follow ninjs 3.1 and schema.org NewsArticle where those have one. Dates are EDTF strings
(ISO 8601-2): ``2020-06-26``, ``XXXX-06-26`` (the year is not known), ``2026-02``; times are RFC 3339
in UTC, of articles in the zone of their outlet. An absent value is ``None``, never an empty string.
"""

from dataclasses import dataclass, field
from typing import Literal

Verdict = Literal["new", "repeat", "revision", "copy"]
Family = Literal["contact", "act"]
State = Literal["planned", "held", "moved", "cancelled", "denied", "corrected", "unconfirmed"]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The article behind a match: all that travels of it once its body stays behind."""

    article_id: str
    version: str
    id: str
    url: str | None = None
    title: str = ""
    language: str | None = None
    outlet: str | None = None
    outlet_name: str | None = None
    family: str | None = None
    agency: str | None = None  # that the text is credited to, here or in a print of it before
    published: str | None = None
    fetched: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One sentence of an article, verbatim; offsets in code points of `Article.whole`."""

    sentence: str
    start: int
    end: int
    article_id: str
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What a report says happened: the slots by which two reports are known to be of one event."""

    family: Family
    kind: str  # call, visit, meeting, envoy, summit, negotiation, statement, sanctions, expulsion, other
    state: State = "held"
    date: str | None = None  # EDTF, when it happens; not when it is reported
    date_from: Literal["text", "published"] | None = None  # said in the text, or taken from publication
    actors: tuple[str, ...] = ()  # ids of the watch: people where named, else the side; sorted
    speaker: str | None = None  # the actor who speaks or acts, for acts
    act: str | None = None  # proposes, warns, refuses, accuses …
    topics: tuple[str, ...] = ()  # language-independent topics, sorted
    third_parties: tuple[str, ...] = ()  # countries and people beside the sides, sorted
    places: tuple[str, ...] = ()  # sorted
    terms: tuple[str, ...] = ()  # language-independent content words: names, numbers; sorted


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One watch wants one article (topic ``news.tagged``)."""

    watch: str
    watch_revision: str
    article: Reference
    verdict: Verdict
    story: str
    original: str | None = None
    event: Event
    evidence: tuple[Evidence, ...]
    score: float  # 0 to 1
    opens: bool = True  # False: names the event only in passing, may join one and never opens one


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of an alert's history."""

    revision: int
    reason: str
    at: str  # RFC 3339
    state: State
    date: str | None = None
    article_id: str | None = None
    facts: tuple[str, ...] = ()  # what was new: `state:held`, `date:2020-06-26`, `readout:russia`


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article that reported an event, and where its text came from."""

    article: Reference
    verdict: Verdict
    origin: str  # agency, else family, else outlet; of a copy, its original's
    original: str | None = None  # of a copy: article id that it is a copy of


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Who reported an event: counts over all reports, and the first fifty of them.

    A table of counts names the first hundred; what comes later counts under `*`.
    """

    reports: int = 0
    origins: int = 0  # names in `by_origin`: reports that are not copies of one another
    by_outlet: dict[str, int] = field(default_factory=dict)
    by_language: dict[str, int] = field(default_factory=dict)
    by_origin: dict[str, int] = field(default_factory=dict)  # agency, else family, else outlet
    listed: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """What one or several reports said alike: by its facets an alert knows its further reports."""

    event: Event
    published: str | None = None  # EDTF day, month or year
    story: str | None = None
    reports: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One event with its history: each revision is the whole document (topic ``news.alerts``)."""

    id: str
    number: int  # of its watch's alerts in the order in which they were opened, from 1
    watch: str
    watch_revision: str
    revision: int  # from 1
    reason: str
    notify: bool
    headline: str
    event: Event
    history: tuple[Change, ...]
    evidence: tuple[Evidence, ...]  # at most eight
    coverage: Coverage
    facets: tuple[Facet, ...]  # at most forty
    told: tuple[str, ...] = ()  # facts already notified: each is said once
    stories: tuple[str, ...] = ()  # story ids whose reports joined, the first fifty
    first_seen: str | None = None  # RFC 3339, of the stream's clock
    last_seen: str | None = None
    first_since: str | None = None  # EDTF date of the last comparable contact
    published: str | None = None  # of the opening article
    fetched: str | None = None
    alerted: str | None = None  # when this event was first told
    absorbed: tuple[str, ...] = ()  # ids of alerts merged into this one
    merged_into: str | None = None
    withdrawn: str | None = None  # the command that ended it: retract, unwanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Time has passed: what happens because of that is decided on this record (header kind=tick)."""

    id: str
    time: str  # RFC 3339


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A person overrules (header kind=command)."""

    id: str
    command: Literal["retract", "merge", "split", "unwanted"]
    alert: str
    into: str | None = None
    by: str | None = None
    note: str | None = None


Record = RawArticle | Article | UniqueArticle | Match | Alert | Tick | Command
