"""One look at a source: the verdict, and what helps."""

import asyncio
from typing import Any

import pytest

from agents.ingest.check import HINTS, check
from agents.ingest.outcome import READ, Outcome
from agents.ingest.web.answer import Answer, Fault
from streams.source_records import Source

NOW = 1_790_000_000.0  # 2026-09-21
URL = "https://paper.example/feed"


class Web:
    """Gives one body, or raises."""

    def __init__(self, body: str = "", fault: Fault | None = None, moved: str | None = None) -> None:
        self._body, self._fault, self._moved = body, fault, moved

    async def get(self, url: str, **_: Any) -> Answer:
        if self._fault:
            raise self._fault
        body = self._body.encode()
        return Answer(status=200, address=url, moved=self._moved, headers={}, body=body, size=len(body))


def feed(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>Paper</title>{"".join(items)}</channel></rss>'


def item(number: int, date: str | None = "Mon, 21 Sep 2026 08:00:00 GMT") -> str:
    dated = f"<pubDate>{date}</pubDate>" if date else ""
    return (
        f"<item><title>Story {number}</title><link>https://paper.example/{number}</link>"
        f"<description>Two lines on it.</description>{dated}</item>"
    )


def look(web: Web) -> Any:
    return asyncio.run(check(Source(url=URL), web, lambda: NOW))


def test_a_feed_that_gives_entries_is_well() -> None:
    found = look(Web(feed(item(1), item(2))))
    assert (found.well, found.outcome, found.hint) == (True, Outcome.NEW, "")
    assert (found.form, found.entries, found.dated, found.full) == ("rss", 2, 2, 0)
    assert found.newest is not None
    assert found.newest < NOW


@pytest.mark.parametrize(
    ("web", "outcome", "well"),
    [
        (Web(feed()), Outcome.EMPTY, False),
        (Web(feed(item(1, None))), Outcome.UNDATED, True),
        (Web(feed(item(1)), moved="https://paper.example/new"), Outcome.MOVED, True),
        (Web(feed(item(1, "Mon, 01 Sep 2025 08:00:00 GMT"))), Outcome.UNCHANGED, True),
        (Web("<html><body>Hello</body></html>"), Outcome.FORMAT, False),
        (Web(fault=Fault(Outcome.BLOCKED, "status 403")), Outcome.BLOCKED, False),
    ],
)
def test_what_is_not_as_it_should_be_comes_with_what_helps(web: Web, outcome: Outcome, well: bool) -> None:
    found = look(web)
    assert (found.outcome, found.well) == (outcome, well)
    assert found.hint
    assert found.detail


def test_every_way_in_which_a_look_can_fail_has_a_hint() -> None:
    assert set(HINTS) >= set(Outcome) - READ - {Outcome.UNCONFIRMED}
