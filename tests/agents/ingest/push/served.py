"""The application on a port of its own, and what it put."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import orjson
from aiohttp import ClientSession, web

from agents.ingest.files import Entry
from agents.ingest.push.app import Push, Unavailable
from agents.ingest.push.room import Room

JSON, LINES = "application/json", "application/x-ndjson"
ONE = {"url": "https://paper.example/1", "title": "Two ministers met", "text": "They spoke for an hour."}


@dataclass
class Answer:
    status: int
    body: bytes
    headers: dict[str, str]
    kind: str

    @property
    def told(self) -> Any:
        return orjson.loads(self.body)


@dataclass
class Served:
    """An application that is served, with a broker that does as it is told."""

    token: str = ""
    limit: int = 1 << 20
    room: Room = field(default_factory=Room)
    broken: bool = False  # the broker confirms nothing
    confirms: asyncio.Event = field(default_factory=asyncio.Event)
    taken: list[Entry] = field(default_factory=list)
    counted: list[tuple[str, int]] = field(default_factory=list)
    port: int = 0

    def __post_init__(self) -> None:
        self.confirms.set()

    async def in_hand(self, requests: int) -> None:
        """Return once so many requests are in hand."""
        for _ in range(500):
            if self.room.requests == requests:
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"{self.room.requests} requests are in hand")

    async def put(self, entries: Sequence[Entry]) -> None:
        await self.confirms.wait()
        if self.broken:
            raise Unavailable("the broker did not confirm within 15 s")
        self.taken.extend(entries)

    def count(self, outcome: str, articles: int, seconds: float) -> None:
        assert seconds >= 0
        self.counted.append((outcome, articles))

    async def ask(
        self, method: str, path: str, body: Any = None, kind: str | None = None, **headers: str
    ) -> Answer:
        """Ask, and return the answer; header names are written with `_` for `-`."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if kind is not None:
            sent["Content-Type"] = kind
        if isinstance(body, bytes):
            body = BytesIO(body)
        async with (
            ClientSession() as session,
            session.request(method, f"http://127.0.0.1:{self.port}{path}", data=body, headers=sent) as answer,
        ):
            return Answer(answer.status, await answer.read(), dict(answer.headers), answer.content_type)

    async def post(self, body: Any, kind: str = JSON, **headers: str) -> Answer:
        """Send a body, and check the form of the answer."""
        if isinstance(body, dict | list):
            body = orjson.dumps(body)
        before = len(self.taken)
        answer = await self.ask("POST", "/articles", body, kind, **headers)
        if answer.status == 202:
            assert answer.kind == JSON
        else:
            assert answer.kind == "application/problem+json"
            assert answer.told["status"] == answer.status
            assert answer.told["title"]
            assert answer.told["detail"]
            assert answer.told["type"].startswith("/openapi.json#/components/responses/")
            assert len(self.taken) == before
        return answer


@asynccontextmanager
async def serving(**over: Any) -> AsyncIterator[Served]:
    """Serve the application for a while."""
    one = Served(**over)
    push = Push(one.put, one.token, one.limit, (), one.count, one.room)
    runner = push.runner(grace=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    one.port = runner.addresses[0][1]
    try:
        yield one
    finally:
        await runner.cleanup()


def post(body: Any, kind: str = JSON, *, headers: dict[str, str] | None = None, **over: Any) -> Answer:
    """Send one body to an application of its own."""

    async def work() -> Answer:
        async with serving(**over) as served:
            return await served.post(body, kind, **(headers or {}))

    return asyncio.run(work())
