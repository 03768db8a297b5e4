"""What is found: a date expression and the date it means."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["full", "partial", "relative", "weekday", "month", "year"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A date expression: `text[start:end]`, and the date it means.

    `kind` says what the text itself gives: a day with its year (full), without (partial), a word such
    as "yesterday" or "last week" (relative), a weekday, a month, a year.
    """

    start: int
    end: int
    date: str  # EDTF, resolved as far as can be known
    kind: Kind
    # The next such day, where `date` is the last one: of a bare weekday ("on Friday"), and of a day
    # without a year whose nearest occurrence lies ahead. For a reader who knows that it is planned.
    ahead: str | None = None
