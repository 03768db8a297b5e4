"""Where on a page its article stands: one element, and the standfirst above it."""

from collections.abc import Sequence
from dataclasses import dataclass

from agents.clean.page_blocks import Block, Part
from agents.clean.page_signs import BODY, MAIN

SHARE = 0.5  # of the page's prose that an element must hold to be the frame of its article
NEARLY = 0.9  # of several such elements inside each other, the innermost that holds nearly as much is it
UNNAMED = 0.7  # the share where no name tells of a frame
LEADS = 4  # paragraphs of a standfirst; where there are more, something else stands above the text
LEAD, LINKED = 40, 0.3  # characters of one, and the largest share of links
NEAR = 60  # blocks above the frame among which it is looked for
TOP = 8  # blocks of the frame among which a headline is its own: then nothing above is its standfirst
LEVELS = 4  # elements around a paragraph in which one says that it is a standfirst

_NEVER = ("p", "li", "ul", "ol", "td")  # elements that hold a part of a text


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the article stands: blocks `first` to `last`, and those of its standfirst above."""

    first: int
    last: int
    sure: bool  # it is named as the text of an article; else it may hold what surrounds one
    lead: tuple[int, ...] = ()


def find_frame(
    parts: Sequence[Part], blocks: Sequence[Block], marked: Sequence[str | None], prose: Sequence[int]
) -> Frame:
    """Return the frame of the article; without prose, the whole page.

    `marked` and `prose` are of each part: why it is not the article's, and its prose that may be.
    """
    place = _best(parts, marked, prose)
    one = parts[place]
    return Frame(one.first, one.last, one.frame >= BODY, _lead(one, parts, blocks, marked))


def _best(parts: Sequence[Part], marked: Sequence[str | None], prose: Sequence[int]) -> int:
    if not prose[0]:
        return 0
    named = [
        place
        for place, one in enumerate(parts)
        if one.frame >= MAIN and not marked[place] and prose[place] > SHARE * prose[0]
    ]
    if not named:
        large = (
            place
            for place, one in enumerate(parts)
            if one.tag not in _NEVER and prose[place] > UNNAMED * prose[0]
        )
        return max(large, default=0)
    surest = max(parts[place].frame for place in named)
    named = [place for place in named if parts[place].frame == surest]
    most = max(prose[place] for place in named)
    return max(place for place in named if prose[place] >= NEARLY * most)


def _lead(
    frame: Part, parts: Sequence[Part], blocks: Sequence[Block], marked: Sequence[str | None]
) -> tuple[int, ...]:
    """Return the paragraphs between the headline and the frame that belong to the article."""
    if any(one.title and marked[one.part] is None for one in blocks[frame.first : frame.first + TOP]):
        return ()
    start = max(frame.first - NEAR, 0)
    titles = [place for place in range(start, frame.first) if blocks[place].title]
    if not titles:
        return ()
    found = [place for place in range(titles[-1] + 1, frame.first) if _is_lead(blocks[place], parts, marked)]
    return tuple(found) if len(found) <= LEADS else ()


def _is_lead(block: Block, parts: Sequence[Part], marked: Sequence[str | None]) -> bool:
    if len(block.text) < LEAD or block.linked > LINKED * len(block.text):
        return False
    if marked[block.part] not in (None, "teaser", "teasers"):
        return False
    place, level = block.part, 0
    while place >= 0 and level < LEVELS:
        if parts[place].lead:
            return True
        place, level = parts[place].parent, level + 1
    return block.prose > 0 and marked[block.part] is None
