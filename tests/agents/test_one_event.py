"""Reports of one event in several languages are one alert, whichever of them comes first."""

import itertools
import tomllib
from pathlib import Path

import orjson
import pytest

from agents.demo.expect import stands
from agents.ingest.files import Entry, entries
from agents.pipeline import configured
from streams import codec
from streams.records import Alert
from streams.replay import Replay
from streams.settings import Settings

CASES = tomllib.loads(Path(__file__).with_name("one_event.toml").read_text("utf-8"))["case"]
NOW = 1_716_400_000_000  # ms; 22 May 2024


@pytest.fixture(scope="module")
def stages():
    return configured(Settings())


def alerts(stages, items):
    """Return the alerts that stand once these entries were played."""
    replay, found = Replay(stages), {}
    for one in items:
        for trail in replay.feed(one.key, one.value, one.headers, NOW):
            if trail.stage == "alert":
                for written in trail.step.written:
                    alert = codec.decode(Alert, written.value)
                    found[alert.id] = alert
    return [alert for alert in found.values() if stands(alert)]


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_reports_of_one_event_are_one_alert_in_any_order(case, stages, tmp_path):
    path = tmp_path / "news.jsonl"
    rows = [
        {"id": f"n{at}", "url": f"https://{at}.example/a", "title": title, "text": text,
         "published": published, "language": language, "source": f"{at}.example"}
        for at, (language, published, title, text) in enumerate(case["reports"])
    ]  # fmt: skip
    path.write_bytes(b"\n".join(orjson.dumps(row) for row in rows))
    read = [one for one in entries([path], 1 << 20) if isinstance(one, Entry)]
    assert len(read) == len(rows)
    for order in itertools.permutations(read):
        events = [one.event for one in alerts(stages, order)]
        told = sorted([event.kind, event.state, event.date or ""] for event in events)
        assert told == sorted(case["alerts"]), [one.id for one in order]
