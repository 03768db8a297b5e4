"""The label columns that stand behind an item's own fields in a labelled file."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from agents.ingest.lines import chunks, lines

LONGEST = 8 << 20


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
    for number, line, _ in lines(chunks(path, advance), LONGEST):
        if line is None or not line.strip():
            continue
        try:
            label = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=Label)
        except msgspec.ValidationError as fault:
            raise LabelFault(f"{path}:{number}: {fault}") from None
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
        if label.label is None:
            continue
        if label.label not in (0, 1):
            raise LabelFault(f"{path}:{number}: label {label.label} is none; allowed: 0, 1, null")
        identity = label.id or f"{path.name}:{number}"
        if identity in found:
            raise LabelFault(f"{path}:{number}: the id {identity!r} stands twice, so labels cannot be joined")
        found[identity] = label
    return found
