"""Sitemaps (sitemaps.org 0.9), those of news (Google's news tags), their indexes, and lists of addresses."""

from lxml import etree

from agents.ingest.read.address import absolute
from agents.ingest.read.bounds import ENTRIES
from agents.ingest.read.given import GivenEntry, Part, Reading
from agents.ingest.read.language import language_of
from agents.ingest.read.moment import moment
from agents.ingest.read.names import name_of
from agents.ingest.read.newest import newest
from agents.ingest.read.plain import line_of
from agents.ingest.read.value import value_of

_KNOWN = frozenset({"loc", "lastmod", "title", "publication_date", "language", "name"})
_FIRST_LINES = 20


def sitemap(root: etree._Element, address: str) -> Reading | None:
    """Return what the sitemap at `root` lists; None where that is none.

    The news tags count with and without their namespace; a plain sitemap says when a page was changed,
    not when it was published.
    """
    name = name_of(root)
    if name == "sitemapindex":
        return _index(root, address)
    if name != "urlset":
        return None
    pages = [page for page in root if name_of(page) == "url"]
    taken, left = newest(pages, lambda page: _entry(_fields(page), address))
    publication = _fields(pages[0]) if pages else {}
    return Reading(
        form="sitemap",
        entries=taken,
        title=line_of(publication.get("name")),
        language=language_of(publication.get("language")),
        left=left,
    )


def address_list(text: str, address: str) -> Reading | None:
    """Return what a sitemap in plain text lists, an address a line; None where the text is no such list."""
    lines = [line for line in map(str.strip, text.lstrip("\ufeff").splitlines()) if line]
    if not lines or not all(
        line.lower().startswith(("http://", "https://")) for line in lines[:_FIRST_LINES]
    ):
        return None
    found = (absolute(line, address) for line in lines[:ENTRIES])
    entries = tuple(GivenEntry(url=url) for url in found if url is not None)
    return Reading(form="sitemap", entries=entries, left=max(len(lines) - ENTRIES, 0))


def _index(root: etree._Element, address: str) -> Reading:
    given = [one for one in root if name_of(one) == "sitemap"]
    parts = []
    for one in given[:ENTRIES]:
        fields = _fields(one)
        if (url := absolute(fields.get("loc"), address)) is not None:
            parts.append(Part(url=url, modified=moment(fields.get("lastmod"))))
    return Reading(form="index", parts=tuple(parts), left=max(len(given) - ENTRIES, 0))


def _fields(page: etree._Element) -> dict[str, str]:
    """Return what a sitemap says of one page, without what it says of its pictures and films."""
    fields: dict[str, str] = {}
    for inner in page.iterdescendants():
        space, _, local = name_of(inner).rpartition(":")
        if space in ("", "news") and local in _KNOWN and len(inner) == 0:
            fields.setdefault(local, value_of(inner))
    return fields


def _entry(fields: dict[str, str], address: str) -> GivenEntry:
    return GivenEntry(
        url=absolute(fields.get("loc"), address),
        title=line_of(fields.get("title")),
        published=moment(fields.get("publication_date")),
        modified=moment(fields.get("lastmod")),
        language=language_of(fields.get("language")),
    )
