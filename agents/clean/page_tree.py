"""A page as lxml's tree."""

from typing import Any

from lxml import etree
from lxml.html import HtmlElement

# `huge_tree`: a page of unclosed tags is nested deeper than the 256 elements at which the parser would stop
# and lose the rest. With it the limit is 2048, and a text may be longer than 10 MB.
_PARSER = etree.HTMLParser(
    encoding="utf-8",
    remove_comments=True,
    remove_pis=True,
    collect_ids=False,
    default_doctype=False,
    huge_tree=True,
)
# htmldate takes this class only. Named once for all elements it is given by C; lxml.html asks a function of
# Python for each, which is a third of the time that it takes to walk a page.
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))


def parsed(html: str) -> Any:
    """Return lxml's tree of a page, or None where nothing is in it. Whatever is broken is mended."""
    return etree.fromstring(html.replace("\x00", "").encode("utf-8", "replace"), _PARSER)
