"""The sentences of a page, each with the box that it stands in, in one pass over its tags.

The page is cut at every `<`, which is as fast as text can be cut; each piece is a tag and the text behind
it, or text alone. No tree is built: an element that is left out ends where as many of its name were closed
as opened, so that a page which closes nothing leaves out too much and nothing worse.
"""

import html
import re
from collections.abc import Iterator, Set
from functools import lru_cache
from typing import NamedTuple

SHORTEST = 15  # characters of a sentence that ends as one: a reporter's "No," he said.
LONG = 80  # characters from which a line is a sentence whatever it ends with
WORDS = 4

Box = tuple[str, ...]  # the element's name, then the words of its class and id; empty: the article

_TAG = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]*)")
# What stands between these is not read by anybody, is a control, or changes from one load to the next.
_HIDDEN = frozenset({
    "audio", "button", "canvas", "iframe", "label", "math", "noscript", "object", "option", "script",
    "select", "style", "svg", "template", "textarea", "time", "title", "video",
})  # fmt: skip
# Tags inside a sentence; every other one ends it.
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "tt", "u", "var", "wbr",
})  # fmt: skip
_OUTSIDE = frozenset({"aside", "dialog", "figcaption", "figure", "footer", "header", "menu", "nav"})
# Elements that are outside the article if their class or id says so, by one of these words.
_NAMED = frozenset({"article", "div", "li", "ol", "p", "section", "span", "table", "td", "tr", "ul"})
_BOXES = frozenset({
    "ad", "adbox", "ads", "adsbox", "advert", "advertisement", "advertising", "advertorial", "adverts",
    "affiliate", "anzeige", "banner", "breadcrumb", "breadcrumbs", "breaking", "caption", "comentarios",
    "comment", "commentaires", "commentlist", "comments", "consent", "cookie", "cookies", "disqus", "footer",
    "hidden", "kommentare", "livefyre", "login", "menu", "modal", "mostread", "nav", "navbar", "navi",
    "navigation", "newsletter", "outbrain", "pagination", "paywall", "popular", "popup", "promo", "promotion",
    "rail", "recirculation", "recommend", "recommendation", "recommendations", "recommended", "related",
    "relatedposts", "respond", "share", "sharing", "shares", "sidebar", "social", "sponsor", "sponsored",
    "subscribe", "subscription", "taboola", "tags", "teaser", "teasers", "ticker", "toolbar", "trending",
    "widget", "widgets",
})  # fmt: skip
# Words beside which those say something of the article itself: `has-sidebar`, `hentry tag-advertising`.
_FRAMES = frozenset({
    "article", "closed", "content", "has", "hentry", "is", "main", "no", "open", "status", "with", "without",
})  # fmt: skip
_ATTRIBUTE = re.compile(r"""(?<![\w-])(?:class|id)\s?=\s?(?:"([^"]*)|'([^']*)|([^\s>"']+))""", re.IGNORECASE)
_QUOTED = re.compile(r"""=\s?(?:"[^"]*"|'[^']*')""")
_QUOTE = re.compile(r"""=\s?(["'])""")
_TAG_READ = 1000  # characters of a tag; whole programs stand in attributes
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")  # mostRead, most-read, most_read
_ENDS = (".", "!", "?", "…", ":", ";", "。", "؟", "۔", '"', "”", "»", "“", "’", ")")


class Block(NamedTuple):
    """One paragraph, whitespace-normalised, and where it stands."""

    text: str
    box: Box


def blocks(page: str, frames: Set[Box]) -> Iterator[Block]:
    """Yield the sentences of a page; boxes in `frames` are taken for the article. Never raises."""
    first, *pieces = page.split("<")
    parts = [first]
    linked = 0  # characters in links
    link = False
    heading = False
    comment = False
    quote = ""  # of an attribute that has tags in it
    hidden = ""  # name of an element whose text does not count
    box: Box = ()
    depth = 0  # open elements with the name of the box
    for piece in pieces:
        if comment:
            _, ended, text = piece.partition("-->")
            comment = not ended
        elif quote:
            _, ended, text = piece.partition(quote)
            quote, text = ("", text.partition(">")[2]) if ended else (quote, "")
        elif (found := _TAG.match(piece)) is None:
            if hidden:
                continue
            if piece.startswith("!--"):
                _, ended, text = piece[3:].partition("-->")
                comment = not ended and not piece.startswith("!-->")
            else:
                text = piece.partition(">")[2] if piece[:1] in ("!", "?") else f"<{piece}"
        else:
            name = found[1].lower()
            closing = piece[0] == "/"
            if hidden:
                if not closing or name != hidden:
                    continue
                hidden = ""
            tag, ended, text = piece.partition(">")
            if not ended:
                quote = _opened(tag)
            elif tag.count('"') & 1:  # a `>` in an attribute
                rest, ended, behind = text.partition('">')
                tag, text = (tag + rest, behind) if ended else (tag, text)
            if name in _INLINE:
                if name == "a":
                    link = not closing and "href" in tag
                elif name == "br":
                    parts.append(" ")
            elif name in _HIDDEN:
                if not closing and not tag.endswith("/"):
                    hidden = name
                    continue
            else:
                if sentence := _sentence(parts, linked, heading):
                    # An article's headline often stands in its <header>.
                    yield Block(sentence, () if heading and box[:1] == ("header",) else box)
                parts, linked, heading = [], 0, name == "h1" and not closing
            if box:
                if name == box[0]:
                    depth += -1 if closing else 1
                    box = box if depth > 0 else ()
            elif not closing and (name in _OUTSIDE or (name in _NAMED and ("class" in tag or "id" in tag))):
                box = _box(name, tag[:_TAG_READ])
                box, depth = () if box in frames else box, 1
        if text:
            parts.append(text)
            if link:
                linked += len(text)
    if sentence := _sentence(parts, linked, heading):
        yield Block(sentence, box)


def _opened(tag: str) -> str:
    """Return the quotation mark of the attribute in the middle of which a tag was cut; empty for none."""
    found = _QUOTE.search(_QUOTED.sub("", tag))
    return found[1] if found else ""


def _sentence(parts: list[str], linked: int, heading: bool) -> str:
    """Return what stands between two tags as a sentence; empty where it is none, or mostly a link."""
    text = " ".join("".join(parts).split())
    if len(text) < SHORTEST or linked * 2 > len(text):
        return ""
    if "&" in text:
        text = " ".join(html.unescape(text).split())
    if heading or ((text.endswith(_ENDS) or len(text) >= LONG) and text.count(" ") >= WORDS - 1):
        return text
    return ""


@lru_cache(maxsize=4096)
def _box(name: str, tag: str) -> Box:
    """Return what an element is known by where it stands outside the article, empty where it does not."""
    words = [
        word.lower()
        for found in _ATTRIBUTE.finditer(tag)
        for word in _WORD.findall(found[1] or found[2] or found[3] or "")
    ]
    if name in _OUTSIDE or (not _BOXES.isdisjoint(words) and _FRAMES.isdisjoint(words)):
        return (name, *words)
    return ()
