"""Short reports of every kind of contact and act, ten languages, many states: kind, state and day told right.

The reports are the project's own (tests/agents/tag/kinds_*.jsonl) and were written before the rules that
are measured with them: `plain` ones, and `close` calls between two kinds. Those of the part `read` were
looked at when they failed, those of `kept` never: these are what may be expected of other news. Each is
read by a watch on its two states that takes whatever names both, since what is wanted is another question.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from agents.tag.look import Look, Rules, looks
from agents.watch.load import load_watch
from streams.article_records import Article

FOLDER = Path(__file__).parents[1] / "agents/tag"
# Share of kinds that are right, and of states and days where the kind is.
FLOORS = {
    ("plain", "read"): (0.89, 0.95, 0.92),
    ("plain", "kept"): (0.8, 0.95, 0.92),
    ("close", "read"): (0.8, 0.92, 0.9),
    ("close", "kept"): (0.6, 0.85, 0.85),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("watches")


def _look(case: dict[str, Any], folder: Path) -> Look:
    article = Article(
        article_id="a", version="v", id="i", title=case["title"], text=case["text"],
        published=case["published"], language=case["language"],
    )  # fmt: skip
    return looks(_rules(folder, *case["sides"]), article)[0]


@cache
def _rules(folder: Path, *states: str) -> Rules:
    path = folder / ("-".join(states) + ".toml")
    sides = "".join(f'[[side]]\nid = "{state.lower()}"\nstate = "{state}"\n' for state in states)
    path.write_text(f'id = "two"\ntitle = "Two states"\nthreshold = 0.0001\n{sides}')
    return Rules.of([load_watch(path)])


@pytest.mark.parametrize(("name", "part"), FLOORS)
def test_the_kind_of_a_short_report_is_told_right(folder: Path, name: str, part: str) -> None:
    rows = [json.loads(line) for line in (FOLDER / f"kinds_{name}.jsonl").read_text("utf-8").splitlines()]
    seen = [(row, _look(row, folder)) for row in rows if row["part"] == part]
    right = [(row, look) for row, look in seen if look.kind == row["kind"]]
    shares = (
        len(right) / len(seen),
        _share(row["state"] == look.event.state for row, look in right if look.event and "state" in row),
        _share(row["date"] == (look.event.date or "") for row, look in right if look.event and "date" in row),
    )
    told = "kind {:.3f}, state {:.3f}, day {:.3f}".format(*shares)
    print(f"\nkinds {name} {part}: {told} right of {len(seen)} reports")
    for key in ("kind", "language"):
        of: dict[str, list[bool]] = defaultdict(list)
        for row, look in seen:
            of[row[key]].append(look.kind == row["kind"])
        print("  " + ", ".join(f"{one} {sum(all_)} of {len(all_)}" for one, all_ in sorted(of.items())))
    if part == "read":
        for row, look in seen:
            if look.kind != row["kind"]:
                print(
                    f"  {row['language']}: {row['kind']}, told as {look.kind}: {row['title'] or row['text']}"
                )
    assert all(share >= floor for share, floor in zip(shares, FLOORS[name, part], strict=True)), told


def _share(marks: Iterable[bool]) -> float:
    every = list(marks)
    return sum(every) / len(every)
