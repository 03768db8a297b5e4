"""One `<item>` or `<entry>` of an XML feed, as it was given."""

import re
from itertools import islice

from lxml import etree

from agents.ingest.read.address import absolute, rebased
from agents.ingest.read.bounds import LINE
from agents.ingest.read.given import GivenEntry
from agents.ingest.read.language import language_of
from agents.ingest.read.moment import moment
from agents.ingest.read.names import RDF, XML, name_of
from agents.ingest.read.plain import is_markup, line_of
from agents.ingest.read.summary import is_summary
from agents.ingest.read.value import value_of

Fields = dict[str, list[etree._Element]]  # noqa: SLF001 - the type has no public name

_TITLE = ("title", "atom:title", "dc:title", "media:title")
_CONTENT = ("content:encoded", "encoded", "content", "atom:content", "html:body", "html:div", "fullitem")
_SHORT = ("description", "summary", "atom:summary", "dc:description", "abstract", "media:description")
_PUBLISHED = (
    "pubdate", "atom:published", "published", "dc:date", "atom:issued", "issued", "dcterms:issued",
    "dcterms:created", "atom:created", "created",
)  # fmt: skip
_MODIFIED = ("atom:updated", "updated", "atom:modified", "modified", "dcterms:modified", "lastbuilddate")
_AUTHOR = ("dc:creator", "author", "atom:author", "dc:author", "itunes:author", "creator")
_ALTERNATE = frozenset({"", "alternate", "http://www.iana.org/assignments/relation/alternate"})
_BASES = 4  # ancestors that may set a base; the entry, its feed, and those that a broken feed puts between
_MAILED = re.compile(r"[^\s@()]{1,100}@[^\s@()]{1,100} \(([^()]{1,200})\)")  # RSS: name@host (Name)


def entry_of(item: etree._Element, address: str, language: str | None) -> GivenEntry:
    """Return the entry in `item`; `address` is that of the feed, `language` the feed's own.

    Links are absolute, relative to the nearest `xml:base`.
    """
    fields = _fields(item)
    base = base_of(item, address)
    guid = _text(fields, ("guid", "atom:id", "id")) or (item.get(f"{RDF}about") or "").strip()
    published = moment(_text(fields, _PUBLISHED))
    modified = moment(_text(fields, _MODIFIED) or item.get("LASTMOD"))
    whole, short = _longest(fields, _CONTENT), _longest(fields, _SHORT)
    text = max(whole, short, key=len)
    markup = is_markup(text)
    return GivenEntry(
        id=guid if 0 < len(guid) <= LINE else None,
        url=_url(fields, item, guid, base),
        title=line_of(_text(fields, _TITLE)),
        text=text or None,
        markup=markup,
        summary=is_summary(text, markup=markup, whole=len(whole) == len(text) and len(whole) > len(short)),
        published=published or modified,
        modified=modified,
        language=language_of(_said_in(item), _text(fields, ("dc:language", "language"))) or language,
        author=_author(fields),
    )


def base_of(element: etree._Element, address: str) -> str:
    """Return what links in `element` are relative to: each `xml:base` that it stands in, outermost first."""
    given = [one.get(f"{XML}base") for one in (element, *islice(element.iterancestors(), _BASES))]
    for base in reversed(given):
        if base is not None:
            address = rebased(address, base)
    return address


def _fields(item: etree._Element) -> Fields:
    """Return the elements of an entry by name, in document order; those of a `media:group` are its own."""
    fields: Fields = {}
    for child in item:
        name = name_of(child)
        fields.setdefault(name, []).append(child)
        if name == "media:group":
            for inner in child:
                fields.setdefault(name_of(inner), []).append(inner)
    return fields


def _text(fields: Fields, names: tuple[str, ...]) -> str:
    """Return the first text that stands under one of the names."""
    return next((text for name in names for one in fields.get(name, ())[:9] if (text := value_of(one))), "")


def _longest(fields: Fields, names: tuple[str, ...]) -> str:
    return max((value_of(one) for name in names for one in fields.get(name, ())[:9]), key=len, default="")


def _url(fields: Fields, item: etree._Element, guid: str, base: str) -> str | None:
    """Return the address of the article: where a proxy of links hides it, the one behind the proxy."""
    given = [one.text for one in fields.get("feedburner:origlink", ())]
    links = (*fields.get("link", ()), *fields.get("atom:link", ()))[:99]
    usable = [one for one in links if (one.get("rel") or "").lower() in _ALTERNATE]
    usable.sort(key=lambda one: not _is_page(one))
    given += [one.get("href") or one.get(f"{RDF}resource") or one.text for one in usable]
    given.append(item.get("HREF") or item.get("href"))
    given += [one.get("src") for one in fields.get("atom:content", ())[:1] if _is_page(one)]
    if _is_address(fields, guid):
        given.append(guid)
    return next((url for link in given if (url := absolute(link, base)) is not None), None)


def _is_page(link: etree._Element) -> bool:
    return "html" in (link.get("type") or "html")


def _is_address(fields: Fields, guid: str) -> bool:
    """Return whether an entry's id may serve as its address: RSS says so, Atom's often is one."""
    said = next((one.get("isPermaLink") or "" for one in fields.get("guid", ())), "")
    return said.strip().lower() != "false" and guid.lower().startswith(("http://", "https://"))


def _said_in(item: etree._Element) -> str | None:
    """Return the language of the entry, where one is set on it or within it for its title and text."""
    said: list[str | None] = [one.get(f"{XML}lang") for one in (item, *item[:99])]
    return next(filter(None, said), None)


def _author(fields: Fields) -> str | None:
    for name in _AUTHOR:
        for one in fields.get(name, ())[:9]:
            named = next((inner for inner in one if name_of(inner) in ("atom:name", "name")), one)
            if (line := line_of(value_of(named))) is not None:
                mailed = _MAILED.fullmatch(line)
                return mailed[1].strip() if mailed else line
    return None
