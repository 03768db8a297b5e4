"""Hostile and broken pages: each is answered or given up in time, in bounded memory, and the next is read."""

import io
import random
import re
import tarfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zstandard

from agents.clean.sandbox import SECONDS, PageLost, Sandbox
from agents.ingest.read.encoding import decoded

START = 15.0  # seconds that a new parser may take to be ready, on a machine with other work
MEMORY = 2 << 30  # bytes that a parser may have mapped; the pages below need a fraction
MEGA = 1 << 20
HEAD = "<!doctype html><html><head><title>Quay</title></head><body>"
WORDS = "The quay was closed for a day, and the boats lay in the bay until the evening of the next. "

HOSTILE: dict[str, str] = {
    "10 MB of one word": HEAD + "<p>" + "w" * (10 * MEGA),
    "10 MB of words": HEAD + "<p>" + WORDS * (10 * MEGA // len(WORDS)),
    "10 MB of paragraphs": HEAD + f"<p>{WORDS}" * (10 * MEGA // len(WORDS)),
    "10 MB of open tags": HEAD + "<p>" * (10 * MEGA // 3),
    "100,000 nested divs": HEAD + "<div>" * 100_000 + WORDS,
    "100,000 nested divs with text": HEAD + f"<div>{WORDS}" * 100_000,
    "30,000 nested divs": HEAD + "<div>" * 30_000 + WORDS,
    "100,000 nested links": HEAD + "<a href=x>" * 100_000 + WORDS,
    "100,000 nested bolds": HEAD + "<b>quay " * 100_000,
    "30,000 nested tables": HEAD + "<table><tr><td>" * 30_000 + WORDS,
    "100,000 nested svg": HEAD + "<svg><g>" * 50_000,
    "30,000 lists in lists": HEAD + "<ul><li>quay" * 30_000,
    "a million line breaks": HEAD + "<p>" + "a<br>" * MEGA,
    "a million comments": HEAD + "<!--" * MEGA,
    "a million entities": HEAD + "&amp;" * MEGA,
    "a million brackets": HEAD + "<" * MEGA,
    "a million zeros": HEAD + "\x00" * MEGA + WORDS,
    "a class of a million names": HEAD + f'<div class="{"share- " * MEGA}">{WORDS}</div>',
    "a hundred thousand attributes": HEAD + "<p " + " ".join(f"a{n}=b" for n in range(100_000)) + f">{WORDS}",
    "30,000 marked spans": HEAD + "<p>" + '<span class="date">12 May 2020</span> ' * 30_000,
    "20,000 classes": HEAD + "".join(f'<div class="c{n} related{n}">{WORDS}</div>' for n in range(18_000)),
    "30,000 metas": "<html><head>" + '<meta name="date" content="2020-06-2b">' * 30_000 + HEAD + WORDS,
    "20,000 times": HEAD + '<time datetime="2020-06-26">26 June</time>' * 20_000,
    "20,000 headings": HEAD + "<h1>Quay closed</h1>" * 20_000,
    "a title of bars": f"<html><head><title>{'a | ' * 250_000}</title></head><body>{WORDS}",
    "JSON in JSON": "<html><head>"
    + f'<script type="application/ld+json">{"[" * 400_000}</script>' * 3
    + HEAD,
    "JSON that never ends": "<html><head>" + '<script type="application/ld+json">{"a":"' + "x" * 5 * MEGA,
    "a script that never ends": HEAD + WORDS + "<script>" + "x" * MEGA,
    "halves of characters": HEAD + "<p>" + "&#xD800;&#56320;\x01\x0b\ufffe" * 50_000,
    "frames": "<html><frameset>" + "<frame src=x>" * 30_000,
    "nothing": "<html>",
    "only a head": "<html><head><title>Quay",
    "tags in a row": HEAD + "".join(f"<x{n}>" for n in range(30_000)),
    "combining marks": HEAD + "<p>a" + "\u0301" * MEGA,
}


@pytest.fixture(scope="module")
def parser() -> Iterator[Sandbox]:
    box = Sandbox(memory=MEMORY)
    yield box
    box.close()


def answered(parser: Sandbox, html: str) -> bool:
    """Return whether the page was read; fails where it took longer than it may."""
    start = time.monotonic()
    try:
        page = parser.read(html, "https://news.example/2020/06/26/quay")
    except PageLost:
        return False
    finally:
        assert time.monotonic() - start < SECONDS + START, html[:200]
    assert isinstance(page["text"], str)
    return True


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_costs_its_parser_at_most_and_the_next_is_read(parser: Sandbox, name: str) -> None:
    answered(parser, HOSTILE[name])
    assert (
        parser.read(f"<html><body><article><p>{WORDS}</p></article></body></html>", None)["text"]
        == WORDS.strip()
    )


def _cut(html: str, chance: random.Random) -> str:
    return html[: chance.randrange(len(html))]


def _without(html: str, chance: random.Random) -> str:
    start = chance.randrange(len(html))
    return html[:start] + html[start + chance.randrange(1, 5000) :]


def _repeated(html: str, chance: random.Random) -> str:
    start = chance.randrange(len(html))
    part = html[start : start + chance.randrange(1, 2000)]
    return html[:start] + part * chance.choice((2, 20, 200)) + html[start:]


def _unclosed(html: str, chance: random.Random) -> str:
    tag = chance.choice(("div", "p", "a", "span", "li", "script", "td", "table", "ul", "b", "article"))
    return re.sub(f"</{tag}>", "", html, count=chance.choice((0, 1, 5)))


def _renamed(html: str, chance: random.Random) -> str:
    tags = [
        "div",
        "p",
        "table",
        "form",
        "svg",
        "select",
        "noscript",
        "template",
        "nav",
        "h1",
        "pre",
        "ruby",
        "math",
    ]
    one, other = chance.sample(tags, 2)
    return html.replace(f"<{one}", f"<{other}")


PIECES = (
    "<", ">", '"', "'", "<!--", "-->", "</", "<![CDATA[", "\x00", "\x0b", "\ufffd", "\u202e", "&#0;", "&",
    "</body>", "</html>", "<body>", "<plaintext>", "<frameset>", "<table><p>", "<a><a>", "<select><div>",
    "=\"'>",
)  # fmt: skip


def _inserted(html: str, chance: random.Random) -> str:
    for _ in range(chance.choice((1, 5, 50))):
        start = chance.randrange(len(html) + 1)
        html = html[:start] + chance.choice(PIECES) + html[start:]
    return html


def _shuffled(html: str, chance: random.Random) -> str:
    parts = html.split("<")
    start = chance.randrange(len(parts))
    some = parts[start : start + 200]
    chance.shuffle(some)
    return "<".join([*parts[:start], *some, *parts[start + 200 :]])


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    _cut, _without, _repeated, _unclosed, _renamed, _inserted, _shuffled,
)  # fmt: skip


def mutated(html: str, chance: random.Random) -> str:
    """Return a page with one to four things wrong with it."""
    for _ in range(chance.randrange(1, 5)):
        html = chance.choice(MUTATIONS)(html or "<html>", chance)
    return html[: 4 * MEGA]


def _tried(shared: Path, count: int) -> list[bool]:
    """Return for each of `count` mutations of saved pages whether it was read."""
    packed = (shared / "data/pages/trafilatura-eval.tar.zst").read_bytes()
    raw = io.BytesIO(zstandard.ZstdDecompressor().stream_reader(packed).read())
    with tarfile.open(fileobj=raw) as archive:
        files = sorted(
            (one for one in archive if one.name.endswith((".html", ".htm"))), key=lambda one: one.name
        )
        pages = [decoded(archive.extractfile(one).read()) for one in files]  # type: ignore[union-attr]
    chance = random.Random(count)
    box = Sandbox(memory=MEMORY)
    try:
        return [answered(box, mutated(chance.choice(pages), chance)) for _ in range(count)]
    finally:
        box.close()


def test_300_damaged_pages_are_read(shared: Path) -> None:
    assert all(_tried(shared, 300))


@pytest.mark.slow
def test_10000_damaged_pages_are_read(shared: Path) -> None:
    read = _tried(shared, 10_000)
    print(f"{sum(read)} of {len(read)} damaged pages were read")
    assert sum(read) >= 0.999 * len(read)
