"""OPML bytes to a tree, mended where programs write it wrongly; nothing outside the file is read.

Bare ampersands, names of HTML for characters, characters that XML cannot hold, an encoding that is not
the declared one, a document that is cut off. A document that declares entities is refused unread: lists
of feeds need none, and bombs are made of them.
"""

import html
import re
from pathlib import Path
from typing import Any

from lxml import etree

from agents.ingest.read.encoding import decoded
from agents.ingest.sources.fault import fault

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")
_AMPERSAND = re.compile(r"&(#[0-9]{1,7};|#x[0-9a-fA-F]{1,6};|\w{1,32};)?")
_XML = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
# What XML 1.0 cannot hold at all; a parser would stop there.
_UNFIT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def root_of(raw: bytes, path: Path | str) -> Any:
    """Return the root element of an OPML document; raises `SourcesFault` where it is none."""
    text = decoded(raw)
    if "<!ENTITY" in text:
        raise fault(path, "declares XML entities of its own: such a file is not read")
    text = _UNFIT.sub("", _DECLARATION.sub("", text.lstrip("\ufeff")))
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
        remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        root = etree.fromstring(_AMPERSAND.sub(_character, text).encode(), parser)
    except etree.XMLSyntaxError:  # also a parser that recovers wants a root
        root = None
    if root is None or local(root) != "opml":
        name = f"its root is <{local(root)}>" if root is not None else "nothing can be read of it"
        what = "a feed is named by its address in sources.toml" if root is not None else "is it whole?"
        raise fault(path, f"is no OPML: {name}; {what}")
    return root


def _character(found: re.Match[str]) -> str:
    """Return an `&` as XML has it: of its own five names, others as the character, a bare one escaped."""
    name = found[1]
    if name is None:
        return "&amp;"
    if name in _XML:
        return found[0]
    character = html.unescape(found[0])
    return html.escape(_UNFIT.sub("", character)) if character != found[0] else f"&amp;{name}"


def attribute(element: Any, name: str) -> str | None:
    """Return an attribute whatever the case of its name, None where it is missing or blank."""
    value = element.get(name)
    if value is None:
        value = next((value for key, value in element.items() if key.lower() == name.lower()), None)
    return value if value and value.strip() else None


def local(element: Any) -> str:
    """Return the name of an element without its namespace, in small letters; empty for a comment."""
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.rpartition("}")[2].lower()
