"""Mistakes in watch files, told all at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from agents.watch.fields import choice_faults, names_faults
from streams.tomlfile import TomlFault, TomlFile

P = ParamSpec("P")
T = TypeVar("T")


class WatchFault(TomlFault):
    """Watch files that cannot be used: a line for each mistake, as `path:line: message; allowed: …`.

    It is a `TomlFault` of its first mistake; `faults` are all of them, by file and line.
    """

    def __init__(self, faults: Iterable[TomlFault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda one: (str(one.path), one.line)))
        first = self.faults[0]
        super().__init__(first.path, first.line, first.message, first.allowed)
        self.args = ("\n".join(map(str, self.faults)),)


@dataclass(slots=True)
class Faults:
    """The mistakes found so far: whoever reads goes on after each."""

    found: list[TomlFault] = field(default_factory=list)

    def take(self, default: T, read: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
        """Return what `read` returns; where it finds a mistake, note it and return `default`."""
        try:
            return read(*args, **named)
        except WatchFault as fault:
            self.found += fault.faults
        except TomlFault as fault:
            self.found.append(fault)
        return default

    def end(self) -> None:
        """Raise `WatchFault` where there were mistakes."""
        if self.found:
            raise WatchFault(self.found)


@dataclass(slots=True)
class Page:
    """One file that is being read: where its keys stand, and the mistakes found in it so far."""

    file: TomlFile
    faults: Faults = field(default_factory=Faults)

    def say(self, message: str, *where: str | int, allowed: Iterable[str] = ()) -> None:
        """Note a mistake at `where`."""
        self.faults.found.append(self.file.fault(message, *where, allowed=allowed))

    def only(self, data: Mapping[str, Any], known: Iterable[str], *where: str | int) -> None:
        """Note the keys that are not known."""
        self.faults.found += [self.file.unknown(key, known, *where) for key in data if key not in known]

    def once(self, ids: Sequence[str], *where: str | int) -> None:
        """Note the ids that stand twice."""
        for at, one in enumerate(ids):
            if one and one in ids[:at]:
                place = (at,) if where == ("side",) else ()
                self.say(f"the id {one!r} is used twice", *where, *place)

    def table(self, key: str, known: Iterable[str]) -> dict[str, Any]:
        """Return the table at `key`, empty where it is missing."""
        found = self.file.data.get(key, {})
        if not isinstance(found, dict):
            self.say(f"{key} must be a table", key, allowed=(f"[{key}]",))
            return {}
        self.only(found, known, key)
        return found

    def choice(
        self, data: Mapping[str, Any], allowed: tuple[str, ...], default: tuple[str, ...], *where: str | int
    ) -> tuple[str, ...]:
        """Return a list of allowed words; `default` where it is missing or wrong."""
        found = list(choice_faults(self.file, data, allowed, *where))
        self.faults.found += found
        return default if found else tuple(data.get(str(where[-1]), default))

    def names(self, row: Mapping[str, Any], key: str, *where: str | int) -> dict[str, tuple[str, ...]]:
        """Return names by language; none where one of them is wrong."""
        found = list(names_faults(self.file, row, key, *where))
        self.faults.found += found
        return {} if found else {language: tuple(names) for language, names in row.get(key, {}).items()}
