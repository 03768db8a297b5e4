"""All dates that a page gives of its article, each with its source. Runs in the sandbox."""

from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from agents.clean.dates.address import from_url
from agents.clean.dates.elements import Reader, in_elements
from agents.clean.dates.found import Found
from agents.clean.dates.headline import around, headline_of, text_of
from agents.clean.dates.linked import path_of, read_linked
from agents.clean.dates.meta import read_meta_dates
from agents.clean.dates.possible import fault
from agents.clean.dates.region import country_of, month_first, tag_of
from agents.clean.dates.searched import searched

NEAR = 4  # dates by the headline, or marked elsewhere, that are kept
LOOKED = 5000  # elements of a page looked at where its head and its headline know no day

_TAGS = ("meta", "script", "link", "title", "h1", "h2", "h3", "h4", "h5", "h6")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def page_dates(tree: Any, url: str | None) -> list[Found]:
    """Return the dates that a page gives of its article, as many as its sources know.

    `tree` is lxml's of the whole page, before anything was taken out of it, and is not changed. `url` is
    where the page was fetched. The page beyond its headline is only looked at, and then htmldate asked,
    where nothing else names a possible day. Deterministic; the time is linear in the page.
    """
    parts: dict[str, list[Any]] = {tag: [] for tag in _TAGS}
    for one in tree.iter(*_TAGS):
        parts[one.tag].append(one)
    names = _names(parts["meta"])
    links = (one.get("href") for one in parts["link"] if (one.get("rel") or "").lower() == "canonical")
    addresses = [one for one in (url, next(links, None), names.get("og:url")) if one]
    title = names.get("og:title") or (text_of(parts["title"][0], 500) if parts["title"] else None)
    reader = _reader(tree, names, addresses)
    found = list(_declared(parts, addresses, title, reader))
    heading = headline_of((one for level in range(1, 7) for one in parts[f"h{level}"]), title)
    if heading is not None:
        found += [one for _, one in islice(in_elements(around(heading), reader), NEAR)]
    if not any(map(_sure, found)):
        looked = in_elements(islice(tree.iter(), LOOKED), reader)
        found += islice((one for marked, one in looked if marked), NEAR)
    if not any(map(_sure, found)) and (day := searched(tree)) is not None:
        found.append(Found(day, "htmldate"))
    return list(dict.fromkeys(found))


def _declared(
    parts: dict[str, list[Any]], addresses: list[str], title: str | None, reader: Reader
) -> Iterator[Found]:
    """Yield what the head of the page and its address say."""
    scripts = (one.text for one in parts["script"] if "ld+json" in (one.get("type") or "").lower())
    linked = read_linked(filter(None, scripts), title, {path_of(one) for one in addresses} - {""})
    for role, written in linked.items():
        if date := reader.read(written):
            yield Found(date, "json-ld", role)
    for role, source, written in read_meta_dates(parts["meta"]):
        if date := reader.read(written):
            yield Found(date, source, role)
    if date := next(filter(None, map(from_url, addresses)), None):
        yield Found(date, "url")


def _names(metas: list[Any]) -> dict[str, str]:
    """Return the contents of meta elements by their names, the first of each."""
    names: dict[str, str] = {}
    for one in metas:
        if (name := one.get("property") or one.get("name")) and (content := one.get("content")):
            names.setdefault(name.lower(), content)
    return names


def _reader(tree: Any, names: dict[str, str], addresses: list[str]) -> Reader:
    """Return how the page writes its dates, by its language, its locale and its host."""
    language, country = tag_of(tree.get("lang") or tree.get(_LANG))
    other_language, other_country = tag_of(names.get("og:locale"))
    try:
        host = urlsplit(addresses[0]).hostname if addresses else None
    except ValueError:
        host = None
    language, country = language or other_language, country or other_country
    return Reader(language, country or country_of(host), month_first(language, country, host))


def _sure(one: Found) -> bool:
    return one.role == "published" and one.day is not None and fault(one.date, None) is None
