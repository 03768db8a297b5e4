"""Three scripts of news end, report by report, in the alert histories that are written down beside them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from agents.cli.play import Player
from agents.ingest.files import entries
from agents.pipeline import configured
from streams.records import Alert
from streams.settings import Settings
from streams.topics import RAW

SCRIPTS = Path(__file__).resolve().parents[3] / "agents" / "demo" / "scripts"
NAMES = ("visit", "denied", "weekly")


@pytest.fixture(scope="module")
def stages():
    return configured(Settings())


@dataclass
class Played:
    """A script's way through every stage, by date."""

    silent: list[str]
    alerts: list[Alert]  # as they stand in the end
    revisions: dict[str, list[dict[str, Any]]]  # of each alert, all that was ever written

    @classmethod
    def of(cls, stages, name: str) -> "Played":
        player, made = Player(stages), cls([], [], {})
        for _, line in player.by_date(entries([SCRIPTS / f"{name}.jsonl"], RAW.max_bytes)):
            by = line.get("id") or line["tick"]
            if not line["alerts"]:
                made.silent.append(by)
            for alert in player.revised:
                event = alert.event
                told = {"by": by, "reason": alert.reason, "state": event.state, "date": event.date}
                made.revisions.setdefault(alert.id, []).append(told | {"notify": alert.notify})
        made.alerts = sorted(player.alerts.values(), key=lambda one: one.number)
        return made


@pytest.mark.parametrize("name", NAMES)
def test_a_script_ends_in_the_histories_that_were_written_down(stages, name):
    expected = json.loads((SCRIPTS / f"{name}_expected.json").read_text("utf-8"))
    played = Played.of(stages, name)
    told = [
        {
            "kind": alert.event.kind,
            "state": alert.event.state,
            "date": alert.event.date,
            "actors": list(alert.event.actors),
            "first_since": alert.first_since,
            "history": played.revisions[alert.id],
            "only": {one.side: list(one.only) for one in alert.readouts},
            "differences": {one.about: one.said for one in alert.differences},
        }
        for alert in played.alerts
    ]
    assert told == expected["alerts"]
    assert played.silent == expected["silent"]


@pytest.mark.parametrize("name", NAMES)
def test_each_line_of_a_history_that_tells_something_has_the_sentence_that_says_so(stages, name):
    for alert in Played.of(stages, name).alerts:
        for line in alert.history:
            assert bool(line.evidence) == (line.reason not in ("coverage", "silence"))
            assert line.evidence is None or line.evidence.article_id == line.article_id


@pytest.mark.parametrize("name", NAMES)
def test_a_script_is_nobodys_news(name):
    rows = [json.loads(line) for line in (SCRIPTS / f"{name}.jsonl").read_text("utf-8").splitlines()]
    assert all(".example/" in row["url"] for row in rows)
    assert [row["id"] for row in rows] == [f"{name}-{n:02}" for n in range(1, len(rows) + 1)]
    assert len({row["language"] for row in rows}) >= 3
