"""Mistakes in a file of sources, told all at once."""

from collections.abc import Sequence
from pathlib import Path

from streams.tomlfile import TomlFault


class SourcesFault(ValueError):
    """A file of sources that cannot be used: a line for each mistake, as `path:line: message; allowed: …`."""

    def __init__(self, faults: Sequence[TomlFault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda one: one.line))
        super().__init__("\n".join(map(str, self.faults)))


def fault(path: Path | str, message: str, line: int = 1) -> SourcesFault:
    """Return the one mistake of a file, to be raised."""
    return SourcesFault([TomlFault(path, line, message)])
