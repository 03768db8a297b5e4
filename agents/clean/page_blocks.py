"""A page as its blocks of text, in order, and the elements that they stand in. One pass over the tree."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any, Literal

from lxml import etree

from agents.clean.page_signs import signs_of

Kind = Literal["heading", "paragraph", "text", "item", "cell", "quote", "verbatim"]

# Beyond these a page is no article; of the 990 of the evaluation none has a tenth.
BLOCKS, PARTS = 50_000, 200_000
ENOUGH, SENTENCE = 100, 40  # characters of running text: without an end, and with one as sentences have it

SKIPPED = frozenset({
    "script", "style", "template", "svg", "iframe", "object", "embed", "canvas", "audio", "video", "button",
    "select", "textarea", "input", "option", "datalist", "map", "math", "picture", "source", "track", "head",
    "progress", "link", "meta", "img", "area", "param", "legend", "optgroup", "output", "frameset", "frame",
    "applet", "rt", "rp",
})  # fmt: skip
# What surrounds the article on nearly every page, and is a third of it.
FURNITURE = frozenset(("nav", "menu", "footer", "dialog"))
INLINE = frozenset({
    "a", "b", "strong", "em", "i", "u", "span", "font", "small", "big", "sup", "sub", "abbr", "acronym",
    "cite", "code", "q", "time", "mark", "ins", "del", "s", "strike", "bdi", "bdo", "dfn", "kbd", "samp",
    "tt", "var", "data", "nobr", "wbr", "amp", "ruby", "label", "address",
})  # fmt: skip
KINDS: dict[str, Kind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"), **dict.fromkeys(("td", "th", "caption"), "cell"),
    "p": "paragraph", "blockquote": "quote", "pre": "verbatim",
}  # fmt: skip
_HANDED_DOWN = ("item", "cell", "quote", "verbatim")  # to the paragraphs inside
_APART = frozenset(
    ("picture", "iframe", "video", "object", "embed")
)  # which part a text though they have none

_BREAK = "\x00"  # stands for <br>, and is no character of a parsed page
_PARAGRAPHS = re.compile(r"\n{2,}")
_END = re.compile(r"[.!?…。؟।:;][\"'”’»)\]]{0,3}\Z")


@dataclass(slots=True)
class Part:
    """An element that breaks the text. `first` to `last` are the blocks inside it."""

    tag: str
    parent: int  # its place among the parts; -1 of the body
    first: int
    last: int = 0
    word: str | None = None  # see `page_signs.Signs`
    frame: int = 0
    lead: bool = False


@dataclass(slots=True)
class Block:
    """A text without a break, white space made single; a line feed is a `<br>`."""

    text: str
    kind: Kind
    part: int
    linked: int  # characters of it in links
    prose: int = 0  # its characters where it reads as sentences, else none
    title: bool = False  # it is an <h1>


@dataclass(frozen=True, slots=True)
class Layout:
    """A page as it was read: parts and blocks in the order of the page, the body the first part."""

    parts: list[Part]
    blocks: list[Block]
    depth: int  # elements that are open at once, at most


def ends(text: str) -> bool:
    """Return whether `text` ends as a sentence does, or as what leads over to one."""
    return _END.search(text[-6:]) is not None


def read_blocks(tree: Any, without: Set[str] = frozenset()) -> Layout:
    """Return the parts and the blocks of lxml's tree of a page.

    The text of scripts, controls and the like is left out, and that of elements `without`; nothing else is
    judged here. At most about `BLOCKS` blocks are read. Elements may be nested as deeply as the tree has
    them.
    """
    body = tree.find("body")
    body = tree if body is None else body
    reading = _Reading(without)
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if element is body:
            reading.text(element.text if event == "start" else None)
        elif event == "end":
            reading.close()
            reading.text(element.tail)
        elif reading.open(element):
            reading.text(element.text)
        else:
            walk.skip_subtree()
        if len(reading.blocks) > BLOCKS or len(reading.parts) > PARTS:
            break
    while reading.opened:
        reading.close()
    reading.flush()
    reading.parts[0].last = len(reading.blocks)
    return Layout(reading.parts, reading.blocks, reading.depth)


class _Reading:
    """How far a page has been read: what is open, and the text since the last break."""

    __slots__ = ("blocks", "depth", "kind", "linked", "links", "opened", "part", "parts", "pieces", "skipped")

    def __init__(self, without: Set[str]) -> None:
        self.skipped = SKIPPED | without
        self.parts = [Part("body", -1, 0)]
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.linked = 0  # characters of `pieces` in links
        self.part, self.links = 0, 0  # the part that is open, and how many links around
        self.depth = 0
        self.kind: Kind = "text"
        self.opened: list[tuple[int, Kind, int]] = []  # what each open element changed: to be put back

    def text(self, text: str | None) -> None:
        if text and (self.pieces or not text.isspace()):
            self.pieces.append(text.replace("\n", _BREAK) if self.kind == "verbatim" else text)
            if self.links:
                self.linked += len(text.strip())

    def open(self, element: Any) -> bool:
        """Begin an element; return whether what is inside it is read."""
        tag = element.tag
        self.opened.append((self.part, self.kind, self.links))
        self.depth = max(self.depth, len(self.opened))
        if tag in INLINE and not (tag == "span" and _stands_alone(element, self.pieces)):
            self.links += tag == "a" and element.get("href") is not None
            return True
        if tag == "br":
            self.pieces.append(_BREAK)
            return False
        if tag in self.skipped or not isinstance(tag, str):
            if tag in _APART:
                self.flush()
            return False
        self.flush()
        said = signs_of(tag, element.items())
        self.parts.append(Part(tag, self.part, len(self.blocks), 0, *said))
        self.part = len(self.parts) - 1
        if tag in KINDS and not (tag == "p" and self.kind in _HANDED_DOWN):
            self.kind = KINDS[tag]
        elif tag != "span" and not (self.kind in _HANDED_DOWN and tag in ("p", "div")):
            self.kind = "text"
        return True

    def close(self) -> None:
        part, kind, links = self.opened.pop()
        if part != self.part:
            self.flush()
            self.parts[self.part].last = len(self.blocks)
        self.part, self.kind, self.links = part, kind, links

    def flush(self) -> None:
        """End the block that the text since the last break makes."""
        if self.pieces:
            one = self.parts[self.part]
            title = self.kind == "heading" and "h1" in (one.tag, self.parts[max(one.parent, 0)].tag)
            self.blocks += _blocks("".join(self.pieces), self.kind, self.part, self.linked, title)
            self.pieces.clear()
            self.linked = 0


def _stands_alone(element: Any, pieces: list[str]) -> bool:
    """Return whether a span begins a text and says what it is: a date, a credit. In mid-text it is prose."""
    attributes = element.items()
    if not attributes or any(not piece.isspace() for piece in pieces):
        return False
    return signs_of("span", attributes).word is not None


def _blocks(raw: str, kind: Kind, part: int, linked: int, title: bool) -> Iterator[Block]:
    """Yield the blocks of one run of text: two line breaks part paragraphs."""
    text = "\n".join(" ".join(line.split()) for line in raw.split(_BREAK)).strip("\n")
    if not text:
        return
    for one in _PARAGRAPHS.split(text) if "\n\n" in text and kind != "verbatim" else (text,):
        share = min(len(one), linked * len(one) // len(text))
        yield Block(one, kind, part, share, _prose(one, kind, share), title)


def _prose(text: str, kind: Kind, linked: int) -> int:
    """Return the characters of what reads as sentences: no heading, no links, no label."""
    size = len(text)
    if kind == "heading" or 2 * linked > size or size < SENTENCE:
        return 0
    return size if size >= ENOUGH or ends(text) else 0
