"""How often a source has something new: from the dates that its entries bear, else from when they came."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from agents.ingest.read.given import GivenEntry
from agents.spans import seconds_of

RECENT = 20  # gaps looked at: a busy agency's last hour, a ministry's last weeks
FEWEST = 4  # gaps below which dates tell nothing
LATEST = 5  # gaps by which it is told that more comes than usual
TOGETHER = 60.0  # seconds: what comes within one is one arrival, since no source is asked more often
AHEAD = 600.0  # seconds by which a site's clock may be fast
OLDEST = 631_152_000.0  # 1990: what is older is no date of news online
WEIGHT = 0.3  # of the latest gap where gaps are counted as they come: about the last five count
FADING = 0.9  # of the longest pause with each arrival: a holiday is forgotten in some dozens


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Typical and longest seconds between two arrivals; None where it is not known yet."""

    gap: float | None = None
    pause: float | None = None


def moments(entries: Iterable[GivenEntry], now: float) -> list[float]:
    """Return the times at which the entries were published, as far as they can be believed, newest first."""
    found = (_moment(entry.published or entry.modified) for entry in entries)
    return sorted((one for one in found if one is not None and OLDEST <= one <= now + AHEAD), reverse=True)


def by_dates(times: Iterable[float]) -> Rhythm | None:
    """Return the rhythm of times given newest first; None where they are too few."""
    distinct: list[float] = []
    for one in times:
        if not distinct or distinct[-1] - one >= TOGETHER:
            distinct.append(one)
        if len(distinct) > RECENT:
            break
    gaps = [later - earlier for later, earlier in pairwise(distinct)]
    if len(gaps) < FEWEST:
        return None
    return Rhythm(min(median(gaps), median(gaps[:LATEST])), max(gaps))


def by_arrival(before: Rhythm, idle: float, count: int) -> Rhythm:
    """Return the rhythm once `count` entries came, the last before them `idle` seconds ago.

    The mean is one of logarithms, so that a night or a holiday counts for little.
    """
    gap, idle = max(idle / count, TOGETHER), max(idle, TOGETHER)
    if before.gap is None:
        return Rhythm(gap, idle)
    mean = math.exp((1 - WEIGHT) * math.log(before.gap) + WEIGHT * math.log(gap))
    return Rhythm(mean, max(idle, FADING * (before.pause or 0)))


def _moment(text: str | None) -> float | None:
    """Return a time given as one moment; midnight is what outlets write that know the day only."""
    if text is None or not text.endswith("Z") or text.endswith("T00:00:00Z"):
        return None
    return seconds_of(text)
