"""OPML to sources, tolerantly: lists of feeds as feed readers write them.

Folders become the kind of a source or its outlet; what this program wrote (`opml_write`) comes back whole,
by attributes of its own namespace. A feed without a usable address is left out and said; so is one that
stands twice, as it does in readers where a feed is in several folders. Own code and not a library of
feed lists: those that there are keep known attributes only, so that ours would be lost.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from agents.ingest.sources.fault import fault
from agents.ingest.sources.fields import CHECKS, KINDS, Refused, agree, checked
from agents.ingest.sources.loaded import Loaded
from agents.ingest.sources.opml_tree import attribute, local, root_of
from agents.ingest.sources.same import meant, same
from streams.source_records import Source

NAMESPACE = "urn:detente:source"
_OURS = f"{{{NAMESPACE}}}"
# Folders as people name them, and the kind of source in them.
_FOLDERS = {
    "agencies": "agency", "news agencies": "agency", "wires": "agency",
    "governments": "government", "official": "government",
    "outlets": "outlet", "newspapers": "outlet", "media": "outlet",
} | {kind: kind for kind in KINDS}  # fmt: skip


def read(raw: bytes, path: Path | str) -> Loaded:
    """Return the sources of an OPML document; raises `SourcesFault` where it is none, or names no feed."""
    root = root_of(raw, path)
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


def _feeds(root: Any) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Yield the outlines that are sources, with the names of the folders around them, outermost first."""
    waiting: list[tuple[Any, tuple[str, ...]]] = [
        (child, ()) for child in reversed(root) if local(child) == "body"
    ]
    while waiting:
        element, folders = waiting.pop()
        if local(element) == "outline" and _address(element):
            yield element, folders
        name = attribute(element, "text") or attribute(element, "title")
        inside = (*folders, name) if name and local(element) == "outline" else folders
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
    if language := attribute(outline, "language"):
        given["language"] = language
    return given


def _theirs(
    outline: Any, folders: tuple[str, ...], hosts: dict[tuple[str, ...], str | None]
) -> dict[str, Any]:
    """Return the fields of an outline of another program: by its folders, its title, its language."""
    given: dict[str, Any] = {}
    names = (*folders, *re.split("[/,]", attribute(outline, "category") or ""))
    kinds = [_FOLDERS[name] for name in (one.strip().casefold() for one in names) if name in _FOLDERS]
    if kinds:
        given["kind"] = kinds[-1]
    named = attribute(outline, "text") or attribute(outline, "title")
    if folders and hosts[folders] and folders[-1].casefold() not in _FOLDERS:
        named = folders[-1]  # several feeds of one site, and nothing else: the folder is the outlet
    if named:
        given["outlet"] = named
    code = re.split("[-_]", (attribute(outline, "language") or "").strip().lower(), maxsplit=1)[0]
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
    return (attribute(outline, "xmlUrl") or outline.get(f"{_OURS}url") or "").strip()


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
