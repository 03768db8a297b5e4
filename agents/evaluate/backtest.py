"""What a changed watch would have alerted, set beside what the watch before it would have. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from streams.records import Alert


@dataclass(slots=True)
class Side:
    """The alerts of one watch, and which articles are on each: fed revision by revision."""

    alerts: dict[str, Alert] = field(default_factory=dict)
    articles: dict[str, set[str]] = field(default_factory=dict)  # by alert id

    def take(self, revised: Sequence[Alert], article: str | None) -> None:
        """Take in what one record led to: the alerts merged away, then the one that stands."""
        for alert in revised:
            self.alerts[alert.id] = alert
            mine = self.articles.setdefault(alert.id, set())
            if alert.merged_into is not None:
                self.articles.setdefault(alert.merged_into, set()).update(mine)
            elif article is not None:
                mine.add(article)

    def standing(self) -> list[Alert]:
        """Return the alerts that were not merged into another, in the order in which they were opened."""
        found = (alert for alert in self.alerts.values() if alert.merged_into is None)
        return sorted(found, key=lambda alert: alert.number)


@dataclass(frozen=True, slots=True)
class Group:
    """Alerts of the old and of the new watch that are of the same reports."""

    old: tuple[Alert, ...]
    new: tuple[Alert, ...]

    @property
    def outcome(self) -> str:
        """Return what became of it: gained, lost, merged, split, regrouped, changed, same."""
        match len(self.old), len(self.new):
            case 0, _:
                return "gained"
            case _, 0:
                return "lost"
            case 1, 1:
                return "same" if _told(self.old[0]) == _told(self.new[0]) else "changed"
            case _, 1:
                return "merged"
            case 1, _:
                return "split"
        return "regrouped"


OUTCOMES = ("gained", "lost", "merged", "split", "regrouped", "changed", "same")


def compare(old: Side, new: Side) -> list[Group]:
    """Return the alerts of both sides in groups that share reports, by outcome, then in order of opening.

    Two alerts are of the same reports if they share half of those of the smaller: a single article that
    mentions another event in passing ties nothing.
    """
    before, after = old.standing(), new.standing()
    left = {alert.id: number for number, alert in enumerate(before)}
    group_of: dict[str, int] = dict(left)
    members: dict[int, list[Alert]] = {number: [alert] for number, alert in enumerate(before)}
    fresh: dict[int, list[Alert]] = {}
    for number, alert in enumerate(after, len(before)):
        tied = sorted(
            {group_of[one.id] for one in before if _shared(old.articles[one.id], new.articles[alert.id])}
        )
        into = tied[0] if tied else number
        fresh.setdefault(into, []).append(alert)
        for other in tied[1:]:
            members[into] += members.pop(other, [])
            fresh[into] += fresh.pop(other, [])
            group_of = {one: into if at == other else at for one, at in group_of.items()}
    groups = [
        Group(tuple(members.get(at, ())), tuple(fresh.get(at, ())))
        for at in sorted(members.keys() | fresh.keys())
    ]
    return sorted(groups, key=lambda group: OUTCOMES.index(group.outcome))


def counts(groups: Iterable[Group]) -> dict[str, int]:
    """Return how many groups there are of each outcome."""
    found = [group.outcome for group in groups]
    return {outcome: found.count(outcome) for outcome in OUTCOMES}


def _shared(one: set[str], other: set[str]) -> bool:
    return 2 * len(one & other) >= max(1, min(len(one), len(other)))


def _told(alert: Alert) -> tuple[str, str, str | None]:
    return alert.event.kind, alert.event.state, alert.event.date
