"""The wording and the credit of past articles, in flat arrays beside `Memory` and numbered as it does."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agents.dedup.blocks import Blocks
from agents.dedup.memory import REPEAT, Memory, identity, terms
from agents.dedup.postings import parted
from agents.dedup.revision_print import Print

CREDIT = 60  # bytes of an agency's name


class Kept:
    """What is kept of each document beside its sketch: the agency it credits, and its print."""

    def __init__(self) -> None:
        self._both = Blocks()

    def add(self, credit: bytes, printed: bytes, since: int) -> None:
        """Keep what belongs to the next document, and forget what is before document `since`.

        Both may be empty. Raises `revision_print.Unreadable` where the second is no print.
        """
        if printed:
            Print.check(printed)
        credit = credit[:CREDIT]
        self._both.add(bytes((len(credit),)) + credit + printed)
        self._both.forget(since)

    def credit(self, document: int) -> str | None:
        """Return the agency that a document's text is credited to, if any is known."""
        stored = self._both[document]
        return stored[1 : 1 + stored[0]].decode("utf-8", "replace") or None

    def printed(self, document: int) -> Print | None:
        """Return the print of a document; None where it has none."""
        stored = self._both[document]
        found = stored[1 + stored[0] :]
        return Print.from_bytes(found) if found else None

    @property
    def nbytes(self) -> int:
        """Bytes in blocks, without the newest documents."""
        return self._both.nbytes


@dataclass(frozen=True, slots=True)
class Earlier:
    """The version of an article that was seen last."""

    document: int | None  # None: its text is past the window, only that it was seen again is known
    time: int  # ms of the stream's clock, when it was seen first (with its text), or again


def earlier(past: Memory, article_id: str, since: int) -> Earlier | None:
    """Return the version of an article that was seen last, not before document `since`."""
    found = documents_of(past, article_id, since)
    if not len(found):
        return None
    rows = past.rows(found)
    last = rows[-1]
    same = (rows["version"] == last["version"]) & (rows["verdict"] != REPEAT)
    if not same.any():
        return Earlier(None, int(last["time"]))
    return Earlier(int(found[same][-1]), int(rows[same][-1]["time"]))


def documents_of(past: Memory, article_id: str, since: int) -> NDArray[np.int64]:
    """Return the documents of an article, ascending."""
    article = identity(article_id)
    places, documents = parted(past.postings.find(terms(article, 0, None), since))
    found = np.unique(documents[places == 0])
    return found[past.rows(found)["article"] == article >> 32] if len(found) else found
