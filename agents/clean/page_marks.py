"""Which parts of a page are not its article: what their names say, weighed against what the page holds.

A theme may wrap the article in `has-ads`, `widget` or `share-box`. So a mark is void where the article would
be lost with it; in which case depends on how surely its word stands for something else.
"""

from collections.abc import Iterable, Sequence, Set
from itertools import accumulate

from agents.clean.page_blocks import Block, Part
from agents.clean.page_signs import ARTICLE, BODY, is_apart, is_talk

MOST = 0.5  # share of a page's prose: an element that holds more is a frame, not what its name says
BODY_SHARE = 0.25  # the same for an element that is named as the text of an article, too
WORD_SHARE = 0.3  # the same for all elements of one word together, such as `widget`
LEAST = 200  # characters of prose without which a page has no article: then the surest marks may be void
LEAST_TALK = 60  # the same for what readers wrote: short news is often shorter than its comments
TIMES = 2  # how many times as much prose they must hold for that


def marks(parts: Sequence[Part], blocks: Sequence[Block]) -> list[str | None]:
    """Return for each part the word by which its text is not the article's, its own or of a part around it.

    None: nothing speaks against it. The time is linear in the page.
    """
    prose = _sums(block.prose for block in blocks)
    words = _words(parts, blocks, prose)
    void: set[str] = set()
    apart = {word for word in words if word and is_apart(word)}
    loose = {word for word in words if word} - apart
    left = _left(_marks(parts, words, apart), blocks)
    found = _marks(parts, words, apart | loose)
    rest = _left(found, blocks)[-1]
    for word, size in _by_size(parts, words, loose, left):
        if size > min(rest, WORD_SHARE * prose[-1]):
            void.add(word)
            found = _marks(parts, words, (apart | loose) - void)
            rest = _left(found, blocks)[-1]
    if rest < LEAST:
        for word, size in _by_size(parts, words, apart, prose):
            if size > TIMES * rest and (rest < LEAST_TALK or not is_talk(word)):
                void.add(word)
                found = _marks(parts, words, (apart | loose) - void)
                rest = _left(found, blocks)[-1]
    return found


def prose_of(parts: Sequence[Part], blocks: Sequence[Block], marked: Sequence[str | None]) -> list[int]:
    """Return the characters of prose in each part, without those of parts that are `marked`."""
    sums = _left(marked, blocks)
    return [sums[one.last] - sums[one.first] for one in parts]


def _words(parts: Sequence[Part], blocks: Sequence[Block], prose: Sequence[int]) -> list[str | None]:
    """Return the word that marks each part, without those that are void for this part alone."""
    titles = _sums(block.title for block in blocks)
    frames = [one.frame for one in parts]
    for place in range(len(parts) - 1, 0, -1):  # a part comes before those inside it
        if not _talks(parts[place]):
            frames[parts[place].parent] = max(frames[parts[place].parent], frames[place])
    words: list[str | None] = []
    for place, one in enumerate(parts):
        word, size = one.word, prose[one.last] - prose[one.first]
        if word is not None and not is_talk(word):
            sure = is_apart(word)
            framing = frames[place] >= ARTICLE or titles[one.last] > titles[one.first]
            if (
                (size > MOST * prose[-1] and (framing or not sure))
                or (one.frame >= BODY and size > BODY_SHARE * prose[-1])
                or (one.frame >= BODY and not sure and one.tag not in ("figcaption", "figure"))
            ):
                word = None
        words.append(word)
    return words


def _talks(one: Part) -> bool:
    return one.word is not None and is_talk(one.word)


def _by_size(
    parts: Sequence[Part], words: Sequence[str | None], which: Set[str], sums: Sequence[int]
) -> list[tuple[str, int]]:
    """Return each word of `which` with the prose that its outermost parts hold, the largest first."""
    sizes = dict.fromkeys(sorted(which), 0)
    until = dict.fromkeys(which, 0)  # blocks up to there were counted for the word
    for one, word in zip(parts, words, strict=True):
        if word in sizes and one.first >= until[word]:
            sizes[word] += sums[one.last] - sums[one.first]
            until[word] = one.last
    return sorted(sizes.items(), key=lambda item: -item[1])


def _marks(parts: Sequence[Part], words: Sequence[str | None], which: Set[str]) -> list[str | None]:
    """Return for each part the outermost word of `which` that marks it."""
    found: list[str | None] = []
    for one, word in zip(parts, words, strict=True):
        above = found[one.parent] if one.parent >= 0 else None
        found.append(above or (word if word in which else None))
    return found


def _left(marked: Sequence[str | None], blocks: Sequence[Block]) -> list[int]:
    return _sums(0 if marked[block.part] else block.prose for block in blocks)


def _sums(sizes: Iterable[int]) -> list[int]:
    """Return the sums of the first none, one, two … of `sizes`."""
    return list(accumulate(sizes, initial=0))
