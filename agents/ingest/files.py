"""Files of articles: JSON Lines (plain, .gz, .zst), texts and pages, and folders of these."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from agents.ingest.identity import content_id
from agents.ingest.items import Fault, Item, key_of, raw_article, read_item
from agents.ingest.lines import UNREADABLE, chunks, lines
from agents.ingest.read.encoding import decoded
from streams import codec
from streams.article_records import RawArticle

KINDS = (".jsonl", ".ndjson", ".jsonl.gz", ".jsonl.zst", ".ndjson.gz", ".ndjson.zst", ".txt", ".html", ".htm")
HEADERS_BYTES = 1024  # room kept for the headers and the framing of a record


class UnknownKind(ValueError):
    """A path that holds nothing that can be read as articles."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article on its way to `news.raw`: the record's bytes as they are sent.

    `raw` is None for a line that is no item: its bytes are sent as they are, so that it becomes a
    dead letter with an offset, and `error` says what is wrong with it.
    """

    name: str  # `file.jsonl:17`, or a text's base name
    where: str  # the path as it was given, with the line if there is one
    id: str  # its own id, else the name
    value: bytes
    key: bytes
    headers: dict[str, bytes] = field(default_factory=dict)
    raw: RawArticle | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """What cannot be sent at all, where it stands, and why."""

    name: str
    where: str  # the path, with the line if there is one
    error: str
    item: bool = True  # False: the rest of a file, of which it is not known what it holds


def files_of(paths: Sequence[Path]) -> list[Path]:
    """Return the files at `paths`: themselves, or those in a folder whose kind is known, sorted by name.

    Raises `UnknownKind` for a file that is none of `KINDS`, and for a folder without any.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(
                p for p in path.rglob("*") if known(p.name) and not _hidden(p, path) and p.is_file()
            )
            if not inside:
                raise UnknownKind(
                    f"{path}: no file of articles in this folder; allowed are {', '.join(KINDS)}"
                )
            found += inside
        elif not known(path.name):
            raise UnknownKind(
                f"{path}: not a kind of file that holds articles; allowed are {', '.join(KINDS)}"
            )
        else:
            found.append(path)
    return found


def entries(
    files: Sequence[Path], limit: int, advance: Callable[[int], object] = lambda _: None
) -> Iterator[Entry | Skipped]:
    """Yield what the files hold, in order; `limit` is the most bytes that a record may take.

    `advance` is told the bytes of the file that were read since it was last called.
    """
    for path in files:
        try:
            yield from contents(path, limit, advance)
        except UNREADABLE as fault:
            yield unreadable(path, fault)


def contents(
    path: Path, limit: int, advance: Callable[[int], object] = lambda _: None
) -> Iterator[Entry | Skipped]:
    """Yield what one file holds, as `entries` does; raises one of `lines.UNREADABLE`."""
    if not lined(path):
        yield from _whole(path, limit, advance)
        return
    for number, line, size in lines(chunks(path, advance), limit):
        if (entry := line_entry(path, number, line, size, limit)) is not None:
            yield entry


def unreadable(path: Path, fault: Exception) -> Skipped:
    """Return what is said of a file that cannot be read, or not to its end."""
    why = getattr(fault, "strerror", None) or str(fault) or type(fault).__name__
    return Skipped(path.name, str(path), f"cannot be read: {why}", item=False)


def line_entry(path: Path, number: int, line: bytes | None, size: int, limit: int) -> Entry | Skipped | None:
    """Return what one line of a file holds, as `lines` gives it; None where it is blank."""
    name, where = f"{path.name}:{number}", f"{path}:{number}"
    if line is None:
        return Skipped(name, where, _too_large(size, limit))
    if number == 1:
        line = line.removeprefix(b"\xef\xbb\xbf")  # a byte order mark is no content
    if not line or line.isspace():
        return None
    read = read_item(line)
    if isinstance(read, Fault):
        return _fitting(_faulty(name, where, line, read), limit)
    return entry_of(name, where, raw_article(read, name), limit)


def _whole(path: Path, limit: int, advance: Callable[[int], object]) -> Iterator[Entry | Skipped]:
    size = path.stat().st_size
    if size > limit:
        advance(size)
        yield Skipped(path.name, str(path), _too_large(size, limit))
        return
    data = path.read_bytes()
    advance(len(data))
    page = path.suffix.lower() != ".txt"
    raw = raw_article(Item(text=decoded(data)), path.name, page=page)
    yield entry_of(path.name, str(path), raw, limit)


def entry_of(name: str, where: str, raw: RawArticle, limit: int) -> Entry | Skipped:
    """Return a raw article as it is sent, or why it cannot be: `limit` is the most bytes of a record."""
    headers = {"article": raw.article_id.encode(), "version": raw.version.encode()}
    return _fitting(Entry(name, where, raw.id, codec.encode(raw), key_of(raw), headers, raw), limit)


def _faulty(name: str, where: str, line: bytes, fault: Fault) -> Entry:
    # No ids, for it is no article; its name, so that the dead letter can be found in the file.
    headers = {"name": name.encode("utf-8", "replace")}
    return Entry(name, where, fault.id or name, line, content_id(line).encode(), headers, error=fault.error)


def _fitting(entry: Entry, limit: int) -> Entry | Skipped:
    size = len(entry.value) + len(entry.key) + HEADERS_BYTES
    return entry if size <= limit else Skipped(entry.id, entry.where, _too_large(size, limit))


def _too_large(size: int, limit: int) -> str:
    return f"a record of {size} bytes is over the limit of {limit}"


def known(name: str) -> bool:
    """Return whether files of this name are read."""
    return name.lower().endswith(KINDS)


def lined(path: Path) -> bool:
    """Return whether a file holds an article a line, packed or not."""
    return re.search(r"\.(?:jsonl|ndjson)(?:\.gz|\.zst)?\Z", path.name.lower()) is not None


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
