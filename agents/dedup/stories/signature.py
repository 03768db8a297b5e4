"""What is remembered of a text to know its story by: its weightiest terms, in a few hundred bytes.

A term's weight is its rarity times the dampened number of times that it stands there; where the text
names somebody or something, counts, or begins, is marked. So a signature is a TF-IDF vector, cut to its
largest parts, of which three further views can be taken.
"""

import struct
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from agents import edtf
from agents.dedup.packed import BEHIND, pack, unpack
from agents.dedup.reading import READ, Reading
from agents.dedup.stories import heard, rarity, words
from agents.dedup.stories.rarity import COMMON, NUMBER
from agents.dedup.stories.shared import narrowed, weightiest
from agents.dedup.stories.weighed import heaviest, weighed
from agents.dedup.stories.when import calendar
from streams.article_records import Article

Entries: TypeAlias = NDArray[np.uint32]

TERMS = 96  # kept of a text
CALENDAR = 1.5  # weight of a month or weekday
NAMED = 2.0  # weight from which a word of a script without capitals counts as a name

# An entry: 24 bits of term, three marks, five bits of weight as a share of the largest.
IN_LEAD, IS_FIGURE, IS_NAME = 1 << 5, 1 << 6, 1 << 7
WEIGHTS = 31
TERM = 0xFFFFFF00
_TERM = np.uint32(TERM)

_FORMAT = 1
_HEAD = struct.Struct("<B2sBii")  # format, language, nothing, first and last day that it may be published
_BYTES = np.dtype("<u4")
KEPT = struct.Struct("<2siH")  # language, first day, and how many days later the last
_LONGEST = 0xFFFF
_UNDATED = (0, 0)
_EPOCH = 719163  # 1970-01-01 as an ordinal
_RARE = 4  # bits of the marks of a word
_NO_ENTRIES: Entries = np.empty(0, np.uint32)


class Unreadable(ValueError):
    """The bytes are no signature of this format."""


class Signature(NamedTuple):
    """A text's terms, ascending, each once: at most 12 + 4 · TERMS bytes."""

    entries: Entries
    language: str = ""  # two letters; empty where it is not known
    days: tuple[int, int] = _UNDATED  # first and last day of publication since 1970; equal for a known day

    @property
    def code(self) -> int:
        """Return the language as `Signatures` has it; 0 where it is not known."""
        return int.from_bytes(self.language.encode(), "little")

    def to_bytes(self) -> bytes:
        """Return the signature as it travels in a header, the weightiest entries first."""
        head = _HEAD.pack(_FORMAT, self.language.encode(), 0, *self.days)
        return head + self.entries.take(weightiest(self.entries)).astype(_BYTES, copy=False).tobytes()


class Signatures:
    """Several remembered signatures."""

    def __init__(self, stored: Sequence[bytes]) -> None:
        """Read what `remembered` made, of one signature at least."""
        ends = [*accumulate(map(len, stored), initial=0)]
        self.stored = np.frombuffer(b"".join((*stored, BEHIND)), np.uint8)
        self.starts = np.array(ends[:-1], np.int64)  # of each in `stored`, with its language and days
        # A term's TERM_KEPT bits and the low byte of its entry, of all of them; and where each one's end.
        self.entries, self.ends = unpack(self.stored, self.starts + KEPT.size, 1, 8)


def remembered(header: bytes) -> bytes:
    """Return what is remembered of the signature in a header that `posted` took: some 280 bytes."""
    _, language, _, first, last = _HEAD.unpack_from(header)
    entries = narrowed(np.frombuffer(header, _BYTES, offset=_HEAD.size))
    entries.sort()
    packed = pack(entries, np.array((len(entries),)), 8).tobytes()
    return KEPT.pack(language, first, min(max(last - first, 0), _LONGEST)) + packed


def posted(header: bytes, most: int) -> Entries:
    """Return the weightiest terms of the signature in a header; raises Unreadable."""
    if len(header) < _HEAD.size or header[0] != _FORMAT or len(header) % _BYTES.itemsize:
        raise Unreadable(
            f"a story's signature of {len(header)} bytes in format {header[:1].hex() or 'none'}; this "
            f"version reads format {_FORMAT:02x}: start a new generation to read the articles again"
        )
    count = min((len(header) - _HEAD.size) // _BYTES.itemsize, most)
    found: Entries = np.frombuffer(header, _BYTES, count, _HEAD.size) & _TERM
    return found


def signature(article: Article, seen: Reading) -> Signature:
    """Return the signature of an article. `seen` is its reading."""
    language = (article.language or "")[:2]
    return Signature(_entries(seen, language), language, _days(article.published))


def _entries(seen: Reading, language: str) -> Entries:
    found = words.words(seen)
    if not len(found.terms):
        return _NO_ENTRIES
    dates = calendar(language)
    order, entries, weights = weighed(
        found.terms, found.counts, found.marks, rarity.steps(), rarity.weights(), _marked(), _dampened(),
        dates.terms, dates.meant, dates.capital, COMMON - NUMBER, NAMED, CALENDAR, IN_LEAD, IS_FIGURE,
    )  # fmt: skip
    if not len(order):
        return _NO_ENTRIES
    order.sort()
    made = heaviest(order, entries, weights, TERMS)
    made.sort()
    return made


@cache
def _marked() -> Entries:
    """Return by the marks of a word, and whether it is rare, the marks of its entry."""
    given = np.arange(2 << _RARE, dtype=np.uint32)
    found: Entries = (given & np.uint32(heard.IN_LEAD | heard.IS_FIGURE)) << np.uint32(5)
    # Scripts without capitals do not say what is a name: there it is what is rare.
    named = (given & heard.IS_NAME) != 0
    named |= ((given & heard.NO_CAPITALS) != 0) & (given >= 1 << _RARE)
    found[named & ((given & heard.IS_FIGURE) == 0)] |= IS_NAME
    return found


@cache
def _dampened() -> NDArray[np.float32]:
    """Return what a weight is multiplied by for a term that stands so many times in a text."""
    counts = np.arange(READ // 2 + 1)
    found: NDArray[np.float32] = (1 + np.log(np.maximum(counts, 1))).astype(np.float32)
    return found


def _days(published: str | None) -> tuple[int, int]:
    date = edtf.parse(published)
    first, last = (date.first(), date.last()) if date else (None, None)
    return (first.toordinal() - _EPOCH, last.toordinal() - _EPOCH) if first and last else _UNDATED
