"""Dates in digits: 2020-06-26, 26.06.2020, 06/26/2020."""

import re
from collections.abc import Iterator

from agents.dates.mention import Mention
from agents.dates.resolve import exists
from agents.edtf import Edtf

_NUMERIC = re.compile(
    r"(?<![\d.,/:-])(?:"
    r"(?P<y>(?:19|20|21)\d\d)(?P<s>[-./])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<t>[-./])(?P<b>\d{1,2})(?P=t)(?P<z>(?:19|20|21)\d\d)"
    r")(?!\d|[-/.:,]\d)",
    re.ASCII,
)


def numeric(text: str) -> Iterator[Mention]:
    """Yield dates in digits: year first, or day first unless only the other reading is a date."""
    for found in _NUMERIC.finditer(text):
        if found["y"]:
            readings = [(int(found["y"]), int(found["m"]), int(found["d"]))]
        else:
            a, b, year = int(found["a"]), int(found["b"]), int(found["z"])
            readings = [(year, b, a)] if found["t"] == "." else [(year, b, a), (year, a, b)]
        dates = (exists(Edtf(*reading)) for reading in readings if all(reading))
        if date := next(filter(None, dates), None):
            yield Mention(found.start(), found.end(), str(date), "full")
