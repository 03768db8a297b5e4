"""What the board answers over HTTP."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiohttp import ClientSession, web

from agents.board import answers, live
from agents.board.app import Board
from agents.board.shelf import Choice, Shelf
from agents.board.sources.shelf import Sources
from tests.agents.board.samples import alert
from tests.agents.board.sources.samples import mixed, put, source, state

ALERTS = ("/", "/alerts/a1", "/alerts/none", "/nothing", "/board.css", "/board.js", "/live.js", "/api/alerts")
SOURCES = ("/sources", "/sources/table", "/sources.css", "/sources.js", "/api/sources")
Use = Callable[[ClientSession, str, Shelf, Board], Awaitable[None]]


def serving(use: Use, *alerts: Any, sources: Sources | None = None) -> None:
    """Serve a board with these alerts and sources, and use it."""

    async def work() -> None:
        shelf = Shelf()
        for offset, one in enumerate(alerts):
            shelf.put(one, offset)
        board = Board(shelf, {}, sources or Sources())
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
            if not line and "id" in fields:
                return fields["event"], int(fields["id"]), json.loads(fields["data"])
            name, _, value = line.partition(": ")
            fields[name] = value


def test_the_page_loads_nothing_from_elsewhere_and_runs_nothing_inline() -> None:
    async def use(session: ClientSession, base: str, *_: Any) -> None:
        for path in (*ALERTS, *SOURCES):
            async with session.get(base + path) as answer:
                assert answer.headers["Content-Security-Policy"] == answers.POLICY, path
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                text = await answer.text()
                assert " style=" not in text
                assert "<script>" not in text
        assert "'unsafe" not in answers.POLICY

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
            board.live.changed()
            name, number, data = await event(answer)
            assert (name, number, data["id"]) == ("alert", 1, "b")
            assert data["html"].lstrip().startswith("<article")
            shelf.put(alert("a", 2, merged_into="b"), 2)
            board.live.changed()
            assert await event(answer) == ("gone", 2, {"id": "a"})
            assert board.live.viewers == 1

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
    monkeypatch.setattr(live, "VIEWERS", 0)

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


def test_what_comes_while_a_slow_browser_still_reads_is_not_left_out() -> None:
    async def use(session: ClientSession, base: str, shelf: Shelf, board: Board) -> None:
        news = board._news(Choice(), -1)
        events = iter(news())
        next(events)  # the count of sources in trouble
        assert b'"id":"a"' in next(events)
        shelf.put(alert("b"), 1)
        assert list(events) == []
        assert [b'"id":"b"' in one for one in news()] == [True]

    serving(use, alert("a"))


def test_the_alerts_page_says_how_many_sources_are_in_trouble_and_is_told_when_that_changes() -> None:
    sources = mixed()

    async def use(session: ClientSession, base: str, shelf: Shelf, board: Board) -> None:
        async with session.get(base + "/") as answer:
            assert "<span>3</span> in trouble" in await answer.text()
        async with session.get(f"{base}/events?since=0") as answer:
            assert await lines(answer, 2) == ["event: sources", "data: 3"]
            put(sources, state("birch"))
            board.live.changed()
            assert await lines(answer, 2) == ["event: sources", "data: 2"]

    serving(use, alert("a"), sources=sources)


def test_a_board_whose_sources_cannot_be_read_shows_its_alerts() -> None:
    sources = Sources()
    sources.waits("missing topic news.sources: `detente topics create` creates it")

    async def use(session: ClientSession, base: str, *_: Any) -> None:
        async with session.get(base + "/") as answer:
            assert "cessez-le-feu" in await answer.text()
        async with session.get(base + "/sources") as answer:
            text = await answer.text()
            assert "missing topic news.sources" in text
            assert '<div class="empty" id="empty" hidden>' in text

    serving(use, alert("a"), sources=sources)


def test_the_sources_page_shows_each_source_the_worst_first_and_by_condition() -> None:
    async def use(session: ClientSession, base: str, *_: Any) -> None:
        async def names(query: str) -> list[str]:
            async with session.get(f"{base}/sources{query}") as answer:
                assert answer.status == 200
                return re.findall(r'class="name"><bdi>(\w+)', await answer.text())

        assert await names("") == ["Dove", "Birch", "Cedar", "Fir", "Amber", "Elm"]
        assert await names("?condition=failing") == ["Birch"]
        assert await names("?words=FIR.example") == ["Fir"]
        assert await names("?condition=well&words=fir") == []
        async with session.get(f"{base}/sources?condition=nothing") as answer:
            assert "No source fits this choice" in await answer.text()

    serving(use, sources=mixed())


def test_many_sources_come_a_page_at_a_time_and_keep_the_choice() -> None:
    sources = Sources()
    for number in range(450):
        put(sources, source(f"paper{number:03}"))

    async def use(session: ClientSession, base: str, *_: Any) -> None:
        async with session.get(f"{base}/sources?condition=new&words=paper&page=2") as answer:
            text = await answer.text()
        assert text.count("<tr role") == 1 + 200
        assert "page 2 of 3" in text
        assert 'href="/sources?condition=new&amp;words=paper&amp;page=3"' in text
        async with session.get(f"{base}/sources?page=99") as answer:
            assert "page 3 of 3" in await answer.text()

    serving(use, sources=sources)


def test_sources_are_given_as_json_with_their_definition_and_state_without_what_they_said() -> None:
    async def use(session: ClientSession, base: str, *_: Any) -> None:
        async with session.get(f"{base}/api/sources?condition=failing") as answer:
            assert answer.content_type == "application/json"
            body = await answer.json()
        assert (body["total"], body["page"], body["waits_for"]) == (1, 1, None)
        assert body["counts"] == {"stopped": 1, "failing": 1, "silent": 1, "new": 1, "well": 1, "paused": 1}
        (one,) = body["sources"]
        assert (one["url"], one["condition"]) == ("https://www.birch.example/monde/rss.xml", "failing")
        assert (one["source"]["outlet"], one["state"]["failures"]) == ("Birch", 3)
        assert "known" not in one["state"]
        async with session.get(f"{base}/api/sources?limit=2&page=2") as answer:
            body = await answer.json()
        assert [one["condition"] for one in body["sources"]] == ["silent", "new"]

    serving(use, sources=mixed())


def test_who_follows_the_sources_is_told_that_something_changed_and_fetches_it() -> None:
    sources = mixed()

    async def use(session: ClientSession, base: str, shelf: Shelf, board: Board) -> None:
        async with session.get(f"{base}/sources/events") as answer:
            first = await lines(answer, 2)
            board.live.changed()  # an alert
            put(sources, state("fir"))
            board.live.changed()
            second = await lines(answer, 2)
            assert first[0] == second[0] == "event: sources"
            assert first[1] != second[1]
        async with session.get(f"{base}/sources/table") as answer:
            text = await answer.text()
            assert "<html" not in text
            assert "2 well" in text

    serving(use, sources=sources)


async def lines(answer: Any, count: int) -> list[str]:
    """Return the next lines of events, without the pause between tries and signs of life."""
    found: list[str] = []
    async with asyncio.timeout(5):
        while len(found) < count:
            line = (await answer.content.readline()).decode().rstrip("\n")
            if line and not line.startswith(("retry:", ":")):
                found.append(line)
    return found
