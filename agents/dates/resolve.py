"""Which date is meant: one that exists, in the year that the reference gives."""

from agents import edtf
from agents.edtf import Edtf

FIRST_YEAR, LAST_YEAR = 1900, 2100  # years outside are numbers of something else
BACK = 10  # months before the reference that a date without a year may lie; 12 - BACK lie ahead


def nearest(month: int, day: int | None, reference: Edtf | None) -> tuple[Edtf, Edtf | None]:
    """Return the date meant by a day or month without a year, and the other one if that lies nearer.

    News looks back more than ahead: the twelve months from ten before the reference are searched.
    The second is the occurrence ahead of the reference, where the first is more than half a year old.
    """
    if reference is None or reference.year is None:
        return Edtf(None, month, day), None
    if reference.month is None:
        return exists(Edtf(reference.year, month, day)) or Edtf(None, month, day), None
    here = reference.year * 372 + reference.month * 31 + (reference.day or 16)
    for year in range(reference.year - 1, reference.year + 2):
        # Months of 31 days keep the order of days, and half a month is near enough for the choice.
        gap = year * 372 + month * 31 + (day or 16) - here
        if -BACK * 31 <= gap < (12 - BACK) * 31:
            chosen = exists(Edtf(year, month, day))
            ahead = exists(Edtf(year + 1, month, day)) if gap < -6 * 31 else None
            return chosen or Edtf(None, month, day), ahead
    return Edtf(None, month, day), None


def exists(date: Edtf) -> Edtf | None:
    """Return `date` where the calendar has it, in the years looked at."""
    if date.year is not None and not FIRST_YEAR <= date.year <= LAST_YEAR:
        return None
    return edtf.parse(str(date))
