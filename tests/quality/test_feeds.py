"""The feed files of three parsers' own tests, read by us and by the reference: figures printed with `-s`."""

import io
import json
import re
import tarfile
import time
from calendar import timegm
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urljoin

import feedparser
import pytest
import zstandard

from agents.ingest.canonical import canonical_url
from agents.ingest.read.given import GivenEntry, Reading, Unreadable
from agents.ingest.read.reading import reading
from streams.source_records import SourceForm

AT = "https://news.example/feeds/world.xml"
SECONDS = 2.0
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
FORMS: tuple[SourceForm, ...] = ("feed", "sitemap", "page", "links")
FEEDS = (".xml", ".json")
# What the parsers' tests expect of a feed, not a feed.
EXPECTED = ".serde.json"
# Where the reference reads something else by a rule of its own, so that a difference is none of ours.
ENTITIES = "a DTD's entities are never expanded here"
UNJOINED = "an id that the reference drops, since it cannot be an address"
CDF = "CDF, of 1997, is read in part only"
PROXY = "the address behind feedburner's proxy, not the proxy's"
ID_AS_LINK = "an id that is no web address is no link"
ABOUT = "the id of an RDF item, a web address, is its link where it has no other"
ENCLOSURE = "an enclosure is no link"
SOURCE = "content elsewhere is the entry's page where it is HTML only"
SEVERAL = "of several dates the first counts here, the last there"
UNREAD = "a date that the reference cannot read"
GIVEN = "a date that is not one moment is handed on as given"


