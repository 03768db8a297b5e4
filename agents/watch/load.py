"""Watch files to watches, strictly: every mistake with file, line and what is allowed, all at once."""

from pathlib import Path

from agents.watch.definition import Watch
from agents.watch.fault import Faults, WatchFault
from agents.watch.find import SHIPPED, at_work, file_of
from agents.watch.read import read
from streams import tomlfile

__all__ = ["SHIPPED", "WatchFault", "load_watch", "load_watches"]


def load_watches(place: Path | None) -> tuple[Watch, ...]:
    """Return the watches at `place`, by id: a folder, a file, or ids of shipped ones (`agents.watch.find`).

    None: what ships at work. Raises `TomlFault` for a place without watches, and `WatchFault` with every
    mistake in the files, an id used twice among them.
    """
    faults, found = Faults(), dict[str, tuple[Watch, Path]]()
    for path in at_work(place):
        file = faults.take(None, tomlfile.load, path)
        watch = faults.take(None, read, file) if file else None
        if file is None or watch is None:
            continue
        if watch.id in found:
            faults.found.append(file.fault(f"the id {watch.id!r} is taken by {found[watch.id][1]}", "id"))
        found[watch.id] = (watch, path)
    faults.end()
    return tuple(found[key][0] for key in sorted(found))


def load_watch(path_or_id: str | Path) -> Watch:
    """Return one watch: of a file, else the shipped one of that id.

    Raises `TomlFault` where there is none, and `WatchFault` with every mistake in it.
    """
    return read(tomlfile.load(file_of(str(path_or_id), None)))
