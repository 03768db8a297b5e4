"""The fitted weights of the views, from `weights.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
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
