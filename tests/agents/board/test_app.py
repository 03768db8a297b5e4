"""What the board answers over HTTP."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiohttp import ClientSession, web

from agents.board import app
from agents.board.app import Board
from agents.board.shelf import Shelf
from tests.agents.board.samples import alert

Use = Callable[[ClientSession, str, Shelf, Board], Awaitable[None]]


def serving(use: Use, *alerts: Any) -> None:
    """Serve a board with these alerts and use it."""

    async def work() -> None:
        shelf = Shelf()
        for offset, one in enumerate(alerts):
            shelf.put(one, offset)
        board = Board(shelf, {})
        runner = web.AppRunner(board.app, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            async with ClientSession() as session:
                await use(session, f"http://127.0.0.1:{runner.addresses[0][1]}", shelf, board)
        finally:
            await runner.cleanup()

    asyncio.run(work())


async def event(answer: Any) -> tuple[str, int, dict[str, Any]]:
    """Return the next event: its name, its id and its data."""
    fields: dict[str, str] = {}
    async with asyncio.timeout(5):
        while True:
            line = (await answer.content.readline()).decode().rstrip("\n")
            if not line and "data" in fields:
                return fields["event"], int(fields["id"]), json.loads(fields["data"])
            name, _, value = line.partition(": ")
            fields[name] = value


def test_the_page_loads_nothing_from_elsewhere_and_runs_nothing_inline() -> None:
    async def use(session: ClientSession, base: str, *_: Any) -> None:
        for path in ("/", "/alerts/a1", "/alerts/none", "/nothing", "/board.css", "/board.js", "/api/alerts"):
            async with session.get(base + path) as answer:
                assert answer.headers["Content-Security-Policy"] == app.POLICY, path
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                text = await answer.text()
                assert " style=" not in text
                assert "<script>" not in text
        assert "'unsafe" not in app.POLICY

    serving(use, alert())


def test_an_empty_board_says_so_and_one_without_a_hit_offers_all() -> None:
    async def use(session: ClientSession, base: str, *_: Any) -> None:
        async with session.get(base + "/") as answer:
            assert "No alerts yet" in await answer.text()
        async with session.get(base + "/?kind=visit") as answer:
            assert "No alert fits" in await answer.text()

    serving(use)


def test_alerts_are_given_as_json_by_watch_and_kind_a_page_at_a_time() -> None:
    async def use(session: ClientSession, base: str, *_: Any) -> None:
        async def got(query: str) -> tuple[int, list[str]]:
            async with session.get(f"{base}/api/alerts{query}") as answer:
                assert answer.content_type == "application/json"
                body = await answer.json()
                return body["total"], [one["id"] for one in body["alerts"]]

        assert await got("") == (3, ["c", "b", "a"])
        assert await got("?kind=visit") == (1, ["b"])
        assert await got("?limit=2") == (3, ["c", "b"])
        assert await got("?limit=2&page=2") == (3, ["a"])
        assert await got("?limit=-1&page=x") == (3, ["c", "b", "a"])

    serving(use, alert("a"), alert("b", kind="visit"), alert("c"))


def test_one_alert_is_given_as_it_stands_on_the_topic_and_an_unknown_one_is_told() -> None:
    async def use(session: ClientSession, base: str, *_: Any) -> None:
        async with session.get(f"{base}/api/alerts/a") as answer:
            body = await answer.json()
            assert (body["id"], body["revision"], body["merged_into"]) == ("a", 2, "b")
        async with session.get(f"{base}/api/alerts/none") as answer:
            assert (answer.status, answer.content_type) == (404, "application/problem+json")
            assert "no alert" in json.loads(await answer.text())["detail"]
        async with session.get(f"{base}/alerts/a", allow_redirects=False) as answer:
            assert (answer.status, answer.headers["Location"]) == (302, "/alerts/b")

    serving(use, alert("a"), alert("b"), alert("a", 2, merged_into="b"))


def test_who_follows_is_told_of_each_change_and_of_what_leaves() -> None:
    async def use(session: ClientSession, base: str, shelf: Shelf, board: Board) -> None:
        async with session.get(f"{base}/events?since=0") as answer:
            shelf.put(alert("b"), 1)
            board.changed()
            name, number, data = await event(answer)
            assert (name, number, data["id"]) == ("alert", 1, "b")
            assert data["html"].lstrip().startswith("<article")
            shelf.put(alert("a", 2, merged_into="b"), 2)
            board.changed()
            assert await event(answer) == ("gone", 2, {"id": "a"})
            assert board.viewers == 1

    serving(use, alert("a"))


def test_who_comes_back_gets_what_it_missed_and_nothing_twice() -> None:
    async def use(session: ClientSession, base: str, *_: Any) -> None:
        async with session.get(f"{base}/events?since=0", headers={"Last-Event-ID": "1"}) as answer:
            assert (await event(answer))[1] == 2

    serving(use, alert("a"), alert("b"), alert("c"))


def test_an_alert_that_no_longer_fits_the_choice_leaves_the_page() -> None:
    async def use(session: ClientSession, base: str, *_: Any) -> None:
        async with session.get(f"{base}/events?since=-1&kind=visit") as answer:
            assert (await event(answer))[0] == "gone"

    serving(use, alert("a"))


def test_more_viewers_than_there_is_room_for_are_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "VIEWERS", 0)

    async def use(session: ClientSession, base: str, *_: Any) -> None:
        async with session.get(f"{base}/events") as answer:
            assert (answer.status, answer.content_type) == (503, "application/problem+json")

    serving(use)


def test_the_board_ends_at_once_though_someone_follows() -> None:
    async def use(session: ClientSession, base: str, shelf: Shelf, board: Board) -> None:
        answer = await session.get(f"{base}/events?since=-1")
        await answer.content.readline()
        async with asyncio.timeout(2):
            await board.app.shutdown()
            await answer.content.read()

    serving(use)
