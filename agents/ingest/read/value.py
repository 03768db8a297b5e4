"""What stands in an element of a feed: its text, or its markup where it was not escaped."""

import base64
import binascii
import re

from lxml import etree

from agents.ingest.read.bounds import TEXT

# What a serialiser writes of namespaces, which HTML has not, and the ends of elements that have none there
# (HTML standard, 13.1.2).
_SPACE = re.compile(r" xmlns(?::[\w.-]{1,100})?=\"[^\"<>]*\"")
_PREFIX = re.compile(r"(</?)[A-Za-z_][\w.-]{0,100}:(?=[A-Za-z])")
_VOID = re.compile(r"</(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)>")


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
    """Return what is inside an element as HTML."""
    whole = etree.tostring(element, method="html", encoding="unicode", with_tail=False)
    inside = whole.partition(">")[2].rpartition("</")[0][: 2 * TEXT]
    return _VOID.sub("", _PREFIX.sub(r"\1", _SPACE.sub("", inside)))


def _unpacked(packed: str) -> str:
    try:
        return base64.b64decode(packed[: 2 * TEXT]).decode("utf-8", "replace")[:TEXT].strip()
    except (binascii.Error, ValueError):
        return ""