@pytest.fixture(scope="module")
def files(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return all files of the fixtures, unpacked."""
    packed = shared / "data/feeds/feed-fixtures.tar.zst"
    if not packed.is_file():
        pytest.skip(f"the feed fixtures are not here: {packed.parent.name}/{packed.name}")
    folder = tmp_path_factory.mktemp("feeds")
    with (
        packed.open("rb") as raw,
        zstandard.ZstdDecompressor().stream_reader(raw) as stream,
        tarfile.open(fileobj=stream, mode="r|") as tar,
    ):
        tar.extractall(folder, filter="data")
    return sorted(path for path in folder.rglob("*") if path.is_file())


def ours(body: bytes, form: SourceForm = "feed") -> Reading | str:
    """Return what is read, or why nothing is."""
    try:
        return reading(form, body, AT, links="x")
    except Unreadable as fault:
        return str(fault)


def reference(body: bytes) -> Any:
    """Return what feedparser makes of a feed at the same address; relative links resolved, HTML as it is."""
    return feedparser.parse(io.BytesIO(body), response_headers={"content-location": AT}, sanitize_html=False)


def test_no_file_makes_it_fail_or_hang(files: list[Path]) -> None:
    """Every file is read or refused in words, within two seconds: also sources of programs, and pages."""
    slow, count = {}, Counter[str]()
    for path in files:
        body = path.read_bytes()
        for form in FORMS:
            began = time.process_time()
            found = ours(body, form)
            took = time.process_time() - began
            count[f"{form}: {'refused' if isinstance(found, str) else 'read'}"] += 1
            assert found != ""
            if took > SECONDS:
                slow[path.name] = took
    print("\nfiles", len(files), dict(count))
    assert slow == {}


def test_the_same_entries_as_the_reference(files: list[Path]) -> None:
    """As many entries as the reference finds, with its ids, links and dates, but for the rules above."""
    feeds = [path for path in files if path.suffix in FEEDS and not path.name.endswith(EXPECTED)]
    count, by_rule, odd = Counter[str](files=len(feeds)), Counter[str](), []
    for path in feeds:
        body = path.read_bytes()
        began = time.perf_counter()
        mine = ours(body)
        count["microseconds here"] += round((time.perf_counter() - began) * 1e6)
        if path.suffix == ".json":
            assert isinstance(mine, Reading)
            assert len(mine.entries) == len(json.loads(body)["items"])
            count["JSON feeds, which the reference does not read: every item an entry"] += 1
            continue
        began = time.perf_counter()
        theirs = reference(body)
        count["microseconds there"] += round((time.perf_counter() - began) * 1e6)
        if not (theirs.version or theirs.entries):
            continue
        count["read by the reference"] += 1
        count["its entries"] += len(theirs.entries)
        if isinstance(mine, str) or len(mine.entries) != len(theirs.entries):
            odd.append((path.name, "entries", mine, len(theirs.entries)))
            continue
        count["as many entries"] += 1
        for what, differences in compared(mine, theirs, body).items():
            unexplained = [one for one in differences if isinstance(one, tuple)]
            by_rule.update(one for one in differences if isinstance(one, str))
            count[f"same {what}"] += not differences
            count[f"same {what}, or other by rule"] += not unexplained
            odd += [(path.name, what, *one) for one in unexplained]
    for name, number in (count + by_rule).items():
        print(f"{number:8} {name}")
    assert odd == []
    assert count["as many entries"] == count["read by the reference"] > 2_000


Differences = dict[str, list[str | tuple[Any, Any]]]


def compared(mine: Reading, theirs: Any, body: bytes) -> Differences:
    """Return how entries differ, by field: the name of a rule, or both values where none explains it."""
    found: Differences = {"ids": [], "links": [], "dates": []}
    for one, other in zip(mine.entries, theirs.entries, strict=True):
        found["ids"] += difference_of_ids(one, other, body)
        found["links"] += difference_of_links(one, other, body)
        found["dates"] += difference_of_dates(one, other, body)
    return found


def difference_of_ids(one: GivenEntry, other: Any, body: bytes) -> Iterator[str | tuple[Any, Any]]:
    given, known = one.id or "", (other.get("id") or "").strip()
    if known in (given, joined(given)):  # the reference takes a relative id for an address
        return
    if b"<!ENTITY" in body:
        yield ENTITIES
    elif not known and joined(given) is None:
        yield UNJOINED
    else:
        yield given, known


def difference_of_links(one: GivenEntry, other: Any, body: bytes) -> Iterator[str | tuple[Any, Any]]:
    given, known = canonical_url(one.url), canonical_url(other.get("link"))
    if given == known:
        return
    enclosures = {
        canonical_url(link.get("href")) for link in other.get("links", ()) if link.rel == "enclosure"
    }
    if b"<CHANNEL" in body:
        yield CDF
    elif given is not None and given == canonical_url(other.get("feedburner_origlink")):
        yield PROXY
    elif given is None and not dict.get(other, "links"):
        yield ID_AS_LINK
    elif known is None and given == canonical_url(one.id):
        yield ABOUT
    elif known in enclosures:
        yield ENCLOSURE
    elif known is None and given in {canonical_url(part.get("src")) for part in other.get("content", ())}:
        yield SOURCE
    else:
        yield given, known


def difference_of_dates(one: GivenEntry, other: Any, body: bytes) -> Iterator[str | tuple[Any, Any]]:
    given = one.published
    known = next(
        (when for name in ("published", "created", "updated") if (when := moment(other, name))), None
    )
    if given == known:
        return
    if given is not None and not MOMENT.fullmatch(given):
        yield GIVEN
    elif known is None:
        yield UNREAD
    elif max(len(re.findall(rb"<%b>" % name, body)) for name in (b"created", b"updated", b"modified")) > 1:
        yield SEVERAL
    else:
        yield given, known


def moment(entry: Any, name: str) -> str | None:
    """Return a date of the reference's as RFC 3339."""
    parsed = dict.get(entry, f"{name}_parsed")  # its own `get` takes one date for another
    try:
        return parsed and datetime.fromtimestamp(timegm(parsed), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):
        return None


def joined(name: str) -> str | None:
    try:
        return urljoin(AT, name)
    except ValueError:
        return None


def cut(body: bytes, chance: Random) -> bytes:
    return body[: chance.randrange(len(body) // 2, len(body))]


def gap(body: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(body) // 10, len(body))
    return body[:at] + body[at + chance.randrange(1, 30) :]


def noise(body: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(body) // 10, len(body))
    return body[:at] + chance.randbytes(8) + body[at:]


def open_element(body: bytes, chance: Random) -> bytes:
    ends = list(re.finditer(rb"</(?:description|title|link|item|entry|guid)>", body))
    end = chance.choice(ends)
    return body[: end.start()] + body[end.end() :]


def loose_html(body: bytes, chance: Random) -> bytes:
    return body.replace(b"</title>", b" R&D &nbsp;</title><description><p>one<br>two <b>three</description>")


DAMAGE = (cut, gap, noise, open_element, loose_html)


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_gives_as_much_as_it_gives_the_reference(
    files: list[Path], damage: Callable[[bytes, Random], bytes]
) -> None:
    """Feeds of the size of a newspaper's, damaged at random: no fewer entries than the reference finds."""
    chance, count = Random(5), Counter[str]()
    for path in files:
        body = path.read_bytes()
        whole = ours(body) if path.suffix == ".xml" and len(body) < 60_000 else ""
        if isinstance(whole, str) or len(whole.entries) < 4:
            continue
        for _ in range(6):
            broken = damage(body, chance)
            found = ours(broken)
            count["before"] += len(whole.entries)
            count["here"] += 0 if isinstance(found, str) else len(found.entries)
            count["there"] += len(reference(broken).entries)
    print("\n", damage.__name__, dict(count))
    assert count["here"] >= 0.99 * count["there"] > 0


def test_no_damage_makes_it_fail_or_hang(files: list[Path]) -> None:
    """Damaged three times over, every file is still read or refused in words, within two seconds."""
    chance = Random(7)
    for path in files:
        body = path.read_bytes() + b" " * 40
        for damage in (noise, gap, cut):
            body = damage(body, chance)
        for form in FORMS:
            began = time.process_time()
            ours(body, form)
            assert time.process_time() - began < SECONDS, path.name
