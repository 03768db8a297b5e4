"""OPML to sources, tolerantly: lists of feeds as feed readers write them.

Folders become the kind of a source or its outlet; what this program wrote (`opml_write`) comes back whole,
by attributes of its own namespace. A feed without a usable address is left out and said; so is one that
stands twice, as it does in readers where a feed is in several folders. Own code and not a library of
feed lists: those that there are keep known attributes only, so that ours would be lost.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from agents.ingest.decoding import decoded_page
from agents.ingest.sources.fault import fault
from agents.ingest.sources.fields import CHECKS, KINDS, Refused, agree, checked
from agents.ingest.sources.loaded import Loaded
from agents.ingest.sources.same import meant, same
from streams.records import Source

NAMESPACE = "urn:detente:source"
_OURS = f"{{{NAMESPACE}}}"
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")
_AMPERSAND = re.compile(r"&(#[0-9]{1,7};|#x[0-9a-fA-F]{1,6};|\w{1,32};)?")
_XML = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
# What XML 1.0 cannot hold at all; a parser would stop there.
_UNFIT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Folders as people name them, and the kind of source in them.
_FOLDERS = {
    "agencies": "agency", "news agencies": "agency", "wires": "agency",
    "governments": "government", "official": "government",
    "outlets": "outlet", "newspapers": "outlet", "media": "outlet",
} | {kind: kind for kind in KINDS}  # fmt: skip


def read(raw: bytes, path: Path | str) -> Loaded:
    """Return the sources of an OPML document; raises `SourcesFault` where it is none, or names no feed."""
    root = _root(decoded_page(raw), path)
    said: list[str] = []
    sources: dict[str, Source] = {}
    feeds = list(_feeds(root))
    hosts = _hosts(feeds)
    for outline, folders in feeds:
        where = f"{path}:{outline.sourceline}"
        try:
            source = _source(outline, folders, hosts, where, said)
        except Refused as wrong:
            said.append(f"{where}: left out: {wrong.message}")
            continue
        first = sources.setdefault(same(source.url), source)
        if first is not source:
            said.append(f"{where}: left out: {source.url} stands twice")
    if not sources:
        told = f": {said[0]}" if said else ""
        raise fault(path, f"names no feed (an outline with xmlUrl) that can be used{told}")
    return Loaded(tuple(sources.values()), tuple(said))


def _root(text: str, path: Path | str) -> Any:
    if "<!ENTITY" in text:  # lists of feeds need none of their own; bombs do
        raise fault(path, "declares XML entities of its own: such a file is not read")
    text = _UNFIT.sub("", _DECLARATION.sub("", text.lstrip("\ufeff")))
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
        remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        root = etree.fromstring(_AMPERSAND.sub(_character, text).encode(), parser)
    except etree.XMLSyntaxError:  # also a parser that recovers wants a root
        root = None
    if root is None or _local(root) != "opml":
        name = f"its root is <{_local(root)}>" if root is not None else "nothing can be read of it"
        what = "a feed is named by its address in sources.toml" if root is not None else "is it whole?"
        raise fault(path, f"is no OPML: {name}; {what}")
    return root


def _character(found: re.Match[str]) -> str:
    """Return an `&` as XML has it: of its own five names, others as the character, a bare one escaped."""
    name = found[1]
    if name is None:
        return "&amp;"
    if name in _XML:
        return found[0]
    character = html.unescape(found[0])
    return html.escape(_UNFIT.sub("", character)) if character != found[0] else f"&amp;{name}"


def _feeds(root: Any) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Yield the outlines that are sources, with the names of the folders around them, outermost first."""
    waiting: list[tuple[Any, tuple[str, ...]]] = [
        (child, ()) for child in reversed(root) if _local(child) == "body"
    ]
    while waiting:
        element, folders = waiting.pop()
        if _local(element) == "outline" and _address(element):
            yield element, folders
        name = _attribute(element, "text") or _attribute(element, "title")
        inside = (*folders, name) if name and _local(element) == "outline" else folders
        waiting += [(child, inside) for child in reversed(element) if isinstance(child.tag, str)]


def _source(
    outline: Any,
    folders: tuple[str, ...],
    hosts: dict[tuple[str, ...], str | None],
    where: str,
    said: list[str],
) -> Source:
    url = _address(outline)
    fields: dict[str, Any] = {"url": checked("url", meant(url) or url)}
    given = _ours(outline) if outline.get(f"{_OURS}form") else _theirs(outline, folders, hosts)
    for name, value in given.items():
        try:
            fields[name] = checked(name, value)
        except Refused as wrong:
            said.append(f"{where}: {wrong.message}: let be")
    unfit = agree(fields)
    if unfit is not None:
        raise unfit[1]
    return Source(**fields)


def _ours(outline: Any) -> dict[str, Any]:
    """Return the fields of an outline that this program wrote."""
    given: dict[str, Any] = {
        name: value for name in CHECKS if (value := outline.get(f"{_OURS}{name}")) is not None
    }
    given.pop("url", None)
    if "every" in given:
        given["every"] = _number(given["every"])
    if "paused" in given:
        given["paused"] = given["paused"] == "true"
    if language := _attribute(outline, "language"):
        given["language"] = language
    return given


def _theirs(
    outline: Any, folders: tuple[str, ...], hosts: dict[tuple[str, ...], str | None]
) -> dict[str, Any]:
    """Return the fields of an outline of another program: by its folders, its title, its language."""
    given: dict[str, Any] = {}
    kind = next(
        (_FOLDERS[name.casefold()] for name in reversed(folders) if name.casefold() in _FOLDERS), None
    )
    if kind:
        given["kind"] = kind
    named = _attribute(outline, "text") or _attribute(outline, "title")
    if folders and hosts[folders] and folders[-1].casefold() not in _FOLDERS:
        named = folders[-1]  # several feeds of one site, and nothing else: the folder is the outlet
    if named:
        given["outlet"] = named
    code = re.split("[-_]", (_attribute(outline, "language") or "").strip().lower(), maxsplit=1)[0]
    if len(code) == 2:  # `unknown`, as some programs write
        given["language"] = code
    return given


def _hosts(feeds: list[tuple[Any, tuple[str, ...]]]) -> dict[tuple[str, ...], str | None]:
    """Return of each folder the host that two or more feeds in it all have, None where there is none."""
    found: dict[tuple[str, ...], Counter[str]] = {}
    for outline, folders in feeds:
        url = _address(outline)
        try:
            host = urlsplit(meant(url) or url).hostname or ""
        except ValueError:
            host = ""
        found.setdefault(folders, Counter())[host.removeprefix("www.")] += 1
    return {
        folders: next(iter(hosts)) if len(hosts) == 1 and hosts.total() > 1 else None
        for folders, hosts in found.items()
    }


def _address(outline: Any) -> str:
    """Return the address of an outline's source; of a source that is no feed, by our own attribute."""
    return (_attribute(outline, "xmlUrl") or outline.get(f"{_OURS}url") or "").strip()


def _attribute(element: Any, name: str) -> str | None:
    """Return an attribute whatever the case of its name, None where it is missing or blank."""
    value = element.get(name)
    if value is None:
        value = next((value for key, value in element.items() if key.lower() == name.lower()), None)
    return value if value and value.strip() else None


def _local(element: Any) -> str:
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.rpartition("}")[2].lower()


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
