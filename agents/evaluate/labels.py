"""The label columns that stand behind an item's own fields in a labelled file."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from agents.ingest.lines import chunks, lines

LONGEST = 8 << 20

R = TypeVar("R")


class LabelFault(ValueError):
    """A label that cannot be used; the message says file, line and what is wrong."""


class Label(msgspec.Struct, kw_only=True, frozen=True):
    """What careful readers said of one item; `label` is None where nobody did."""

    id: str | None = None
    label: int | None = None  # 1: wanted, 0: not
    kind: str | None = None  # of contact or act; `none` where there is none
    borderline: bool = False
    language: str | None = None
    part: str | None = None  # such as `look` and `check`
    event_id: str | None = None
    thread: str | None = None
    neardup_group: str | None = None

    @property
    def wanted(self) -> bool:
        """Return whether the item is wanted."""
        return bool(self.label)


def read_labels(path: Path, advance: Callable[[int], object] = lambda _: None) -> dict[str, Label]:
    """Return the labels of a JSON Lines file by item id (`name:line` where it has none).

    Lines without a label, and lines that are no JSON at all, are left out: these are no items. Raises
    `LabelFault` for a label of another type, and for an id that stands twice.
    """
    found: dict[str, Label] = {}
    for number, label in rows(path, Label, advance):
        if label.label is None:
            continue
        if label.label not in (0, 1):
            raise LabelFault(f"{path}:{number}: label {label.label} is none; allowed: 0, 1, null")
        keep(found, label.id or f"{path.name}:{number}", label, f"{path}:{number}")
    return found


def rows(
    path: Path, kind: type[R], advance: Callable[[int], object] = lambda _: None, *, every: bool = False
) -> Iterator[tuple[int, R]]:
    """Yield the lines of a JSON Lines file as `kind`, with their numbers.

    What is no JSON, or longer than `LONGEST`, is left out; with `every` that too is a `LabelFault`, as a
    line is whose fields are of another type. Blank lines are left out.
    """
    for number, line, size in lines(chunks(path, advance), LONGEST):
        if line is None:
            if every:
                raise LabelFault(f"{path}:{number}: {size} bytes, at most {LONGEST} are allowed")
            continue
        if not line.strip():
            continue
        try:
            yield number, msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=kind)
        except msgspec.ValidationError as fault:
            raise LabelFault(f"{path}:{number}: {fault}") from None
        except (msgspec.DecodeError, UnicodeDecodeError) as fault:
            if every:
                raise LabelFault(f"{path}:{number}: not JSON in UTF-8: {fault}") from None


def keep(found: dict[str, R], identity: str, label: R, where: str) -> None:
    """Put a label under its item's id; raises `LabelFault` where that has one already."""
    if identity in found:
        raise LabelFault(f"{where}: the id {identity!r} stands twice, so labels cannot be joined")
    found[identity] = label
