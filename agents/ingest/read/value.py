"""What stands in an element of a feed: its text, or its markup where it was not escaped."""

import base64
import binascii
import html

from lxml import etree

from agents.ingest.read.bounds import TEXT
from agents.ingest.read.names import name_of


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
    for inner in element.iterdescendants():
        name = name_of(inner)
        if name.startswith("html:") or (name and ":" not in name):
            inner.tag = name.rpartition(":")[2]
    etree.cleanup_namespaces(element)
    parts = [html.escape(element.text or "", quote=False)]
    parts += (etree.tostring(inner, method="html", encoding="unicode") for inner in element)
    return "".join(parts)


def _unpacked(packed: str) -> str:
    try:
        return base64.b64decode(packed[: 2 * TEXT]).decode("utf-8", "replace")[:TEXT].strip()
    except (binascii.Error, ValueError):
        return ""
