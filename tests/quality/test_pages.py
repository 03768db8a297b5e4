"""Versions of pages: what makes one and what does not, on real pages; figures printed with `-s`."""

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import lxml.html
import pytest
import trafilatura
from lxml import etree

from agents.ingest.identity import version
from tests.quality.saved_pages import saved_pages

# Of the sentences that cleaning finds, those whose change makes another version; of the passages that the
# evaluation says are not the article, those whose change makes one (mostly notices that never change).
SENTENCES, PASSAGES = 0.96, 0.20
# Of the pages, those whose version stays as it was.
STAYS = {"surroundings": 0.95, "lists of links": 0.95, "scripts": 0.99, "attributes": 0.99, "additions": 0.95}
EACH = 5  # every fifth page

_CODE = re.compile(r"<(script|style|noscript|template)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_END = re.compile(r"(?<=[.!?…])\s+")
_ADDED = (
    "<div class='top-banner'><p>Buy this car before Friday and save more than it costs.</p></div>",
    "<div id=most-read><ul><li><a href=/x>A minister resigns after a debate on trains.</a></ul></div>",
    "<section class=related><div><p>What else happened today, in a sentence.</p></div></section>",
    "<div class=comments><p>I do not agree with any of this, and I say so.</p></div>",
    "<div><p>17 comments</p><time>12:34</time><script>let shown = 1593172800;</script></div>",
)  # fmt: skip
Page = tuple[str, list[str]]


@pytest.fixture(scope="module")
def pages(shared: Path) -> list[Page]:
    """Every fifth page of the evaluation, with the passages that are not the article."""
    return [(one.html, list(one.unwanted)) for one in saved_pages(shared)[::EACH]]


def _changed(page: str, passage: str) -> str | None:
    """Return the page with one word of the passage changed; None where it does not stand there once."""
    read = _CODE.sub(" ", page)
    words = passage.split()
    for at in range(len(words)):
        some = words[at : at + 5]
        if len(" ".join(some)) >= 12 and read.count(" ".join(some)) == 1:
            longest = max(range(len(some)), key=lambda k: len(some[k]))
            other = [*some[:longest], some[longest] + "xq", *some[longest + 1 :]]
            return page.replace(" ".join(some), " ".join(other))
    return None


def _share(pages: list[Page], passages: Callable[[Page], list[str]]) -> float:
    """Return the share of passages whose change makes another version of their page."""
    made = [
        version(None, changed, "html") != version(None, page[0], "html")
        for page in pages
        for passage in passages(page)
        if (changed := _changed(page[0], passage)) is not None
    ]
    return sum(made) / len(made)


def _sentences(page: Page) -> list[str]:
    text = trafilatura.extract(page[0], fast=True, include_comments=False) or ""
    found = [one for line in text.splitlines() for one in _END.split(line)]
    found = [one for one in found if len(one.split()) >= 5 and one.endswith((".", "!", "?", "…"))]
    return random.Random(1).sample(found, min(len(found), 12))


def test_a_changed_sentence_makes_another_version(pages: list[Page]) -> None:
    sentences = _share(pages, _sentences)
    print(f"a changed sentence of the article: {sentences:.1%} another version")
    assert sentences >= SENTENCES


def test_what_is_not_the_article_seldom_makes_another_version(pages: list[Page]) -> None:
    passages = _share(pages, lambda page: page[1])
    print(f"a changed passage that is not the article: {passages:.1%} another version")
    assert passages <= PASSAGES


def _surroundings(root: etree._Element) -> Iterator[etree._Element]:
    yield from root.iter("nav", "aside", "footer", "time")


def _links(root: etree._Element) -> Iterator[etree._Element]:
    for one in root.iter("li", "ul"):
        text, linked = "".join(one.itertext()), "".join(t for a in one.iter("a") for t in a.itertext())
        if len(linked) >= 0.9 * len(text):
            yield one


def _reword(elements: Iterator[etree._Element]) -> None:
    for element in list(elements):
        for one in element.iter():
            if isinstance(one.tag, str) and one.text and one.text.strip():
                one.text = " ".join(word[::-1] for word in one.text.split())


def _scripts(root: etree._Element) -> None:
    for one in root.iter("script", "style"):
        one.text = "let shown = 1593172800;"


def _attributes(root: etree._Element) -> None:
    for number, one in enumerate(root.iter()):
        if isinstance(one.tag, str):
            one.set("data-q", str(number))


def _additions(root: etree._Element) -> None:
    body = root.find(".//body")
    for at, one in enumerate(_ADDED if body is not None else ()):
        body.insert(0 if at < 2 else len(body), lxml.html.fragment_fromstring(one))


CHANGES: dict[str, Callable[[etree._Element], None]] = {
    "surroundings": lambda root: _reword(_surroundings(root)),
    "lists of links": lambda root: _reword(_links(root)),
    "scripts": _scripts,
    "attributes": _attributes,
    "additions": _additions,
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_around_an_article_makes_no_other_version(pages: list[Page], change: str) -> None:
    same = []
    for page, _ in pages:
        root = lxml.html.document_fromstring(page.encode())
        before = etree.tostring(root, encoding="unicode", method="html")
        CHANGES[change](root)
        after = etree.tostring(root, encoding="unicode", method="html")
        if after != before:
            same.append(version(None, after, "html") == version(None, before, "html"))
    stays = sum(same) / len(same)
    print(f"{change}: {stays:.1%} of {len(same)} pages the same version")
    assert stays >= STAYS[change]
