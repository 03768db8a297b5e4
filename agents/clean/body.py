"""What a scraped text holds, and the note of what was taken out of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from agents.clean.paragraphs import Line

ENTRIES, CUT = 50, 200  # of `removed`: how many, and characters of each


@dataclass(slots=True)
class Body:
    """What a scraped text holds."""

    title: str = ""
    text: str = ""
    authors: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)  # lines that name an agency
    section: str | None = None  # what the line above the headline calls the part of the outlet
    day: str | None = None  # a date line, EDTF
    dates: list[str] = field(default_factory=list)  # date lines as they stand
    link: str | None = None  # "Original url"
    locked: bool = False  # a line said that only subscribers read all of it
    removed: list[str] = field(default_factory=list)

    def note(self, reason: str, line: str) -> None:
        """Note that `line` was taken out, and why."""
        if len(self.removed) < ENTRIES:
            entry = f"{reason}: {line}"
            self.removed.append(entry if len(entry) <= CUT else entry[: CUT - 1] + "…")

    def without(self, found: list[Line], reason: str, gone: Callable[[int], bool]) -> list[Line]:
        """Return the lines of `found` whose places are not `gone`; the others are noted."""
        kept = []
        for place, one in enumerate(found):
            if gone(place):
                self.note(reason, one.text)
            else:
                kept.append(one)
        return kept
