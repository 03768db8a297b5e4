"""A feed of the made-up world: where it stands, its form and its habits, and its entries."""

import bisect
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from tests.faults.web.story import Entry
from tests.faults.web.trouble import Trouble

Form = Literal["rss", "atom", "json", "rdf", "sitemap", "links"]
Ids = Literal["own", "link", "none"]  # an id of its own, its address, or nothing
Validators = Literal["both", "etag", "modified", "none"]

DAY = 86_400.0
MORNING = 6  # o'clock, when the world begins


@dataclass(frozen=True)
class Feed:
    """One feed; all but its entries is the same for all time."""

    index: int
    host: str
    form: Form
    summaries: bool  # its entries say little: the text is on their pages
    rhythm: float  # seconds between two entries by day
    window: int  # entries that it shows at most
    ids: Ids
    validators: Validators
    dated: bool
    packed: bool  # gzip, where the asker takes it
    tracked: bool  # links bear utm_source
    max_age: int | None  # seconds, of Cache-Control
    closed: bool  # robots.txt forbids the pages of every fourth entry
    inward: bool  # every fourth entry links to a loopback address
    section_of: int | None  # the feed of the same host whose entries it shows beside its own
    trouble: Trouble | None
    entries: tuple[Entry, ...]

    @property
    def path(self) -> str:
        """Return the path of its document."""
        return f"/{self.index}/{self.form}"

    @cached_property
    def _published(self) -> list[float]:
        return [entry.published for entry in self.entries]

    @cached_property
    def changes(self) -> list[float]:
        found = set()
        for entry in self.entries:
            found |= {entry.published, *(version.since for version in entry.versions)}
            found |= {entry.removed} if entry.removed is not None else set()
            found |= set(entry.away or ())
        return sorted(found)

    def shown(self, t: float) -> list[tuple[Entry, int]]:
        """Return the entries that the feed shows at a time with their versions, the newest first."""
        found: list[tuple[Entry, int]] = []
        place = bisect.bisect_right(self._published, t)
        while place and len(found) < self.window:
            place -= 1
            if (number := self.entries[place].at(t)) is not None:
                found.append((self.entries[place], number))
        return found

    def changed(self, t: float) -> float:
        """Return when the feed last changed, as of a time."""
        place = bisect.bisect_right(self.changes, t)
        return self.changes[place - 1] if place else self._published[0]

    def troubled(self, t: float) -> str | None:
        """Return the trouble that the feed has at a time."""
        return self.trouble.kind if self.trouble and self.trouble.at(t) else None


def night(t: float) -> bool:
    """Return whether it is night, when little is published: from ten to six."""
    hour = (t % DAY) / 3600 + MORNING
    return (hour % 24) >= 22 or (hour % 24) < 6
