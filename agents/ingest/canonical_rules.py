"""The rules of canonical.toml, read strictly and laid out for looking up."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from streams import tomlfile
from streams.tomlfile import TomlFile

FILE = Path(__file__).with_name("canonical.toml")

_KEYS = {
    "same": {"why", "from", "to", "examples"},
    "wrapped": {"why", "hosts", "path", "parameter", "secure", "examples"},
    "path": {"why", "hosts", "has", "pattern", "to", "examples"},
    "parameter": {"why", "hosts", "names", "prefixes", "values", "examples"},
}
_LABELS = ("always", "first", "second")


@dataclass(slots=True)
class Parameters:
    """Which parameters of a query are dropped; names in lower case."""

    names: set[str] = field(default_factory=set)  # whatever their value
    prefixes: tuple[str, ...] = ()
    values: dict[str, set[str]] = field(default_factory=dict)  # with one of these values only


@dataclass(frozen=True, slots=True)
class Wrapped:
    """Where an address stands inside another: behind a path, or as the value of a parameter."""

    path: str  # its beginning, or all of it where it does not end with a slash
    parameters: tuple[str, ...]  # the first that there is; none: behind the path
    behind: bool  # the `s` that means https stands behind the host, not before it


@dataclass(frozen=True, slots=True)
class Replacement:
    """What is replaced in a path that has `has`."""

    has: str
    pattern: re.Pattern[str]
    to: str
    hosts: frozenset[str]  # none: on every host


@dataclass(frozen=True, slots=True)
class Example:
    """An address as it is met and what becomes of it; `line` is where the file says so."""

    url: str
    canonical: str
    line: int


@dataclass(frozen=True, slots=True)
class Rules:
    """All of canonical.toml. Rules of a host hold for what is under it, too."""

    labels: Mapping[str, frozenset[str]]  # always, first, second
    same: Mapping[str, str]
    wrapped: Mapping[str, tuple[Wrapped, ...]]
    paths: tuple[Replacement, ...]
    general: Parameters
    of_host: Mapping[str, Parameters]
    select: frozenset[str]  # names that no rule for every host drops whatever their value
    examples: tuple[Example, ...]


@cache
def shipped() -> Rules:
    """Return the rules that come with the package."""
    return read(tomlfile.load(FILE))


def read(file: TomlFile) -> Rules:
    """Return the rules in `file`; raises `TomlFault` at the first line that is not one."""
    _known(file, file.data, {*_KEYS, "host", "select"})
    select = frozenset(_texts(file, file.data, "select"))
    host = file.data.get("host")
    if not isinstance(host, dict):
        raise file.fault("host must be a table", "host", allowed=["[host]"])
    examples = _checked(file, host, {"why", *_LABELS, "examples"}, "host")
    rows: dict[str, list[dict[str, Any]]] = {}
    for kind, keys in _KEYS.items():
        found = file.data.get(kind, [])
        if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
            raise file.fault(f"{kind} must be tables", kind, allowed=[f"[[{kind}]]"])
        rows[kind] = found
        for at, row in enumerate(found):
            examples += _checked(file, row, keys, kind, at)
    general, of_host = _parameters(file, rows["parameter"], select)
    same = [
        [_text(file, row, key, "same", at) for key in ("from", "to")] for at, row in enumerate(rows["same"])
    ]
    return Rules(
        labels={key: frozenset(_texts(file, host, key, "host")) for key in _LABELS},
        same=dict(same),
        wrapped=_wrapped(file, rows["wrapped"]),
        paths=tuple(_replacement(file, row, "path", at) for at, row in enumerate(rows["path"])),
        general=general,
        of_host=of_host,
        select=select,
        examples=tuple(examples),
    )


def _parameters(
    file: TomlFile, rows: list[dict[str, Any]], select: frozenset[str]
) -> tuple[Parameters, dict[str, Parameters]]:
    general, of_host = Parameters(), dict[str, Parameters]()
    for at, row in enumerate(rows):
        where = ("parameter", at)
        names, prefixes = _texts(file, row, "names", *where), _texts(file, row, "prefixes", *where)
        values, hosts = _texts(file, row, "values", *where), _texts(file, row, "hosts", *where)
        if not names and not prefixes:
            raise file.fault("a parameter has names or prefixes", *where, allowed=["names", "prefixes"])
        if prefixes and values:
            raise file.fault("values are for names, not for prefixes", *where, "values")
        if not hosts and not values:
            taken = sorted(select.intersection(names) | {n for n in select if n.startswith(tuple(prefixes))})
            if taken:
                raise file.fault(f"{', '.join(taken)} may select an article: say hosts or values", *where)
        for one in [of_host.setdefault(host, Parameters()) for host in hosts] or [general]:
            one.prefixes = tuple(sorted({*one.prefixes, *prefixes}))
            if not values:
                one.names.update(names)
            for name in names if values else ():
                one.values.setdefault(name, set()).update(values)
    return general, of_host


def _wrapped(file: TomlFile, rows: list[dict[str, Any]]) -> dict[str, tuple[Wrapped, ...]]:
    found: dict[str, tuple[Wrapped, ...]] = {}
    for at, row in enumerate(rows):
        secure = row.get("secure", "before")
        if secure not in ("before", "behind"):
            raise file.fault(
                f"secure {secure!r} is none", "wrapped", at, "secure", allowed=["before", "behind"]
            )
        parameters = tuple(_texts(file, row, "parameter", "wrapped", at))
        one = Wrapped(_text(file, row, "path", "wrapped", at), parameters, secure == "behind")
        for host in _texts(file, row, "hosts", "wrapped", at):
            found[host] = (*found.get(host, ()), one)
    return found


def _replacement(file: TomlFile, row: dict[str, Any], *where: str | int) -> Replacement:
    try:
        pattern = re.compile(_text(file, row, "pattern", *where))
    except re.error as fault:
        raise file.fault(f"pattern: {fault}", *where, "pattern") from None
    to = row.get("to")
    if not isinstance(to, str):
        raise file.fault("to must be a text, which may be empty", *where, "to")
    hosts = frozenset(_texts(file, row, "hosts", *where))
    return Replacement(_text(file, row, "has", *where), pattern, to, hosts)


def _checked(file: TomlFile, row: dict[str, Any], keys: set[str], *where: str | int) -> list[Example]:
    """Refuse unknown keys and a rule without a reason or an example; return its examples."""
    _known(file, row, keys, *where)
    _text(file, row, "why", *where)
    given = row.get("examples")
    if not isinstance(given, list) or not given:
        raise file.fault(
            "a rule has examples", *where, allowed=['[{ from = "https://…", to = "https://…" }]']
        )
    found = []
    for at, one in enumerate(given):
        if not isinstance(one, dict) or set(one) != {"from", "to"}:
            raise file.fault("an example is { from, to }", *where, "examples", at)
        url, canonical = (_text(file, one, key, *where, "examples", at) for key in ("from", "to"))
        found.append(Example(url, canonical, file.line(*where, "examples", at)))
    return found


def _known(file: TomlFile, row: Mapping[str, Any], keys: set[str], *where: str | int) -> None:
    if unknown := next((key for key in row if key not in keys), None):
        raise file.unknown(unknown, keys, *where)


def _text(file: TomlFile, row: Mapping[str, Any], key: str, *where: str | int) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value:
        raise file.fault(f"{key} must be a text, and not empty", *where, key)
    return value


def _texts(file: TomlFile, row: Mapping[str, Any], key: str, *where: str | int) -> list[str]:
    """Return a list of different texts in lower case, none where it is missing."""
    values = row.get(key, [])
    if not isinstance(values, list) or not all(isinstance(v, str) and v and v == v.lower() for v in values):
        raise file.fault(f"{key} must be texts in lower case", *where, key, allowed=['["a", "b"]'])
    if twice := sorted({v for v in values if values.count(v) > 1}):
        raise file.fault(f"{key} names {', '.join(twice)} twice", *where, key)
    return values
