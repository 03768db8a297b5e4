"""What is remembered of a version's wording, so that the next version can be compared with it.

A hash for each sentence, one for each name, the numbers as they are: some 140 bytes for a report of
500 words. It rides in a header of `news.unique`, as the sketch does.
"""

import struct
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from agents.dedup.packed import narrow, wide
from agents.dedup.revision_letters import BITS, Values
from agents.dedup.revision_taken import printed
from agents.dedup.revision_wording import Wording

SENTENCES = 64  # of a version are remembered: some nine thousand characters
NAMES = 16
NUMBERS = 48  # characters of numbers, with a space between

_BYTES = BITS // 8

_FORMAT = 1
_HEAD = struct.Struct("<BBBBI")  # format, what is cut, sentences, names; the headline's hash
_CUT_SENTENCES, _CUT_NAMES = 1, 2


class Unreadable(ValueError):
    """The bytes are no print of this format."""


class Print(NamedTuple):
    """The wording of one version: at most 8 + 3 · SENTENCES + 2 · NAMES + NUMBERS = 280 bytes."""

    headline: int  # hash; that of no letters where there is none
    sentences: Values  # hashes of BITS, in order of the text
    names: NDArray[np.uint16]  # hashes of capitalised words inside sentences: the smallest, ascending
    numbers: tuple[str, ...]  # distinct, in order of the text
    cut_sentences: bool = False  # there were more
    cut_names: bool = False

    @classmethod
    def of(cls, wording: Wording) -> Self:
        """Return the print of a version."""
        count = len(wording.sentences)
        sentences, names, cut = printed(wording.hashes, count, BITS, SENTENCES, NAMES)
        numbers = _fitting(wording) if wording.numbers else ()
        return cls(int(wording.hashes[0]), sentences, names, numbers, count > SENTENCES, cut)

    def to_bytes(self) -> bytes:
        """Return the print as it travels in a header."""
        cut = self.cut_sentences * _CUT_SENTENCES + self.cut_names * _CUT_NAMES
        head = _HEAD.pack(_FORMAT, cut, len(self.sentences), len(self.names), self.headline)
        names = self.names.astype("<u2", copy=False).tobytes()
        return head + narrow(self.sentences, 0).tobytes() + names + " ".join(self.numbers).encode()

    @staticmethod
    def check(header: bytes) -> tuple[int, int, int, int]:
        """Return what is cut, the headline, and where names and numbers begin; raises Unreadable."""
        if len(header) < _HEAD.size or header[0] != _FORMAT:
            raise Unreadable(
                f"a print of {len(header)} bytes in format {header[:1].hex() or 'none'}; this version reads "
                f"format {_FORMAT:02x}: start a new generation to read the articles again"
            )
        _, cut, sentences, names, headline = _HEAD.unpack_from(header)
        middle = _HEAD.size + _BYTES * sentences
        end = middle + 2 * names
        if len(header) < end:
            raise Unreadable(f"a print of {len(header)} bytes, where its counts ask for {end}")
        return cut, headline, middle, end

    @classmethod
    def from_bytes(cls, header: bytes) -> Self:
        """Return the print in a header; raises Unreadable."""
        cut, headline, middle, end = cls.check(header)
        sentences = (middle - _HEAD.size) // _BYTES
        return cls(
            headline,
            wide(np.frombuffer(header, np.uint8), _HEAD.size, sentences, 0),
            np.frombuffer(header[middle:end], "<u2").astype(np.uint16),
            tuple(header[end:].decode("ascii", "replace").split()),
            bool(cut & _CUT_SENTENCES),
            bool(cut & _CUT_NAMES),
        )


def name_hashes(hashes: Values) -> list[int]:
    """Return what a print remembers of the remembered hashes of names: 16 bits of each."""
    names: list[int] = (hashes >> np.uint32(BITS - 16)).tolist()
    return names


def _fitting(wording: Wording) -> tuple[str, ...]:
    joined = " ".join(dict.fromkeys(filter(None, map(wording.written, wording.numbers))))
    return tuple((joined if len(joined) <= NUMBERS else joined[: NUMBERS + 1].rpartition(" ")[0]).split())
