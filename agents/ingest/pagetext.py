"""What a page says, so that one version of it can be told from the next: the text of its article.

Between two fetches of a page its clock, its list of the most read, its advertisements and its count of
comments change; none of that is news. So the sentences outside navigation, sidebars, captions, comments
and links count, and all the text where there are too few. It serves to be compared, not to be read, and
runs where pages come in: pure Python in time linear in the page. Cleaning extracts the article in earnest.
"""

import html
import re

from agents.ingest.pageblocks import Block, blocks

TAGS = 30_000  # of the 990 pages of the evaluation none has 20,000; what has more is no article
LEAST = 200  # characters; fewer are no article's text
# A box that holds so many times the text outside all boxes is the article's own frame, whatever its name;
# comments may be longer than the article.
FRAME = 2
_PASSES = 3  # a frame may stand in a frame
ENTITIES = 50_000  # of a page; resolving more takes too long

_TALK = frozenset({"comment", "comments", "commentlist", "disqus", "kommentare", "respond"})
_OPEN = re.compile(r"<(?:!--|[/!?a-zA-Z])")
_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9]{0,15}")
# What stands between these is not text, or changes from one load to the next.
_HIDDEN = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "textarea"})


def page_text(page: str) -> str:
    """Return the text of an HTML page's article, a line a paragraph; all its text where that is too little.

    A page of more than `TAGS` tags is returned as it is. Never raises.
    """
    if page.count("<") > TAGS:
        return page
    if "&" in page and page.count("&") > ENTITIES:
        page = page.replace("&", " ")
    frames: set[tuple[str, ...]] = set()
    for _ in range(_PASSES):
        found = list(blocks(page, frames))
        if not (frame := _frame(found)):
            break
        frames.add(frame)
    inside = [one.text for one in found if not one.box]
    if sum(map(len, inside)) >= LEAST:
        return "\n".join(inside)
    everywhere = [one.text for one in found]
    return "\n".join(everywhere) if sum(map(len, everywhere)) >= LEAST else all_text(page)


def _frame(found: list[Block]) -> tuple[str, ...]:
    """Return the box that the article stands in, if it stands in one."""
    sizes: dict[tuple[str, ...], int] = {}
    for one in found:
        sizes[one.box] = sizes.get(one.box, 0) + len(one.text)
    outside = sizes.pop((), 0)
    frames = {box: size for box, size in sizes.items() if size > FRAME * outside and _TALK.isdisjoint(box)}
    return max(frames, key=lambda box: frames[box], default=())


def all_text(page: str) -> str:
    """Return the text between a page's tags; tags become spaces. Never raises."""
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
