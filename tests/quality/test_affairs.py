"""Affairs of two states told in several languages, through all stages; pinned, figures printed with `-s`."""

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import orjson
import pytest

from agents.cli.play import Player
from agents.ingest.files import entries
from agents.pipeline import configured
from streams.settings import Settings
from streams.topics import RAW

AFFAIRS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("affairs.toml").read_text("utf-8"))[
    "affair"
]
# At first sight 1.00 of the events with full sentences opened one alert each, 0.93 of their pairs were apart
# (13 of 14); of the headlines 16 of 18 were alerted, by 17 alerts, 6 of 8 pairs apart. What is not whole
# now lacks a report that the watch did not want, or is a call that was claimed, and denied days later.
WHOLE, OPENED, APART = 0.88, 1.0, 0.90


@dataclass
class Figures:
    """Counts over all affairs."""

    events: int = 0
    whole: int = 0  # all reports on one alert
    opened: int = 0  # alerts
    pairs: int = 0  # of events in one affair
    apart: int = 0  # … most of whose reports are on alerts of their own
    torn: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    stages, path, found = configured(Settings()), tmp_path_factory.mktemp("affairs") / "a.jsonl", Figures()
    for affair in AFFAIRS:
        rows = [
            {"id": str(at), "url": f"https://{at}.example/a", "title": title, "text": text,
             "published": published, "language": language, "source": f"{at}.example"}
            for at, (_, language, published, title, text) in enumerate(affair["reports"])
        ]  # fmt: skip
        path.write_bytes(b"\n".join(orjson.dumps(row) for row in rows))
        lines = [line for _, line in Player(stages).by_date(entries([path], RAW.max_bytes))]
        _count(affair, lines, found)
    return found


def _count(affair: dict[str, Any], lines: list[dict[str, Any]], found: Figures) -> None:
    into: dict[str, str] = {}
    on: dict[int, str | None] = {}
    for line in lines:
        raised = [one["id"] for one in line["alerts"] if one["reason"] != "merged"]
        into |= {one["id"]: raised[-1] for one in line["alerts"] if one["reason"] == "merged"}
        found.opened += sum(one["reason"] == "new_event" for one in line["alerts"])
        if "id" in line:
            on[int(line["id"])] = raised[-1] if raised else None
    events: dict[str, list[str | None]] = {}
    for at, (event, *_) in enumerate(affair["reports"]):
        alert = on[at]
        while alert in into:
            alert = into[alert]
        events.setdefault(event, []).append(alert)
    for name, alerts in events.items():
        whole = len(set(alerts)) == 1 and alerts[0] is not None
        found.events += 1
        found.whole += whole
        found.torn += [] if whole else [f"{affair['about']} ({name})"]
    for one, other in combinations(events.values(), 2):
        found.pairs += 1
        found.apart += Counter(one).most_common(1)[0][0] != Counter(other).most_common(1)[0][0]


def test_reports_of_one_event_in_any_language_are_on_one_alert(figures: Figures) -> None:
    print(f"\naffairs: {figures.whole} of {figures.events} events whole, {figures.opened} alerts opened")
    for torn in figures.torn:
        print(f"  torn or not found: {torn}")
    assert figures.whole / figures.events >= WHOLE
    assert figures.opened / figures.events <= OPENED


def test_events_of_one_affair_have_alerts_of_their_own(figures: Figures) -> None:
    print(f"\naffairs: {figures.apart} of {figures.pairs} pairs of events apart")
    assert figures.apart / figures.pairs >= APART
