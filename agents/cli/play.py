"""Plays entries through every stage in this process and tells what became of each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from agents.cli.line import Line, line, raised, refused
from agents.cli.order import STANDSTILL, by_date, days_between
from agents.cli.stage_words import Context, said
from agents.ingest.files import Entry, Skipped
from streams.records import Alert
from streams.replay import Replay, Trail
from streams.stage import Emit, Hold, Stage


@dataclass(frozen=True, slots=True)
class _Item:
    """One entry with its date and its place among all."""

    place: int
    entry: Entry | Skipped

    @property
    def published(self) -> str | None:
        raw = self.entry.raw if isinstance(self.entry, Entry) else None
        return raw.published if raw else None


class Player:
    """Stages with their rules loaded, ready to be played to: each `Player` starts from nothing.

    `text` adds the cleaned text to each line, `explain` what each stage weighed. `alerts` are those that
    stand by id, whole, and `revised` those that the last line's item or tick opened or changed.
    """

    def __init__(
        self,
        stages: Sequence[Stage],
        generation: int = 1,
        *,
        text: bool = False,
        explain: Context | None = None,
    ) -> None:
        self.alerts: dict[str, Alert] = {}
        self.revised: tuple[Alert, ...] = ()
        self._replay = Replay(stages, generation)
        self._text = text
        self._explain = explain

    def in_order(self, entries: Iterable[Entry | Skipped]) -> Iterator[Line]:
        """Yield a line for each entry as it comes, with the clock standing still."""
        for entry in entries:
            yield self._line(entry, STANDSTILL)

    def by_date(self, entries: Iterable[Entry | Skipped]) -> Iterator[tuple[int | None, Line]]:
        """Yield a line for each entry in the order of publication, with its place in the order given.

        The clock is at the entry's time of publication; before it passes a midnight there is a tick,
        with a line (and no place) if that raised something.
        """
        clock: datetime | None = None
        for at, item in by_date([_Item(place, entry) for place, entry in enumerate(entries)]):
            if at is not None:
                for day in days_between(clock, at):
                    if told := self._tick(day):
                        yield None, told
                clock = at
            yield item.place, self._line(item.entry, clock or STANDSTILL)

    def _line(self, entry: Entry | Skipped, clock: datetime) -> Line:
        if isinstance(entry, Skipped):
            return refused(entry.name, entry.error, text=self._text)
        timestamp = max(int(clock.timestamp() * 1000), 0)
        trails = self._replay.feed(entry.key, entry.value, entry.headers, timestamp)
        self._keep(trails)
        told = line(entry.id, trails, text=self._text)
        if self._explain is not None:
            decided = [(one.stage, one.step.decision) for one in trails]
            told["explain"] = {
                stage: {"reason": str(one.reason), **said(stage, one, self._explain)[1]}
                for stage, one in decided
                if isinstance(one, Emit | Hold)
            }
        return told

    def _tick(self, day: datetime) -> Line | None:
        time = day.isoformat().replace("+00:00", "Z")
        trails = self._replay.tick(day, f"tick:{time}")
        self._keep(trails)
        alerts = raised(trails)
        return {"tick": time, "alerts": alerts} if alerts else None

    def _keep(self, trails: Sequence[Trail]) -> None:
        decisions = [trail.step.decision for trail in trails]
        outputs = [one for decision in decisions if isinstance(decision, Emit) for one in decision.outputs]
        self.revised = tuple(one.record for one in outputs if isinstance(one.record, Alert))
        self.alerts |= {alert.id: alert for alert in self.revised}
