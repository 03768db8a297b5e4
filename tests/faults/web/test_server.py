"""The made-up web answers as sites do, and writes down what it was asked."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from email.utils import formatdate
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.faults.web.feed import Feed
from tests.faults.web.scale import Scale
from tests.faults.web.server import Server
from tests.faults.web.site import Site
from tests.faults.web.story import MARK
from tests.faults.web.trouble import Kind
from tests.faults.web.world import World
from tests.kafka.broker import free_ports

WORLD = World(seed=3, count=60, days=2)


class Web:
    """A server in this process, at a standing time, and a client that follows no redirect."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "web.log"
        self.site = Site(WORLD, free_ports(1)[0], 1_700_000_000.0)

    def ask(self, t: float, *urls: str, **headers: str) -> list[tuple[int, Any, bytes]]:
        """Return status, headers and bytes of each answer at a time."""
        scale = Scale(self.site.epoch, time.monotonic() - t, 1.0)

        async def go() -> list[tuple[int, Any, bytes]]:
            found = []
            async with (
                Server(self.site, scale, self.log),
                aiohttp.ClientSession() as session,
            ):
                for url in urls:
                    async with session.get(url, headers=headers, allow_redirects=False) as answer:
                        found.append((answer.status, answer.headers, await answer.read()))
            return found

        return asyncio.run(go())

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text().splitlines()]


@pytest.fixture
def web(tmp_path: Path) -> Web:
    return Web(tmp_path)


def sound(**wanted: object) -> Feed:
    return next(
        feed for feed in WORLD.feeds
        if feed.trouble is None and all(getattr(feed, name) == value for name, value in wanted.items())
    )  # fmt: skip


def troubled(kind: Kind) -> tuple[Feed, float]:
    """Return a feed with this trouble, and a time at which it has it."""
    feed = next(feed for feed in WORLD.feeds if feed.trouble and feed.trouble.kind == kind)
    assert feed.trouble is not None
    return feed, feed.trouble.spells[0][0] + 60


def test_a_feed_that_is_asked_again_answers_that_it_has_not_changed(web: Web) -> None:
    feed = sound(validators="both")
    url = web.site.url(feed)
    ((status, headers, body),) = web.ask(5000, url)
    assert (status, bool(MARK.search(body.decode()))) == (200, True)
    assert web.ask(5000, url, **{"If-None-Match": headers["ETag"]})[0][0] == 304
    assert web.ask(5000, url, **{"If-Modified-Since": headers["Last-Modified"]})[0][0] == 304
    early = formatdate(web.site.epoch - 30 * 86_400, usegmt=True)
    assert web.ask(5000, url, **{"If-Modified-Since": early})[0][0] == 200
    assert [line["status"] for line in web.lines] == [200, 304, 304, 200]
    assert [line["read"] for line in web.lines] == [True, False, False, True]


def test_an_edit_changes_what_a_feed_is_known_by(web: Web) -> None:
    feed = sound(validators="both")
    marks = {web.ask(t, web.site.url(feed))[0][1]["ETag"] for t in (5000, 100_000)}
    assert len(marks) == 2


def test_the_log_says_who_asked_which_host_for_what(web: Web) -> None:
    feed = sound()
    entry, number = WORLD.at(feed, 5000)[0]
    page = web.site.link(entry, entry.version(number))
    robots = f"{web.site.front(feed)}robots.txt"
    agent = "detente/1.0 (news monitor; two)"
    web.ask(5000, web.site.url(feed), page, robots, f"{page}9", **{"User-Agent": agent})
    assert [(line["kind"], line["who"], line["host"], line["status"]) for line in web.lines] == [
        ("feed", "two", feed.host, 200), ("page", "two", feed.host, 200),
        ("robots", "two", feed.host, 200), ("page", "two", feed.host, 200),
    ]  # fmt: skip
    assert web.lines[1]["entry"] == entry.number
    assert 5000 <= web.lines[0]["t"] < 5060


def test_who_connects_to_a_forbidden_address_is_written_down(web: Web) -> None:
    with pytest.raises(aiohttp.ClientError):
        web.ask(0, f"http://127.0.0.1:{web.site.port}/admin")
    assert {(line["kind"], line["host"]) for line in web.lines} == {("forbidden", "127.0.0.1")}


