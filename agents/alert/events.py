"""What the alert stage knows of the past: every alert by id, and the index by which reports find theirs."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import ClassVar, Protocol, TypeVar

from agents import edtf
from agents.alert.days import Fit, gap, patience, spans
from agents.alert.facets import date_of, published_of
from agents.alert.kinds import comparable
from agents.alert.policy import Policy
from agents.watch.definition import OPEN_DAYS
from streams import codec
from streams.records import Alert, Event, Facet

K = TypeVar("K", str, tuple[str, int])


class Revision(Protocol):
    """A record of `news.alerts`, just written or read back."""

    @property
    def value(self) -> bytes:
        """The document."""

    @property
    def headers(self) -> Mapping[str, bytes]:
        """The headers."""


class Events:
    """The alerts, read back from `news.alerts` whole; an alert merged into another takes no reports."""

    window: ClassVar[timedelta | None] = None

    def __init__(self) -> None:
        self.alerts: dict[str, Alert] = {}
        # Article, version, watch: of the headers, and of the reports that a document lists. Compaction
        # leaves one revision of each alert and its headers; whoever opened it stands in its list for ever.
        self.seen: set[tuple[str, str, str]] = set()
        self._numbers: dict[str, int] = {}  # by watch: the highest given
        self._by_day: dict[tuple[str, int], set[str]] = {}
        self._by_watch: dict[str, set[str]] = {}
        self._anytime: dict[str, set[str]] = {}  # by watch: alerts with a report that no day places

    def apply(self, written: Revision) -> None:
        """Take in one revision: headers say which article it answered, the document is the state."""
        article, version, watch = (written.headers.get(name) for name in ("article", "version", "watch"))
        if article is not None and version is not None and watch is not None:
            self.seen.add((article.decode(), version.decode(), watch.decode()))
        alert = codec.decode(Alert, written.value)
        for report in alert.coverage.listed:
            self.seen.add((report.article.article_id, report.article.version, alert.watch))
        if (old := self.alerts.get(alert.id)) is not None:
            self._index(old, add=False)
        self.alerts[alert.id] = alert
        self._numbers[alert.watch] = max(alert.number, self._numbers.get(alert.watch, 0))
        self._index(alert, add=True)

    def next_number(self, watch: str) -> int:
        """Return the number of the next alert that a watch opens."""
        return self._numbers.get(watch, 0) + 1

    def candidates(self, watch: str, facet: Facet, policy: Policy, now: datetime) -> list[Alert]:
        """Return the alerts of a watch that a report may belong to, by id.

        Those that lie near it in time and are open; of closed ones, those of which it names the day.
        """
        reach = max((OPEN_DAYS["other"], *policy.open_days.values()))
        places = spans(facet)
        if places:
            days = {day for first, last in places for day in range(first - reach, last + reach + 1)}
            ids = set(self._anytime.get(watch, ()))
            for day in days:
                ids |= self._by_day.get((watch, day), set())
        else:
            ids = self._by_watch.get(watch, set())
        found = (self.alerts[one] for one in sorted(ids))
        return [alert for alert in found if is_open(alert, policy, now) or _names_day(facet, alert)]

    def last_contact(self, watch: str, event: Event, policy: Policy) -> str | None:
        """Return the day of the last contact of that kind between the same people before `event`.

        Of the alerts kept, and of the contacts that the watch brings along; None too where contacts may lie
        between that nobody listed.
        """
        day = edtf.parse(event.date)
        before = day.first() if day else None
        if event.family != "contact" or before is None:
            return None
        people = {side: names for side, names in policy.named(event.actors).items() if names}
        days = [
            known
            for kind, known, actors in self.contacts(watch, policy)
            if known < before and comparable(kind, event.kind) and _same_people(people, policy.named(actors))
        ]
        last = max(days, default=None)
        if last is None or any(past.gap and past.day == last for past in policy.past):
            return None  # not known, or perhaps not the last
        return last.isoformat()

    def contacts(self, watch: str, policy: Policy) -> Iterator[tuple[str, date, tuple[str, ...]]]:
        """Yield kind, day and actors of each contact that is known to have taken place."""
        for past in policy.past:
            yield past.kind, past.day, past.actors
        for one in sorted(self._by_watch.get(watch, ())):
            alert = self.alerts[one]
            known = edtf.parse(alert.event.date)
            if alert.event.family != "contact" or alert.event.state != "held" or alert.withdrawn:
                continue
            if known is not None and known.full and (day := known.first()) is not None:
                yield alert.event.kind, day, alert.event.actors

    def standing(self) -> Iterator[Alert]:
        """Yield the alerts that were neither merged into another nor withdrawn, by id."""
        for watch in sorted(self._by_watch):
            for one in sorted(self._by_watch[watch]):
                if self.alerts[one].withdrawn is None:
                    yield self.alerts[one]

    def _index(self, alert: Alert, *, add: bool) -> None:
        if alert.merged_into is not None:
            return
        keys: set[tuple[str, int]] = set()
        anytime = False
        for facet in alert.facets:
            places = spans(facet)
            anytime = anytime or not places
            keys |= {(alert.watch, day) for first, last in places for day in range(first, last + 1)}
        for key in keys:
            _set(self._by_day, key, alert.id, add)
        _set(self._by_watch, alert.watch, alert.id, add)
        if anytime:
            _set(self._anytime, alert.watch, alert.id, add)


def _same_people(people: Mapping[str, set[str]], named: Mapping[str, set[str]]) -> bool:
    return all(names & named.get(side, set()) for side, names in people.items())


def is_open(alert: Alert, policy: Policy, now: datetime) -> bool:
    """Return whether an alert still takes reports in, by the stream's clock and its event's day.

    It does for the days that the watch gives its kind, since it was last seen or since its day; a report
    of which only the month is known may be of any day in it.
    """
    days = timedelta(days=patience(policy.days_open(alert.event.kind), alert.event))
    if alert.last_seen is None or now - datetime.fromisoformat(alert.last_seen) <= days:
        return True
    known = [day for facet in alert.facets for day in (date_of(facet), _vague(published_of(facet)))]
    lasts = [day.last() for day in known if day is not None]
    return any(last is not None and now.date() - last <= days for last in lasts)


def _vague(published: edtf.Edtf | None) -> edtf.Edtf | None:
    """Return a month of publication; a day is when the report was seen."""
    return published if published is not None and published.day is None and published.month else None


def _names_day(facet: Facet, alert: Alert) -> bool:
    return any(gap(facet, known).fit is Fit.DAY for known in alert.facets)


def _set(index: dict[K, set[str]], key: K, value: str, add: bool) -> None:
    if add:
        index.setdefault(key, set()).add(value)
        return
    index[key].discard(value)
    if not index[key]:
        del index[key]
