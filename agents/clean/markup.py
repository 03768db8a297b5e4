"""Whether a text is marked up, and whether as a page or as a fragment of one."""

import re

_TAG = re.compile(
    r"</?(?:p|div|br|a|span|img|b|i|u|em|strong|ul|ol|li|h[1-6]|table|t[rdh]|tbody|figure|figcaption|section"
    r"|article|blockquote|hr|iframe|script|style|html|head|body|meta|link|title)(?:\s[^<>]{0,1000})?/?>"
    r"|<!doctype\s[^<>]{0,200}>|<!--",
    re.IGNORECASE,
)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|title)[\s>]", re.IGNORECASE)

MANY = 3  # tags that make a text HTML wherever they stand; one or two may be quoted in it


def is_markup(text: str) -> bool:
    """Return whether `text` is HTML, though it may not be called so: it starts with a tag or has many."""
    if "<" not in text:
        return False
    if _TAG.match(text.lstrip()):
        return True
    return sum(1 for _, _ in zip(_TAG.finditer(text), range(MANY), strict=False)) >= MANY


def is_page(html: str) -> bool:
    """Return whether `html` is a whole page, with everything around the article."""
    return _PAGE.search(html, 0, 20_000) is not None


def without_tags(line: str) -> str:
    """Return a title or another single line without its tags."""
    return _TAG.sub("", line) if "<" in line else line
