"""The article of an HTML page: its text and what the page says of itself. Runs in the sandbox.

The text is found by our own method (page_text.py). Where that is not sure of it, resiliparse, another method
altogether, is asked; where their words are too unlike, trafilatura, a third and slower one, as well: of the
990 pages of its own evaluation one in forty. It is believed where it finds a good deal more: what goes wrong
on such pages is that the article was taken for something else.
"""

import re
from typing import Any

import trafilatura
from resiliparse.extract.html2text import extract_plain_text

from agents.clean.dates.page import page_dates
from agents.clean.dates.searched import searched
from agents.clean.locked import says_locked
from agents.clean.markup import is_page
from agents.clean.page_form import form_of
from agents.clean.page_head import read_head
from agents.clean.page_linked import linked_data
from agents.clean.page_meta import read_meta
from agents.clean.page_signs import is_locked
from agents.clean.page_text import Found, article_text
from agents.clean.page_tree import parsed

TAGS = 40_000  # beyond which only the text of a page is read: of the 990 none has 20,000
AGREEMENT = 0.3  # word-Jaccard below which the two are taken to have found different things
# Elements within each other, beyond which resiliparse takes time quadratic in them. Of the 990 none has 50.
DEEP = 500
MORE = 1.3  # times as much text that trafilatura must find to be believed

_WORD = re.compile(r"\w+")


def read_page(html: str, url: str | None) -> dict[str, Any]:
    """Return `text`, and of a whole page `title, dates, authors, section, canonical, form, free`.

    A fragment (a feed's description) is all article: its text is taken as it stands. Of a page too large to
    be an article there is only the text. `form` is "live", "listing", "video" or None of an article; not
    `free`: the page says that only subscribers read all of it.
    """
    if not is_page(html):
        return {"text": _all_text(html)}
    tree = parsed(html)
    if tree is None:
        return {"text": _all_text(html)}
    found = article_text(tree)
    if html.count("<") > TAGS:
        return {"text": found.text}
    head = read_head(tree)
    linked = linked_data(head.objects)
    return read_meta(tree, head, linked, url) | {
        "text": _agreed(html, found),
        "dates": [one.packed() for one in page_dates(tree, head, url)],
        "form": form_of(found, linked, url),
        "free": linked.free and not is_locked(head.meta) and not says_locked(found.asked),
    }


def warm() -> None:
    """Load what the first page would otherwise wait for: rules, and the date words of a hundred languages."""
    says_locked("")
    searched(parsed("<html><body><p class='date'>zq 26 vvv 2020</p></body></html>"))


def agreement(one: str, other: str) -> float:
    """Return the share of words that two texts have in common, 0 to 1."""
    first, second = (set(_WORD.findall(text.lower())) for text in (one, other))
    return len(first & second) / len(first | second) if first | second else 1.0


def _agreed(html: str, found: Found) -> str:
    """Return the text that was found, or that of another method where they disagree."""
    if found.sure:
        return found.text
    if found.depth > DEEP:
        return found.text or _all_text(html)
    second = str(extract_plain_text(html, main_content=True, alt_texts=False, list_bullets=False))
    if agreement(found.text, second) >= AGREEMENT:
        return found.text
    third = trafilatura.extract(html, include_comments=False, output_format="txt") or ""
    return third if len(third) > MORE * len(found.text) else found.text or second


def _all_text(html: str) -> str:
    return str(extract_plain_text(html, preserve_formatting=True, alt_texts=False, list_bullets=False))
