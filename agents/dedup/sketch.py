"""Bottom-k sketches: the smallest hashes of a text stand for all of them (Broder 1997; Cohen 2008).

Hashes are uniform, so the smallest k are a random sample, and one that two texts draw alike: what of
it they share estimates what they share in whole. Where a text has at most k, the sketch is exact.
"""

import struct
from dataclasses import dataclass
from typing import Self

import numpy as np

from agents.dedup.shingles import Hashes, Shingles

K = 96  # on edits of real articles, recall of copies is that of 128; of 64, a little less
HEADLINE = 12  # hashes kept of the headline's words
LEAD = 20  # and of the lead

# Under this number of shingles (some 23 words) a share says nothing: two openings of a bulletin are alike.
FEW = 20

_FORMAT = 2
_HEAD = struct.Struct("<BBBBIQ")  # format, and counts: values, headline, lead; all shingles; content
_BYTES = np.dtype("<u4")
_CEILING = 1 << 32


class Unreadable(ValueError):
    """The bytes are no sketch of this format."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is remembered of a text: at most 16 + 4 · (K + HEADLINE + LEAD) = 528 bytes."""

    total: int  # distinct shingles of the whole text
    content: int  # 64-bit hash of its words
    values: Hashes  # the K smallest, ascending; none where there are fewer than FEW
    headline: Hashes  # of its words
    lead: Hashes

    @property
    def ceiling(self) -> int:
        """Return the hash below which `values` holds all of the text's: 2^32 where it holds every one."""
        return int(self.values[-1]) + 1 if self.total > len(self.values) > 0 else _CEILING

    def to_bytes(self) -> bytes:
        """Return the sketch as it travels in a header."""
        counts = (len(self.values), len(self.headline), len(self.lead))
        hashes = np.concatenate((self.values, self.headline, self.lead)).astype(_BYTES, copy=False)
        return _HEAD.pack(_FORMAT, *counts, min(self.total, _CEILING - 1), self.content) + hashes.tobytes()

    @classmethod
    def from_bytes(cls, header: bytes) -> Self:
        """Return the sketch in a header, as views of its bytes; raises Unreadable."""
        if len(header) < _HEAD.size or header[0] != _FORMAT:
            raise Unreadable(
                f"a sketch of {len(header)} bytes in format {header[:1].hex() or 'none'}; this version reads "
                f"format {_FORMAT:02x}: start a new generation to read the articles again"
            )
        _, values, headline, lead, total, content = _HEAD.unpack_from(header)
        end = values + headline
        if len(header) != _HEAD.size + 4 * (end + lead):
            raise Unreadable(f"a sketch of {len(header)} bytes, where its counts ask for {end + lead} hashes")
        hashes = np.frombuffer(header, _BYTES, offset=_HEAD.size)
        return cls(total, content, hashes[:values], hashes[values:end], hashes[end:])


def sketch(shingles: Shingles) -> Sketch:
    """Return the sketch of an article. A text of fewer than FEW shingles is known by its content only."""
    total = len(shingles.every)
    kept = K if total >= FEW else 0
    lead, headline = (LEAD, HEADLINE) if kept else (0, 0)
    return Sketch(
        total,
        shingles.content,
        shingles.every[:kept],
        shingles.headline[:headline],
        shingles.lead[:lead],
    )


def containment(one: Sketch, other: Sketch, recurring: Hashes) -> float:
    """Return the share of the smaller text that stands in the other, 0 to 1, estimated.

    `recurring` (sorted) are hashes that count for nothing: what an outlet puts under every article.
    """
    ceiling = min(one.ceiling, other.ceiling)
    a, b = _below(one.values, ceiling, recurring), _below(other.values, ceiling, recurring)
    smaller = min(len(a), len(b))
    return common(a, b) / smaller if smaller else 0.0


def inside(part: Hashes, whole: Hashes, recurring: Hashes) -> float:
    """Return the share of the hashes `part` that are among `whole`, 0 to 1; all are sorted."""
    part = without(part, recurring)
    return common(part, whole) / len(part) if len(part) else 0.0


def without(hashes: Hashes, recurring: Hashes) -> Hashes:
    """Return `hashes` less those in `recurring`; both are sorted."""
    if not len(recurring) or not len(hashes):
        return hashes
    return hashes[~_member(hashes, recurring)]


def common(a: Hashes, b: Hashes) -> int:
    """Return how many hashes two sorted arrays share."""
    if not len(a) or not len(b):
        return 0
    return int(np.count_nonzero(_member(a, b)))


def _below(values: Hashes, ceiling: int, recurring: Hashes) -> Hashes:
    if ceiling < _CEILING:
        values = values[: int(np.searchsorted(values, np.uint32(ceiling)))]
    return without(values, recurring)


def _member(a: Hashes, b: Hashes) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    places = np.searchsorted(b, a)
    places[places == len(b)] = len(b) - 1
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = b[places] == a
    return found
