"""The bundled day gives the alerts that were written down before the rules saw it, and no others."""

import json
from pathlib import Path

from agents.cli.play import Player
from agents.demo.expect import compare, told_of
from agents.demo.play import expected
from agents.ingest.files import Entry, entries
from agents.pipeline import configured
from streams import codec
from streams.records import Alert
from streams.replay import Replay
from streams.settings import Settings
from streams.topics import RAW

DEMO = Path(__file__).resolve().parents[3] / "agents" / "demo"
NOON = 1_790_000_000_000  # ms; the clock stands still


def test_the_day_gives_the_expected_alerts_and_no_others() -> None:
    replay = Replay(configured(Settings()))
    alerts: dict[str, Alert] = {}
    for entry in entries([DEMO / "day.jsonl"], RAW.max_bytes):
        assert isinstance(entry, Entry)
        for trail in replay.feed(entry.key, entry.value, entry.headers, NOON):
            if trail.stage == "alert":
                found = (codec.decode(Alert, written.value) for written in trail.step.written)
                alerts |= {alert.id: alert for alert in found}
    day = expected(DEMO / "day_expected.json")
    verdict = compare(day, told_of(alerts.values()))
    assert verdict.right, verdict
    assert verdict.came == len(day.alerts) == 20


def test_the_days_alerts_have_the_histories_that_are_written_down() -> None:
    player, told = Player(configured(Settings())), {}
    for line in player.in_order(entries([DEMO / "day.jsonl"], RAW.max_bytes)):
        for alert in player.revised:
            if alert.reason not in ("coverage", "copy"):
                event = alert.event
                row = {"by": line["id"], "reason": alert.reason, "state": event.state, "date": event.date}
                told.setdefault(alert.id, []).append(row)
                assert alert.notify
    assert list(told.values()) == json.loads((DEMO / "day_histories.json").read_text("utf-8"))