STATUS = {
    Kind.BUSY: {429}, Kind.BUSY_DATE: {503}, Kind.DOWN: {500, 502, 503, 504}, Kind.LOOP: {302},
    Kind.STAIRS: {302}, Kind.LOOPBACK: {302}, Kind.METADATA: {302}, Kind.NAMED: {301, 302, 307, 308},
    Kind.LURED: {301}, Kind.MISSING: {404}, Kind.BARRED: {403}, Kind.CHALLENGE: {200}, Kind.GARBAGE: {200},
    Kind.BOMB: {200}, Kind.BARE: {200}, Kind.DETOUR: {302}, Kind.MOVED: {301}, Kind.AWAY: {301},
    Kind.GONE: {410},
}  # fmt: skip


@pytest.mark.parametrize("kind", STATUS)
def test_a_site_in_trouble_answers_so(web: Web, kind: Kind) -> None:
    feed, t = troubled(kind)
    ((status, headers, _),) = web.ask(t, web.site.url(feed))
    assert status in STATUS[kind]
    assert not web.lines[0]["read"]
    assert ("Retry-After" in headers) == (kind in (Kind.BUSY, Kind.BUSY_DATE)) == ("wait" in web.lines[0])
    assert ("Location" in headers) == (300 <= status < 400)
    assert web.ask(0, web.site.url(feed))[0][0] == 200  # before it began


@pytest.mark.parametrize("kind", [Kind.DETOUR, Kind.MOVED, Kind.AWAY])
def test_a_redirect_that_means_well_leads_to_the_feed(web: Web, kind: Kind) -> None:
    feed, t = troubled(kind)
    ((_, headers, _),) = web.ask(t, web.site.url(feed))
    ((status, _, body),) = web.ask(t, headers["Location"])
    assert (status, bool(MARK.search(body.decode()))) == (200, True)
    assert [line["read"] for line in web.lines] == [False, True]


def test_pages_may_fail_while_their_feed_is_well(web: Web) -> None:
    feed, t = troubled(Kind.PAGES)
    entry, number = WORLD.at(feed, t)[0]
    page = web.site.link(entry, entry.version(number))
    assert [status for status, _, _ in web.ask(t, web.site.url(feed), page)] == [200, 500]
    assert web.ask(0, page)[0][0] == 200


@pytest.mark.parametrize("kind", [Kind.CUT, Kind.RESET])
def test_an_answer_that_breaks_off_is_no_answer(web: Web, kind: Kind) -> None:
    feed, t = troubled(kind)
    with pytest.raises(aiohttp.ClientError):
        web.ask(t, web.site.url(feed))


def take(web: Web, kind: Kind, some: Callable[[aiohttp.ClientResponse], Awaitable[None]]) -> dict[str, Any]:
    """Begin to read an endless answer, hang up, and return what the server wrote down."""
    feed, t = troubled(kind)
    scale = Scale(web.site.epoch, time.monotonic() - t, 1.0)

    async def go() -> None:
        async with Server(web.site, scale, web.log), aiohttp.ClientSession() as session:
            answer = await session.get(web.site.url(feed))
            await some(answer)
            answer.close()

    asyncio.run(go())
    return web.lines[0]


def test_a_drip_gives_a_byte_at_a_time(web: Web) -> None:
    async def some(answer: aiohttp.ClientResponse) -> None:
        assert await answer.content.read(100) == b" "

    assert take(web, Kind.DRIP, some)["status"] == 200


def test_ten_gigabytes_of_zeros_are_sent_only_as_far_as_they_are_taken(web: Web) -> None:
    async def some(answer: aiohttp.ClientResponse) -> None:
        assert set(await answer.content.readexactly(5 << 20)) == {0}

    assert 4 << 20 < take(web, Kind.ZEROS, some)["unpacked"] < 2 << 30


def test_a_compressed_clock_stands_until_it_begins_and_is_read_alike_by_all() -> None:
    scale = Scale.parse(str(Scale(1000.0, time.monotonic() + 60, 1440.0)))
    assert scale.now() == 1000.0
    running = Scale(0.0, time.monotonic(), 1000.0)
    asyncio.run(running.sleep(50.0))
    assert 50 <= running.now() < 1000
