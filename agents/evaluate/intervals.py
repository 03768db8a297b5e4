"""How sure a measured figure is: 95 % intervals. Pure."""

from collections.abc import Callable, Sequence
from math import sqrt
from typing import TypeVar

import numpy as np

Item = TypeVar("Item")

ROUNDS = 1000
_Z = 1.96


def wilson(right: int, count: int) -> tuple[float, float]:
    """Return the interval of a share of `count`, one at least (Wilson 1927)."""
    share, square = right / count, _Z * _Z / count
    middle = share + square / 2
    reach = _Z * sqrt(share * (1 - share) / count + square / (4 * count))
    return (middle - reach) / (1 + square), (middle + reach) / (1 + square)


def bootstrap(
    items: Sequence[Item], figure: Callable[[Sequence[Item]], float | None], seed: int = 1
) -> tuple[float, float] | None:
    """Return the percentile interval of a figure, items drawn anew with replacement (Efron 1979).

    The same one each time. None where there are no items, or the figure has no value for some draw.
    """
    draw = np.random.default_rng(seed)
    found: list[float] = []
    for _ in range(ROUNDS if items else 0):
        one = figure([items[place] for place in draw.integers(len(items), size=len(items)).tolist()])
        if one is None:
            return None
        found.append(one)
    found.sort()
    return (found[ROUNDS // 40], found[-ROUNDS // 40 - 1]) if found else None
