"""Whether the limits of politeness held, by the server's own log. Each function returns what was wrong."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from tests.faults.web.log import Request, polls
from tests.faults.web.site import Site
from tests.faults.web.trouble import Kind

MINUTE, HOUR = 60.0, 3600.0
STALL = 2.5  # real seconds for which a busy machine may put off a poll


@dataclass(frozen=True, slots=True)
class Limits:
    """What was promised; times are the world's, but for `jitter`."""

    at_once: int
    delay: float
    factor: float  # world's seconds in a real one
    jitter: float  # real seconds by which a busy machine may shift a request's arrival


def at_once(requests: Iterable[Request], limits: Limits) -> list[str]:
    """Return where a poller had more requests on their way to one host than allowed."""
    edges: defaultdict[tuple[str, str], list[tuple[float, int]]] = defaultdict(list)
    for one in requests:
        edges[one.host, one.who] += [(one.real, 1), (one.ended - limits.jitter, -1)]
    found = []
    for (host, who), steps in edges.items():
        busy = 0
        for _, step in sorted(steps):
            busy += step
            if busy > limits.at_once:
                found.append(f"{host}: {busy} at once by {who}")
    return found


def gaps(requests: Iterable[Request]) -> list[tuple[float, str]]:
    """Return the world's seconds between each two requests of one poller to one host, ascending.

    What follows a connection that broke off before the answer is left out: the client may send the same
    request on a new one at once (RFC 9110, 9.2.2).
    """
    by_host: defaultdict[tuple[str, str], list[Request]] = defaultdict(list)
    for one in requests:
        by_host[one.host, one.who].append(one)
    return sorted(
        (b.t - a.t, a.host)
        for asked in by_host.values()
        for a, b in pairwise(asked)
        if a.trouble != Kind.RESET
    )


def crowded(requests: Iterable[Request], limits: Limits) -> list[str]:
    """Return where requests of one poller to one host came too soon after one another.

    What delays one request on its way makes the next seem early, but not a row of them: nine in a row keep
    eight times the delay, but for one row in five hundred that began while the machine stood still; and of
    pairs one in seven at most looks early.
    """
    pairs, early = _rows(requests, 2, limits.delay)
    nines, crowds = _rows(requests, 9, 8 * limits.delay - limits.jitter * limits.factor)
    found = crowds if len(crowds) > nines / 500 else []
    return found + (early if len(early) > pairs / 7 else []) + ["too few to say"] * (nines == 0)


def _rows(requests: Iterable[Request], count: int, least: float) -> tuple[int, list[str]]:
    """Return how many rows of so many requests there are, and those that took less than so many seconds."""
    by_host: defaultdict[tuple[str, str], list[Request]] = defaultdict(list)
    for one in requests:
        if one.trouble != Kind.RESET:
            by_host[one.host, one.who].append(one)
    rows = [
        (last.t - first.t, host, who)
        for (host, who), asked in by_host.items()
        for first, last in zip(asked, asked[count - 1 :], strict=False)
    ]
    short = [f"{host}: {count} in {span:.0f} s by {who}" for span, host, who in rows if span < least]
    return len(rows), short


def too_soon(site: Site, requests: list[Request], limits: Limits) -> list[str]:
    """Return the polls of feeds that came before the time that the site had asked for."""
    found = []
    for feed, asked in polls(site, requests).items():
        for one, following in pairwise(asked):
            slack = limits.jitter * limits.factor
            if one.wait is not None and following.t < one.t + one.wait - slack and one.who == following.who:
                found.append(f"feed {feed}: asked after {following.t - one.t:.0f} s, not {one.wait:.0f}")
    return found


def after_the_end(site: Site, requests: list[Request]) -> list[str]:
    """Return the polls of feeds that had said that they are gone."""
    found = []
    for feed, asked in polls(site, requests).items():
        gone = [one for one in asked if one.status == 410]
        if gone and asked[-1].real > gone[0].ended and asked[-1].who == gone[0].who:
            found.append(f"feed {feed}: asked {len([x for x in asked if x.real > gone[0].real])} times more")
    return found


def trespasses(requests: Iterable[Request]) -> list[str]:
    """Return the pages that were fetched though robots.txt forbids them, or before it was asked."""
    knows: set[tuple[str, str]] = set()
    found = []
    for one in requests:
        if one.kind == "robots":
            knows.add((one.host, one.who))
        if one.kind == "page" and (one.path.startswith("/closed/") or (one.host, one.who) not in knows):
            found.append(f"{one.host}{one.path} by {one.who}")
    return found


def intervals(site: Site, requests: list[Request]) -> list[tuple[float, int]]:
    """Return the world's seconds between two polls of a feed by one poller, each with the feed, ascending.

    They count from the answer, which may have dripped for hours. A wait that the site asked for is left out:
    it may be longer than any other.
    """
    return sorted(
        (b.t - a.until, feed)
        for feed, asked in polls(site, requests).items()
        for a, b in pairwise(asked)
        if a.who == b.who and a.wait is None and a.trouble != Kind.RESET
    )


def too_often(site: Site, requests: list[Request]) -> list[str]:
    """Return the polls that came sooner than a minute after the last one."""
    return [f"feed {feed}: {span:.0f} s" for span, feed in intervals(site, requests) if span < MINUTE]


def too_seldom(site: Site, requests: list[Request], limits: Limits) -> list[str]:
    """Return the polls that came later than six hours after the last one, if not by a machine's stalls only.

    Of two hundred polls one may be late: what a second of a busy machine costs is half an hour here. But
    no source may be forgotten: each was asked in the last hours, unless it is gone.
    """
    longest = 6 * HOUR + STALL * limits.factor
    spans = intervals(site, requests)
    late = [f"feed {feed}: {span:.0f} s" for span, feed in spans if span > longest]
    asked = polls(site, requests)
    last = {feed: found[-1] for feed, found in asked.items() if found}
    forgotten = [
        f"feed {feed} is forgotten"
        for feed in asked
        if feed not in last
        or (last[feed].status != 410 and last[feed].until < site.world.end - 1.5 * longest)
    ]
    return forgotten + (late if len(late) > len(spans) / 200 else [])


def unchanged(site: Site, requests: Iterable[Request]) -> tuple[int, int]:
    """Return how many answers of feeds that can say so said that nothing changed, and of how many answers."""
    asked = Counter(
        one.status for one in requests
        if one.kind == "feed" and one.feed is not None and one.trouble is None
        and site.world.feeds[one.feed].validators != "none"
    )  # fmt: skip
    return asked[304], asked[304] + asked[200]
