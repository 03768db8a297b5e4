"""TOML files with line numbers, so that a mistake in a settings or watch file can be pointed at.

`tomllib` reads the data; a scan over the same (by then valid) text notes the line of every key, so a
fault found later, in what a value means, still names its line.
"""

import difflib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Path_ = tuple[str | int, ...]

MAX_BYTES = 1 << 20  # no settings or watch file comes near 1 MiB; a wrong path (a log, an image) does

_WHERE = re.compile(r" \(at line (\d+), column \d+\)\Z")
_SKIP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\[\s\S]|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
)
_SCALAR = re.compile(r"[^,\]}#\n]+")


class TomlFault(ValueError):
    """A mistake in a TOML file, told as `path:line: message; allowed: …`."""

    def __init__(self, path: Path | str, line: int, message: str, allowed: Iterable[str] = ()) -> None:
        self.path, self.line, self.message, self.allowed = Path(path), line, message, tuple(allowed)
        tail = f"; allowed: {', '.join(self.allowed)}" if self.allowed else ""
        super().__init__(f"{path}:{line}: {message}{tail}")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A file's data, as `tomllib` gives it, and the line of each key and array element."""

    path: Path
    data: dict[str, Any]
    lines: dict[Path_, int] = field(default_factory=dict, repr=False)

    def line(self, *keys: str | int) -> int:
        """Return the line (from 1) of the value at `keys`; of the nearest parent that has one, else 1.

        Array elements are counted from 0: ``line("side", 1, "title")``.
        """
        for end in range(len(keys), 0, -1):
            if (found := self.lines.get(keys[:end])) is not None:
                return found
        return 1

    def fault(self, message: str, *keys: str | int, allowed: Iterable[str] = ()) -> TomlFault:
        """Return a fault at `keys`, to be raised."""
        return TomlFault(self.path, self.line(*keys), message, allowed)

    def unknown(self, key: str, allowed: Iterable[str], *where: str | int) -> TomlFault:
        """Return a fault for a key that means nothing at `where`, with the likeliest meant one."""
        names = sorted(allowed)
        close = difflib.get_close_matches(key, names, 1, 0.6)
        hint = f", did you mean {close[0]!r}?" if close else ""
        return self.fault(f"unknown key {key!r}{hint}", *where, key, allowed=names)


def load(path: Path | str, most: int = MAX_BYTES) -> TomlFile:
    """Read the TOML file at `path`, at most `most` bytes; raises `TomlFault` where it is none of either."""
    path = Path(path)
    try:
        with path.open("rb") as file:
            raw = file.read(most + 1)
    except OSError as fault:
        raise TomlFault(path, 1, f"cannot be read: {fault.strerror or fault}") from None
    if len(raw) > most:
        raise TomlFault(path, 1, f"is over {most} bytes: too large for what it should be")
    try:
        text = raw.decode()
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        raise TomlFault(path, line, "is not UTF-8 text") from None
    return parse(text.removeprefix("\ufeff"), path)


def parse(text: str, path: Path | str) -> TomlFile:
    """Read TOML from `text`, said to come from `path`; raises `TomlFault` where it is no TOML."""
    path = Path(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        told = str(fault)
        found = _WHERE.search(told)
        line = int(found[1]) if found else text.count("\n") + 1
        raise TomlFault(path, line, f"not TOML: {_WHERE.sub('', told)}") from None
    except RecursionError:
        raise TomlFault(path, 1, "not TOML: nested too deeply") from None
    return TomlFile(path, data, _Scan(text.replace("\r\n", "\n")).lines())


class _Scan:
    """One pass over a valid TOML text, noting where each key stands."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.found: dict[Path_, int] = {}
        self.counted, self.lined = 0, 1  # newlines are counted once, as the scan moves on
        self.tables: dict[Path_, int] = {}  # how many [[tables]] of a name there were

    def lines(self) -> dict[Path_, int]:
        here: Path_ = ()
        while self.peek():
            if self.peek() == "[":
                here = self.header()
            else:
                self.pair(here)
        return self.found

    def peek(self) -> str:
        found = _SKIP.match(self.text, self.at)
        assert found
        self.at = found.end()
        return self.text[self.at : self.at + 1]

    def note(self, path: Path_) -> None:
        self.lined += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        self.found.setdefault(path, self.lined)

    def header(self) -> Path_:
        double = self.text.startswith("[[", self.at)
        start = self.at
        self.at += 2 if double else 1
        path: Path_ = ()
        keys = self.keys()
        self.at, after = start, self.at  # the line is that of the bracket
        for last, key in enumerate(keys, 1 - len(keys)):
            path = (*path, key)
            self.note(path)
            if last == 0 and double:
                self.tables[path] = self.tables.get(path, 0) + 1
            if path in self.tables:
                path = (*path, self.tables[path] - 1)
                self.note(path)
        self.at = after + (2 if double else 1)
        return path

    def keys(self) -> list[str]:
        """Read a dotted key, up to the `=` or `]` behind it."""
        keys: list[str] = []
        while True:
            self.blank()
            found = _BARE.match(self.text, self.at) or _STRING.match(self.text, self.at)
            assert found
            self.at = found.end()
            key = found[0]
            keys.append(next(iter(tomllib.loads(f"{key}=0"))) if key[0] in "\"'" else key)
            self.blank()
            if self.text[self.at] != ".":
                return keys
            self.at += 1

    def blank(self) -> None:
        found = _BLANK.match(self.text, self.at)
        assert found
        self.at = found.end()

    def pair(self, here: Path_) -> None:
        start = self.at
        keys = self.keys()
        self.at, after = start, self.at
        path = here
        for key in keys:
            path = (*path, key)
            self.note(path)
        self.at = after + 1  # the equals sign
        self.value(path)

    def value(self, path: Path_) -> None:
        opened = self.peek()
        if opened not in ("[", "{"):
            found = _STRING.match(self.text, self.at) or _SCALAR.match(self.text, self.at)
            assert found
            self.at = found.end()
            return
        self.at += 1
        closing, index = ("]" if opened == "[" else "}"), 0
        while (char := self.peek()) != closing:
            if char == ",":
                self.at += 1
            elif closing == "]":
                self.note((*path, index))
                self.value((*path, index))
                index += 1
            else:
                self.pair(path)
        self.at += 1
