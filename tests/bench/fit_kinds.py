"""Fit the weights by which the kind of a report is told, and say how well that holds on unseen sets.

`python tests/bench/fit_kinds.py` leaves out one set of labelled reports after the other, fits on the rest,
and prints the share of kinds that are right on the one left out: the items of the shipped watch that are
there to be read, and the project's own cases, set by set as they were written. `--also FOLDER` takes more,
real reports of other pairs: JSON Lines with `watch`, `label`, `kind`, `part`, and the watches as
FOLDER/watches/*.toml; each language is left out in turn. Those of a part `kept` are only ever scored.
`--write` fits on all and puts the weights into agents/tag/kinds/weights.toml. Needs numpy and
../shared/data/watch/dev.jsonl; takes two minutes.

The model is a multinomial logistic regression whose ridge pulls to a few weights set by judgement
(kinds_judged.toml) and else to nothing. Of what is asked of each contact alike, the weight that all have
is held less than what one kind adds to it.
"""

import argparse
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from labelled import BORDERLINE, CASES, ITEMS, article, lines, rules_in, rules_of  # noqa: E402 - the path comes first
from ridge import Array, fit, shares  # noqa: E402

from agents.tag.kinds.facts import KindFacts  # noqa: E402
from agents.tag.kinds.score import KINDS  # noqa: E402
from agents.tag.look import Rules, looks  # noqa: E402
from agents.watch.definition import CONTACTS  # noqa: E402
from agents.watch.load import load_watch  # noqa: E402

WEIGHTS = ROOT / "agents/tag/kinds/weights.toml"
JUDGED = Path(__file__).with_name("kinds_judged.toml")
START, SHARED, EVERY, ONE = 0.3, 2.0, 0.5, 4.0  # ridge of what is held little, more, least, most

WATCHED = 2.0  # what an item of the shipped watch counts: it is what the weights are for
FULL = 2.0  # what an article of full length counts, of which there are few cases
PLAIN = 0.5  # what a headline without text counts, of which the news has fewer


@dataclass(frozen=True)
class Report:
    """A labelled report: its set, whether it may be learned from, kinds that are right, facts."""

    of: str
    learned: bool
    kinds: tuple[str, ...]
    weight: float
    facts: KindFacts


