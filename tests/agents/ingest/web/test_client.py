"""Asking a site: what comes back, what is asked with, where redirects lead."""

import asyncio
import gzip

import pytest
from aiohttp import web

from agents.ingest.outcome import Outcome
from agents.ingest.web.client import user_agent
from tests.agents.ingest.web.site import OPEN, Hand, asking, fault, get, give, send_on, site

FEED = b"<rss>" + b"<item>words</item>" * 500 + b"</rss>"


def test_an_answer_holds_the_body_unpacked_where_it_came_from_and_what_it_cost() -> None:
    async def work() -> None:
        packed = gzip.compress(FEED)
        given = give(packed, headers={"Content-Encoding": "gzip", "ETag": 'W/"1"', "Set-Cookie": "who=you"})
        async with site({"/feed": given}) as paper, asking() as web_:
            answer = await get(web_, paper.url("/feed#top"))
            await get(web_, paper.url("/feed"))
        assert (answer.status, answer.body, answer.size) == (200, FEED, len(packed))
        assert answer.address == paper.url("/feed")
        assert answer.moved is None
        assert answer.headers["etag"] == 'W/"1"'
        first, second = (request.headers for request in paper.log)
        assert first["User-Agent"] == "detente/test"
        assert first["Accept"] == "*/*"
        assert first["Accept-Encoding"] == "gzip, deflate, br, zstd"
        assert "If-None-Match" not in first
        assert "Cookie" not in second
        assert "Referer" not in second
        assert len(paper.connections) == 1, "the connection is kept for the next request"

    asyncio.run(work())


def test_the_program_says_who_it_is_and_who_runs_it() -> None:
    assert user_agent("desk@paper.example").startswith("detente/")
    assert user_agent("desk@paper.example").endswith(" (news monitor; desk@paper.example)")
    assert user_agent("a\r\nX-Evil: 1").endswith(" (news monitor)")


def test_nothing_new_is_an_answer_without_a_body() -> None:
    async def feed(request: web.Request) -> web.Response:
        same = (
            request.headers.get("If-None-Match") == "W/\"odd 'one" or "If-Modified-Since" in request.headers
        )
        return web.Response(status=304 if same else 200, headers={"ETag": "W/\"odd 'one"})

    async def work() -> None:
        async with site({"/feed": feed}) as paper, asking() as web_:
            for known in ({"etag": "W/\"odd 'one"}, {"modified": "Sun, 22 Nov 2026 10:00:00 GMT"}):
                answer = await get(web_, paper.url("/feed"), **known)
                assert (answer.status, answer.body) == (304, None)
            assert (await get(web_, paper.url("/feed"), etag='"x"\r\nEvil: 1')).status == 200
        assert "Evil" not in paper.log[-1].headers

    asyncio.run(work())


def test_nothing_new_to_one_who_did_not_ask_is_refused() -> None:
    async def work() -> None:
        async with site({"/feed": give(status=304)}) as paper, asking() as web_:
            assert (await fault(web_, paper.url("/feed"))).reason is Outcome.REFUSED

    asyncio.run(work())


@pytest.mark.parametrize(
    ("status", "headers", "reason", "after"),
    [
        (401, {}, Outcome.BLOCKED, None),
        (403, {"Server": "cloudflare"}, Outcome.BLOCKED, None),
        (404, {}, Outcome.MISSING, None),
        (410, {}, Outcome.GONE, None),
        (429, {"Retry-After": "7200"}, Outcome.BUSY, 7200.0),
        (503, {"Retry-After": "0"}, Outcome.BUSY, 0.0),
        (503, {}, Outcome.SERVER, None),
        (202, {}, Outcome.REFUSED, None),
        (301, {}, Outcome.REFUSED, None),
        (300, {"Location": "/feed"}, Outcome.REFUSED, None),
        (200, {"cf-mitigated": "challenge"}, Outcome.BLOCKED, None),
    ],
)
def test_each_status_is_a_fault_with_its_reason(
    status: int, headers: dict[str, str], reason: Outcome, after: float | None
) -> None:
    async def work() -> None:
        async with site({"/feed": give(b"sorry", status, headers)}) as paper, asking() as web_:
            found = await fault(web_, paper.url("/feed"))
        assert (found.reason, found.after) == (reason, after)

    asyncio.run(work())


