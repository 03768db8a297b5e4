"""How sure a measured figure is: 95 % intervals."""

import random
from collections.abc import Callable, Sequence
from math import sqrt
from typing import TypeVar

Item = TypeVar("Item")

_Z = 1.96


def wilson(right: int, count: int) -> tuple[float, float]:
    """Return the interval of a share of `count` (Wilson 1927)."""
    share, square = right / count, _Z * _Z / count
    middle = share + square / 2
    reach = _Z * sqrt(share * (1 - share) / count + square / (4 * count))
    return (middle - reach) / (1 + square), (middle + reach) / (1 + square)


def bootstrap(
    items: Sequence[Item], figure: Callable[[Sequence[Item]], float], rounds: int = 1000, seed: int = 1
) -> tuple[float, float]:
    """Return the percentile interval of a figure, items drawn anew with replacement (Efron 1979)."""
    draw = random.Random(seed)
    found = sorted(figure(draw.choices(items, k=len(items))) for _ in range(rounds))
    return found[round(0.025 * rounds)], found[round(0.975 * rounds) - 1]
