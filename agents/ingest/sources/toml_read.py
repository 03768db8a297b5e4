"""sources.toml to sources, strictly: every mistake with file, line and what is allowed, all at once.

    [defaults]                      # for every source below
    text = "auto"

    [outlet."Le Monde"]             # what its sources share is written once
    family = "Groupe Le Monde"
    country = "FR"
    language = "fr"
    feeds = ["https://www.lemonde.fr/international/rss_full.xml"]

    [[source]]                      # a source with settings of its own
    outlet = "Le Monde"
    url = "https://www.lemonde.fr/politique/rss_full.xml"
    every = 600

A source's own value stands before its outlet's, and that before the defaults.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from agents.ingest.sources.fault import SourcesFault
from agents.ingest.sources.fields import CHECKS, Refused, agree, checked
from agents.ingest.sources.loaded import Loaded
from agents.ingest.sources.same import same
from streams.source_records import Source
from streams.tomlfile import TomlFault, TomlFile

TABLES = ("defaults", "outlet", "source")
# What several sources may share; the rest is one source's own.
SHARED = ("text", "family", "kind", "country", "language", "every", "paused")
FEEDS = "feeds"  # of an outlet: addresses of feeds that need nothing of their own

Where = tuple[str | int, ...]


def read(file: TomlFile) -> Loaded:
    """Return the sources of a file; raises `SourcesFault` with every mistake in it."""
    return _Reader(file).read()


@dataclass(slots=True)
class _Reader:
    """One file, and the mistakes found in it so far."""

    file: TomlFile
    faults: list[TomlFault] = field(default_factory=list)

    def read(self) -> Loaded:
        data = self.file.data
        self.only(data, TABLES)
        defaults = self.fields(self.table(data, "defaults"), SHARED, "defaults")
        rows = self.rows(data)
        outlets = self.table(data, "outlet")
        shared = {name: self.outlet(name, outlets[name], defaults) for name in outlets}
        found: list[tuple[Source | None, Where]] = [
            (self.source(row, shared, defaults, "source", at), ("source", at, "url"))
            for at, row in enumerate(rows)
        ]
        used = {row.get("outlet") for row in rows if isinstance(row, dict)}
        for name, table in outlets.items():
            feeds = self.feeds(name, table)
            found += [
                (self.made({"url": url, "outlet": name, **shared[name]}, where), where)
                for url, where in feeds
            ]
            if name not in used and not (isinstance(table, dict) and FEEDS in table):
                self.say(f"no source is of the outlet {name!r}", "outlet", name)
        sources = self.once([(source, where) for source, where in found if source is not None])
        if not (found or self.faults):
            self.say("defines no source: a [[source]] with its url, or feeds of an outlet", *())
        if self.faults:
            raise SourcesFault(self.faults)
        return Loaded(tuple(sources))

    def source(
        self, row: Any, shared: Mapping[str, Any], defaults: Mapping[str, Any], *where: str | int
    ) -> Source | None:
        if not isinstance(row, dict):
            return None
        own = self.fields(row, tuple(CHECKS), *where)
        above = shared.get(own.get("outlet", ""), defaults)
        if "url" not in row:
            self.say("a source needs its url", *where)
        wrong = any(key in row and key not in own for key in ("form", "links"))  # told already
        return self.made({**above, **own}, where) if "url" in own and not wrong else None

    def made(self, fields: dict[str, Any], where: Where) -> Source | None:
        unfit = agree(fields)
        if unfit is not None:
            name, why = unfit
            self.say(why.message, *where, name, allowed=why.allowed)
            return None
        return Source(**fields)

    def outlet(self, name: str, table: Any, defaults: Mapping[str, Any]) -> dict[str, Any]:
        if not isinstance(table, dict):
            self.say(f"outlet {name!r} must be a table", "outlet", name, allowed=(f'[outlet."{name}"]',))
            return dict(defaults)
        self.value("outlet", name, "outlet", name)
        known = (*SHARED, FEEDS)
        return {**defaults, **self.fields(table, known, "outlet", name)}

    def feeds(self, name: str, table: Any) -> list[tuple[str, Where]]:
        urls = table.get(FEEDS, []) if isinstance(table, dict) else []
        where: Where = ("outlet", name, FEEDS)
        if not isinstance(urls, list):
            self.say("feeds must be a list of addresses", *where)
            return []
        pairs = [(self.value("url", url, *where, at), (*where, at)) for at, url in enumerate(urls)]
        return [(url, place) for url, place in pairs if url is not None]

    def fields(self, table: Mapping[str, Any], known: tuple[str, ...], *where: str | int) -> dict[str, Any]:
        """Return the fields of a table that are well; the others are told."""
        self.only(table, known, *where)
        given = {
            key: self.value(key, value, *where, key)
            for key, value in table.items()
            if key in known and key in CHECKS
        }
        return {key: value for key, value in given.items() if value is not None}

    def value(self, name: str, value: Any, *where: str | int) -> Any:
        try:
            return checked(name, value)
        except Refused as fault:
            self.say(fault.message, *where, allowed=fault.allowed)
            return None

    def table(self, data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        found = data.get(key, {})
        if isinstance(found, dict):
            return found
        self.say(f"{key} must be a table", key, allowed=(f"[{key}]",))
        return {}

    def rows(self, data: Mapping[str, Any]) -> list[Any]:
        found = data.get("source", [])
        if isinstance(found, list) and all(isinstance(row, dict) for row in found):
            return found
        self.say("source must be tables", "source", allowed=("[[source]]",))
        return []

    def only(self, table: Mapping[str, Any], known: tuple[str, ...], *where: str | int) -> None:
        self.faults += [self.file.unknown(key, known, *where) for key in table if key not in known]

    def once(self, found: list[tuple[Source, Where]]) -> list[Source]:
        """Return the sources, each once; one that stands twice is told with both lines."""
        seen: dict[str, int] = {}
        kept = []
        for source, where in sorted(found, key=lambda one: self.file.line(*one[1])):
            key = same(source.url)
            if key in seen:
                self.say(f"{source.url} is the same feed as in line {seen[key]}", *where)
            else:
                seen[key] = self.file.line(*where)
                kept.append(source)
        return kept

    def say(self, message: str, *where: str | int, allowed: tuple[str, ...] = ()) -> None:
        self.faults.append(self.file.fault(message, *where, allowed=allowed))