def main() -> None:
    """Cross-validate, print, and write with `--write`."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--write", action="store_true")
    given.add_argument("--also", type=Path)
    arguments = given.parse_args()
    reports = [*_own(), *(_also(arguments.also) if arguments.also else ())]
    model = Model()
    facts = np.array([model.row(report.facts) for report in reports])
    chosen = np.array([[kind in report.kinds for kind in KINDS] for report in reports], dtype=float)
    # The rules' answer counts what the file says, and is not fitted: they were made on most of these reports.
    ruled = np.array([[kind == report.facts.ruled for kind in KINDS] for report in reports], dtype=float)
    weight = np.array([report.weight for report in reports])
    learned = np.array([report.learned for report in reports])
    sets = np.array([report.of for report in reports])

    def weights(rows: Any) -> Array:
        told = chosen[rows] / chosen[rows].sum(axis=1, keepdims=True)
        return fit(facts[rows], told, weight[rows], model.start, model.strength)

    right, sure = np.zeros(len(reports)), np.zeros(len(reports))
    for one in dict.fromkeys(sets):
        out = sets == one
        said = shares(facts[out] @ weights(~out & learned) + model.ruled * ruled[out])
        right[out] = chosen[out, :][np.arange(out.sum()), said.argmax(axis=1)]
        sure[out] = said.max(axis=1)
        rules = (chosen * ruled)[out].sum(axis=1).mean()
        print(f"{one:16} {right[out].mean():.3f} of {out.sum()}, the rules alone {rules:.3f}", flush=True)
    for name, rows in (
        ("own", ~np.char.startswith(sets, "also")),
        ("also, learned", np.char.startswith(sets, "also") & learned),
        ("own, kept", ~np.char.startswith(sets, "also") & ~learned),
        ("also, kept", np.char.startswith(sets, "also") & ~learned),
    ):
        if rows.any():
            rules = (chosen * ruled)[rows].sum(axis=1).mean()
            print(
                f"{name:16} {right[rows].mean():.3f} of {rows.sum()}, said {sure[rows].mean():.3f}, "
                f"the rules alone {rules:.3f}"
            )
    if arguments.write:
        model.write(weights(learned))


class Model:
    """Which fact of which kind stands where in the row of facts that is fitted."""

    def __init__(self) -> None:
        file, judged = tomllib.loads(WEIGHTS.read_text()), tomllib.loads(JUDGED.read_text())
        self.shared, self.own, self.ruled = list(file["shared"]), list(file["own"]), float(file["ruled"])
        self.places: dict[tuple[str, str], int] = {}
        strength = []
        for kind in KINDS:
            self.places["start", kind] = len(strength)
            strength.append(START)
        for name in self.shared:
            for kind in KINDS:
                self.places[name, kind] = len(strength)
                strength.append(SHARED)
        for name in self.own:
            for kind in ("every", *CONTACTS):
                self.places[name, kind] = len(strength)
                strength.append(EVERY if kind == "every" else ONE)
        self.strength, self.start = np.array(strength), np.zeros(len(strength))
        for name, row in {"start": judged["start"], **judged["shared"], **judged["own"]}.items():
            for kind, value in row.items():
                self.start[self.places[name, kind]] = value

    def row(self, facts: KindFacts) -> Array:
        """Return the facts of a report as they bear on each kind: as many rows as kinds."""
        found = np.zeros((len(KINDS), len(self.start)))
        for at, kind in enumerate(KINDS):
            found[at, self.places["start", kind]] = 1
            for name in facts.shared & set(self.shared):
                found[at, self.places[name, kind]] = 1
            for name in facts.own.get(kind, frozenset()) & set(self.own):
                found[at, [self.places[name, "every"], self.places[name, kind]]] = 1
        return found

    def write(self, weights: Array) -> None:
        """Put the weights into their lines of the file; what rounds to nothing is left out."""
        text = WEIGHTS.read_text()
        rows: dict[str, dict[str, float]] = {}
        for (name, kind), at in self.places.items():
            rows.setdefault(name, {})[kind] = round(float(weights[at]), 2)
        for name, row in rows.items():
            told = ", ".join(f"{kind} = {value:.2f}" for kind, value in row.items() if abs(value) >= 0.05)
            text, done = re.subn(rf"(?m)^{name} = \{{[^}}]*\}}", f"{name} = {{ {told} }}", text)
            assert done == 1, name
        WEIGHTS.write_text(text)


def _own() -> Iterator[Report]:
    shipped = Rules.of([load_watch("macron-russia")])
    rows = [row for row in lines(ITEMS) if row["part"] == "look" and row["label"]]
    yield from _reports("look", ((row, shipped) for row in rows), WATCHED)
    for path in (*sorted(CASES.glob("*.jsonl")), *sorted((CASES / "cases").glob("*.jsonl"))):
        rows = [row for row in lines(path) if row.get("match", True) and not row.get("doubt")]
        name = path.stem if path.parent == CASES else f"cases {path.stem}"
        yield from _reports(name, ((row, rules_of(row, shipped)) for row in rows))
    full = [
        {"language": path.stem, **case, "text": case["text"].strip()}
        for path in (CASES / "full.toml", *sorted((CASES / "cases").glob("*.toml")))
        for case in tomllib.loads(path.read_text())["case"]
        if case.get("match", True)
    ]
    yield from _reports("full length", ((row, shipped) for row in full), FULL)
    taken = Rules.of([replace(load_watch("macron-russia"), threshold=0.0001)])
    yield from _reports("headlines", ((row, taken) for row in _headlines()), PLAIN)
    said = tomllib.loads((CASES / "statements.toml").read_text())["case"]
    yield from _reports("statements", (({"kind": "statement"} | row, taken) for row in said), PLAIN)


def _headlines() -> Iterator[dict[str, Any]]:
    for line in (CASES / "headlines.txt").read_text("utf-8").splitlines()[1:]:
        language, told, title, text, *_ = [*line.split("|"), ""]
        kind = told.partition(":")[0]
        yield {
            "language": language, "kind": kind, "title": title, "text": text, "published": "2022-02-08",
        }  # fmt: skip


def _also(folder: Path) -> Iterator[Report]:
    for path in sorted(folder.glob("*.jsonl")):
        rows = [row for row in lines(path) if row["label"]]
        rules = rules_in(folder, rows)
        yield from _reports(f"also {path.stem}", ((row, rules[row["watch"]]) for row in rows))


def _reports(of: str, rows: Iterable[tuple[dict[str, Any], Rules]], counts: float = 1.0) -> Iterator[Report]:
    for row, rules in rows:
        if not row.get("kind"):
            continue
        look = looks(rules, article({"text": "", **row}))[0]
        if look.match and look.kind_facts is not None:
            kinds = tuple(kind for kind in (row["kind"], row.get("or_kind")) if kind)
            kept = row.get("part") == "kept"
            counts_here = counts * (BORDERLINE if row.get("borderline") else 1.0)
            yield Report(of, not kept, kinds, counts_here, look.kind_facts)


if __name__ == "__main__":
    main()
