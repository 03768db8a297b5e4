"""The text between a page's tags, in time linear in the page, whatever the page.

It serves to tell one version of a page from the next, not to be read: cleaning extracts the article.
"""

import html
import re

_OPEN = re.compile(r"<(?:!--|[/!?a-zA-Z])")
_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9]{0,15}")
# What stands between these is not text, or changes from one load to the next.
_HIDDEN = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "textarea"})


def page_text(page: str) -> str:
    """Return the text of an HTML page; tags become spaces. Never raises."""
    low = page.lower()
    if len(low) != len(page):
        low = page  # İ and its like change length; such a page's tags are taken as they are written
    parts: list[str] = []
    lost: set[str] = set()  # endings that do not occur any more, so that each is looked for once
    at = 0

    def past(ending: str, start: int) -> int:
        if ending in lost:
            return -1
        found = low.find(ending, start)
        if found < 0:
            lost.add(ending)
            return -1
        return found + len(ending)

    while (tag := _OPEN.search(page, at)) is not None:
        parts.append(page[at : tag.start()])
        if tag[0] == "<!--":
            after = past("-->", tag.end())
        else:
            after = past(">", tag.start())
            name = _NAME.match(low, tag.start() + 1)
            if after > 0 and name and name[0] in _HIDDEN and page[after - 2] != "/":
                closing = past(f"</{name[0]}", after)
                after = past(">", closing) if closing > 0 else after
        at = after if after > 0 else tag.end()
    parts.append(page[at:])
    return html.unescape(" ".join(parts))
