"""Fit the weights of the watch's score and its calibration, and say how well that holds on unseen threads.

`python tests/bench/fit_watch.py` prints F1, Brier score and reliability of ten-fold cross-validation, in
which all items of one thread (the same matter, in any language) stay together; `--write` puts the weights
of all items into agents/tag/wanted/weights.toml. Only items of the part `look` are read, beside the
project's own short cases. Needs numpy and ../shared/data/watch/dev.jsonl; takes half a minute.

The model is a logistic regression whose ridge pulls to weights set by judgement (watch_judged.toml) instead
of to nothing: few labels then move a weight only as far as many items agree. Items on which two readers
differ count a third.
"""

import argparse
import random
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from labelled import BORDERLINE, ITEMS, article, lines  # noqa: E402 - the path comes first
from ridge import Array, fit  # noqa: E402

from agents.tag.look import Look, Rules, looks  # noqa: E402
from agents.watch.load import load_watch  # noqa: E402

CASES = [
    ROOT / "tests/agents/tag" / name
    for name in ("short.jsonl", "near.jsonl", "cases/fresh.jsonl", "cases/again.jsonl")
]
WEIGHTS = ROOT / "agents/tag/wanted/weights.toml"
JUDGED = Path(__file__).with_name("watch_judged.toml")
RIDGE = 4.0  # from 2 to 1000 cross-validated F1 stays within 0.01; this lets many like items speak
OWN = 1.0  # of the project's own cases, of which more are not wanted, as in the news at large
FOLDS, SEEDS = 10, 5


