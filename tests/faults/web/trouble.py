"""What goes wrong with a site, and when: each troubled feed has one kind, for a few hours or for good."""

import random
from dataclasses import dataclass
from enum import StrEnum

HOUR = 3600.0


class Kind(StrEnum):
    """How a site behaves during a spell of trouble."""

    BUSY = "busy"  # 429 with Retry-After in seconds
    BUSY_DATE = "busy_date"  # 503 with Retry-After as a date
    DOWN = "down"  # 500, 502, 503, 504
    DRIP = "drip"  # slow-loris: a byte at a time
    ZEROS = "zeros"  # 10 GiB of zeros in 10 MiB of gzip
    LOOP = "loop"  # redirects in a circle
    STAIRS = "stairs"  # redirects without end, each to a new address
    LOOPBACK = "loopback"  # redirect to a loopback address
    METADATA = "metadata"  # redirect to the address where clouds tell secrets
    NAMED = "named"  # redirect to forbidden addresses written in other ways
    LURED = "lured"  # 301, for good, to a loopback address
    MISSING = "missing"  # 404
    BARRED = "barred"  # 403
    CUT = "cut"  # the answer breaks off
    RESET = "reset"  # the connection breaks off before the answer
    CHALLENGE = "challenge"  # 200 with a page instead of the feed
    GARBAGE = "garbage"  # 200 with bytes
    BOMB = "bomb"  # 200 with XML entities that unfold to gigabytes
    PAGES = "pages"  # the feed is well, the pages of its entries answer 500
    BARE = "bare"  # 200 with a feed that has no entries
    DETOUR = "detour"  # 302 to another path, which answers
    MOVED = "moved"  # 301, for good, to another path
    AWAY = "away"  # 301, for good, to another host
    GONE = "gone"  # 410, for good


LASTING = frozenset({Kind.MOVED, Kind.AWAY, Kind.GONE})


@dataclass(frozen=True, slots=True)
class Trouble:
    """What befalls a feed, from when to when (seconds since the world began)."""

    kind: Kind
    spells: tuple[tuple[float, float], ...]

    def at(self, t: float) -> bool:
        """Return whether the trouble is there at a time."""
        return any(start <= t < end for start, end in self.spells)


def trouble_of(index: int, days: float, chance: random.Random) -> Trouble | None:
    """Return the trouble of a feed: every second has one, the kinds in turn."""
    if index % 2 == 0:
        return None
    kind = list(Kind)[index // 2 % len(Kind)]
    span = days * 24 * HOUR
    if kind in LASTING:
        return Trouble(kind, ((chance.uniform(0.2, 0.6) * span, float("inf")),))
    count = max(1, round(days * 3 / 7))
    part = span / count
    starts = [part * (number + chance.uniform(0.15, 0.5)) for number in range(count)]
    return Trouble(kind, tuple((start, start + chance.uniform(3, 7) * HOUR) for start in starts))
