"""Feeds: what is asked of a site, what its entries become, and what is said of one that cannot be had."""

import asyncio
import gzip
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web

from agents.ingest import feed as module
from agents.ingest.feed import Feed, FeedFault, articles, user_agent
from agents.ingest.files import Entry

FETCHED = "2026-11-22T10:00:00Z"
HOME = "https://paper.example/feeds/all.xml"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Paper</title>
<item><title>Two ministers met &amp;amp; spoke</title><link>https://paper.example/1?utm_source=rss</link>
<guid isPermaLink="false">g-1</guid><description>Short.</description>
<content:encoded><![CDATA[<p>They met on Tuesday.</p><p>They spoke for an hour.</p>]]></content:encoded>
<pubDate>Sun, 22 Nov 2026 09:30:00 GMT</pubDate></item>
<item><title>No date here</title><link>/2</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Journal</title>
<entry><id>tag:journal.example,2026:1</id><title>Une rencontre</title>
<link rel="alternate" href="https://journal.example/a/1"/><updated>2026-11-22T08:00:00Z</updated>
<summary>Ils se sont vus.</summary></entry></feed>"""
Handler = Callable[[web.Request], Awaitable[web.Response]]


def read(text: str | bytes, limit: int = 1 << 20) -> list[Entry]:
    body = text if isinstance(text, bytes) else text.encode()
    found = list(articles(body, HOME, HOME, FETCHED, limit))
    assert all(isinstance(one, Entry) for one in found)
    return found  # type: ignore[return-value]


def following(handler: Handler, use: Callable[[Feed], Awaitable[None]]) -> None:
    """Serve a feed and use it."""

    async def work() -> None:
        app = web.Application()
        app.router.add_get("/feed", handler)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            address = f"http://127.0.0.1:{runner.addresses[0][1]}/feed"
            await use(Feed(address, "desk@paper.example", lambda: datetime(2026, 11, 22, 10, tzinfo=UTC)))
        finally:
            await runner.cleanup()

    asyncio.run(work())


def test_an_entry_becomes_an_article_with_its_longest_text_and_the_time_of_fetching() -> None:
    first, second = (one.raw for one in read(RSS))
    assert first is not None
    assert second is not None
    assert (first.id, first.url) == ("g-1", "https://paper.example/1?utm_source=rss")
    assert first.text == "<p>They met on Tuesday.</p><p>They spoke for an hour.</p>"
    assert (first.format, first.fetched, first.source) == ("html", FETCHED, HOME)
    assert first.published is not None
    assert first.published.startswith("2026-11-22T09:30")
    assert (second.url, second.published, second.fetched) == ("https://paper.example/2", None, FETCHED)


def test_the_key_is_the_canonical_address_so_that_the_same_article_meets_itself() -> None:
    assert read(RSS)[0].key == b"https://paper.example/1"


def test_an_atom_feed_gives_its_language_and_the_entrys_own_address() -> None:
    (one,) = (entry.raw for entry in read(ATOM))
    assert one is not None
    assert (one.language, one.url) == ("fr", "https://journal.example/a/1")
    assert (one.text, one.published) == ("Ils se sont vus.", "2026-11-22T08:00:00+00:00")


def test_a_feed_that_the_fast_parser_cannot_read_is_read_by_the_patient_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ValueError

    monkeypatch.setattr(module.fastfeedparser, "parse", fails)
    assert [one.raw.id for one in read(RSS) if one.raw] == ["g-1", "https://paper.example/2"]


def test_a_feed_that_is_cut_short_gives_what_came() -> None:
    assert len(read(RSS[: RSS.index("<item><title>No date")])) == 1


@pytest.mark.parametrize("text", ["<html><body>Log in</body></html>", "{}", "", "\0\1\2", "plain words"])
def test_what_is_no_feed_is_told_with_how_it_begins(text: str) -> None:
    with pytest.raises(FeedFault, match=r"neither RSS nor Atom; it begins with"):
        read(text)


def test_a_body_that_is_the_name_of_a_file_is_not_that_file(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(RSS)
    with pytest.raises(FeedFault, match="neither RSS nor Atom"):
        read(str(file))


def test_a_feed_without_entries_is_a_feed() -> None:
    assert read('<rss version="2.0"><channel><title>Quiet</title></channel></rss>') == []


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.example", "http://["]
)
def test_a_link_that_leads_nowhere_on_the_web_is_no_address(link: str) -> None:
    item = f"<item><title>T</title><link>{link}</link></item>"
    (one,) = read(f'<rss version="2.0"><channel><title>x</title>{item}</channel></rss>')
    assert one.raw is not None
    assert one.raw.url is None


def test_an_entity_that_grows_without_end_and_one_that_reads_files_give_nothing() -> None:
    grows = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    grows += "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    feed = '<rss version="2.0"><channel><title>x</title><item><title>A&j;</title></item></channel></rss>'
    assert sum(len(one.value) for one in read(f'<?xml version="1.0"?>{grows}]>{feed}')) < 2000
    reads = '<!DOCTYPE r [<!ENTITY j SYSTEM "file:///etc/passwd">]>'
    assert not any(b"root:" in one.value for one in read(f'<?xml version="1.0"?>{reads}{feed}'))


def test_an_entry_over_the_limit_is_told_and_the_others_are_given() -> None:
    found = list(articles(RSS.encode(), HOME, HOME, FETCHED, 1500))
    assert len(found) == 2
    found = list(articles(RSS.replace("an hour", "x" * 3000).encode(), HOME, HOME, FETCHED, 2500))
    assert [type(one).__name__ for one in found] == ["Skipped", "Entry"]


def test_the_site_is_asked_whether_something_changed_and_is_told_who_asks() -> None:
    asked = []

    async def handler(request: web.Request) -> web.Response:
        asked.append(request.headers.copy())
        if request.headers.get("If-None-Match") == '"v1"':
            return web.Response(status=304)
        return web.Response(body=RSS.encode(), headers={"ETag": '"v1"', "Last-Modified": "Sun, 22 Nov 2026"})

    async def use(feed: Feed) -> None:
        assert len(await feed.poll(1 << 20)) == 2
        feed.confirmed()
        assert await feed.poll(1 << 20) == []

    following(handler, use)
    assert asked[0]["User-Agent"] == user_agent("desk@paper.example")
    assert asked[0]["User-Agent"].startswith("detente/")
    assert "desk@paper.example" in asked[0]["User-Agent"]
    assert asked[1]["If-Modified-Since"] == "Sun, 22 Nov 2026"


def test_what_was_not_confirmed_is_given_again_and_what_was_is_given_once() -> None:
    text = [RSS]

    async def handler(_: web.Request) -> web.Response:
        return web.Response(body=text[0].encode(), headers={"ETag": '"v"'})

    async def use(feed: Feed) -> None:
        assert len(await feed.poll(1 << 20)) == 2
        assert len(await feed.poll(1 << 20)) == 2
        feed.confirmed()
        assert await feed.poll(1 << 20) == []
        text[0] = RSS.replace("an hour", "two hours")
        (changed,) = await feed.poll(1 << 20)
        assert isinstance(changed, Entry)
        assert changed.id == "g-1"

    following(handler, use)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (404, "nothing at this address"),
        (410, "gone for good"),
        (403, "refuses us"),
        (503, "cannot answer now"),
    ],
)
def test_a_site_that_refuses_is_told_with_what_that_means(status: int, said: str) -> None:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(status=status, headers={"Retry-After": "120"})

    async def use(feed: Feed) -> None:
        with pytest.raises(FeedFault, match=said) as told:
            await feed.poll(1 << 20)
        assert told.value.after == 120

    following(handler, use)


def test_a_feed_that_unpacks_to_too_much_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIMIT", 1 << 20)

    async def handler(_: web.Request) -> web.Response:
        return web.Response(body=gzip.compress(b" " * (8 << 20)), headers={"Content-Encoding": "gzip"})

    async def use(feed: Feed) -> None:
        with pytest.raises(FeedFault, match="more than 1048576 bytes"):
            await feed.poll(1 << 20)

    following(handler, use)


def test_a_site_that_is_not_there_is_told() -> None:
    with pytest.raises(FeedFault, match=r"127\.0\.0\.1:1"):
        asyncio.run(Feed("http://127.0.0.1:1/feed").poll(1 << 20))


@pytest.mark.parametrize("url", ["paper.example/feed", "ftp://paper.example/feed", "http://", "http://["])
def test_an_address_that_is_none_is_told_before_anything_is_asked(url: str) -> None:
    with pytest.raises(FeedFault, match="not the address of a feed"):
        Feed(url)


def test_a_contact_cannot_add_headers() -> None:
    assert "\n" not in user_agent("a\r\nX-Evil: 1")
