"""So many entries of a source and no more: the newest."""

import re
from collections import deque
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from agents.ingest.read.bounds import ENTRIES
from agents.ingest.read.given import GivenEntry

_YEAR = re.compile(r"[0-9]{4}-")


def newest(items: Iterable[Any], entry: Callable[[Any], GivenEntry]) -> tuple[tuple[GivenEntry, ...], int]:
    """Return at most `ENTRIES` entries in the source's order, and how many were left.

    Those at its beginning, as news is listed; at its end where the last is younger than the first.
    """
    given = iter(items)
    first = list(islice(given, ENTRIES))
    last: deque[Any] = deque(maxlen=ENTRIES)
    left = 0
    for item in given:
        last.append(item)
        left += 1
    if left and _date(entry(first[0])) < _date(entry(last[-1])):
        first = [*first[len(last) :], *last]
    return tuple(entry(item) for item in first), left


def _date(entry: GivenEntry) -> str:
    """Return what tells younger from older: a date that begins with its year, as RFC 3339 does."""
    given = entry.published or entry.modified or ""
    return given if _YEAR.match(given) else ""
