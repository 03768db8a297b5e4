"""One RSS or Atom feed: fetched politely, read by whichever parser can, its entries as raw articles."""

import asyncio
import io
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version as installed
from typing import Any
from urllib.parse import urljoin, urlsplit

import aiohttp
import fastfeedparser
import feedparser

from agents.ingest.files import Entry, Skipped, entry_of
from agents.ingest.identity import canonical_url
from agents.ingest.items import Item, raw_article

LIMIT = 16 << 20  # bytes of a feed, unpacked; the largest in use are a few MiB
TIMEOUT = aiohttp.ClientTimeout(total=60, connect=15, sock_read=30)  # seconds
REDIRECTS = 5
REMEMBERED = 10_000  # entries that are not sent again while they stand in the feed
ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
_CHUNK = 64 << 10


class FeedFault(Exception):
    """A feed that cannot be had or read; the message says which, why, and what to do."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after  # seconds that the site asked to be left alone


@dataclass(frozen=True, slots=True)
class Seen:
    """What the site gave to ask with the next time (RFC 9110, 13.1)."""

    etag: str | None = None
    modified: str | None = None


class Feed:
    """One feed as it is followed: what it gave last, and which of its entries are sent."""

    def __init__(self, url: str, contact: str = "", now: Callable[[], datetime] = lambda: datetime.now(UTC)):
        """Raises FeedFault where `url` is no web address."""
        if not is_address(url):
            raise FeedFault(f"{url}: not the address of a feed; allowed is http://… or https://…")
        self.url = url
        self._agent, self._now = user_agent(contact), now
        self._seen, self._next = Seen(), Seen()
        self._sent: OrderedDict[tuple[bytes, bytes], None] = OrderedDict()
        self._waiting: list[Entry] = []

    async def poll(self, limit: int) -> list[Entry | Skipped]:
        """Return the entries that are not sent yet, none where nothing changed; `limit` is that of a record.

        They count as sent once `confirmed` is called, and are given again else. Raises FeedFault.
        """
        body, address, self._next = await fetch(self.url, self._seen, self._agent)
        if body is None:
            return []
        fetched = self._now().isoformat(timespec="seconds").replace("+00:00", "Z")
        found = await asyncio.to_thread(lambda: list(articles(body, self.url, address, fetched, limit)))
        new = [one for one in found if isinstance(one, Skipped) or _identity(one) not in self._sent]
        self._waiting = [one for one in new if isinstance(one, Entry)]
        return new

    def confirmed(self) -> None:
        """Take note that all that the last poll gave is where it belongs."""
        self._seen = self._next
        for one in self._waiting:
            self._sent[_identity(one)] = None
        while len(self._sent) > REMEMBERED:
            self._sent.popitem(last=False)
        self._waiting = []


async def fetch(url: str, seen: Seen, agent: str) -> tuple[bytes | None, str, Seen]:
    """Return a feed's bytes, its address after redirects, and what to ask with the next time.

    The bytes are None where nothing changed since `seen`. Raises FeedFault.
    """
    headers = {"User-Agent": agent, "Accept": ACCEPT}
    headers |= {"If-None-Match": seen.etag} if seen.etag else {}
    headers |= {"If-Modified-Since": seen.modified} if seen.modified else {}
    try:
        async with (
            aiohttp.ClientSession(
                timeout=TIMEOUT, cookie_jar=aiohttp.DummyCookieJar(), trust_env=True
            ) as session,
            session.get(url, headers=headers, max_redirects=REDIRECTS) as answer,
        ):
            if answer.status == 304:
                return None, url, seen
            if answer.status != 200:
                raise _refusal(url, answer.status, answer.headers.get("Retry-After"))
            given = Seen(answer.headers.get("ETag"), answer.headers.get("Last-Modified"))
            return await _body(url, answer), str(answer.url), given
    except aiohttp.TooManyRedirects:
        raise FeedFault(f"{url}: more than {REDIRECTS} redirects") from None
    except TimeoutError:
        raise FeedFault(f"{url}: no answer within {TIMEOUT.total:g} s") from None
    except (aiohttp.ClientError, OSError, ValueError) as fault:
        raise FeedFault(f"{url}: {str(fault) or type(fault).__name__}") from None


def articles(body: bytes, feed: str, address: str, fetched: str, limit: int) -> Iterator[Entry | Skipped]:
    """Yield the entries of a feed as they are sent; `address` is where links are relative to.

    An entry without a date has none: when it was fetched is said apart. Raises FeedFault.
    """
    parsed = _parsed(body, feed)
    language = _text(parsed.get("feed", {}).get("language"))
    for number, entry in enumerate(parsed["entries"], 1):
        url = _address(entry, address)
        text = _content(entry)
        item = Item(
            id=_text(entry.get("id")),
            url=url,
            title=_text(entry.get("title")),
            text=text,
            published=_text(entry.get("published")) or _text(entry.get("updated")),
            language=language,
            source=feed,
        )
        if not (item.title or item.text):
            continue
        name = f"{feed}#{number}"
        raw = raw_article(item, url or name, page="<" in (text or ""))
        yield entry_of(name, name, replace(raw, fetched=fetched), limit)


def user_agent(contact: str) -> str:
    """Return who asks: the program with its version, and who runs it."""
    about = f"; {contact}" if contact.isascii() and contact.isprintable() and contact else ""
    return f"detente/{installed('detente')} (news monitor{about})"


def is_address(url: str) -> bool:
    """Return whether `url` is the address of something on the web."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


