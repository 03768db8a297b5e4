"""How far each file is sent, kept in a file where a person names one."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec

FORM = 1


class StateFault(ValueError):
    """A file of progress that cannot be used; the message names it and says what to do."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What of a file is sent and confirmed."""

    device: int
    inode: int
    size: int  # bytes: of a file that grows, where its next line begins
    mtime: int  # ns, of the file as it was sent
    lines: int = 0  # of a file that grows
    mark: str = ""  # of a file that grows: hash of the beginning and the end of what is sent

    @property
    def identity(self) -> tuple[int, int]:
        """What stays when the file is renamed."""
        return self.device, self.inode


class _File(msgspec.Struct):
    detente_progress: int
    files: dict[str, Progress]


def load(path: Path) -> dict[str, Progress]:
    """Return the progress by path; nothing where there is no such file yet. Raises StateFault."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as fault:
        raise StateFault(f"{path}: {fault.strerror or fault}") from None
    try:
        # The standard library reads names that are no UTF-8, as file systems may have them.
        found = msgspec.convert(json.loads(data), _File)
    except (ValueError, RecursionError) as fault:
        raise StateFault(f"{path}: not a file of progress ({fault}); name another, or delete it") from None
    if found.detente_progress != FORM:
        raise StateFault(f"{path}: written by another version; delete it, and all is sent again")
    return found.files


def save(path: Path, progress: Mapping[str, Progress]) -> None:
    """Write the progress: the old file stays until the new one is whole. Raises StateFault."""
    text = json.dumps({"detente_progress": FORM, "files": {k: asdict(v) for k, v in progress.items()}})
    new = path.with_name(path.name + ".new")
    try:
        with new.open("w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as fault:
        raise StateFault(f"{path}: cannot be written: {fault.strerror or fault}") from None
