"""What is remembered of past articles: a row each in flat arrays, a sketch each, within a window.

Documents are numbered in the order they come; times never go back, so what is within a window of
time is all documents from some number on. Whoever asks says since when; forgetting frees memory and
changes no answer.
"""

import re
import struct
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

import numpy as np
import xxhash
from numpy.typing import NDArray

from agents.dedup import pages
from agents.dedup.blocks import BLOCK, Blocks
from agents.dedup.postings import Postings
from agents.dedup.shingles import Hashes
from agents.dedup.sketch import Sketch, opened, values

LOW = 0xFFFFFFFF
VERDICTS = ("new", "revision", "copy", "repeat")  # a row holds the place in here
REVISION, REPEAT = VERDICTS.index("revision"), VERDICTS.index("repeat")

_ROW = np.dtype(
    [
        ("time", np.int64),
        # Of what a document is found by, the other half.
        ("article", np.uint32),  # the first 32 bits
        ("version", np.uint32),  # the last
        ("content", np.uint32),  # the last
        ("outlet", np.uint32),
        ("verdict", np.uint8),
    ]
)

_TWO, _THREE = struct.Struct("=2I"), struct.Struct("=3I")
_NOTHING = (b"", 0, b"")
_HASH = re.compile(rb"(?:[0-9a-f]{2})+")


def identity(text: str | bytes) -> int:
    """Return the 64-bit hash that stands for an id."""
    return xxhash.xxh3_64_intdigest(text.encode() if isinstance(text, str) else text)


def terms(article: int, version: int, sketch: Sketch | None) -> Hashes:
    """Return what a document is found by: its ids; its content and posted hashes, where it has a sketch.

    In this order: article, version of the article, content, hashes. All are 32 bits: what is found by an
    id has the other 32 in its row.
    """
    if sketch is None:
        return _terms(article, version)
    return _terms(article, version, sketch.content, sketch.posted.tobytes())


def _terms(article: int, version: int, content: int = 0, posted: bytes = b"") -> Hashes:
    ids = (article & LOW, (article ^ version) >> 32)
    every = _THREE.pack(*ids, content >> 32) + posted if posted or content else _TWO.pack(*ids)
    return np.frombuffer(every, np.uint32)


class Memory:
    """Past articles of the last `window` ms before the newest of them."""

    def __init__(self, window: int) -> None:
        self.window = window
        self.postings = Postings()
        self._newest = 0  # time of the newest document, ms
        self._first = 0  # oldest document that is remembered
        self._next = 0
        self._base = 0  # document of row 0
        self._rows = pages.zeros(BLOCK, _ROW)
        self._stories: NDArray[np.uint64] = pages.zeros(BLOCK, np.uint64)
        self._oldest = 0  # time of the first document, ms
        self._sketches, self._origins = Blocks(), Blocks()

    def __len__(self) -> int:
        return self._next - self._first

    def add(
        self, *, time: int, article: int, version: int, story: int, outlet: int, verdict: int,
        sketch: bytes, origin: bytes,
    ) -> None:  # fmt: skip
        """Remember a document and forget what is older than the window before it.

        `origin` is the article id that copies of this one are copies of; `sketch` is empty for a repeat.
        Raises `Unreadable` where it is no sketch.
        """
        kept, content, posted = opened(sketch) if sketch else _NOTHING
        sought = _terms(article, version, content, posted)
        time = self._newest = max(time, self._newest)
        self._make_room()
        place = self._next - self._base
        self._rows[place] = (time, article >> 32, version & LOW, content & LOW, outlet, verdict)
        self._stories[place] = story
        self._sketches.add(kept)
        self._origins.add(_short(origin))
        self.postings.add(self._next, sought)
        self._next += 1
        self._forget(self.since(time - self.window))

    def since(self, time: int) -> int:
        """Return the first document that is not older than `time` (ms)."""
        first, end = self._first - self._base, self._next - self._base
        if first == end or self._oldest >= time:
            return self._first
        # Not numpy's search, which would copy the times of a million rows to one array each time.
        return self._base + bisect_left(self._rows["time"], time, first, end)

    def rows(self, documents: NDArray[np.int64] | Sequence[int]) -> NDArray[Any]:
        """Return the rows (time, article, version, content, outlet, verdict) of documents."""
        found: NDArray[Any] = self._rows[np.asarray(documents, np.int64) - self._base]
        return found

    def story(self, document: int) -> int:
        """Return the story of a document."""
        return int(self._stories[document - self._base])

    @property
    def stories(self) -> tuple[NDArray[np.uint64], int]:
        """Return the stories of documents, and the document that the first of them is of."""
        return self._stories, self._base

    def outlet(self, document: int) -> int:
        """Return the outlet of a document."""
        return int(self._rows[document - self._base]["outlet"])

    def sketch(self, document: int) -> Sketch | None:
        """Return the sketch of a document, without its posted hashes; None for a repeat.

        Of its content the last 32 bits are known.
        """
        stored = self._sketches[document]
        return (
            Sketch.remembered(stored, int(self._rows[document - self._base]["content"])) if stored else None
        )

    def values(self, documents: Sequence[int]) -> Hashes:
        """Return the values of the sketches of documents, one after the other."""
        return values([self._sketches[document] for document in documents])

    def origin(self, document: int) -> str:
        """Return the article id that a copy of this document is a copy of."""
        return _whole(self._origins[document])

    @property
    def nbytes(self) -> int:
        """Bytes in arrays, without the documents that are still in dicts and lists."""
        held = (self._rows, self._stories, self._sketches, self._origins, self.postings)
        return sum(one.nbytes for one in held)

    def _make_room(self) -> None:
        """Move the rows to an array of an eighth more than what is remembered.

        Once this one is full, or more than half of it forgotten: so a row is moved a few times at most.
        """
        forgotten = self._first - self._base
        if self._next - self._base < len(self._rows) and forgotten <= max(len(self._rows) // 2, BLOCK):
            return
        live = self._rows[self._first - self._base :]
        room = len(live) + max(len(live) // 8, BLOCK)
        self._rows = pages.zeros(room, _ROW)
        self._rows[: len(live)] = live
        stories = self._stories[forgotten:]
        self._stories = pages.zeros(room, np.uint64)
        self._stories[: len(stories)] = stories
        self._base = self._first

    def _forget(self, since: int) -> None:
        if since != self._first or self._next == since + 1:
            self._first = since
            self._oldest = int(self._rows[since - self._base]["time"])
        self._sketches.forget(since)
        self._origins.forget(since)
        self.postings.settle(since)


def _short(origin: bytes) -> bytes:
    """Return an id as it is kept: half as long where it is a hash in hexadecimal digits, as at ingest."""
    if _HASH.fullmatch(origin):
        return b"\0" + bytes.fromhex(origin.decode())
    return b"\1" + origin


def _whole(kept: bytes) -> str:
    return kept[1:].hex() if kept[:1] == b"\0" else kept[1:].decode()
