"""The latest revision of each alert, by the offset that it stands at on `news.alerts`.

An offset says in one number what a browser has seen, also after the board was started again.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from streams.records import Alert

# Reasons that add a report to what is known and say nothing new: they do not move an alert to the top.
_QUIET = frozenset({"coverage", "copy", "merged"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One alert as it stands."""

    offset: int
    alert: Alert

    @property
    def gone(self) -> bool:
        """Whether it left the board: it became part of another, or nobody wants to hear of it."""
        return self.alert.merged_into is not None or self.alert.withdrawn == "unwanted"

    @property
    def news_at(self) -> str:
        """When it last had something new to say (RFC 3339): what the board is sorted by."""
        told = [line.at for line in self.alert.history if line.reason not in _QUIET]
        return (told[-1] if told else self.alert.first_seen) or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What of the board is wanted; empty: all of it."""

    watch: str = ""
    kind: str = ""

    def takes(self, alert: Alert) -> bool:
        """Return whether an alert is wanted."""
        return self.watch in ("", alert.watch) and self.kind in ("", alert.event.kind)


class Shelf:
    """All alerts, in memory; `waits_for` says why not all may be here, None once they are."""

    def __init__(self) -> None:
        self.waits_for: str | None = "starting"
        self._entries: dict[str, Entry] = {}  # by alert id, in the order of their last change
        self.last = -1  # the highest offset taken in

    def put(self, alert: Alert, offset: int) -> None:
        """Take in one revision; the records of a topic come in their order."""
        self._entries.pop(alert.id, None)
        self._entries[alert.id] = Entry(offset, alert)
        self.last = offset

    def clear(self) -> None:
        """Forget everything: the topic is read from its start again."""
        self._entries.clear()
        self.last = -1

    def waits(self, why: str | None) -> None:
        """Take note of what is waited for."""
        self.waits_for = why

    def get(self, identity: str) -> Entry | None:
        """Return one alert, also one that left the board."""
        return self._entries.get(identity)

    def shown(self, choice: Choice | None = None) -> list[Entry]:
        """Return what is on the board, the latest news first."""
        wanted = choice or Choice()
        found = [one for one in self._entries.values() if not one.gone and wanted.takes(one.alert)]
        return sorted(found, key=lambda one: (one.news_at, one.offset), reverse=True)

    def since(self, offset: int) -> Iterator[Entry]:
        """Yield what changed after `offset`, in order, with what left; all of it for an offset to come.

        A browser with such an offset has seen another topic of this name.
        """
        after = offset if offset <= self.last else -1
        changed = []
        for one in reversed(self._entries.values()):
            if one.offset <= after:
                break
            changed.append(one)
        yield from reversed(changed)

    def watches(self) -> list[str]:
        """Return the ids of the watches that have alerts here."""
        return sorted({one.alert.watch for one in self._entries.values() if not one.gone})

    def kinds(self) -> list[str]:
        """Return the kinds of event that are here."""
        return sorted({one.alert.event.kind for one in self._entries.values() if not one.gone})
