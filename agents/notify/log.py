"""What each target was told: the records of `news.notified`, and what they say together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

import orjson

from streams import codec


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One record: a revision that was told or refused; or, without an alert, that the target began."""

    target: str
    alert: str = ""
    revision: int = 0
    outcome: Literal["began", "told", "refused"]
    at: str  # RFC 3339
    since: int | None = None  # of `began`: alerts ingested before are not told; Kafka's time in ms
    why: str | None = None  # of `refused`

    def key(self) -> bytes:
        """Return the record's key: of each, the last one counts."""
        return f"{self.target},{self.alert}".encode()

    def value(self) -> bytes:
        """Return the record's value."""
        return orjson.dumps(self)


@dataclass(slots=True)
class Told:
    """What one target was told so far."""

    since: int | None = None
    revisions: dict[str, int] = field(default_factory=dict)  # the highest, by alert

    def note(self, line: Line) -> None:
        """Take in one record of this target."""
        if line.outcome == "began":
            self.since = line.since
        else:
            self.revisions[line.alert] = max(line.revision, self.revisions.get(line.alert, 0))

    def has(self, alert: str, revision: int) -> bool:
        """Return whether this revision, or a later one, was told or refused."""
        return revision <= self.revisions.get(alert, 0)


def read(target: str, values: Iterable[tuple[bytes | None, bytes | None]]) -> Told:
    """Return what a target was told by the keys and values of the log; what is no record of it is passed."""
    told, own = Told(), f"{target},".encode()
    for key, value in values:
        if key and value and key.startswith(own):
            try:
                told.note(codec.decode(Line, value))
            except codec.Undecodable:
                continue  # not ours: the topic takes what it is sent
    return told


def names(keys: Iterable[bytes | None]) -> tuple[str, ...]:
    """Return the targets that the log knows, by the keys of its records."""
    return tuple(sorted({key.partition(b",")[0].decode("utf-8", "replace") for key in keys if key}))
