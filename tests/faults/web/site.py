"""Where things stand in the made-up world: addresses, and what is behind an address."""

import re
from dataclasses import dataclass

from tests.faults.web.feed import Feed
from tests.faults.web.story import Entry, Version
from tests.faults.web.world import World

_PAGE = re.compile(r"/(?:news|closed|inside)/(\d+)-(\d+)-(\d+)")
LINKS = r"/news/\d+-\d+-\d+"  # what the addresses of articles match
FORBIDDEN = ("127.0.0.1", "127.0.0.2", "127.1.2.3", "::1")  # listened on to see whether anyone comes


@dataclass(frozen=True, slots=True)
class Site:
    """The addresses of a world that is served on a port; `epoch` is when it began, seconds since 1970."""

    world: World
    port: int
    epoch: float

    def front(self, feed: Feed) -> str:
        """Return the address of the paper itself."""
        return f"http://{feed.host}:{self.port}/"

    def url(self, feed: Feed) -> str:
        """Return the address of a feed's document."""
        return f"http://{feed.host}:{self.port}{feed.path}"

    def link(self, entry: Entry, version: Version, *, tracked: bool = False) -> str:
        """Return the address of an entry's page."""
        feed = self.world.feeds[entry.feed]
        odd = entry.number % 4 == 0
        host = FORBIDDEN[0] if feed.inward and odd else feed.host
        folder = "inside" if feed.inward and odd else "closed" if feed.closed and odd else "news"
        mark = "?utm_source=rss&utm_medium=feed" if tracked else ""
        return f"http://{host}:{self.port}/{folder}/{entry.feed}-{entry.number}-{version.slug}{mark}"

    def readable(self, entry: Entry) -> bool:
        """Return whether the page of an entry may be fetched at all."""
        feed = self.world.feeds[entry.feed]
        return not ((feed.inward or feed.closed) and entry.number % 4 == 0)

    def behind(self, path: str) -> Entry | None:
        """Return the entry whose page stands at a path."""
        found = _PAGE.fullmatch(path)
        if found is None:
            return None
        feed, number, _ = map(int, found.groups())
        return self.world.entries.get((feed, number))
