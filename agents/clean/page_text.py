"""The text of an article in a page, without what else stands in its frame."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from agents.clean.page_blocks import FURNITURE, Block, ends, read_blocks
from agents.clean.page_frame import Frame, find_frame
from agents.clean.page_marks import LEAST, marks, prose_of
from agents.clean.page_signs import asks_reader

LINKS = 0.8  # share of a block in links from which it is one: a teaser, a menu
LINK = 100  # characters of a paragraph that may be a link as a whole; a longer one is a linked text
LABEL = 60  # characters of a label: what ends in a colon, or stands alone at the end
# Of the 990 pages of trafilatura's evaluation four in five are so; where another method found something else
# on these, it was right less often.
LONG, MOST = 700, 0.6  # characters of prose, and share of the page's
BELOW = 10  # blocks below the frame that may still be a notice to the article
ENTRY = 25  # characters of a row of a list or a table below the last sentence of a text


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: the text, a line a block."""

    text: str = ""
    prose: int = 0  # characters of it that read as sentences
    teasers: tuple[int, ...] = ()  # headings in its frame that are links, each with the prose below it
    above: int = 0  # prose between the headline, or the start of the frame, and the first of them
    sure: bool = False  # it is long, and most of the prose of the page: no other method knows better
    depth: int = 0  # of the page: elements that are open at once, at most
    asked: str = ""  # labels in it and boxes in and below it, which may ask the reader to subscribe


def article_text(tree: Any) -> Found:
    """Return the text of the article in lxml's tree of a page; empty where none is found.

    The tree is not changed. The time is linear in the page.
    """
    layout = read_blocks(tree, without=FURNITURE)
    if (
        sum(one.prose for one in layout.blocks) < LEAST
    ):  # one that is never closed may hold the rest of a page
        layout = read_blocks(tree)
    parts, blocks = layout.parts, layout.blocks
    if not blocks:
        return Found(depth=layout.depth)
    marked = marks(parts, blocks)
    frame = find_frame(parts, blocks, marked, prose_of(parts, blocks, marked))
    kept = _headed(
        [(blocks[place], True) for place in frame.lead]
        + [(one, marked[one.part] is None and not _is_link(one)) for one in blocks[frame.first : frame.last]]
    )
    kept = _trimmed(kept, frame)
    text = "\n".join(one.text for one in kept)
    prose = sum(one.prose for one in kept)
    above, *teasers = _under_teasers(blocks, marked, frame)
    sure = prose >= LONG and prose >= MOST * sum(one.prose for one in blocks)
    asked = "\n".join(_asked(blocks, marked, frame))
    return Found(text, prose, tuple(teasers), above, sure, layout.depth, asked)


def _asked(blocks: Sequence[Block], marked: Sequence[str | None], frame: Frame) -> Iterator[str]:
    """Yield what may be a notice to the reader: labels in the frame, boxes for it there and right below."""
    for place, one in enumerate(blocks[frame.first : frame.last + BELOW], frame.first):
        word = marked[one.part]
        label = word is None and place < frame.last and not one.prose and not _is_link(one)
        if label or asks_reader(word):
            yield one.text


def _under_teasers(blocks: Sequence[Block], marked: Sequence[str | None], frame: Frame) -> list[int]:
    """Return the prose between headline and first heading that is a link, then what follows each of these."""
    titles = (place for place in range(frame.first - 1, -1, -1) if blocks[place].title)
    sums = [0]
    for one in blocks[next(titles, frame.first) : frame.last]:
        if marked[one.part] is not None:
            continue
        if one.kind == "heading" and _is_link(one):
            sums.append(0)
        else:
            sums[-1] += one.prose
    return sums


def _is_link(block: Block) -> bool:
    size = len(block.text)
    return block.linked > LINKS * size and (size < LINK or block.kind != "paragraph")


def _headed(blocks: Sequence[tuple[Block, bool]]) -> list[Block]:
    """Return the blocks that stay, without headings and labels under which nothing stays."""
    kept: list[Block] = []
    under = gone = 0  # blocks under the next heading up that stay, and that go
    for one, stays in reversed(blocks):
        heading = one.kind == "heading"
        label = heading or (len(one.text) < LABEL and one.text.endswith(":"))
        if stays and not (label and under == 0 and (gone or not kept)):
            kept.append(one)
            under += 1
        elif not label:
            gone += 1
        if heading or (label and not stays):
            under = gone = 0
    kept.reverse()
    return kept


def _trimmed(blocks: list[Block], frame: Frame) -> list[Block]:
    """Return the blocks without short ones at the ends, which are no sentences: buttons, labels, names.

    A frame that is not surely the text's own may hold the page's top and bottom, too.
    """
    first, last = 0, len(blocks)
    if frame.sure:
        while last and _is_label(blocks[last - 1]):
            last -= 1
        return blocks[:last]
    prose = [place for place, one in enumerate(blocks) if one.prose]
    if not prose:
        return blocks
    first, last = prose[0], prose[-1] + 1
    while first and blocks[first - 1].kind == "heading":
        first -= 1
    while last < len(blocks) and _is_entry(blocks[last]):
        last += 1
    return blocks[first:last]


def _is_label(block: Block) -> bool:
    return (
        not block.prose
        and block.kind in ("paragraph", "text")
        and len(block.text) < LABEL
        and not ends(block.text)
    )


def _is_entry(block: Block) -> bool:
    return block.kind in ("item", "cell", "quote", "verbatim") and len(block.text) > ENTRY
