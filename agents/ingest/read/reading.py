"""What a source gave, read: the one way in. A function of bytes, without network and clock.

What the bytes are decides, not what the source was called: some sites list their news in a sitemap where
others have a feed, and a feed is a sitemap too (sitemaps.org). Pages are pages only where that is wanted.
"""

import re

from agents.ingest.read.encoding import decoded
from agents.ingest.read.feed import feed
from agents.ingest.read.given import Reading, Unreadable
from agents.ingest.read.jsonfeed import document, json_feed
from agents.ingest.read.looks import binary, of_json, unreadable
from agents.ingest.read.page import links as links_of
from agents.ingest.read.page import page
from agents.ingest.read.sitemap import address_list, sitemap
from agents.ingest.read.tree import tree
from agents.ingest.read.unpacked import unpacked
from streams.source_records import SourceForm

_WANTED = {"feed": "a feed", "sitemap": "a sitemap", "page": "a page", "links": "a page"}


def reading(
    form: SourceForm, body: bytes, address: str, *, content_type: str | None = None, links: str | None = None
) -> Reading:
    """Return the entries that a source gave and what it says of itself.

    `address` is where the answer came from, after redirects: what links in it are relative to. `content_type`
    is the server's header. `links`, of form `links`, is a regular expression found in the addresses wanted.
    Raises Unreadable, whose message says what the bytes look like; nothing else, whatever the bytes.
    """
    body = unpacked(body)
    text = decoded(body, content_type)
    if not text or text.isspace():
        raise Unreadable("an empty answer")
    if form in ("page", "links"):
        return _of_page(form, text, body, address, links)
    return _of_list(text, body, address, _WANTED[form])


def _of_page(form: SourceForm, text: str, body: bytes, address: str, pattern: str | None) -> Reading:
    if (kind := binary(body, text)) is not None:
        raise Unreadable(f"{kind}, not a page")
    if text.lstrip().startswith(("{", "[")):
        try:
            raise of_json(document(text), "a page")
        except ValueError as fault:
            if isinstance(fault, Unreadable):
                raise
    if form == "page":
        return page(text, address)
    try:
        return links_of(text, address, re.compile(pattern or ""))
    except re.error as fault:
        raise Unreadable(f"`links` is no regular expression: {fault}") from None


def _of_list(text: str, body: bytes, address: str, wanted: str) -> Reading:
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start in ("{", "["):
        return _of_json(text, address, wanted)
    root = tree(text) if "<" in text else None
    found = None if root is None else feed(root, address) or sitemap(root, address)
    if found is None and start != "<":
        found = address_list(text, address)
    if found is None:
        raise unreadable(text, body, address, wanted)
    return found


def _of_json(text: str, address: str, wanted: str) -> Reading:
    try:
        said = document(text.lstrip("\ufeff"))
    except ValueError as fault:
        raise Unreadable(f"JSON that cannot be read, not {wanted}: {str(fault)[:120]}") from None
    found = json_feed(said, address)
    if found is None:
        raise of_json(said, wanted)
    return found
