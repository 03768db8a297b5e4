"""What the server of the made-up web wrote down, read again."""

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from tests.faults.web.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request; `t` and `until` are the world's time, `real` and `took` seconds of the machine's clock."""

    t: float
    until: float
    real: float
    took: float
    host: str
    path: str
    kind: str  # feed, page, robots, other
    status: int
    read: bool  # answered with the feed or the page as it is
    who: str  # the poller that asked
    feed: int | None = None  # whose document or page it is
    entry: int | None = None  # whose page it is
    trouble: str | None = None
    wait: float | None = None  # seconds of Retry-After

    @property
    def ended(self) -> float:
        """Return when the answer was out, by the machine's clock."""
        return self.real + self.took


_NAMES = {field.name for field in fields(Request)}


def read_log(path: Path) -> tuple[list[Request], list[str]]:
    """Return the requests in the order of their beginnings, and the forbidden addresses that were reached."""
    found: list[Request] = []
    forbidden: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        one: dict[str, Any] = json.loads(line)
        if one["kind"] == "forbidden":
            forbidden.append(f"{one['host']} at {one['t']:.0f}")
        else:
            found.append(Request(**{name: value for name, value in one.items() if name in _NAMES}))
    return sorted(found, key=lambda one: one.real), forbidden


def polls(site: Site, requests: list[Request]) -> dict[int, list[Request]]:
    """Return by feed the first request of each poll: those that no redirect led to."""
    found: dict[int, list[Request]] = {feed.index: [] for feed in site.world.feeds}
    last: dict[int, Request] = {}
    for one in requests:
        if one.kind != "feed" or one.feed is None:
            continue
        before = last.get(one.feed)
        last[one.feed] = one
        feed = site.world.feeds[one.feed]
        led = before is not None and before.who == one.who and before.status in (301, 302, 307, 308)
        direct = one.path == feed.path and one.host == feed.host
        if direct or (not led and "/more/" not in one.path and "-detour" not in one.path):
            found[one.feed].append(one)
    return found
