"""The article of an HTML page: its text and what the page says of itself. Runs in the sandbox.

trafilatura in its fast mode; where its words and those of resiliparse, another method altogether, are
too unlike, its full mode decides. On trafilatura's own 990 pages 7 % go that way, for the quality of
the full mode.
"""

import re
from typing import Any

import htmldate
import trafilatura
from resiliparse.extract.html2text import extract_plain_text

from agents.clean.markup import is_page
from agents.clean.page_meta import read_meta
from agents.clean.published import from_url

AGREEMENT = 0.3  # word-Jaccard below which the two are taken to have found different things

_WORD = re.compile(r"\w+")


def read_page(html: str, url: str | None) -> dict[str, Any]:
    """Return `text`, and of a whole page `title, published, modified, authors, canonical`.

    A fragment (a feed's description) is all article: its text is taken as it stands.
    """
    if not is_page(html):
        return {"text": _all_text(html)}
    tree = trafilatura.load_html(html)
    if tree is None:
        return {"text": _all_text(html)}
    meta = read_meta(tree, url)
    if not meta["published"] and len(from_url(url) or "") < len("2020-06-26"):
        meta["published"] = _searched(tree, url)
    return meta | {"text": _article(html)}


def warm() -> None:
    """Load what the first page would otherwise wait for: the date words of a hundred languages."""
    _searched(trafilatura.load_html("<html><body><p class='date'>zq 26 vvv 2020</p></body></html>"), None)


def agreement(one: str, other: str) -> float:
    """Return the share of words that two texts have in common, 0 to 1."""
    first, second = (set(_WORD.findall(text.lower())) for text in (one, other))
    return len(first & second) / len(first | second) if first | second else 1.0


def _article(html: str) -> str:
    fast = _extract(html, fast=True)
    second = str(extract_plain_text(html, main_content=True, alt_texts=False, list_bullets=False))
    if agreement(fast, second) < AGREEMENT:
        return _extract(html, fast=False) or fast or second
    return fast


def _extract(html: str, fast: bool) -> str:
    found = trafilatura.extract(html, fast=fast, include_comments=False, output_format="txt")
    return found or ""


def _searched(tree: Any, url: str | None) -> str | None:
    """Return the day that htmldate finds on the page; the first of January is its guess for a year."""
    found: str | None = htmldate.find_date(tree, original_date=True, url=url)
    return found[:4] if found and found.endswith("-01-01") else found


def _all_text(html: str) -> str:
    return str(extract_plain_text(html, preserve_formatting=True, alt_texts=False, list_bullets=False))
