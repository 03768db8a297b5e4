"""The fitted weights of the views, from `weights.toml`."""

import tomllib
from dataclasses import astuple, dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)  # so that `table` need not look at all of it
class Weights:
    """Of articles in one language, or in two."""

    words: float
    names: float
    lead: float
    figures: float
    neutral: float
    joins: float
    absorbs: float
    told: float


@cache
def weights() -> tuple[Weights, Weights]:
    """Return the weights within a language, and across two."""
    table = tomllib.loads((files(__package__) / "weights.toml").read_text("utf-8"))
    return Weights(**table["within"]), Weights(**table["across"])


@cache
def table(within: Weights, across: Weights) -> NDArray[np.float64]:
    """Return both as rows of an array, in the order of their fields."""
    return np.array((astuple(within), astuple(across)))
