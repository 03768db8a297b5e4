"""Sources to OPML 2.0: what feed readers import, and what comes back here without a loss.

A folder a kind; feeds as the specification has them (`type`, `text`, `xmlUrl`), and what OPML has no
word for in a namespace of our own, which others pass over. A source that is no feed has no `xmlUrl`: a
reader would take it for a feed that is broken.
"""

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from lxml import etree

from agents.ingest.sources.fields import KINDS
from agents.ingest.sources.opml_read import NAMESPACE
from streams.source_records import Source

_OURS = f"{{{NAMESPACE}}}"
_FOLDERS = {"agency": "Agencies", "government": "Governments", "outlet": "Outlets"}


def write(sources: Iterable[Source], title: str = "détente: sources") -> bytes:
    """Return OPML of `sources` in UTF-8, the same for the same sources in whatever order they come."""
    root = etree.Element("opml", {"version": "2.0"}, nsmap={"detente": NAMESPACE})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    ordered = sorted(sources, key=lambda one: ((one.outlet or "").casefold(), one.outlet or "", one.url))
    names = Counter(map(_named, ordered))
    for kind in (*KINDS, None):
        of_kind = [one for one in ordered if one.kind == kind]
        if not of_kind:
            continue
        place = body
        if kind is not None:
            folder = _FOLDERS[kind]
            place = etree.SubElement(body, "outline", {"text": folder, "title": folder})
        for one in of_kind:
            etree.SubElement(place, "outline", _attributes(one, names[_named(one)] == 1))
    etree.indent(root, "  ")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _named(source: Source) -> str:
    return source.outlet or urlsplit(source.url).hostname or source.url


def _attributes(source: Source, alone: bool) -> dict[str, str]:
    where = urlsplit(source.url)
    outlet = _named(source)
    # Sources of one outlet are told apart by what differs in their addresses.
    named = outlet if alone else f"{outlet} ({where.path}{'?' if where.query else ''}{where.query})"
    given = {"text": named, "title": named}
    if source.form == "feed":
        given |= {"type": "rss", "xmlUrl": source.url, "htmlUrl": f"{where.scheme}://{where.netloc}/"}
    else:
        given |= {"type": "link", "url": source.url, f"{_OURS}url": source.url}
    if source.kind:
        given["category"] = f"/{_FOLDERS[source.kind]}"
    if source.language:
        given["language"] = source.language
    ours = {
        "form": source.form,  # on every outline: by this it is known as one of ours
        "text": source.text if source.text != "auto" else None,
        "outlet": source.outlet,
        "family": source.family,
        "kind": source.kind,
        "country": source.country,
        "links": source.links,
        "every": repr(source.every) if source.every is not None else None,
        "paused": "true" if source.paused else None,
    }
    return given | {f"{_OURS}{name}": value for name, value in ours.items() if value is not None}
