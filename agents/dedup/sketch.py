"""Bottom-k sketches: the smallest hashes of a text stand for all of them (Broder 1997; Cohen 2008).

Hashes are uniform, so the smallest k are a random sample, and one that two texts draw alike: what of
it they share estimates what they share in whole. Where a text has at most k, the sketch is exact. What
is compared of a hash is a *mark*, its first 17 bits: two texts are a hundred hashes each, not millions.
"""

import struct
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple, Self

import numpy as np

from agents.dedup.compared import compared, taken
from agents.dedup.packed import BEHIND, narrow, pack, unpack, wide
from agents.dedup.shingles import Hashes, Shingles

K = 96  # on edits of real articles, recall of copies is that of 128; of 64, a little less
POSTED = 24  # smallest hashes that a text is looked up by: two fifths of it share ten, on average
HEADLINE = 12  # marks kept of the headline's words
LEAD = 20  # and of the lead

# Under this number of shingles (some 23 words) a share says nothing: two openings of a bulletin are alike.
FEW = 20

MARK = 17  # bits: of a text of a thousand shingles one in a hundred marks stands in another by chance
_REST = np.uint32(32 - MARK)
_CEILING = 1 << MARK
_EVERY = 1 << 32
_MARK_BYTES, _HASH_BYTES = 3, 4  # in a header
_SPARE = 8 * _MARK_BYTES - MARK  # bits there
_FORMAT = 2
_HEAD = struct.Struct("<BBBBI")  # format, and counts: values, headline, lead; all shingles
_CONTENT = struct.Struct("<Q")
_TOTAL = struct.Struct("<I")  # what is remembered begins with all shingles, before the three lists
_LISTS = 3
_FIRST = np.array([_TOTAL.size])
_BYTES = np.dtype("<u4")
_NONE: Hashes = np.empty(0, np.uint32)


class Unreadable(ValueError):
    """The bytes are no sketch of this format."""


class Sketch(NamedTuple):
    """What is remembered of a text: some 240 bytes; in its header 496 at most."""

    total: int  # distinct shingles of the whole text
    content: int  # 64-bit hash of its words
    values: Hashes  # marks of the K smallest, ascending; none where there are fewer than FEW
    headline: Hashes  # marks of its words
    lead: Hashes  # marks
    posted: Hashes  # the POSTED smallest in whole; not remembered, for the index holds them

    @property
    def ceiling(self) -> int:
        """Return the mark below which `values` holds all of the text's: 2^MARK where it holds every one."""
        return int(self.values[-1]) + 1 if self.total > len(self.values) > 0 else _CEILING

    def to_bytes(self) -> bytes:
        """Return the sketch as it travels in a header: what is remembered of it comes first."""
        counts = (len(self.values), len(self.headline), len(self.lead))
        packed = narrow(np.concatenate((self.values, self.headline, self.lead)), _SPARE).tobytes()
        posted = self.posted.astype(_BYTES, copy=False).tobytes()
        head = _HEAD.pack(_FORMAT, *counts, min(self.total, (1 << 32) - 1))
        return head + packed + posted + _CONTENT.pack(self.content)

    @classmethod
    def from_bytes(cls, header: bytes) -> Self:
        """Return the sketch in a header; raises Unreadable."""
        kept, content, posted = opened(header)
        return cls.remembered(kept, content, np.frombuffer(posted, _BYTES))

    @classmethod
    def remembered(cls, kept: bytes, content: int, posted: Hashes = _NONE) -> Self:
        """Return the sketch of what `opened` kept of its header."""
        marks, ends = unpack(np.frombuffer(kept + BEHIND, np.uint8), _FIRST, _LISTS, 0)
        values, headline, _ = ends.tolist()
        (total,) = _TOTAL.unpack_from(kept)
        return cls(total, content, marks[:values], marks[values:headline], marks[headline:], posted)


def opened(header: bytes) -> tuple[bytes, int, bytes]:
    """Return what is to be remembered of the sketch in a header, its content, and its posted hashes.

    Raises Unreadable.
    """
    if len(header) < _HEAD.size or header[0] != _FORMAT:
        raise Unreadable(
            f"a sketch of {len(header)} bytes in format {header[:1].hex() or 'none'}; this version reads "
            f"format {_FORMAT:02x}: start a new generation to read the articles again"
        )
    _, values, headline, lead, total = _HEAD.unpack_from(header)
    count = values + headline + lead
    end = _HEAD.size + _MARK_BYTES * count
    whole = end + _HASH_BYTES * min(values, POSTED)
    if len(header) != whole + _CONTENT.size:
        raise Unreadable(f"a sketch of {len(header)} bytes, where its counts ask for {whole + _CONTENT.size}")
    (content,) = _CONTENT.unpack_from(header, whole)
    marks = wide(np.frombuffer(header, np.uint8), _HEAD.size, count, _SPARE)
    packed = pack(marks, np.array((values, values + headline, count)), 0)
    return _TOTAL.pack(total) + packed.tobytes(), content, header[end:whole]


def values(kept: Iterable[bytes]) -> Hashes:
    """Return the values of remembered sketches, one after the other; nothing of what is empty."""
    stored = [one for one in kept if one]
    starts = np.array([*accumulate(map(len, stored), initial=_TOTAL.size)][:-1], np.int64)
    return unpack(np.frombuffer(b"".join((*stored, BEHIND)), np.uint8), starts, 1, 0)[0]


def sketch(shingles: Shingles) -> Sketch:
    """Return the sketch of an article. A text of fewer than FEW shingles is known by its content only."""
    total = len(shingles.every)
    if total < FEW:
        return Sketch(total, shingles.content, _NONE, _NONE, _NONE, _NONE)
    found = taken(shingles.every, shingles.headline, shingles.lead, K, HEADLINE, LEAD, 32 - MARK)
    return Sketch(total, shingles.content, *found, shingles.every[:POSTED])


def marks(hashes: Hashes) -> Hashes:
    """Return the first MARK bits of hashes; sorted, where these are."""
    return hashes >> _REST


def containment(one: Sketch, other: Sketch, recurring: Hashes) -> float:
    """Return the share of the smaller text that stands in the other, 0 to 1, estimated.

    `recurring` (sorted) are marks that count for nothing: what an outlet puts under every article.
    """
    shared, smaller = overlap(one, other, recurring)
    return shared / smaller if smaller else 0.0


def overlap(one: Sketch, other: Sketch, recurring: Hashes) -> tuple[int, int]:
    """Return how many of the compared marks two texts share, and how many the smaller has."""
    ceiling = min(one.ceiling, other.ceiling)
    both, of_one, of_other = compared(one.values, other.values, recurring, ceiling)
    return both, min(of_one, of_other)


def inside(part: Hashes, whole: Hashes, recurring: Hashes) -> float:
    """Return the share of the hashes `part` that are among `whole`, 0 to 1; all are sorted."""
    both, of_part, _ = compared(part, whole, recurring, _EVERY)
    return both / of_part if of_part else 0.0


def common(a: Hashes, b: Hashes) -> int:
    """Return how many hashes two sorted arrays share."""
    return compared(a, b, _NONE, _EVERY)[0]
