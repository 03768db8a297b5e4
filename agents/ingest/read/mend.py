"""Repairs of XML as feeds break it, each in one pass over the text."""

import html
import re

from agents.ingest.read.bounds import MARKS

# What XML 1.0 does not allow (2.2); surrogates cannot be in a decoded text.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]+")
_REFERENCE = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
    r"|&(?:#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[a-zA-Z][a-zA-Z0-9]{1,30};)?",
    re.DOTALL,
)
_XML = frozenset({"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"})
# Elements that hold text or HTML, and those that are entries.
_SHELF = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
    r"|<(?P<close>/?)(?P<name>(?:[\w-]{1,20}:)?(?:title|description|summary|content|encoded|subtitle|tagline|abstract"
    r"|info|rights|copyright)|item|entry)(?=[\s/>])[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)


def characters(text: str) -> str:
    """Return `text` with what makes XML break off resolved: bare ampersands, HTML's names, controls.

    CDATA sections and comments stay as they are, but for control characters.
    """
    text = _FORBIDDEN.sub(" ", text)
    if text.count("&") > MARKS:
        return text.replace("&", " ")  # no feed
    return _REFERENCE.sub(_reference, text)


def _reference(found: re.Match[str]) -> str:
    whole = found[0]
    if whole.startswith("<") or whole in _XML:
        return whole
    if whole == "&" or (meant := html.unescape(whole)) == whole:
        return f"&amp;{whole[1:]}"  # none that HTML knows: it is said, not meant
    return html.escape(_FORBIDDEN.sub(" ", meant), quote=True)


def shelves(text: str) -> str:
    """Return `text` with the HTML in its text elements escaped, and entries closed before the next begins.

    Unescaped HTML (`<description><p>one<br>two</description>`) breaks the tree around it; its own element
    ends where its closing tag stands.
    """
    parts: list[str] = []
    at = 0
    held: re.Match[str] | None = None  # the text element that is open
    entry: str | None = None  # the entry that is open
    for token in _SHELF.finditer(text):
        name = (token["name"] or "").lower()
        if not name or token[0].endswith("/>"):
            continue
        if name in ("item", "entry"):
            held = None
            if not token["close"] and entry is not None:
                parts += (text[at : token.start()], f"</{entry}>")
                at = token.start()
            entry = None if token["close"] else token["name"]
        elif not token["close"]:
            held = held or token
        elif held is not None and held["name"] == token["name"]:
            parts += (text[at : held.end()], _escaped(text[held.end() : token.start()]))
            at = token.start()
            held = None
    parts.append(text[at:])
    return "".join(parts)


def _escaped(inner: str) -> str:
    if "<" not in inner or inner.lstrip().startswith("<![CDATA["):
        return inner
    return inner.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
