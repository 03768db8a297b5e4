"""Five texts as a scraper left them: three events, whichever order they arrive in.

002 and 003 are two outlets' prints of one agency report of a call, 001 is a third report of it; 000
announces a visit; 004, of another year, is an event of its own.
"""

import itertools
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from agents import edtf
from agents.cli.play import Player
from agents.ingest.files import Entry, entries, files_of
from streams import codec
from streams.records import Alert
from streams.replay import Replay
from streams.settings import Settings
from streams.stage import Stage

ROOT = Path(__file__).resolve().parents[2]
ORDERS = list(itertools.permutations(("000", "001", "002", "003", "004")))
Lines = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def seeds(shared: Path) -> dict[str, Path]:
    """Return the texts by their number."""
    return {path.name[:3]: path for path in files_of([shared / "seeds"])}


@pytest.fixture(scope="module")
def stages() -> tuple[Stage, ...]:
    from agents.pipeline import configured

    return configured(Settings())


def expected(lines: Lines) -> None:
    """Check what the five texts lead to: lines by number, in the order of arrival."""
    told = {number: line["alerts"] for number, line in lines.items()}
    assert all(line["rejected"] is None for line in lines.values())
    assert all(len(alerts) == 1 for alerts in told.values()), told
    reasons = {number: alerts[0]["reason"] for number, alerts in told.items()}
    ids = {number: alerts[0]["id"] for number, alerts in told.items()}
    assert list(reasons.values()).count("new_event") == 3, reasons
    assert len(set(ids.values())) == 3, ids
    assert ids["001"] == ids["002"] == ids["003"]
    first, *_ = call = [number for number in lines if number in ("001", "002", "003")]
    assert reasons[first] == "new_event"
    second = [number for number in call if number != "001"][-1]
    assert reasons[second] == "copy", reasons
    assert {number: reasons[number] for number in call if number not in (first, second)} in (
        {number: "coverage"} for number in call
    )
    verdicts = {number: line["verdict"] for number, line in lines.items()}
    assert verdicts == {number: "copy" if number == second else "new" for number in lines}
    assert lines["002"]["story"] == lines["003"]["story"]
    looks = {number: line["watches"][0] for number, line in lines.items()}
    assert {number: looks[number]["kind"] for number in ("000", "001", "002", "003")} == {
        "000": "visit",
        "001": "call",
        "002": "call",
        "003": "call",
    }
    day = edtf.parse("2020-06-26")
    assert all(edtf.agree(edtf.parse(looks[number]["date"]), day) for number in call)
    assert not looks["004"]["date"] or looks["004"]["date"].startswith("2026")
    for number, line in lines.items():
        assert looks[number]["evidence"], number
        for one in looks[number]["evidence"]:
            assert line["text"][one["start"] : one["end"]] == one["sentence"]


@pytest.mark.seconds
def test_in_every_order_five_texts_lead_to_three_alerts(
    seeds: dict[str, Path], stages: tuple[Stage, ...]
) -> None:
    found: dict[str, Entry] = {}
    for number, path in seeds.items():
        (entry,) = entries([path], 1 << 20)
        assert isinstance(entry, Entry)
        found[number] = entry
    for order in ORDERS:
        lines = Player(stages, text=True).in_order([found[number] for number in order])
        expected(dict(zip(order, lines, strict=True)))


@pytest.mark.seconds
def test_in_every_order_the_call_is_dated_in_full_and_has_its_three_reports(
    seeds: dict[str, Path], stages: tuple[Stage, ...]
) -> None:
    found = {number: next(iter(entries([path], 1 << 20))) for number, path in seeds.items()}
    for order in ORDERS:
        replay, alerts = Replay(stages), dict[str, Alert]()
        for number in order:
            entry = found[number]
            assert isinstance(entry, Entry)
            for trail in replay.feed(entry.key, entry.value, entry.headers, 1_700_000_000_000):
                for one in trail.step.written if trail.stage == "alert" else ():
                    alert = codec.decode(Alert, one.value)
                    alerts[alert.id] = alert
        (call,) = (alert for alert in alerts.values() if alert.event.kind == "call")
        assert (call.event.date, call.coverage.reports) == ("2020-06-26", 3), order


@pytest.mark.seconds
@pytest.mark.parametrize("order", [ORDERS[0], ORDERS[-1]], ids=" ".join)
def test_the_command_says_the_same(seeds: dict[str, Path], order: tuple[str, ...]) -> None:
    call = [sys.executable, "-m", "agents.cli.main", "replay", "--text", *(str(seeds[n]) for n in order)]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in lines] == [seeds[number].name for number in order]
    expected(dict(zip(order, lines, strict=True)))
