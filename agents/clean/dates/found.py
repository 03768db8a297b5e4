"""A date that was found for an article: what it is, where it stood, and what it is the date of."""

from dataclasses import dataclass
from typing import Any, Literal

from agents import edtf
from agents.clean.dates.possible import instant

Role = Literal["published", "modified"]
Source = Literal[
    "json-ld",  # of the page's main article
    "meta",  # a meta element that names publication
    "created",  # one that names any date of the page
    "time",  # `<time>` by the headline, or marked
    "line",  # what readers see by the headline, or in a class that says date
    "url",
    "given",  # by the feed or the file
    "dateline",  # of the text: its date line, or the start of its first paragraph
    "text",  # a day beside "said" in the first paragraphs
    "htmldate",
]


@dataclass(frozen=True, slots=True)
class Found:
    """A date and its source. Travels out of the sandbox as the list of its fields."""

    date: str  # EDTF day, month or year, or an RFC 3339 time
    source: Source
    role: Role = "published"
    other: str | None = None  # the second reading of 03/04/2020

    @property
    def day(self) -> str | None:
        """Return the day where it was written, `2020-06-26`; None where only a month or a year is known."""
        known = edtf.parse(self.date)
        return str(known) if known is not None and known.full else None

    @property
    def precision(self) -> int:
        """Return how much is known: 0 a year, or none; 1 a month; 2 a day; 3 midnight; 4 a time."""
        if (at := instant(self.date)) is not None:
            midnight = "T00:00:00" in self.date or (at.hour, at.minute, at.second) == (0, 0, 0)
            return 3 if midnight else 4
        known = edtf.parse(self.date)
        if known is None or known.year is None:
            return 0
        return 2 if known.day else 1 if known.month else 0

    def packed(self) -> list[Any]:
        """Return the fields in order, as JSON can hold them."""
        return [self.date, self.source, self.role, self.other]
