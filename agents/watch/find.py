"""Where watch files are: those at work, as the settings name them, and those that ship."""

import difflib
import tomllib
from pathlib import Path

from streams.tomlfile import TomlFault

SHIPPED = Path(__file__).parent / "shipped"  # at work where the settings name no others
MORE = SHIPPED / "more"  # at work where they are named


def shipped() -> dict[str, Path]:
    """Return the files that ship, by the watch's id, which is the file's name."""
    return {path.stem: path for path in sorted([*SHIPPED.glob("*.toml"), *MORE.glob("*.toml")])}


def at_work(place: Path | None) -> list[Path]:
    """Return the watch files that a setting names: a folder, a file, or ids of shipped watches.

    Several are separated by commas. None: what ships at work. Raises `TomlFault` for what is none.
    """
    if place is None:
        return sorted(SHIPPED.glob("*.toml"))
    if place.exists():
        return _files(place)
    names = [name.strip() for name in str(place).split(",")]
    return [path for name in names if name for path in _named(name)]


def file_of(watch: str, place: Path | None) -> Path:
    """Return the file (or folder) that is named by path, or of the watch of that id at `place` or that ships.

    Raises `TomlFault` with the ids that there are.
    """
    path = Path(watch)
    if path.is_file() or (path.is_dir() and watch not in shipped()):
        return path
    there = shipped() | {_id(one): one for one in at_work(place)}
    if watch in there and path.suffix != ".toml":
        return there[watch]
    close = difflib.get_close_matches(watch, there, 1, 0.6)
    hint = f", did you mean {close[0]!r}?" if close else ""
    raise TomlFault(path, 1, f"is no watch file and no id of a watch{hint}", there)


def folder_of(watch: str, place: Path | None) -> Path | None:
    """Return the folder in which the file of a watch at work stands; None where none has that id."""
    return next((path.parent for path in at_work(place) if _id(path) == watch), None)


def _named(name: str) -> list[Path]:
    path = Path(name)
    if path.exists():
        return _files(path)
    there = shipped()
    if name in there:
        return [there[name]]
    close = difflib.get_close_matches(name, there, 1, 0.6)
    hint = f", did you mean {close[0]!r}?" if close else ""
    fault = f"is no folder with watch files (*.toml), no file, and no id of a watch that ships{hint}"
    raise TomlFault(path, 1, fault, there)


def _files(path: Path) -> list[Path]:
    found = [path] if path.is_file() else sorted(path.glob("*.toml"))
    if not found:
        raise TomlFault(path, 1, "is no folder with watch files (*.toml)")
    return found


def _id(path: Path) -> str:
    """Return the id in a file, or its name where it cannot be read: whoever loads it says why."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get("id")
    except (OSError, ValueError):
        found = None
    return found if isinstance(found, str) else path.stem
