"""A feed in XML: RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0."""

import math
import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from agents.ingest.read.address import absolute
from agents.ingest.read.entry import base_of, entry_of
from agents.ingest.read.given import Reading
from agents.ingest.read.language import language_of
from agents.ingest.read.names import XML, name_of
from agents.ingest.read.newest import newest
from agents.ingest.read.plain import line_of
from agents.ingest.read.value import value_of

_FORMS = {"rss": "rss", "channel": "rss", "rdf:rdf": "rdf", "rdf": "rdf", "atom:feed": "atom", "feed": "atom",
          "atom:entry": "atom", "entry": "atom"}  # fmt: skip
_ENTRIES = frozenset({"item", "entry", "atom:entry", "atom:item"})
# Elements whose insides are someone's text: what is called `item` in there is none.
_TEXTS = frozenset({"content:encoded", "content", "atom:content", "description", "summary", "atom:summary"})
_SPELT = ("{*}item", "{*}entry", "{*}Item", "{*}ITEM", "{*}Entry", "{*}ENTRY", "rss:item", "atom:entry")
_HEADS = 9  # channels of one feed that are looked at; it has one
_PERIODS = {"hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_YEAR = 31_536_000.0
_HOUR = re.compile("[01]?[0-9]|2[0-4]")


def feed(root: etree._Element, address: str) -> Reading | None:
    """Return what the feed at `root` gives; None where that is no feed."""
    form = _FORMS.get(name_of(root))
    if form is None:
        return None
    heads = list(islice(root.iter("{*}channel", "{*}Channel", "{*}CHANNEL", "rss:channel"), _HEADS))
    said: dict[str, list[etree._Element]] = {}
    for head in heads or [root]:
        for child in head:
            said.setdefault(name_of(child), []).append(child)
    language = language_of(
        root.get(f"{XML}lang"),
        *(one.get(f"{XML}lang") for one in heads),
        _first(said, "language", "dc:language"),
    )
    taken, left = newest(_entries(root), lambda item: entry_of(item, address, language))
    return Reading(
        form=form,
        entries=taken,
        title=line_of(_first(said, "title", "atom:title", "dc:title")),
        language=language,
        ttl=_ttl(said),
        skip_hours=_skip_hours(said),
        following=_following(said, base_of(heads[0] if heads else root, address), address),
        left=left,
    )


def _entries(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the entries at any depth, for broken feeds nest them; none from within a text."""
    if name_of(root) in _ENTRIES:
        yield root
        return
    for one in root.iter(*_SPELT):
        if name_of(one) in _ENTRIES and not _in_text(one):
            yield one


def _in_text(entry: etree._Element) -> bool:
    """Return whether an entry is part of an article about feeds: what holds it holds text."""
    around = entry.getparent()
    beyond = None if around is None else around.getparent()
    return any(one is not None and name_of(one) in _TEXTS for one in (around, beyond))


def _first(said: dict[str, list[etree._Element]], *names: str) -> str:
    return next((text for name in names for one in said.get(name, ())[:9] if (text := value_of(one))), "")


def _ttl(said: dict[str, list[etree._Element]]) -> float | None:
    """Return the seconds that the feed asks to be left alone: minutes in RSS, else its syndication module."""
    if (minutes := _number(_first(said, "ttl"))) is not None:
        return min(minutes * 60, _YEAR)
    period = _PERIODS.get(_first(said, "sy:updateperiod").lower())
    often = _number(_first(said, "sy:updatefrequency")) or 1.0
    return period / often if period else None


def _number(text: str) -> float | None:
    try:
        number = float(text[:20])
    except ValueError:
        return None
    return number if math.isfinite(number) and number > 0 else None


def _skip_hours(said: dict[str, list[etree._Element]]) -> frozenset[int]:
    """Return the hours, in UTC as RSS has them; 24 is midnight there."""
    given = ((one.text or "").strip() for skip in said.get("skiphours", ())[:9] for one in skip[:99])
    return frozenset(int(hour) % 24 for hour in given if _HOUR.fullmatch(hour))


def _following(said: dict[str, list[etree._Element]], base: str, address: str) -> str | None:
    """Return the next older page (RFC 5005): of a paged feed `next`, of an archived one `prev-archive`."""
    links = {(one.get("rel") or "").lower(): one.get("href") for one in reversed(said.get("atom:link", ()))}
    for rel in ("next", "prev-archive"):
        if (url := absolute(links.get(rel), base)) is not None and url != address:
            return url
    return None
