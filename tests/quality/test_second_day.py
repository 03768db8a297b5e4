"""A day of news written without a look at the rules: its result is printed as it is, never tuned to."""

from pathlib import Path

from agents.demo.expect import compare, told_of
from agents.demo.play import expected
from agents.ingest.files import Entry, entries
from agents.pipeline import configured
from streams import codec
from streams.records import Alert
from streams.replay import Replay
from streams.settings import Settings
from streams.stage import Reject
from streams.topics import RAW

HERE = Path(__file__).parent
NOON = 1_790_000_000_000  # the clock stands still, as in a replay of a file


def test_the_second_day_is_played_and_its_result_is_told() -> None:
    replay = Replay(configured(Settings()))
    alerts: dict[str, Alert] = {}
    for entry in entries([HERE / "second_day.jsonl"], RAW.max_bytes):
        assert isinstance(entry, Entry)
        for trail in replay.feed(entry.key, entry.value, entry.headers, NOON):
            assert not isinstance(trail.step.decision, Reject)
            if trail.stage == "alert":
                for written in trail.step.written:
                    alert = codec.decode(Alert, written.value)
                    alerts[alert.id] = alert
    day = expected(HERE / "second_day_expected.json")
    verdict = compare(day, told_of(alerts.values()))
    counts = f"{len(verdict.wrong)} of other kind, date or state, {len(verdict.missing)} missing"
    print(f"\nsecond day: {verdict.came} of {len(day.alerts)} alerts as expected, {counts},", end=" ")
    print(f"{len(verdict.surplus)} too much")
    assert all(alert.evidence for alert in alerts.values())
    assert verdict.came + len(verdict.wrong) + len(verdict.missing) == len(day.alerts)
