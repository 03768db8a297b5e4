"""Whether the pollers knew each trouble for what it was. Each function returns what was wrong."""

from tests.faults.web.play import Played
from tests.faults.web.trouble import Kind

# What a poller says when a trouble begins.
WORDS = {
    Kind.BUSY: "busy: status 429", Kind.BUSY_DATE: "busy: status 503", Kind.DOWN: "server: status 5",
    Kind.DRIP: "slow: ", Kind.ZEROS: "large: ", Kind.LOOP: "redirects: ", Kind.STAIRS: "redirects: ",
    Kind.LOOPBACK: "forbidden: ", Kind.METADATA: "forbidden: ", Kind.NAMED: "forbidden: ",
    Kind.LURED: "forbidden: ", Kind.MISSING: "missing: ", Kind.BARRED: "blocked: ", Kind.CUT: "connection: ",
    Kind.RESET: "connection: ", Kind.GARBAGE: "format: ", Kind.GONE: "not asked again",
}  # fmt: skip
MOVED = {Kind.MOVED, Kind.AWAY}
MEMORY = 300 << 20  # bytes
PATIENT = 15.0  # real seconds


def unknown(played: Played) -> list[str]:
    """Return the feeds whose trouble a poller met without saying what it is."""
    lines = [line for line in played.logs.splitlines() if "sources: " in line]
    found = []
    for feed in played.site.world.feeds:
        word = WORDS.get(Kind(feed.trouble.kind)) if feed.trouble else None
        met = any(
            one.feed == feed.index and one.trouble and not played.broken_off(one) for one in played.requests
        )
        url = f"{played.site.url(feed)}: "
        said = [line.partition(url)[2] for line in lines if url in line]
        if word and met and not any(word in line for line in said):
            found.append(f"feed {feed.index}, {feed.trouble and feed.trouble.kind}: {said}")
    return found


def astray(played: Played) -> list[str]:
    """Return the feeds that are asked at an address that they have not moved to for good, or not there."""
    found = []
    for feed in played.site.world.feeds:
        kind = feed.trouble.kind if feed.trouble else None
        met = any(
            one.feed == feed.index and one.trouble in MOVED and not played.broken_off(one)
            for one in played.requests
        )
        state = played.states.get(played.site.url(feed))
        address = state.address if state else None
        if (address and kind not in MOVED) or (met and not address):
            found.append(f"feed {feed.index}, {kind}: {address}")
    return found


def swallowed(played: Played) -> list[str]:
    """Return the endless answers that were listened to for longer than anyone should, or that filled memory.

    How much was sent says little: the system takes megabytes that nobody has read yet.
    """
    found = [
        f"{one.trouble}: listened to for {one.took:.1f} s"
        for one in played.requests
        if one.trouble in (Kind.ZEROS, Kind.DRIP) and one.took > PATIENT
    ]
    return found + [f"{played.memory} bytes of memory"] * (played.memory > MEMORY)
