"""Files and folders, looked at again and again: what of them is to be sent now."""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from agents.ingest.files import KINDS, Entry, Skipped, UnknownKind, contents, known, lined, unreadable
from agents.ingest.folder.growing import BYTES, RECORDS, appended, goes_on
from agents.ingest.folder.progress import Progress
from agents.ingest.folder.scan import Found, Stamp, look
from agents.ingest.lines import UNREADABLE

SETTLE = 2.0  # seconds that a file stands still before it counts as whole
AGAIN = 10.0  # seconds until a file that could not be read is tried again
LOST = 60.0  # seconds that is remembered what is gone: a network drive may come back
PACKED = (".gz", ".zst")
# Of files that have gone from their path: by what stays when a file is renamed, the path and how far it was.
_Moved = Mapping[tuple[int, int], tuple[str, Progress]]


@dataclass(frozen=True, slots=True)
class Part:
    """Some entries of one file, to be sent together; `progress` holds once they are confirmed."""

    path: str
    entries: tuple[Entry, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    progress: Progress | None = None


@dataclass(slots=True)
class _Watched:
    """What one file did since it was first seen."""

    stamp: Stamp
    since: float  # it has not changed since
    placed: bool = False  # it was renamed to its place, so it is whole
    handled: bool = False  # all of it that can be sent as it stands was given out
    again: float = 0.0  # not to be tried before


class Folder:
    """Follows paths. `progress` is what is sent already; `limit` the most bytes of a record.

    Raises UnknownKind for a file that is of no kind that is read.
    """

    def __init__(
        self, paths: Sequence[Path], limit: int, progress: Mapping[str, Progress], settle: float = SETTLE
    ) -> None:
        for path in paths:
            if not path.is_dir() and not known(path.name):
                allowed = ", ".join(KINDS)
                raise UnknownKind(f"{path}: not a kind of file that holds articles; allowed are {allowed}")
        self._paths = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100 - links stay as they are
        self._limit, self._settle = limit, settle
        self.progress = dict(progress)
        self.cost = 0.0  # seconds that the last look at the names took
        self._watched: dict[str, _Watched] = {}
        self._others: dict[tuple[int, int], str] = {}
        self._told: dict[str, str] = {}
        self._lost: dict[str, float] = {}

    def confirmed(self, part: Part) -> None:
        """Take note that all of a part has arrived."""
        if part.progress is not None:
            self.progress[part.path] = part.progress

    def look(self, now: float) -> Iterator[Part]:
        """Yield what is to be sent at `now` (seconds, of a clock that only goes on), file by file."""
        begun = time.perf_counter()
        found = look(self._paths)
        self.cost = time.perf_counter() - begun
        for where, fault in found.faults.items():
            yield from self._tell(where, fault)
        moved = {
            at.identity: (path, at)
            for path, at in self.progress.items()
            if path not in found.files or found.files[path].identity != at.identity
        }
        yield from self._left_behind(found, moved)
        for path in sorted(found.files):
            yield from self._file(path, found.files[path], moved, now)
        self._others = found.others
        self._forget(found, now)

    def _file(self, path: str, stamp: Stamp, moved: _Moved, now: float) -> Iterator[Part]:
        one = self._watched.get(path)
        if one is None or one.stamp != stamp:
            placed = stamp.identity in self._others
            one = self._watched[path] = _Watched(stamp, now, placed)
        if one.handled or now < one.again:
            return
        # A file is known by its name, or by what stays when it is renamed. Whether it is still the same is
        # told by its size, time and content, for a device may have another number after a restart.
        at = self.progress.get(path)
        if (at is None or at.identity != stamp.identity) and stamp.identity in moved:
            _, at = moved[stamp.identity]
        still = one.placed or now - one.since >= self._settle
        try:
            if lined(Path(path)) and not path.lower().endswith(PACKED):
                yield from self._grown(Path(path), stamp, at, rest=still)
                one.handled = still
            elif still:
                yield from self._whole(Path(path), stamp, at)
                one.handled = True
            self._told.pop(path, None)
        except FileNotFoundError:
            return  # it went while we looked
        except UNREADABLE as fault:
            # What is damaged is tried again when it has changed; what cannot be had, after a while.
            one.handled, one.again = not isinstance(fault, OSError), now + AGAIN
            yield from self._tell(path, fault)

    def _grown(self, path: Path, stamp: Stamp, at: Progress | None, *, rest: bool) -> Iterator[Part]:
        if at is not None:
            if (at.size, at.mtime) == (stamp.size, stamp.mtime):
                return
            if stamp.size < at.size or not goes_on(path, at):
                at = None  # truncated, or written anew
        for batch, progress in appended(path, stamp, at, self._limit, rest=rest):
            yield _part(str(path), batch, progress)

    def _whole(self, path: Path, stamp: Stamp, at: Progress | None) -> Iterator[Part]:
        if at is not None and (at.size, at.mtime) == (stamp.size, stamp.mtime):
            return
        batch: list[Entry | Skipped] = []
        size = 0
        for entry in contents(path, self._limit):
            batch.append(entry)
            size += len(entry.value) if isinstance(entry, Entry) else 0
            if len(batch) >= RECORDS or size >= BYTES:
                yield _part(str(path), batch, None)
                batch, size = [], 0
        yield _part(str(path), batch, Progress(stamp.device, stamp.inode, stamp.size, stamp.mtime))

    def _left_behind(self, found: Found, moved: _Moved) -> Iterator[Part]:
        """Yield what was appended to a file before it was renamed to a name that is not followed."""
        for identity, (path, at) in moved.items():
            there = found.others.get(identity)
            if there is None or not at.mark:
                continue
            try:
                stamp = Stamp.of(os.stat(there))  # noqa: PTH116 - as scandir gave it
                yield from (
                    Part(path, part.entries, part.skipped, part.progress)
                    for part in self._grown(Path(there), stamp, at, rest=True)
                )
            except OSError as fault:
                yield from self._tell(there, fault)

    def _tell(self, path: str, fault: Exception) -> Iterator[Part]:
        """Yield what is said of a path that cannot be read, once until it can, or says something else."""
        one = unreadable(Path(path), fault)
        if self._told.get(path) != one.error:
            self._told[path] = one.error
            yield Part(path, skipped=(one,))

    def _forget(self, found: Found, now: float) -> None:
        for path in [one for one in self._watched if one not in found.files]:
            del self._watched[path]
        if self._told:
            there = {*found.files, *found.faults, *found.others.values()}
            self._told = {path: said for path, said in self._told.items() if path in there}
        unseen = tuple(found.faults)  # what is below them may well be there
        gone = [path for path in self.progress if path not in found.files and not path.startswith(unseen)]
        self._lost = {path: self._lost.get(path, now) for path in gone}
        for path in [path for path, since in self._lost.items() if now - since >= LOST]:
            del self.progress[path]


def _part(path: str, batch: Sequence[Entry | Skipped], progress: Progress | None) -> Part:
    return Part(
        path,
        tuple(one for one in batch if isinstance(one, Entry)),
        tuple(one for one in batch if isinstance(one, Skipped)),
        progress,
    )
