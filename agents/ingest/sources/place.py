"""Where a source stands on its topic: all of one host together, so that one poller keeps its limits."""

from urllib.parse import urlsplit

import xxhash

STATE, KNOWN = b"state ", b"known "


def partition_of(url: str, partitions: int) -> int:
    """Return the partition of a source: by its host, so that the limits of a host hold over all pollers."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return xxhash.xxh64_intdigest(host.encode()) % partitions


def source_key(url: str) -> bytes:
    """Return the key of a source's definition, which commands write."""
    return url.encode()


def state_key(url: str) -> bytes:
    """Return the key of its poll state, which the poller writes: no writer overwrites another's record."""
    return STATE + url.encode()


def known_key(url: str) -> bytes:
    """Return the key of the entries by which it knows what is new, which the poller writes too."""
    return KNOWN + url.encode()
