"""`python -m tests.quality.identity [SEEDS]`: whether reports of one event meet, and of two stay apart.

The made-up events of `told` are played to the alert stage in the order of publication, once for each seed.
Printed by scene: alerts opened an event and left after merges; the share of the events that are whole (all
their reports on one alert); of the pairs of reports of one event, how many share an alert; of the pairs of
events in one scene, how many are apart (most of the reports of each on an alert of their own).
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import combinations

from agents.alert.agent import STAGE
from streams import codec
from streams.stage import Desk, Emit, Incoming, Position, step
from tests.quality.told import WATCH, Row, told
from tests.quality.told_scenes import POLICY, SCENES
from tests.quality.told_war import WAR_SCENES

Event = tuple[str, str]  # scene and name
GROUPS = {"without a war": SCENES, "of a war": WAR_SCENES}
SHOWN = ("opened", "left", "whole", "pairs together", "events apart")


@dataclass
class Played:
    """Which alert each event's reports are on in the end, and how many each event opened."""

    alerts: dict[Event, list[str]] = field(default_factory=lambda: defaultdict(list))
    opened: Counter[Event] = field(default_factory=Counter)


def played(rows: Iterable[Row]) -> Played:
    """Play reports to the alert stage, each at its time of publication."""
    stage = replace(
        STAGE, rules=None, decide=lambda record, state, now: STAGE.decide({WATCH: POLICY}, record, state, now)
    )
    desk, on, found = Desk.of(stage), [], Played()
    for offset, (scene, name, match) in enumerate(rows):
        out = datetime.fromisoformat(match.article.published or "").replace(tzinfo=UTC)
        position = Position(1, 0, offset)
        said = step(
            stage,
            desk,
            Incoming(position, None, codec.encode(match), {}, int(out.timestamp() * 1000)),
        ).decision
        raised = said.detail if isinstance(said, Emit) else ()
        found.opened[scene, name] += sum(one.reason == "new_event" for one in raised)
        on.append(((scene, name), raised[0].id if raised else match.article.article_id))
    for event, alert in on:
        while alert in desk.state.alerts and (into := desk.state.alerts[alert].merged_into):
            alert = into
        found.alerts[event].append(alert)
    return found


def measured(seeds: int) -> dict[str, dict[str, float]]:
    """Return the figures by scene, of each group, and of all; one event parts nothing."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for seed in range(seeds):
        found = played(told(seed))
        for group, scenes in GROUPS.items():
            for scene in scenes:
                counted = _counted(found, [(scene.name, one.name) for one in scene.events])
                for name in (scene.name, group, "all"):
                    sums[name].update(counted)
    return {
        name: {
            "opened": counts["opened"] / counts["events"],
            "left": counts["left"] / counts["events"],
            "whole": counts["whole"] / counts["events"],
            "pairs together": counts["together"] / counts["pairs"],
            "events apart": counts["apart"] / counts["two"] if counts["two"] else float("nan"),
        }
        for name, counts in sums.items()
    }


def _counted(found: Played, events: Sequence[Event]) -> Counter[str]:
    counts = Counter[str](events=len(events))
    for event in events:
        alerts = found.alerts[event]
        counts["opened"] += found.opened[event]
        counts["left"] += len(set(alerts))
        counts["whole"] += len(set(alerts)) == 1
        pairs = [one == other for one, other in combinations(alerts, 2)]
        counts["pairs"] += len(pairs)
        counts["together"] += sum(pairs)
    for one, other in combinations(events, 2):
        counts["two"] += 1
        counts["apart"] += _most(found.alerts[one]) != _most(found.alerts[other])
    return counts


def _most(alerts: Sequence[str]) -> str:
    return Counter(alerts).most_common(1)[0][0]


def table(figures: dict[str, dict[str, float]]) -> str:
    """Return the figures as lines, all scenes together last."""
    head = f"{'':40}" + "".join(f"{name:>16}" for name in SHOWN)
    rows = (
        f"{scene:40}" + "".join(f"{figures[scene][name]:16.3f}" for name in SHOWN)
        for scene in (*(one.name for scenes in GROUPS.values() for one in scenes), *GROUPS, "all")
    )
    return "\n".join((head, *rows))


if __name__ == "__main__":
    print(table(measured(int(sys.argv[1]) if len(sys.argv) > 1 else 30)))
