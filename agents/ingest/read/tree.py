"""XML as the web has it, to a tree: without its DTD, mended where it breaks off, within bounds.

No entity is ever declared, since the DTD is cut away before the parser sees it; so neither nested nor
external nor very long entities can be used, and HTML's names are resolved here.
"""

import re

from lxml import etree

from agents.ingest.read import mend
from agents.ingest.read.balance import balanced
from agents.ingest.read.bounds import MARKS, MENDED
from agents.ingest.read.given import Unreadable

_HEAD = 1 << 13  # characters in which the document begins, after whatever a broken server put before it
_ROOT = re.compile(
    r"<(?:[\w-]{1,20}:)?(?:rss|feed|rdf|urlset|sitemapindex|channel|entry)(?=[\s/>])", re.IGNORECASE
)
_PROLOG = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*", re.IGNORECASE)
_LOGGED = 100  # errors that the parser tells, of any level; of more it is not known
# Between the brackets of a DTD: quoted texts and comments may hold brackets of their own.
_SUBSET = re.compile(r"[^\]\"'<]+|\"[^\"]*\"|'[^']*'|<!--.*?(?:-->|\Z)|[<\"']", re.DOTALL)


def tree(text: str) -> etree._Element | None:
    """Return the root of the document in `text`; None where it is no XML of a feed or sitemap.

    Raises Unreadable where it has more tags than are read.
    """
    start = _start(text)
    if start is None:
        return None
    if text.count("<") > MARKS:
        raise Unreadable(f"more than {MARKS} tags, which no feed has")
    text = text[start:]
    root, sound = _parsed(text)
    if not sound:
        text = mend.characters(text)
        root, sound = _parsed(text)
    if not sound and text.count("<") <= MENDED:
        other, sound = _parsed(balanced(mend.shelves(text)))
        root = other if other is not None else root
    return root


def _start(text: str) -> int | None:
    """Return where the root element begins, past prolog, DTD and junk."""
    at = _past_prolog(text)
    if (found := _ROOT.match(text, at)) is not None:
        return at
    if text.startswith(("<html", "<!DOCTYPE html"), at):
        return None
    found = _ROOT.search(text, at, at + _HEAD)
    return found.start() if found else None


def _past_prolog(text: str) -> int:
    at = 1 if text.startswith("\ufeff") else 0
    while True:
        if (found := _PROLOG.match(text, at)) is not None:
            at = found.end()
        elif (found := _DOCTYPE.match(text, at)) is not None:
            at = _past_subset(text, found.end())
        else:
            return at


def _past_subset(text: str, at: int) -> int:
    if text.startswith("[", at):
        at += 1
        while (found := _SUBSET.match(text, at)) is not None:
            at = found.end()
        end = text.find(">", at)
        return end + 1 if end >= 0 else len(text)
    return at + 1 if text.startswith(">", at) else at


def _parsed(text: str) -> tuple[etree._Element | None, bool]:
    """Return the tree as far as it can be built, and whether nothing of it was lost."""
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=True, no_network=True, load_dtd=False,
        huge_tree=False, collect_ids=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None, False
    lost = len(parser.error_log) >= _LOGGED or any(
        one.level == etree.ErrorLevels.FATAL for one in parser.error_log
    )
    return root, root is not None and not lost
