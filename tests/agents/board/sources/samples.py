"""Sources and poll states for the board's tests, in words of their own."""

from datetime import UTC, datetime, timedelta
from typing import Any

from agents.board.sources.shelf import Sources
from streams.source_records import PollState, Source

NOW = datetime(2021, 3, 4, 12, 0, tzinfo=UTC).timestamp()


def at(before: float) -> str:
    """Return the time so many seconds before `NOW`; after it, where that is negative."""
    return (datetime.fromtimestamp(NOW, UTC) - timedelta(seconds=before)).isoformat().replace("+00:00", "Z")


def source(name: str = "journal", **over: Any) -> Source:
    known: dict[str, Any] = {
        "url": f"https://www.{name}.example/monde/rss.xml",
        "outlet": name.title(),
        "kind": "outlet",
        "country": "FR",
        "language": "fr",
        "revision": at(86_400),
    }
    return Source(**known | over)


def state(name: str = "journal", **over: Any) -> PollState:
    """Return the state of a source that does well: polled three minutes ago, next in nine."""
    known: dict[str, Any] = {
        "url": f"https://www.{name}.example/monde/rss.xml",
        "outcome": "new",
        "detail": "2 new of 30",
        "polled": at(180),
        "succeeded": at(180),
        "newest": at(1500),
        "due": at(-540),
        "rhythm": 720.0,
        "polls": 41,
        "sent": 1234,
    }
    return PollState(**known | over)


def failing(name: str, times: int = 3, **over: Any) -> PollState:
    known = {
        "outcome": "server",
        "detail": "503 Service Unavailable",
        "failures": times,
        "succeeded": at(9000),
    }
    return state(name, **known | over)


def sources(*records: Source | PollState) -> Sources:
    """Return the sources of these records, read to the end."""
    one = Sources()
    for record in records:
        put(one, record)
    one.waits(None)
    return one


def put(one: Sources, record: Source | PollState) -> None:
    prefix = "state " if isinstance(record, PollState) else ""
    one.put(f"{prefix}{record.url}".encode(), record)


def mixed() -> Sources:
    """Return one source in each condition."""
    return sources(
        source("amber"), state("amber"),
        source("birch"), failing("birch"),
        source("cedar"), state("cedar", silent=True, outcome="unchanged", newest=at(9 * 86_400)),
        source("dove"), state("dove", outcome="gone", detail="410 Gone", stopped=at(3600)),
        source("elm", paused=True), state("elm"),
        source("fir"),
    )  # fmt: skip
