"""What can come of a poll: one reason for each, a closed list."""

from enum import StrEnum


class Outcome(StrEnum):
    """Why a poll ended as it did. Metrics, the board and `sources status` use these words."""

    # It could be read.
    NEW = "new"  # entries that are new or changed were sent
    UNCHANGED = "unchanged"  # nothing new: a 304, or the same entries
    EMPTY = "empty"  # it is a source, without an entry
    UNDATED = "undated"  # new entries were sent, and none of the source's entries has a date
    MOVED = "moved"  # it answered from another address, for good: that is asked from now on
    # It could not.
    GONE = "gone"  # 410: it is not asked again
    MISSING = "missing"  # 404
    BLOCKED = "blocked"  # 401, 403, 407, 451, a challenge page, or robots.txt
    BUSY = "busy"  # 429, or 503 with Retry-After: we ask too often
    SERVER = "server"  # any other 5xx
    REFUSED = "refused"  # any other status
    FORMAT = "format"  # not a feed, not a sitemap
    LARGE = "large"  # over the limit of bytes, packed or unpacked
    SLOW = "slow"  # no whole answer in time
    DNS = "dns"  # the name has no address
    TLS = "tls"  # no trust in the certificate, or no common protocol
    CONNECTION = "connection"  # refused, reset, cut off
    REDIRECTS = "redirects"  # too many, or in a circle
    FORBIDDEN = "forbidden"  # an address that must not be asked: private, loopback, link-local, metadata
    UNCONFIRMED = "unconfirmed"  # Kafka did not confirm what was sent: it is sent again


READ = frozenset({Outcome.NEW, Outcome.UNCHANGED, Outcome.EMPTY, Outcome.UNDATED, Outcome.MOVED})