def test_a_check_for_browsers_is_known_by_its_page() -> None:
    async def work() -> None:
        page = gzip.compress(
            b"<html>" + b" " * 5000 + b"<script>window._cf_chl_opt = {}</script>" + b"x" * 50_000
        )
        handlers = {"/feed": give(page, 503, {"Content-Encoding": "gzip"})}
        async with site(handlers) as paper, asking() as web_:
            found = await fault(web_, paper.url("/feed"))
        assert found.reason is Outcome.BLOCKED
        assert "Cloudflare" in str(found)

    asyncio.run(work())


def test_redirects_are_followed_and_what_moved_for_good_is_told() -> None:
    async def work() -> None:
        handlers = {
            "/rss": send_on("/feed", 301), "/feed": send_on("/today", 302), "/today": give(FEED),
            "/a": send_on("/b", 308), "/b": send_on("/today", 301),
        }  # fmt: skip
        async with site(handlers) as paper, asking() as web_:
            one = await get(web_, paper.url("/rss"), etag='"1"')
            assert (one.body, one.address, one.moved) == (FEED, paper.url("/today"), paper.url("/feed"))
            assert [request.headers.get("If-None-Match") for request in paper.log] == ['"1"'] * 3
            assert (await get(web_, paper.url("/a"))).moved == paper.url("/today")
            assert (await get(web_, paper.url("/feed"))).moved is None

    asyncio.run(work())


