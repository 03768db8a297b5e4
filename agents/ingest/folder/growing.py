"""A file of lines that grows: what was appended since, by lines that have ended."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from agents.ingest.files import Entry, Skipped, line_entry
from agents.ingest.folder.progress import Progress
from agents.ingest.folder.scan import Stamp
from agents.ingest.items import Item, read_item
from agents.ingest.lines import CHUNK, lines

RECORDS, BYTES = 500, 4 << 20  # of one batch
EDGE = 1024  # bytes at the beginning and the end of what is sent, by which a file is known again


def goes_on(path: Path, at: Progress) -> bool:
    """Return whether a file still begins with what was sent of it; raises OSError."""
    with path.open("rb") as file:
        return _mark(file, at.size) == at.mark


def appended(
    path: Path, stamp: Stamp, at: Progress | None, limit: int, *, rest: bool
) -> Iterator[tuple[list[Entry | Skipped], Progress]]:
    """Yield the lines that ended since, in batches, each with how far the file is sent then.

    With `rest` a last line without an end counts too where it is an item already: a cut one never is,
    for an item ends with its brace. Raises OSError.
    """
    offset, number = (at.size, at.lines) if at else (0, 0)
    with path.open("rb") as file:
        whole = _last_end(file, offset, stamp.size)
        if rest and (tail := _tail(file, whole, stamp.size, limit)) is not None:
            whole += len(tail)
        batch: list[Entry | Skipped] = []
        size = 0
        start = number
        for number_of, line, length in lines(_between(file, offset, whole), limit):
            number = start + number_of
            offset = min(offset + length + 1, whole)  # the last one may have no end
            size += length
            if (entry := line_entry(path, number, line, length, limit)) is not None:
                batch.append(entry)
            if len(batch) >= RECORDS or size >= BYTES:
                yield batch, _progress(file, stamp, offset, number)
                batch, size = [], 0
        if batch or whole > (at.size if at else 0):
            yield batch, _progress(file, stamp, whole, number)


def _progress(file: BinaryIO, stamp: Stamp, size: int, number: int) -> Progress:
    here = file.tell()
    mark = _mark(file, size)
    file.seek(here)
    return Progress(stamp.device, stamp.inode, size, stamp.mtime, number, mark)


def _between(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    file.seek(start)
    while start < end and (chunk := file.read(min(CHUNK, end - start))):
        start += len(chunk)
        yield chunk


def _last_end(file: BinaryIO, start: int, end: int) -> int:
    """Return the place after the last line end in this stretch; its beginning where there is none."""
    while end > start:
        block = max(start, end - CHUNK)
        file.seek(block)
        if (found := file.read(end - block).rfind(b"\n")) >= 0:
            return block + found + 1
        end = block
    return start


def _tail(file: BinaryIO, start: int, end: int, limit: int) -> bytes | None:
    """Return what stands after the last line end, where that is an item already."""
    if not start < end <= start + limit:
        return None
    file.seek(start)
    tail = file.read(end - start)
    return tail if isinstance(read_item(tail), Item) else None


def _mark(file: BinaryIO, size: int) -> str:
    file.seek(0)
    edges = file.read(min(EDGE, size))
    file.seek(max(size - EDGE, 0))
    edges += file.read(min(EDGE, size))
    return hashlib.sha256(edges).hexdigest()[:32]
