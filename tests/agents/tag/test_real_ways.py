"""Ways in which real news of many pairs of states puts things: what a plain watch makes of each.

The reports are the project's own. One with `sides` is read by a watch on these two states, made as it would
be for them; one without by the shipped watch. A match may have either of `kind` and `or_kind`.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from agents.tag.look import Look, Rules, looks
from agents.watch.load import load_watch
from streams.article_records import Article

FLOORS = {"match": 0.95, "kind": 0.9}  # share that is right


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[dict[str, Any], Look]]:
    folder = tmp_path_factory.mktemp("watches")

    @cache
    def rules(*states: str) -> Rules:
        if not states:
            return Rules.of([load_watch("macron-russia")])
        path = folder / ("-".join(states) + ".toml")
        sides = "".join(f'[[side]]\nid = "{state.lower()}"\nstate = "{state}"\n' for state in states)
        path.write_text(f'id = "two"\ntitle = "Two states"\nthreshold = 0.5\n{sides}')
        return Rules.of([load_watch(path)])

    lines = (Path(__file__).parent / "cases/real_ways.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [(row, looks(rules(*row.get("sides", ())), _article(row))[0]) for row in rows]


def _article(row: dict[str, Any]) -> Article:
    return Article(
        article_id="a", version="v", id="i", title=row["title"], text=row["text"],
        published=row["published"], language=row["language"],
    )  # fmt: skip


def test_reports_in_the_ways_of_real_news_are_wanted_or_not(told: list[tuple[dict[str, Any], Look]]) -> None:
    wrong = [f"{row['title']} | {look.score}" for row, look in told if look.match is not row["match"]]
    assert 1 - len(wrong) / len(told) >= FLOORS["match"], "\n".join(wrong)


def test_the_kind_of_reports_in_the_ways_of_real_news_is_right(
    told: list[tuple[dict[str, Any], Look]],
) -> None:
    matched = [(row, look) for row, look in told if row["match"] and look.match and "kind" in row]
    wrong = [
        f"{row['title']} | {look.kind} for {row['kind']}"
        for row, look in matched
        if look.kind not in (row["kind"], row.get("or_kind"))
    ]
    assert 1 - len(wrong) / len(matched) >= FLOORS["kind"], "\n".join(wrong)
