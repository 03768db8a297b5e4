"""The records that travel between the stages, as frozen dataclasses validated on decode.

Field names follow ninjs 3.1 and schema.org NewsArticle where those have one. Dates are EDTF strings
(ISO 8601-2): ``2020-06-26``, ``XXXX-06-26`` (the year is not known), ``2026-02``; times are RFC 3339
in UTC, of articles in the zone of their outlet. An absent value is ``None``, never an empty string.
"""

from dataclasses import dataclass, field
from typing import Literal

from streams.article_records import Article, RawArticle, Revision, UniqueArticle, Verdict

Family = Literal["contact", "act"]
State = Literal["planned", "held", "moved", "cancelled", "denied", "corrected", "unconfirmed"]


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
    revision: Revision | None = None  # of a revision: what it changed, and whether it says that it corrects
    event: Event
    evidence: tuple[Evidence, ...]
    score: float  # 0 to 1
    opens: bool = True  # False: names the event only in passing, may join one and never opens one
    # RFC 3339: found afterwards by a watch that changed. Decided as if at this time, and told to nobody.
    as_of: str | None = None


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
    evidence: Evidence | None = None  # the sentence that says so; none for what is only one more report
    note: str | None = None  # of a person, or what a silence is measured by


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
class Readout:
    """One side's own account of a contact: what its reports say together."""

    side: str
    official: bool = False  # published by the side itself, and not only quoted
    article_id: str  # the first official report of it, else the first
    language: str | None = None
    date: str | None = None  # EDTF, the day that it gives the contact
    state: State = "held"
    minutes: int | None = None  # how long the contact was, as far as its sentences say
    mentions: tuple[str, ...] = ()  # topics, third parties, places: `topic:ceasefire`, `party:UA`; sorted
    only: tuple[str, ...] = ()  # of the mentions: what no other side's account has
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What two sides say differently of one contact."""

    about: Literal["date", "state", "minutes"]
    said: dict[str, str]  # by side


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """What one or several reports said alike: by its facets an alert knows its further reports."""

    event: Event
    published: str | None = None  # EDTF day, month or year
    text: str | None = None  # article id whose text it has: of a copy or revision, that of its original
    story: str | None = None  # that dedup finds it to be of
    reports: int = 1
    again: bool = False  # the report says that it is the second contact of its day


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
    readouts: tuple[Readout, ...] = ()  # one a side, sorted by side
    differences: tuple[Difference, ...] = ()  # between the readouts
    published: str | None = None  # of the opening article
    fetched: str | None = None
    alerted: str | None = None  # when this event was first told
    absorbed: tuple[str, ...] = ()  # ids of alerts merged into this one
    merged_into: str | None = None
    withdrawn: str | None = None  # the command that ended it: retract, unwanted
    apart: tuple[str, ...] = ()  # ids of alerts that a person parted from this one: never merged again


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Time has passed: what happens because of that is decided on this record (header kind=tick)."""

    id: str
    time: str  # RFC 3339
    complete: bool = True  # no source of news is known to be failing: what was not heard did not happen


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A person overrules (header kind=command)."""

    id: str
    command: Literal["retract", "merge", "split", "unwanted"]
    alert: str
    into: str | None = None  # of a merge: the alert that remains
    # Of a split: what is parted from the alert, an alert that it absorbed or reports as they were tagged.
    absorbed: str | None = None
    matches: tuple[Match, ...] = ()
    by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """An alert of the generation before, as it stands there (header kind=seed)."""

    id: str
    generation: int
    alert: Alert


Record = RawArticle | Article | UniqueArticle | Match | Alert | Tick | Command | Seed
