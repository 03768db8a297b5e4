"""The bundled day is what its README says, and its expectation speaks of each article."""

import json
import re
from collections import Counter
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

FOLDER = Path(__file__).resolve().parents[3] / "agents" / "demo"
FIELDS = ["id", "url", "title", "text", "published", "language", "source"]
EDTF = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

DAY: list[dict[str, str]] = [
    json.loads(line) for line in (FOLDER / "day.jsonl").read_text(encoding="utf-8").splitlines()
]
EXPECTED: dict[str, Any] = json.loads((FOLDER / "day_expected.json").read_text(encoding="utf-8"))
BY_ID = {item["id"]: item for item in DAY}
PLACE = {item["id"]: place for place, item in enumerate(DAY)}


def content(item: dict[str, str]) -> tuple[str, str]:
    return item["title"], item["text"]


def earlier_prints(item: dict[str, str]) -> list[dict[str, str]]:
    """Return the articles that arrived before at the same address."""
    return [other for other in DAY[: PLACE[item["id"]]] if other["url"] == item["url"]]


def repeats() -> list[str]:
    return [i["id"] for i in DAY if content(i) in [content(o) for o in earlier_prints(i)]]


def revisions() -> list[str]:
    return [i["id"] for i in DAY if earlier_prints(i) and i["id"] not in repeats()]


@cache
def shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(zip(*(words[n:] for n in range(5)), strict=False))


def copies() -> list[str]:
    """Return the articles more than half of whose five-word runs stood at another address before."""

    def shared(item: dict[str, str], other: dict[str, str]) -> float:
        return len(shingles(item["text"]) & shingles(other["text"])) / len(shingles(item["text"]))

    return [
        item["id"]
        for item in DAY
        if not earlier_prints(item)
        and any(
            shared(item, other) > 0.5 for other in DAY[: PLACE[item["id"]]] if other["url"] != item["url"]
        )
    ]


def test_each_line_is_an_article() -> None:
    assert 90 <= len(DAY) <= 110
    assert all(list(item) == FIELDS for item in DAY)
    assert all(value.strip() == value and value for item in DAY for value in item.values())
    assert [item["id"] for item in DAY] == [f"day-{n:03d}" for n in range(1, len(DAY) + 1)]


def test_addresses_are_nobodys() -> None:
    anything = "\n".join(f"{item['url']} {item['text']}" for item in DAY)
    hosts = {urlsplit(found).hostname for found in re.findall(r"\w+://\S+", anything)}
    assert all(host and host.endswith(".example") for host in hosts)
    assert all(item["url"].startswith("https://") for item in DAY)
    assert "www." not in anything


def test_an_outlet_has_one_host_and_one_language() -> None:
    outlets = {(i["source"], urlsplit(i["url"]).hostname, i["language"]) for i in DAY}
    assert len(outlets) == len({source for source, _, _ in outlets}) == len({host for _, host, _ in outlets})


def test_five_languages_have_their_share() -> None:
    counts = Counter(item["language"] for item in DAY)
    assert all(counts[language] >= 9 for language in ("en", "fr", "ru", "de", "pl"))
    assert {"uk", "es", "it"} <= set(counts)


def test_arrival_follows_publication_but_for_repeats() -> None:
    days = [datetime.fromisoformat(i["published"]).date() for i in DAY if i["id"] not in repeats()]
    assert days == sorted(days)
    assert {(day.year, day.month) for day in days} >= {(2020, 6), (2022, 2), (2025, 7), (2026, 2)}


def test_copies_revisions_and_repeats_are_as_many_as_said() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for name, found, least in (
        ("Copies", copies(), 10),
        ("Revisions", revisions(), 3),
        ("Repeats", repeats(), 3),
    ):
        said = re.search(rf"\*\*{name}\*\* \((\d+)\).*: day-([\d, ]+)\.", readme)
        assert said
        assert [f"day-{number}" for number in said[2].split(", ")] == found
        assert int(said[1]) == len(found) >= least


def test_a_repeat_is_the_same_to_the_byte() -> None:
    for name in repeats():
        again = {**BY_ID[name], "id": ""}
        assert again in [{**other, "id": ""} for other in earlier_prints(BY_ID[name])]


def test_there_are_full_length_texts() -> None:
    lengths = {item["id"]: len(item["text"].split()) for item in DAY}
    full = [name for name, words in lengths.items() if words >= 400]
    assert len(full) >= 15
    assert len({BY_ID[name]["language"] for name in full}) >= 5
    assert max(lengths.values()) <= 800


def test_outlets_have_formulas_that_come_back() -> None:
    seen = {(i["source"], line) for i in DAY for line in i["text"].splitlines() if line}
    outlets = Counter(
        source
        for source, line in seen
        if sum(line in i["text"].splitlines() for i in DAY if i["source"] == source) >= 3
    )
    assert len(outlets) >= 7


def test_each_article_is_expected_once() -> None:
    placed = [name for alert in EXPECTED["alerts"] for name in alert["items"]] + EXPECTED["silent"]
    assert [name for name, times in Counter(placed).items() if times > 1] == []
    may = {name for alert in EXPECTED["alerts"] for name in alert["may"]}
    assert set(placed) | may == set(BY_ID)
    assert may & set(EXPECTED["silent"]) == set()
    assert len(may - set(placed)) <= 2
    assert set(repeats()) <= set(EXPECTED["silent"])
    assert len(set(EXPECTED["silent"]) - set(repeats())) >= 30


def test_each_alert_is_whole() -> None:
    alerts = EXPECTED["alerts"]
    assert 14 <= len(alerts) <= 20
    for alert in alerts:
        assert list(alert) == ["what", "kind", "date", "state", "opens", "items", "may"]
        assert alert["items"] == sorted(alert["items"], key=PLACE.__getitem__)
        assert alert["opens"] == alert["items"][0]
        assert not set(alert["items"]) & set(alert["may"])
        assert alert["date"] is None or EDTF.fullmatch(alert["date"])
    assert len({alert["what"] for alert in alerts}) == len(alerts)
    assert {alert["state"] for alert in alerts} == {"planned", "held", "cancelled", "denied"}


def test_copies_and_revisions_stay_with_their_first_print() -> None:
    home = {name: alert["opens"] for alert in EXPECTED["alerts"] for name in alert["items"]}
    for name in revisions():
        assert {home[other["id"]] for other in earlier_prints(BY_ID[name])} == {home[name]}
    assert set(copies()) <= set(home)


def test_the_readme_lists_the_alerts() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    row = re.compile(r"\| (day-\d+) \| (\w+) \| (\S+) \| (\w+) \| .* \| (\d+) \| [\w, ]+ \|")
    rows = [found.groups() for line in readme.splitlines() if (found := row.fullmatch(line))]
    assert rows == [
        (a["opens"], a["kind"], a["date"] or "–", a["state"], str(len(a["items"])))
        for a in EXPECTED["alerts"]
    ]
