"""The records of `news.sources`: what is followed, how far, and what of it is known already.

Under keys of their own, so that none overwrites another's: commands write definitions, the poller the rest.
"""

from dataclasses import dataclass
from typing import Literal

SourceForm = Literal["feed", "sitemap", "page", "links"]
SourceKind = Literal["agency", "government", "outlet"]
# Which text is sent: the feed's, or that of the page it links to. auto: the page's where the feed gives a
# summary only; both: the feed's at once, and the page's as the next version.
SourceText = Literal["auto", "feed", "page", "both"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is followed, as a person or an import defined it (topic ``news.sources``, header kind=source)."""

    url: str
    form: SourceForm = "feed"
    text: SourceText = "auto"
    outlet: str | None = None  # the name of a newspaper, agency or ministry, as people say it
    family: str | None = None  # the publisher behind it; outlets of one family are not independent
    kind: SourceKind | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    language: str | None = None  # ISO 639-1, as a hint where a text is too short to tell
    links: str | None = None  # form `links`: a regular expression that the addresses of articles match
    every: float | None = None  # seconds between two polls; None: by the source's own rhythm
    paused: bool = False
    revision: str | None = None  # RFC 3339, when it was defined; a later one takes up a stopped source again
    origin: str | None = None  # who defined it: the path of a file that is kept in step, or `import`
    paused_by_hand: bool = False  # by a command: the file that defines it does not undo that


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntry:
    """One entry that a source gave and that was sent: by what it is known again."""

    id: str | None  # hash of the entry's own id, 16 hexadecimal digits; None where it has no usable one
    url: str | None  # canonical URL under which it was first sent: its article's identity from then on
    seen: str  # hash of what the source gave (title, text), 16 hexadecimal digits: tells an edit
    like: str = ""  # bytes of what it said: tell an edit under a new address from an id used anew
    owed: int = 0  # its page is wanted still, and may be asked for so many times more


@dataclass(frozen=True, slots=True, kw_only=True)
class PollState:
    """How far a source is followed, and how it does (topic ``news.sources``, header kind=state)."""

    url: str  # the source's
    address: str | None = None  # where it has moved for good; None: at its URL
    etag: str | None = None
    modified: str | None = None  # Last-Modified, as given
    # Those in the source now, then those that left it last; empty on the topic: see `KnownEntries`.
    known: tuple[KnownEntry, ...] = ()
    outcome: str = "waiting"  # reason of the last poll
    detail: str = ""  # the same in a line for people
    polled: str | None = None  # RFC 3339; so are the next four
    succeeded: str | None = None  # last poll that could be read
    newest: str | None = None  # when an entry was last new or changed
    due: str | None = None  # next try
    stopped: str | None = None  # gone for good, since; not polled until defined again
    failures: int = 0  # polls in a row that failed
    rhythm: float | None = None  # typical seconds between two new entries
    silent: bool = False  # answers, and says nothing new far beyond its rhythm
    missed: int = 0  # times that a poll found none of the entries known before: some may have passed between
    polls: int = 0
    sent: int = 0  # entries put on `news.raw` and confirmed
    digest: str | None = None  # hash of the last document; None where not all of it was taken
    ttl: float | None = None  # seconds between two polls that the source asks for
    skip_hours: tuple[int, ...] = ()  # hours of the day (UTC) in which it says that it does not change
    pause: float | None = None  # longest seconds without a new entry, of late


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntries:
    """The entries of a source by which it knows what is new (topic ``news.sources``, header kind=known).

    Apart from the poll state, which is written after every poll and is small.
    """

    url: str  # the source's
    entries: tuple[KnownEntry, ...]


SourceRecord = Source | PollState | KnownEntries
