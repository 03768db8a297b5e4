"""What stands in an element of a feed: its text, or its markup where it was not escaped."""

import base64
import binascii
import html

from lxml import etree

from agents.ingest.read.bounds import TEXT
from agents.ingest.read.names import name_of

# Elements of HTML that have no end (HTML standard, 13.1.2).
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
})  # fmt: skip


def value_of(element: etree._Element) -> str:
    """Return the text of an element, as HTML where it has elements inside; empty where it is not text."""
    if element.get("mode") == "base64" or element.get("encoding") == "base64":
        return _unpacked(element.text or "")
    kind = (element.get("type") or "").lower()
    if "/" in kind and not kind.startswith("text/") and not kind.endswith(("xml", "html")):
        return ""  # a picture, a sound: Atom may hold anything
    if len(element) == 0:
        return (element.text or "")[:TEXT].strip()
    return _markup(element)[:TEXT].strip()


def _markup(element: etree._Element) -> str:
    """Return what is inside an element as HTML: without namespaces, which HTML has not."""
    parts = [html.escape(element.text or "", quote=False)]
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if inner is element:
            continue
        tag = name_of(inner).rpartition(":")[2]
        if event == "start":
            said = (f' {name.rpartition("}")[2]}="{html.escape(value)}"' for name, value in inner.items())
            parts += (f"<{tag}{''.join(said)}>", html.escape(inner.text or "", quote=False))
        else:
            end = "" if tag in _VOID else f"</{tag}>"
            parts += (end, html.escape(inner.tail or "", quote=False))
    return "".join(parts)


def _unpacked(packed: str) -> str:
    try:
        return base64.b64decode(packed[: 2 * TEXT]).decode("utf-8", "replace")[:TEXT].strip()
    except (binascii.Error, ValueError):
        return ""
