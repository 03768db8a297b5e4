"""How much an article looks like what a watch wants: facts, each with its weight, summed and squeezed.

The weights stand in weights.toml, each with what it means; nothing else decides.
"""

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from streams import tomlfile

_FILE = Path(__file__).parent / "weights.toml"


def score(facts: Mapping[str, float]) -> float:
    """Return the score of an article with these facts, 0 to 1; 0.5 is as likely wanted as not."""
    return calibrated(raw(facts))


def raw(facts: Mapping[str, float]) -> float:
    """Return the sum of an article's facts, each with its weight; any number, 0 is undecided."""
    return sum(shares(facts).values())


def calibrated(total: float) -> float:
    """Return the share of articles with such a sum that are wanted, 0 to 1."""
    fitted = _file()["calibration"]
    return 1 / (1 + math.exp(-(fitted["slope"] * total + fitted["shift"])))


def shares(facts: Mapping[str, float]) -> dict[str, float]:
    """Return what each fact adds to the sum, the strongest first; `base` is what all start from."""
    weights = _file()["weights"]
    found = {"base": weights["base"], **{name: weights[name] * value for name, value in facts.items()}}
    return dict(sorted(found.items(), key=lambda item: -abs(item[1])))


@cache
def _file() -> Mapping[str, Mapping[str, float]]:
    data = tomlfile.load(_FILE).data
    return {
        table: {name: float(value) for name, value in rows.items()}
        for table, rows in data.items()
        if isinstance(rows, dict)
    }
