"""Single values of a watch file, each checked, with what is allowed where it is wrong."""

import difflib
import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from agents.watch.definition import LANGUAGES
from streams.tomlfile import TomlFault, TomlFile

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LETTERS = re.compile(r"[^\W\d_]")
_INNER = re.compile(r"[*~](?=[\w*~])|(?<!\w)[*~]")  # an ending anywhere but at the end of a word


def only(file: TomlFile, data: Mapping[str, Any], known: set[str], *where: str | int) -> None:
    """Refuse keys that are not known."""
    for key in data:
        if key not in known:
            raise file.unknown(key, known, *where)


def table(file: TomlFile, data: Mapping[str, Any], key: str, known: set[str]) -> dict[str, Any]:
    """Return the table at `key`, empty where it is missing."""
    found = data.get(key, {})
    if not isinstance(found, dict):
        raise file.fault(f"{key} must be a table", key, allowed=[f"[{key}]"])
    only(file, found, known, key)
    return found


def tables(file: TomlFile, data: Mapping[str, Any], key: str, *where: str | int) -> list[dict[str, Any]]:
    """Return the array of tables at `key`, empty where it is missing."""
    rows = data.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        header = ".".join(str(part) for part in (*where, key) if isinstance(part, str))
        raise file.fault(f"{key} must be tables", *where, key, allowed=[f"[[{header}]]"])
    return rows


def once(file: TomlFile, ids: list[str], *where: str | int) -> None:
    """Refuse an id that stands twice."""
    for at, one in enumerate(ids):
        if one in ids[:at]:
            raise file.fault(f"the id {one!r} is used twice", *where, *((at,) if where == ("side",) else ()))


def identity(file: TomlFile, data: Mapping[str, Any], *where: str | int) -> str:
    """Return the id."""
    value = data.get("id")
    if not isinstance(value, str) or not _ID.match(value) or len(value) > 64:
        allowed = ["a-z, 0-9 and single hyphens, at most 64 characters"]
        raise file.fault(
            f"id {value!r} is none" if "id" in data else "id is missing", *where, "id", allowed=allowed
        )
    return value


def text(file: TomlFile, data: Mapping[str, Any], key: str, *where: str | int) -> str:
    """Return a text that is not empty."""
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise file.fault(f"{key} must be a text", *where, key)
    return value


def flag(file: TomlFile, data: Mapping[str, Any], default: bool, *where: str | int) -> bool:
    """Return true or false."""
    value = data.get(str(where[-1]), default)
    if not isinstance(value, bool):
        raise file.fault(f"{where[-1]} must be true or false", *where, allowed=["true", "false"])
    return value


def one_of(file: TomlFile, data: Mapping[str, Any], allowed: tuple[str, ...], *where: str | int) -> str:
    """Return one of the allowed words."""
    value = data.get(str(where[-1]))
    if value not in allowed:
        fault = f"{where[-1]} cannot be {value!r}" if value is not None else f"{where[-1]} is missing"
        raise file.fault(fault, *where, allowed=allowed)
    return str(value)


def choice(
    file: TomlFile, data: Mapping[str, Any], allowed: tuple[str, ...], *where: str | int
) -> tuple[str, ...]:
    """Return a list of allowed words; all of them where it is missing."""
    for fault in choice_faults(file, data, allowed, *where):
        raise fault
    return tuple(data.get(str(where[-1]), allowed))


def choice_faults(
    file: TomlFile, data: Mapping[str, Any], allowed: tuple[str, ...], *where: str | int
) -> Iterator[TomlFault]:
    """Yield every fault of a list of allowed words."""
    values = data.get(str(where[-1]), ())
    if not isinstance(values, list | tuple):
        yield file.fault(f"{where[-1]} must be a list", *where, allowed=allowed)
        return
    for index, value in enumerate(values):
        if value not in allowed:
            close = difflib.get_close_matches(str(value), allowed, 1, 0.6)
            hint = f", did you mean {close[0]!r}?" if close else ""
            yield file.fault(f"{where[-1]} cannot be {value!r}{hint}", *where, index, allowed=allowed)


def days(file: TomlFile, value: Any, *where: str) -> int:
    """Return a number of days, 1 to 365."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 365:
        raise file.fault(f"{where[-1]} = {value!r} is no number of days", *where, allowed=["1 to 365"])
    return value


def day(file: TomlFile, data: Mapping[str, Any], key: str, *where: str | int) -> date | None:
    """Return a day, or None."""
    value = data.get(key)
    if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
        raise file.fault(f"{key} must be a day", *where, key, allowed=["2017-05-14, without quotes"])
    return value


def code(
    file: TomlFile, data: Mapping[str, Any], form: re.Pattern[str], like: str, *where: str | int
) -> str | None:
    """Return a code of the given form, or None."""
    key = str(where[-1])
    value = data.get(key)
    if value is not None and (not isinstance(value, str) or not form.match(value)):
        raise file.fault(f"{key} {value!r} is none", *where, allowed=[f'such as "{like}"'])
    return value


def names_of(
    file: TomlFile, data: Mapping[str, Any], key: str, *where: str | int
) -> dict[str, tuple[str, ...]]:
    """Return names by language."""
    for fault in names_faults(file, data, key, *where):
        raise fault
    return {language: tuple(names) for language, names in data.get(key, {}).items()}


def names_faults(file: TomlFile, data: Mapping[str, Any], key: str, *where: str | int) -> Iterator[TomlFault]:
    """Yield every fault of a table of names by language."""
    by_language = data.get(key, {})
    if not isinstance(by_language, dict):
        yield file.fault(f"{key} must be lists by language", *where, key, allowed=['names.en = ["…"]'])
        return
    known = {"any", *LANGUAGES}
    for language, names in by_language.items():
        if language not in known:
            yield file.unknown(language, known, *where, key)
        elif not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
            yield file.fault(f"{key}.{language} must be a list of names", *where, key, language)
        else:
            for index, name in enumerate(names):
                if len(_LETTERS.findall(name)) < 2 or _INNER.search(name):
                    fault = (
                        f"{name!r} is no name: two letters or more, and a * or ~ at the end of a word only"
                    )
                    yield file.fault(fault, *where, key, language, index)


def digest(data: Mapping[str, Any]) -> str:
    """Return 12 hex digits that change with what a file says, not with its comments or spacing."""
    return hashlib.sha256(repr(_sorted(data)).encode()).hexdigest()[:12]


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return [(key, _sorted(value[key])) for key in sorted(value)]
    return [_sorted(one) for one in value] if isinstance(value, list) else value


def threshold(file: TomlFile, data: Mapping[str, Any]) -> float:
    """Return the score that is asked for, between 0 and 1; 0.5 where it is missing."""
    value = data.get("threshold", 0.5)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1:
        raise file.fault(f"threshold {value!r} is none", "threshold", allowed=["a number between 0 and 1"])
    return float(value)
