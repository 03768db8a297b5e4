"""Hostile and broken pages: each is answered or given up in time, in bounded memory, and the next is read.

What they cost is printed with `-s`.
"""

import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from agents.clean.sandbox import SECONDS, PageLost, Sandbox
from tests.quality.saved_pages import saved_pages

SLACK = 5.0  # seconds on a machine with other work, until a parser that is ended is gone
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


@dataclass(slots=True)
class Parser:
    """A process that parses pages, and what they cost it."""

    box: Sandbox = field(default_factory=lambda: Sandbox(memory=MEMORY))
    pages: int = 0
    read: int = 0
    slowest: float = 0.0  # seconds
    memory: int = 0  # KiB that it held at most; 0 where the system does not tell

    def answers(self, html: str) -> bool:
        """Return whether the page was read; fails where it took longer than it may."""
        if self.box._process is None:
            self.box.read("", None)  # so that the start of a process is not taken for the page's time
        start = time.monotonic()
        try:
            page = self.box.read(html, "https://news.example/2020/06/26/quay")
        except PageLost:
            return False
        finally:
            self.pages += 1
            self.slowest = max(self.slowest, time.monotonic() - start)
            self.memory = max(self.memory, self._held())
            assert time.monotonic() - start < SECONDS + SLACK, html[:200]
        assert isinstance(page["text"], str)
        self.read += 1
        return True

    def _held(self) -> int:
        process = self.box._process
        status = Path(f"/proc/{process.pid}/status") if process else None
        found = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status and status.exists() else None
        return int(found[1]) if found else 0

    def close(self, name: str) -> None:
        self.box.close()
        print(
            f"\n{name}: {self.read} of {self.pages} read, the slowest answered in {self.slowest:.1f} s, "
            f"at most {self.memory >> 10} MiB held"
        )


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    one = Parser()
    yield one
    one.close("hostile pages")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_costs_its_parser_at_most_and_the_next_is_read(parser: Parser, name: str) -> None:
    parser.answers(HOSTILE[name])
    good = f"<html><body><article><p>{WORDS}</p></article></body></html>"
    assert parser.box.read(good, None)["text"] == WORDS.strip()


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


def _read(shared: Path, count: int) -> int:
    """Return how many of `count` mutations of saved pages were read."""
    pages = [one.html for one in saved_pages(shared)]
    chance = random.Random(count)
    parser = Parser()
    try:
        return sum(parser.answers(mutated(chance.choice(pages), chance)) for _ in range(count))
    finally:
        parser.close("damaged pages")


def test_300_damaged_pages_are_read(shared: Path) -> None:
    assert _read(shared, 300) == 300


@pytest.mark.slow
def test_10000_damaged_pages_are_read(shared: Path) -> None:
    assert _read(shared, 10_000) >= 0.999 * 10_000
