"""All dates that a page gives of its article, each with its source. Runs in the sandbox."""

from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from agents.clean.dates.address import from_url
from agents.clean.dates.elements import Reader, in_elements
from agents.clean.dates.found import Found
from agents.clean.dates.headline import around, headline_of
from agents.clean.dates.linked import path_of, read_linked
from agents.clean.dates.meta import read_meta_dates
from agents.clean.dates.possible import fault
from agents.clean.dates.region import country_of, month_first, tag_of
from agents.clean.dates.searched import searched
from agents.clean.page_head import Head

NEAR = 4  # dates by the headline, or marked elsewhere, that are kept
LOOKED = 5000  # elements of a page looked at where its head and its headline know no day

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def page_dates(tree: Any, head: Head, url: str | None) -> list[Found]:
    """Return the dates that a page gives of its article, as many as its sources know.

    `tree` is lxml's of the whole page, before anything was taken out of it, and is not changed; `head` is
    what stands in it beside the text. `url` is where the page was fetched. The page beyond its headline is
    only looked at, and then htmldate asked, where nothing else names a possible day. Deterministic; the time
    is linear in the page.
    """
    addresses = [one for one in (url, head.canonical, head.meta.get("og:url")) if one]
    title = head.meta.get("og:title") or head.title
    reader = _reader(tree, head.meta, addresses)
    found = list(_declared(head, addresses, title, reader))
    heading = headline_of(head.headings, title)
    if heading is not None:
        found += [one for _, one in islice(in_elements(around(heading), reader), NEAR)]
    if not any(map(_sure, found)):
        looked = in_elements(islice(tree.iter(), LOOKED), reader)
        found += islice((one for marked, one in looked if marked), NEAR)
    if not any(map(_sure, found)) and (day := searched(tree)) is not None:
        found.append(Found(day, "htmldate"))
    return list(dict.fromkeys(found))


def _declared(head: Head, addresses: list[str], title: str | None, reader: Reader) -> Iterator[Found]:
    """Yield what the head of the page and its address say."""
    linked = read_linked(head.objects, title, {path_of(one) for one in addresses} - {""})
    for role, written in linked.items():
        if date := reader.read(written):
            yield Found(date, "json-ld", role)
    for role, source, written in read_meta_dates(head.metas):
        if date := reader.read(written):
            yield Found(date, source, role)
    if date := next(filter(None, map(from_url, addresses)), None):
        yield Found(date, "url")


def _reader(tree: Any, meta: dict[str, str], addresses: list[str]) -> Reader:
    """Return how the page writes its dates, by its language, its locale and its host."""
    language, country = tag_of(tree.get("lang") or tree.get(_LANG))
    other_language, other_country = tag_of(meta.get("og:locale"))
    try:
        host = urlsplit(addresses[0]).hostname if addresses else None
    except ValueError:
        host = None
    language, country = language or other_language, country or other_country
    return Reader(language, country or country_of(host), month_first(language, country, host))


def _sure(one: Found) -> bool:
    return one.role == "published" and one.day is not None and fault(one.date, None) is None