async def _body(url: str, answer: aiohttp.ClientResponse) -> bytes:
    """Return what the answer holds, unpacked, up to the limit: a few bytes may unpack to very many."""
    body = bytearray()
    async for chunk in answer.content.iter_chunked(_CHUNK):
        body += chunk
        if len(body) > LIMIT:
            raise FeedFault(f"{url}: more than {LIMIT} bytes, which no feed has")
    return bytes(body)


def _refusal(url: str, status: int, retry_after: str | None) -> FeedFault:
    why = {
        401: "it wants a login", 403: "the site refuses us", 404: "there is nothing at this address",
        410: "the feed is gone for good: take it out",
        429: "the site finds us too frequent: ask it less often",
    }.get(status, "the site cannot answer now" if status >= 500 else "no feed")  # fmt: skip
    return FeedFault(f"{url}: status {status}: {why}", _seconds(retry_after))


def _seconds(retry_after: str | None) -> float | None:
    if not retry_after:
        return None
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    try:
        return max((parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return None


def _parsed(body: bytes, url: str) -> Any:
    """Return the feed as the fast parser reads it, else as the patient one does."""
    quiet = None
    for parse in (_fast, _patient):
        try:
            parsed = parse(body)
        except Exception:  # noqa: BLE001, S112 - whatever one stumbles over, the other may read
            continue
        if parsed["entries"]:
            return parsed
        quiet = quiet or (parsed if parsed.get("version") or parse is _fast else None)
    if quiet is not None:
        return quiet  # a feed without entries
    start = " ".join(body[:80].decode("utf-8", "replace").split())
    raise FeedFault(f"{url}: neither RSS nor Atom; it begins with {start!r}")


def _fast(body: bytes) -> Any:
    return fastfeedparser.parse(body, include_tags=False, include_media=False, include_enclosures=False)


def _patient(body: bytes) -> Any:
    # As a stream: bytes alone it takes for the name of a file, if there is one of that name.
    return feedparser.parse(io.BytesIO(body))


def _address(entry: Any, base: str) -> str | None:
    """Return the address of an entry: its link, else its id where that is one."""
    for given in (entry.get("link"), entry.get("id")):
        link = _text(given)
        if not link:
            continue
        try:
            link = urljoin(base, link.strip()) if given is entry.get("link") else link.strip()
        except ValueError:
            continue
        if is_address(link) and canonical_url(link):
            return link
    return None


def _content(entry: Any) -> str | None:
    """Return the longest text that an entry gives: its content, else its summary."""
    given = [_text(part.get("value")) for part in entry.get("content") or () if hasattr(part, "get")]
    given += [_text(entry.get("description")), _text(entry.get("summary"))]
    return max((text for text in given if text), key=len, default=None)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value and not value.isspace() else None


def _identity(entry: Entry) -> tuple[bytes, bytes]:
    return entry.headers["article"], entry.headers["version"]
