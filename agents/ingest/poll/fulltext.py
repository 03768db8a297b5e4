"""Which text of an entry is sent, and the page that it links to, where that is wanted."""

import asyncio
from typing import Literal, Protocol
from urllib.parse import urlsplit

from agents.ingest.identity import canonical_url
from agents.ingest.outcome import Outcome
from agents.ingest.pagetext import page_text
from agents.ingest.poll.facts import text_of
from agents.ingest.poll.redirectors import is_redirector
from agents.ingest.read.encoding import decoded
from agents.ingest.read.given import GivenEntry
from agents.ingest.web.answer import Answer, Fault
from streams.source_records import Source

LIMIT = 5 << 20  # bytes of a page, unpacked: the largest articles in use have two or three MiB of scripts
ACCEPT = "text/html, application/xhtml+xml, */*;q=0.1"
TRIES = 3  # later polls at which a page is asked for again
# Faults that pass: the page may be had at a later poll.
PASSING = frozenset({Outcome.SLOW, Outcome.SERVER, Outcome.BUSY, Outcome.CONNECTION, Outcome.DNS})
_HTML = ("text/html", "application/xhtml+xml")

Wanted = Literal["feed", "page", "both"]


class Web(Protocol):
    """What polling needs of the web: `agents.ingest.web.client.Web`."""

    async def get(
        self,
        url: str,
        *,
        accept: str,
        limit: int,
        etag: str | None = None,
        modified: str | None = None,
        robots: bool = False,
    ) -> Answer:
        """Return what the address gives, of status 200 or 304; raises Fault."""


def wanted(source: Source, entry: GivenEntry) -> Wanted:
    """Return whose text is sent: the feed's, the page's, or one after the other."""
    if source.form == "page" or not entry.url or source.text == "feed":
        return "feed"
    if source.text == "both":
        return "both" if entry.text else "page"
    if source.text == "page" or source.form == "links":
        return "page"
    return "page" if entry.summary or not entry.text else "feed"


async def full_page(web: Web, entry: GivenEntry) -> tuple[str, str] | None:
    """Return the page of an entry and its address, None where what is there is not the article.

    The address is the entry's link; where that only leads on, the one it leads to. Raises Fault.
    """
    assert entry.url is not None
    answer = await web.get(entry.url, accept=ACCEPT, limit=LIMIT, robots=True)
    kind = answer.headers.get("Content-Type", "")
    body = answer.body or b""
    if not _is_page(kind, body) or _elsewhere(entry.url, answer.address):
        return None
    page = await asyncio.to_thread(_fuller, body, kind, entry)
    if page is None:
        return None
    link = canonical_url(entry.url)
    return page, answer.address if link and is_redirector(link) else entry.url


def passing(fault: Fault) -> bool:
    """Return whether what went wrong may be right at a later poll."""
    return fault.reason in PASSING


def _is_page(content_type: str, body: bytes) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    return kind in _HTML if kind else body.lstrip()[:1] == b"<"


def _elsewhere(link: str, address: str) -> bool:
    """Return whether a link led to no article: to the front page, as links to old ones do, or nowhere."""
    final = canonical_url(address)
    if final is None or is_redirector(final):
        return True
    asked, given = urlsplit(link), urlsplit(address)
    return given.path in ("", "/") and not given.query and (asked.path not in ("", "/") or bool(asked.query))


def _fuller(body: bytes, content_type: str, entry: GivenEntry) -> str | None:
    """Return the page's HTML; None where it says less than the feed: an empty frame, a page for consent."""
    page = decoded(body, content_type)
    return page if len(" ".join(page_text(page).split())) >= max(len(text_of(entry)), 1) else None
