"""What stands at the paths that are followed: one look, with what every system has (os.scandir).

Hidden names are left alone, and so are those of no kind that is read: `.day.jsonl.x1`, `page.html.tmp`,
`a.txt~`, `b.txt.part` are what programs call a file that is not whole yet.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from agents.ingest.files import known


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells whether a file is another one, or has changed."""

    device: int
    inode: int
    size: int
    mtime: int  # ns

    @classmethod
    def of(cls, found: os.stat_result) -> "Stamp":
        """Return what a file system says of a file."""
        return cls(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)

    @property
    def identity(self) -> tuple[int, int]:
        """What stays when a file is renamed."""
        return self.device, self.inode


@dataclass(slots=True)
class Found:
    """One look."""

    files: dict[str, Stamp] = field(default_factory=dict)
    others: dict[tuple[int, int], str] = field(default_factory=dict)  # identity to path: those left alone
    faults: dict[str, OSError] = field(default_factory=dict)  # what could not be looked at


def look(paths: Sequence[Path]) -> Found:
    """Return what stands at paths of files and folders; links to folders are not gone into."""
    found = Found()
    for path in paths:
        try:
            standing = path.stat()
            if path.is_dir():
                _folder(str(path), standing.st_dev, found)
            else:
                found.files[str(path)] = Stamp.of(standing)
                _beside(path, standing.st_dev, found)
        except FileNotFoundError as fault:
            _beside(path, None, found)
            found.faults[str(path)] = fault
        except OSError as fault:
            found.faults[str(path)] = fault
    return found


def _folder(top: str, device: int, found: Found) -> None:
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as inside:
                for entry in inside:
                    _entry(entry, device, found, waiting)
        except OSError as fault:
            found.faults[folder] = fault


def _entry(entry: "os.DirEntry[str]", device: int, found: Found, waiting: list[str]) -> None:
    try:
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith("."):
                waiting.append(entry.path)
        elif entry.name.startswith(".") or not known(entry.name):
            found.others[device, entry.inode()] = entry.path
        elif entry.is_file():
            found.files[entry.path] = Stamp.of(entry.stat())
    except FileNotFoundError:
        pass  # it went while we looked
    except OSError as fault:
        found.faults[entry.path] = fault


def _beside(path: Path, device: int | None, found: Found) -> None:
    """Note what stands beside a file that is followed alone: its name may have been another's before."""
    try:
        device = path.parent.stat().st_dev if device is None else device
        with os.scandir(path.parent) as inside:
            found.others |= {(device, one.inode()): one.path for one in inside if one.name != path.name}
    except OSError:
        return  # the file itself says what is wrong
