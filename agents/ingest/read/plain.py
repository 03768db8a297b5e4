"""What a feed writes, as a line of plain text; and whether it is HTML."""

import html
import re

from agents.ingest.pagetext import all_text
from agents.ingest.read.bounds import LINE

# Tags that have no place in a headline but for its look: they leave no space behind.
_INLINE = "a|abbr|b|bdi|bdo|big|cite|code|del|em|font|i|ins|mark|nobr|q|s|small|span|strong|sub|sup|tt|u|wbr"
_BLOCK = (
    "address|article|aside|blockquote|br|caption|center|dd|div|dl|dt|embed|figcaption|figure|footer|form"
    "|h[1-6]|head|header|hr|html|body|iframe|img|li|link|main|meta|nav|noscript|object|ol|p|picture|pre"
    "|script|section|source|style|svg|table|tbody|td|tfoot|th|thead|tr|ul|video|audio"
)
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCK})(?=[\s/>])[^<>]*>|<!--[^<>]*>", re.IGNORECASE)
_HIDING = re.compile(r"<(?:script|style)\b", re.IGNORECASE)  # what stands between them is not text
# With its semicolon only: `&notes` in a headline is no `¬es`.
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_MARKUP = re.compile(rf"</?(?:{_INLINE}|{_BLOCK})(?=[\s/>])|<!--|{_REFERENCE.pattern}", re.IGNORECASE)


def is_markup(text: str) -> bool:
    """Return whether `text` is HTML: it holds a tag of HTML or a character reference."""
    return _MARKUP.search(text) is not None


def resolved(text: str) -> str:
    """Return `text` with its character references resolved once; what is none stays as it is."""
    return _REFERENCE.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def line_of(text: str | None) -> str | None:
    """Return a title or name as plain text on one line; None where nothing is left.

    Tags of HTML go, references are resolved once: RSS says of neither whether it is HTML, and Atom titles
    that claim to be plain often are not. What only looks like a tag (`a < b`, `<sic>`) stays.
    """
    if not text:
        return None
    text = text[: 4 * LINE]  # HTML around a headline; beyond, there is no headline
    if _HIDING.search(text):
        text = all_text(text)
    elif "<" in text:
        text = _BLOCK_TAG.sub(" ", _INLINE_TAG.sub("", text))
    return " ".join(resolved(text).split())[:LINE].rstrip() or None
