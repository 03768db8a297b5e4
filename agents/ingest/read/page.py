"""Pages: one as an entry of its own, a listing as the entries that it links to."""

import re
from dataclasses import dataclass, field

from agents.ingest.pagetext import all_text
from agents.ingest.read.address import absolute, rebased
from agents.ingest.read.bounds import ENTRIES, LINE, TEXT
from agents.ingest.read.closing import is_more
from agents.ingest.read.given import GivenEntry, Reading
from agents.ingest.read.language import language_of
from agents.ingest.read.plain import is_markup, line_of
from agents.ingest.read.tags import Tag, tags

LONGEST = 2_048  # characters of an address that a definition's pattern is tried on
HEAD = 1 << 18  # characters of a page in which its head is looked for
_FEEDS = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
)


@dataclass(slots=True)
class Head:
    """What a page says of itself."""

    title: str | None = None
    language: str | None = None
    base: str = ""  # what its links are relative to
    feeds: list[str] = field(default_factory=list)


def head_of(text: str, address: str) -> Head:
    """Return what the beginning of a page says of it; `og:title` goes before `<title>`."""
    head = Head(base=address)
    named: str | None = None
    for tag in tags(text[:HEAD]):
        said = tag.attributes()
        if tag.name == "html":
            head.language = head.language or language_of(said.get("lang"))
        elif tag.name == "base" and head.base == address:
            head.base = rebased(address, said.get("href"))
        elif tag.name == "title" and named is None:
            named = line_of(text[tag.end : tag.end + LINE].split("</", 1)[0])
        elif tag.name == "meta" and (said.get("property") or said.get("name") or "").lower() == "og:title":
            head.title = head.title or line_of(said.get("content"))
        elif tag.name == "link" and _is_feed(said):
            url = absolute(said.get("href"), head.base)
            if url is not None and url != address:
                head.feeds.append(url)
    head.title = head.title or named
    return head


def page(text: str, address: str) -> Reading:
    """Return a page as one entry, its text the page as it is; cleaning extracts the article."""
    head = head_of(text, address)
    entry = GivenEntry(
        url=absolute(address, address),
        title=head.title,
        text=text[:TEXT],
        markup=is_markup(text[:TEXT]),
        summary=False,
        language=head.language,
    )
    return Reading(form="page", entries=(entry,), title=head.title, language=head.language)


def links(text: str, address: str, wanted: re.Pattern[str]) -> Reading:
    """Return the pages that a page links to and whose address `wanted` is found in, in their order.

    The title is what the first of a page's links says that says something: a picture does not, nor does
    `read more`.
    """
    head = head_of(text, address)
    said: dict[str, str | None] = {}
    open_at: tuple[str, Tag] | None = None
    for tag in (one for one in tags(text) if one.name in ("a", "/a")):
        if open_at is not None:
            url, anchor = open_at
            said[url] = said.get(url) or _words(text[anchor.end : tag.start][: 4 * LINE]) or _title(anchor)
            open_at = None
        if tag.name == "a" and (target := _target(tag.attributes().get("href"), head.base)) is not None:
            if target not in said and not wanted.search(target):
                continue
            said.setdefault(target, None)
            open_at = target, tag
    entries = tuple(GivenEntry(url=url, title=title) for url, title in list(said.items())[:ENTRIES])
    return Reading(
        form="links", entries=entries, title=head.title, language=head.language,
        left=max(len(said) - ENTRIES, 0),
    )  # fmt: skip


def _is_feed(said: dict[str, str]) -> bool:
    kind = said.get("type", "").split(";")[0].strip().lower()
    return kind in _FEEDS and "alternate" in said.get("rel", "").lower().split()


def _target(href: str | None, base: str) -> str | None:
    """Return the page that a link leads to, whatever the place on it; None where its address is too long."""
    url = absolute((href or "").split("#")[0], base)
    return url if url is not None and len(url) <= LONGEST else None


def _words(inner: str) -> str | None:
    text = " ".join(all_text(inner).split())[:LINE]
    return text if text and not is_more(text) else None


def _title(anchor: Tag) -> str | None:
    return line_of(anchor.attributes().get("title"))
