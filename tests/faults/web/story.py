"""One entry of a feed over its life: what it says when, and where it stands.

Each version names itself in its title and in its text, by a word of its own (`h17n204v3`), so that it is
known again wherever it arrives, whatever ids it was given.
"""

import re
from dataclasses import dataclass
from typing import Literal

from tests.faults.web.words import headline, paragraphs

WORDS = 110  # of a whole text: three paragraphs, more than any summary
SUMMARY = 24
MARK = re.compile(r"\b([hsfp])(\d+)n(\d+)v(\d+)\b")

Part = Literal["h", "s", "f", "p"]  # headline; the feed's summary, the feed's full text; the page's text


@dataclass(frozen=True, slots=True)
class Version:
    """What an entry says from a time on."""

    since: float  # seconds since the world began
    title: int  # which of its titles
    text: int  # which of its texts
    slug: int  # which of its addresses
    shown: float  # the date that it bears


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: published, edited, perhaps taken down, perhaps away for a while."""

    feed: int  # that it belongs to; another one may show it too
    number: int
    published: float
    versions: tuple[Version, ...]
    removed: float | None = None
    away: tuple[float, float] | None = None  # not in the feed from, to

    def at(self, t: float) -> int | None:
        """Return which version stands in the feed at a time, from 1; None where none does."""
        if t < self.published or (self.removed is not None and t >= self.removed):
            return None
        if self.away and self.away[0] <= t < self.away[1]:
            return None
        return sum(version.since <= t for version in self.versions)

    def version(self, number: int) -> Version:
        """Return a version by its number, from 1."""
        return self.versions[number - 1]

    def mark(self, part: Part, number: int) -> str:
        """Return the word by which a version of the title or of a text is known."""
        return f"{part}{self.feed}n{self.number}v{number}"

    def title(self, version: Version) -> str:
        """Return the headline of a version."""
        words = headline(f"{self.feed} {self.number} title {version.title}")
        return f"{words} {self.mark('h', version.title)}"

    def text(self, version: Version, part: Part) -> tuple[str, ...]:
        """Return the paragraphs of a version: the summary, the feed's text or the page's.

        An edited text is the first one with a sentence of its own: as outlets edit.
        """
        length = SUMMARY if part == "s" else WORDS
        first, *others = paragraphs(f"{self.feed} {self.number} {part}", length)
        opening = f"Report {self.mark(part, version.text)} is out."
        if version.text > 1:
            opening += " " + paragraphs(f"{self.feed} {self.number} {part} {version.text}", 12)[0]
        return (f"{opening} {first}", *others)
