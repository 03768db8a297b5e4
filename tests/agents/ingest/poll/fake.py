"""A web and a Kafka of one's own: what each address gives, what was asked, what was put."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count

from agents.ingest.files import Entry
from agents.ingest.poll.clock import Clock
from agents.ingest.poll.poll import Unconfirmed, poll
from agents.ingest.read.given import GivenEntry, Reading, Unreadable
from agents.ingest.web.answer import Answer, Fault
from streams.article_records import RawArticle
from streams.source_records import PollState, Source, SourceForm

FEED = "https://paper.example/feed.xml"
START = 1_800_000_000.0  # a Friday morning in January 2027
HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass
class Asked:
    url: str
    etag: str | None
    modified: str | None
    robots: bool


@dataclass
class Play:
    """One source and its state; `poll()` polls it and keeps the new state."""

    source: Source = Source(url=FEED, text="feed")
    state: PollState = PollState(url=FEED)
    now: float = START
    limit: int = 1 << 20
    gives: dict[str, Answer | Fault] = field(default_factory=dict)
    readings: dict[bytes, Reading] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    groups: list[list[RawArticle]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    confirms: Callable[[int], bool] = lambda _: True  # told how many groups are confirmed
    takes: float = 0.0  # seconds for each answer
    _numbers: "count[int]" = field(default_factory=count)

    def show(self, *entries: GivenEntry, at: str = FEED, form: str = "rss", **more: object) -> None:
        """Let a document with these entries stand at an address."""
        self.reads(Reading(form=form, entries=entries, **more), at)  # type: ignore[arg-type]

    def reads(self, reading: Reading, at: str = FEED, **headers: str) -> None:
        body = f"document {next(self._numbers)}".encode()
        self.readings[body] = reading
        self.gives[at] = Answer(status=200, address=at, headers=headers, body=body)

    def page(
        self, url: str, html: str, kind: str = "text/html; charset=utf-8", to: str | None = None
    ) -> None:
        self.gives[url] = Answer(
            status=200, address=to or url, headers={"Content-Type": kind}, body=html.encode()
        )

    async def get(
        self, url: str, *, accept: str, limit: int, etag: str | None = None, modified: str | None = None,
        robots: bool = False,
    ) -> Answer:  # fmt: skip
        self.asked.append(Asked(url, etag, modified, robots))
        self.now += self.takes
        given = self.gives[url]
        if isinstance(given, Fault):
            raise given
        if etag is not None and given.headers.get("ETag") == etag:
            return Answer(status=304, address=given.address, headers=given.headers, body=None)
        return given

    def read(
        self, form: SourceForm, body: bytes, address: str, *, content_type: str | None, links: str | None
    ) -> Reading:
        if body not in self.readings:
            raise Unreadable("a page, not a feed")
        return self.readings[body]

    async def put(self, entries: Sequence[Entry]) -> None:
        await asyncio.sleep(0)
        if not self.confirms(len(self.groups)):
            raise Unconfirmed("the broker did not confirm within 15 s")
        self.entries += entries
        self.groups.append([one.raw for one in entries if one.raw is not None])

    def poll(self, *entries: GivenEntry, after: float = 300.0, chance: float = 0.5) -> list[RawArticle]:
        """Poll, with these entries in the source if any are given; return what was put."""
        if entries:
            self.show(*entries)
        before = len(self.articles)
        self.now += after

        async def sleep(_: float) -> None:
            raise AssertionError("a poll does not wait")

        self.state = asyncio.run(
            poll(
                self.source, self.state, web=self, put=self.put, clock=Clock(lambda: self.now, sleep),
                chance=lambda: chance, limit=self.limit, read=self.read,
            )
        )  # fmt: skip
        return self.articles[before:]

    @property
    def articles(self) -> list[RawArticle]:
        return [one for group in self.groups for one in group]


def entry(number: int = 1, **more: object) -> GivenEntry:
    """Return an entry with everything: id, address, title, text, date."""
    given: dict[str, object] = {
        "id": f"tag:paper.example,2027:{number}",
        "url": f"https://paper.example/news/{number}",
        "title": f"Report number {number} on the harbour",
        "text": f"The {number}th ship of the day came in at noon and left again before the evening tide.",
        "published": f"2027-01-15T08:{number % 60:02}:00Z",
        "summary": False,
    }
    return GivenEntry(**(given | more))  # type: ignore[arg-type]