def main() -> None:
    """Cross-validate, print, and write with `--write`."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--write", action="store_true")
    given.add_argument("--ridge", type=float, default=RIDGE)
    arguments = given.parse_args()
    prior = tomllib.loads(JUDGED.read_text())
    names = [name for name in prior if name != "base"]
    start = np.array([prior["base"], *(prior[name] for name in names)])
    rules = Rules.of([load_watch("macron-russia")])
    rows = lines(ITEMS)
    rows = [row for row in rows if row["part"] == "look"]
    found = [looks(rules, article(row))[0] for row in rows]
    named = np.array([bool(one.pair) for one in found])
    facts, wanted = _matrix(found, names), np.array([bool(row["label"]) for row in rows])
    sure = np.array([not row["borderline"] for row in rows])
    own = [row for path in CASES for row in lines(path)]
    own = [row for row in own if not row.get("doubt") and not row.get("borderline")]
    seen = [looks(rules, article(row))[0] for row in own]
    kept = [at for at, one in enumerate(seen) if one.pair]
    extra = _matrix([seen[at] for at in kept], names)
    extra_wanted = np.array([bool(own[at]["match"]) for at in kept])
    weight = np.where(sure, 1.0, BORDERLINE)

    def fitted(rows_in: Any, own_in: Any) -> Array:
        return _fit(
            np.vstack([facts[rows_in], extra[own_in]]),
            np.concatenate([wanted[rows_in], extra_wanted[own_in]]),
            np.concatenate([weight[rows_in], np.full(int(own_in.sum()), OWN)]),
            start,
            arguments.ridge,
        )

    sums, own_sums = np.zeros((SEEDS, len(rows))), np.zeros((SEEDS, len(extra)))
    for seed in range(SEEDS):
        fold = _folds([row["thread"] or row["event_id"] or row["id"] for row in rows], seed)
        own_fold = _folds([str(at) for at in range(len(extra))], seed)
        for at in range(FOLDS):
            weights = fitted((fold != at) & named, own_fold != at)
            sums[seed, fold == at] = facts[fold == at] @ weights
            own_sums[seed, own_fold == at] = extra[own_fold == at] @ weights
    # Of the items alone three in five are wanted, which is more than of what a day brings.
    slope, shift = _platt(
        np.concatenate([sums[:, named].ravel(), own_sums.ravel()]),
        np.concatenate([np.tile(wanted[named], SEEDS), np.tile(extra_wanted, SEEDS)]),
        np.concatenate([np.tile(weight[named], SEEDS), np.full(own_sums.size, OWN)]),
    )
    shares = np.where(named, _squeeze(slope * sums + shift), 0.0)
    print(
        f"{len(rows)} items in {len({row['thread'] or row['id'] for row in rows})} threads, "
        f"ridge {arguments.ridge}"
    )
    for threshold in (0.4, 0.5, 0.6):
        matched = shares >= threshold
        every = [_f1(wanted, one) for one in matched]
        clear = [_f1(wanted[sure], one[sure]) for one in matched]
        print(f"threshold {threshold}: F1 {np.mean(every):.3f}, without borderlines {np.mean(clear):.3f}")
    for language in sorted({row["language"] for row in rows}):
        of = np.array([row["language"] == language for row in rows]) & sure
        if of.sum() >= 10:
            told = np.mean([_f1(wanted[of], one[of] >= 0.5) for one in shares])
            print(f"  {language}: {told:.3f} of {of.sum()}")
    print(
        f"Brier {np.mean((shares[:, named] - wanted[named]) ** 2):.4f}; slope {slope:.3f}, shift {shift:.3f}"
    )
    for low in np.arange(0, 1, 0.2):
        inside = (shares >= low) & (shares < low + 0.2 + (low > 0.7)) & named
        if inside.any():
            told = np.tile(wanted, (SEEDS, 1))[inside].mean()
            print(
                f"  score {low:.1f} to {low + 0.2:.1f}: said {shares[inside].mean():.2f}, wanted {told:.2f}, "
                f"{inside.sum() / SEEDS:.0f} items"
            )
    if arguments.write:
        _write(
            dict(zip(["base", *names], fitted(named, np.full(len(extra), True)), strict=True)), slope, shift
        )


def _matrix(found: list[Look], names: list[str]) -> Array:
    return np.array([[1.0, *(float(one.facts.get(name, 0)) for name in names)] for one in found])


def _squeeze(sums: Any) -> Any:
    return 1 / (1 + np.exp(-sums))


def _fit(facts: Array, wanted: Any, weight: Array, start: Array, ridge: float) -> Array:
    """Return the weights: of two to choose between the unwanted has no facts."""
    strength = np.full(len(start), ridge)
    strength[0] = 1.0  # where all start is counted, not judged
    both = np.stack([facts, np.zeros_like(facts)], axis=1)
    return fit(both, np.column_stack([wanted, ~wanted]).astype(float), weight, start, strength)


def _platt(sums: Any, wanted: Any, weight: Any) -> tuple[float, float]:
    """Return slope and shift that make sums of unseen items shares (Platt 1999), held a little to 1 and 0."""
    both = np.column_stack([np.ones(len(sums)), sums])
    strength = SEEDS * 4.0
    at = np.array([0.0, 1.0])
    for _ in range(50):
        said = _squeeze(both @ at)
        slope = both.T @ (weight * (said - wanted)) + strength * (at - np.array([0.0, 1.0]))
        bend = (both.T * (weight * said * (1 - said))) @ both + strength * np.eye(2)
        at = at - np.linalg.solve(bend, slope)
    return float(at[1]), float(at[0])


def _folds(threads: list[str], seed: int) -> Any:
    order = sorted(set(threads))
    random.Random(seed).shuffle(order)
    place = {thread: at % FOLDS for at, thread in enumerate(order)}
    return np.array([place[thread] for thread in threads])


def _f1(wanted: Any, matched: Any) -> float:
    return float(2 * (wanted & matched).sum() / max(1, wanted.sum() + matched.sum()))


def _write(weights: dict[str, float], slope: float, shift: float) -> None:
    text = WEIGHTS.read_text()
    for name, value in {**weights, "slope": slope, "shift": shift}.items():
        text, done = re.subn(rf"(?m)^{name} = [-\d.]+", f"{name} = {value:.2f}", text)
        assert done == 1, name
    WEIGHTS.write_text(text)


if __name__ == "__main__":
    main()
