"""Lines that an outlet prints under article after article: a file of rules, learned or written by hand.

version = "9f0c…"            # of the lines; what was changed by hand has another
made = "2022-08-31"

[[outlet]]
host = "example.org"         # as `Article.outlet` says it
articles = 412               # that were looked at

[[outlet.line]]
text = "# things to know"    # normalised: see `normal`
articles = 60                # in which it stood, copies of one text counted once
first = "2022-01-03"
last = "2022-08-30"
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xxhash

from agents.clean.rules import fold
from streams import tomlfile
from streams.tomlfile import TomlFile

LONGEST = 1000  # characters of a line that is learned; a longer one is no line of a frame
MOST_BYTES = 32 << 20  # of a file of rules: a hundred thousand lines and more

OutletLines = frozenset[str]

_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_BULLETS = " \t\xa0•·*–—-|>»«…_=▶►→:.,!"
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?\Z")


@dataclass(frozen=True, slots=True)
class OutletLine:
    """One line of an outlet's frame, normalised."""

    text: str
    articles: int = 0  # in which it stood; 0: not counted, written by hand
    first: str | None = None  # EDTF day of the first and the last of them
    last: str | None = None


@dataclass(frozen=True, slots=True)
class OutletFrame:
    """What one outlet prints again and again."""

    host: str
    lines: tuple[OutletLine, ...]
    articles: int = 0


@dataclass(frozen=True, slots=True)
class OutletRules:
    """A file of rules."""

    outlets: tuple[OutletFrame, ...]
    made: str | None = None
    stated: str | None = None  # the version that the file says it has

    @property
    def version(self) -> str:
        """A hash of what the rules take out: the same lines, the same version."""
        said = "\n".join(f"{frame.host}\t{line.text}" for frame in self.outlets for line in frame.lines)
        return xxhash.xxh3_64_hexdigest(said.encode())

    def by_host(self) -> Mapping[str, OutletLines]:
        """Return the lines of each outlet."""
        return {frame.host: frozenset(line.text for line in frame.lines) for frame in self.outlets}


def normal(line: str) -> str:
    """Return what a line has in common with its next printing: lower case, one space, # for any number."""
    return _DIGITS.sub("#", " ".join(fold(line).split())).strip(_BULLETS)


def load_outlet_rules(path: Path) -> OutletRules:
    """Return the rules in the file at `path`; raises `TomlFault`, with the line, for any mistake in it."""
    file = tomlfile.load(path, most=MOST_BYTES)
    _only(file, file.data, {"version", "made", "outlet"})
    frames = tuple(_frame(file, one, at) for at, one in enumerate(_tables(file, file.data, "outlet")))
    seen: dict[str, int] = {}
    for at, frame in enumerate(frames):
        if frame.host in seen:
            raise file.fault(f"the outlet {frame.host!r} stands twice: join the two", "outlet", at, "host")
        seen[frame.host] = at
    ordered = tuple(sorted(frames, key=lambda frame: frame.host))
    return OutletRules(ordered, _day(file, file.data, "made"), _text(file, file.data, "version"))


def written(rules: OutletRules) -> str:
    """Return the file of `rules`."""
    parts = [
        "# Lines that outlets print under article after article, by `detente outlets learn`. The cleaning",
        "# stage takes them out where the setting `outlet_rules` names this file. What is wrong may be",
        "# deleted here.",
        f"version = {_quoted(rules.version)}",
    ]
    if rules.made:
        parts.append(f"made = {_quoted(rules.made)}")
    for frame in rules.outlets:
        parts += ["", "[[outlet]]", f"host = {_quoted(frame.host)}", f"articles = {frame.articles}"]
        for line in frame.lines:
            parts += ["", "[[outlet.line]]", f"text = {_quoted(line.text)}", f"articles = {line.articles}"]
            parts += [
                f"{key} = {_quoted(day)}" for key, day in (("first", line.first), ("last", line.last)) if day
            ]
    return "\n".join(parts) + "\n"


def _frame(file: TomlFile, data: Mapping[str, Any], at: int) -> OutletFrame:
    where = ("outlet", at)
    _only(file, data, {"host", "articles", "line"}, *where)
    host = _text(file, data, "host", *where)
    if not host:
        raise file.fault("host is missing", *where, allowed=["as in `outlet` of the article: example.org"])
    lines = [_line(file, one, *where, "line", n) for n, one in enumerate(_tables(file, data, "line", *where))]
    if not lines:
        raise file.fault(f"{host} has no [[outlet.line]]", *where)
    unique = {line.text: line for line in lines}
    ordered = tuple(unique[text] for text in sorted(unique))
    return OutletFrame(host, ordered, _count(file, data, *where))


def _line(file: TomlFile, data: Mapping[str, Any], *where: str | int) -> OutletLine:
    _only(file, data, {"text", "articles", "first", "last"}, *where)
    text = normal(_text(file, data, "text", *where) or "")
    if not text or len(text) > LONGEST:
        allowed = [f"1 to {LONGEST} characters with a letter or a digit"]
        raise file.fault("text is missing, or no line", *where, "text", allowed=allowed)
    first, last = (_day(file, data, key, *where) for key in ("first", "last"))
    return OutletLine(text, _count(file, data, *where), first, last)


def _only(file: TomlFile, data: Mapping[str, Any], known: Iterable[str], *where: str | int) -> None:
    for key in data:
        if key not in known:
            raise file.unknown(key, known, *where)


def _tables(file: TomlFile, data: Mapping[str, Any], key: str, *where: str | int) -> list[dict[str, Any]]:
    rows = data.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        header = ".".join([*(part for part in where if isinstance(part, str)), key])
        raise file.fault(f"{key} must be tables", *where, key, allowed=[f"[[{header}]]"])
    return rows


def _text(file: TomlFile, data: Mapping[str, Any], key: str, *where: str | int) -> str | None:
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise file.fault(f"{key} must be a text", *where, key)
    return value


def _day(file: TomlFile, data: Mapping[str, Any], key: str, *where: str | int) -> str | None:
    value = _text(file, data, key, *where)
    if value is not None and not _DAY.match(value):
        raise file.fault(f"{key} = {value!r} is no day", *where, key, allowed=["2022-08-31"])
    return value


def _count(file: TomlFile, data: Mapping[str, Any], *where: str | int) -> int:
    value = data.get("articles", 0)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise file.fault("articles must be a number of articles", *where, "articles", allowed=["0 and more"])
    return value


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() or c == " " else f"\\U{ord(c):08X}" for c in escaped) + '"'
