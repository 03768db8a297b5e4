"""Lines of files that may be compressed, in bounded memory whatever they hold."""

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

import zstandard

from agents.ingest.zstd import frames

CHUNK = 256 * 1024
# zstd can turn few bytes into very many: at its highest ratio this becomes some 80 MB at a time.
ZSTD_CHUNK = 4 * 1024
UNREADABLE = (OSError, EOFError, zlib.error, zstandard.ZstdError)


def chunks(path: Path, advance: Callable[[int], object]) -> Iterator[bytes]:
    """Yield the content of a file, decompressed by its suffix; `advance` is told the bytes read of it.

    Raises one of `UNREADABLE`; EOFError where it is cut short.
    """
    with path.open("rb") as file:
        told = 0
        for chunk in _unpacked(path.suffix.lower(), file):
            advance(file.tell() - told)
            told = file.tell()
            yield chunk


def lines(source: Iterable[bytes], limit: int) -> Iterator[tuple[int, bytes | None, int]]:
    """Yield number (from 1), content and size of each line; None as content of one over `limit` bytes."""
    number, size = 1, 0
    parts: list[bytes] = []
    for chunk in source:
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            size += len(end)
            yield number, b"".join((*parts, end)) if size <= limit else None, size
            number, size = number + 1, 0
            parts.clear()
        size += len(rest)
        if size > limit:
            parts.clear()
        elif rest:
            parts.append(rest)
    if size:
        yield number, b"".join(parts) if size <= limit else None, size


def _unpacked(suffix: str, file: BinaryIO) -> Iterator[bytes]:
    if suffix == ".zst":
        yield from _zstd(file)
        return
    source: BinaryIO | gzip.GzipFile = gzip.GzipFile(fileobj=file) if suffix == ".gz" else file
    while chunk := source.read(CHUNK):
        yield chunk


def _zstd(file: BinaryIO) -> Iterator[bytes]:
    yield from frames(iter(partial(file.read, ZSTD_CHUNK), b""))
