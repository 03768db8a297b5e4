"""Two watches at work on the same articles: clean and dedup once, tag and alert for each."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import aclosing
from datetime import UTC, datetime

from agents.cli.order import STANDSTILL, by_date, days_between, moment
from agents.cli.stored import articles
from agents.evaluate.backtest import Side
from agents.ingest.files import Entry, Skipped
from streams import topics
from streams.reading import offsets
from streams.records import Alert, Match
from streams.replay import Replay, Trail
from streams.settings import Settings
from streams.stage import Emit, Stage, clock_of


class Trial:
    """One watch's tag and alert, from nothing, and what it alerts; a tick a day."""

    def __init__(self, stages: Sequence[Stage], generation: int) -> None:
        self.side = Side()
        self._replay = Replay(stages, generation)
        self._clock: datetime | None = None

    def feed(self, value: bytes, headers: dict[str, bytes], timestamp: int, clock: datetime | None) -> None:
        """Decide one record of `news.unique` at a time of the clock (None: that of the record before)."""
        if clock is not None:
            for day in days_between(self._clock, clock):
                self._take(self._replay.tick(day, f"tick:{day.isoformat()}"))
            self._clock = max(clock, self._clock or clock)
        self._take(self._replay.feed(None, value, headers, timestamp))

    def _take(self, trails: Iterable[Trail]) -> None:
        article = None
        for trail in trails:
            decision = trail.step.decision
            if isinstance(decision, Emit):
                made = [output.record for output in decision.outputs]
                article = next((one.article.article_id for one in made if isinstance(one, Match)), article)
                self.side.take([one for one in made if isinstance(one, Alert)], article)


class _Dated:
    def __init__(self, entry: Entry | Skipped) -> None:
        self.entry = entry
        self.published = entry.raw.published if isinstance(entry, Entry) and entry.raw else None


def over_files(
    entries: Iterable[Entry | Skipped], front: Sequence[Stage], trials: Sequence[Trial], generation: int
) -> int:
    """Play articles in the order of publication, the clock at it; return how many there were."""
    replay, played = Replay(front, generation), 0
    for at, item in by_date([_Dated(entry) for entry in entries]):
        if not isinstance(item.entry, Entry):
            continue
        played += 1
        clock = at or (moment(item.published) or STANDSTILL)
        timestamp = max(int(clock.timestamp() * 1000), 0)
        last = replay.feed(item.entry.key, item.entry.value, item.entry.headers, timestamp)[-1].step
        for written in last.written:
            for trial in trials:
                trial.feed(written.value, dict(written.headers), written.timestamp, at)
    return played


async def over_topic(settings: Settings, trials: Sequence[Trial], advance: Callable[[int, int], None]) -> int:
    """Play what stands on `news.unique`; `advance` is told how many of how many are done."""
    _, first, end = (await offsets(settings, topics.UNIQUE))[0]
    played = 0
    async with aclosing(articles(settings, first, end)) as stored:
        async for incoming in stored:
            played += 1
            clock = datetime.fromtimestamp(clock_of(incoming.headers, incoming.timestamp) / 1000, UTC)
            for trial in trials:
                trial.feed(incoming.value or b"", dict(incoming.headers), incoming.timestamp, clock)
            advance(incoming.position.offset + 1 - first, end - first)
    return played