def test_redirects_without_end_are_given_up() -> None:
    async def on(request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": f"{request.path_qs}+"})

    async def work() -> None:
        handlers = {"/a": send_on("/b"), "/b": send_on("/a"), "/c": on}
        async with site(handlers) as paper, asking() as web_:
            circle = await fault(web_, paper.url("/a"))
            assert circle.reason is Outcome.REDIRECTS
            assert paper.paths == ["/a", "/b"]
            paper.log.clear()
            handlers |= {"/c" + "+" * number: on for number in range(10)}
            assert (await fault(web_, paper.url("/c"))).reason is Outcome.REDIRECTS
            assert len(paper.log) == 6

    asyncio.run(work())


def test_a_login_is_shown_to_its_own_host_only() -> None:
    async def work() -> None:
        async with site({"/x": give()}, "127.0.0.3") as thief:
            handlers = {"/a": send_on("/b", 301), "/b": send_on(thief.url("/x"), 301)}
            async with site(handlers) as paper, asking(allowed="127.0.0.2/31") as web_:
                url = paper.url("/a").replace("//", "//desk:word@")
                answer = await get(web_, url)
                assert [request.headers.get("Authorization") for request in paper.log] == [
                    "Basic ZGVzazp3b3Jk"
                ] * 2
                assert "Authorization" not in thief.log[0].headers
                assert answer.address == answer.moved == thief.url("/x")

    asyncio.run(work())


def test_a_host_that_asks_for_rest_gets_it_from_everyone() -> None:
    async def work() -> None:
        hand = Hand()
        handlers = {"/a": give(b"", 429, {"Retry-After": "86400"}), "/b": give(b"here")}
        async with site(handlers) as paper, asking(clock=hand.clock) as web_:
            assert (await fault(web_, paper.url("/a"))).after == 86400
            held = await fault(web_, paper.url("/b"))
            assert (held.reason, held.after) == (Outcome.BUSY, 3600)
            assert paper.paths == ["/a"]
            hand.at += 3600
            assert (await get(web_, paper.url("/b"))).body == b"here"

    asyncio.run(work())


def test_feeds_pages_and_robots_txt_share_the_turns_of_their_host() -> None:
    async def work() -> None:
        hand = Hand()
        handlers = {"/robots.txt": give(b"User-agent: *\nDisallow: /private"), "/a": give(), "/b": give()}
        async with site(handlers) as paper, asking(clock=hand.clock, delay=3.0) as web_:
            await get(web_, paper.url("/a"))
            await get(web_, paper.url("/b"), robots=True)
            assert paper.paths == ["/a", "/robots.txt", "/b"]
            assert hand.slept == [3.0, 3.0]
            closed = await fault(web_, paper.url("/private/1"), robots=True)
            assert (closed.reason, str(closed)) == (Outcome.BLOCKED, "robots.txt does not allow it")
            assert len(paper.log) == 3

    asyncio.run(work())


def test_robots_txt_is_asked_of_every_host_on_the_way_and_may_itself_be_elsewhere() -> None:
    async def work() -> None:
        rules = give(b"User-agent: detente\nDisallow: /closed\n" + b"# " + b"long " * 200_000)
        async with site({"/rules": rules, "/closed/1": give(), "/open/1": give()}, "127.0.0.3") as other:
            handlers = {
                "/robots.txt": send_on(other.url("/rules")),
                "/1": send_on(other.url("/closed/1")), "/2": send_on(other.url("/open/1")),
            }  # fmt: skip
            async with site(handlers) as paper, asking(allowed="127.0.0.2/31") as web_:
                other.log.clear()
                assert (await get(web_, paper.url("/1"), robots=True)).status == 200, (
                    "the other host has no rules"
                )
                closed = await fault(web_, paper.url("/closed"), robots=True)
                assert closed.reason is Outcome.BLOCKED
                assert other.paths == ["/rules", "/robots.txt", "/closed/1"]

    asyncio.run(work())


def test_rules_that_a_site_cannot_give_keep_its_pages_unasked() -> None:
    async def work() -> None:
        async with site({"/robots.txt": give(status=500), "/1": give()}) as paper, asking() as web_:
            for _ in range(2):
                assert (await fault(web_, paper.url("/1"), robots=True)).reason is Outcome.SERVER
            assert paper.paths == ["/robots.txt"]
            assert (await get(web_, paper.url("/1"))).status == 200, "a feed is asked without"

    asyncio.run(work())


def test_who_gives_up_gets_no_answer_and_leaves_no_turn_taken() -> None:
    async def work() -> None:
        came = asyncio.Event()

        async def never(request: web.Request) -> web.Response:
            came.set()
            await asyncio.sleep(3600)
            raise AssertionError

        async with site({"/never": never, "/a": give()}) as paper, asking(requests=1) as web_:
            task = asyncio.create_task(get(web_, paper.url("/never")))
            await came.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert (await get(web_, paper.url("/a"))).status == 200

    asyncio.run(work())


def test_a_hundred_requests_at_once_all_get_their_answer() -> None:
    async def work() -> None:
        async with site({"/a": give(FEED)}) as paper, asking(requests=16) as web_:
            answers = await asyncio.gather(*(get(web_, paper.url("/a")) for _ in range(100)))
            assert all(answer.body == FEED for answer in answers)
            assert len(paper.connections) <= 16

    asyncio.run(work())


def test_a_proxy_of_the_environment_is_not_used_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        async with site({}) as proxy, site({"/a": give()}) as paper:
            monkeypatch.setenv("http_proxy", proxy.url())
            monkeypatch.setenv("no_proxy", "")
            async with asking() as web_:
                assert (await get(web_, paper.url("/a"))).status == 200
                assert "proxy" in str(await fault(web_, "http://paper.example/"))
            assert proxy.log == []

    asyncio.run(work())


def test_outside_of_its_block_nothing_is_asked() -> None:
    with pytest.raises(RuntimeError, match="async with"):
        asyncio.run(get(asking(), f"http://{OPEN}/"))
