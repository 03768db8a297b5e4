"""How well each kind fits a report: its facts, each with its weights, summed kind by kind.

The weights stand in weights.toml, each fact with what it means; nothing else decides.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from agents.tag.kinds.facts import KindFacts
from agents.watch.definition import ACTS, CONTACTS
from streams import tomlfile

KINDS = (*CONTACTS, *ACTS)

_FILE = Path(__file__).parent / "weights.toml"
_DIGITS = 6  # of a sum; the weights have two
_EVERY = "every"  # in the file: of an own fact, the weight that it has for each contact alike


def sums(facts: KindFacts) -> dict[str, float]:
    """Return the sum of each kind's shares, the best kind first; 1 more is about 2.7 times the odds.

    The facts are a set, without an order of their own: the exact sum is the same in every process, and two
    kinds that come to the same stand in the order of KINDS.
    """
    found = {kind: round(math.fsum(share for _, share in _shares(facts, kind)), _DIGITS) for kind in KINDS}
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def likely(facts: KindFacts) -> dict[str, float]:
    """Return how likely each kind is, the likeliest first; together 1."""
    every = sums(facts)
    top = max(every.values())
    odds = {kind: math.exp(value - top) for kind, value in every.items()}
    return {kind: value / sum(odds.values()) for kind, value in odds.items()}


def cues(facts: KindFacts, kind: str) -> dict[str, float]:
    """Return what speaks for a kind and against it, beside all others: the strongest facts first.

    Each is its weight for this kind less its mean over all kinds, so that what speaks for all alike is 0.
    """
    own = dict(_shares(facts, kind))
    every = [dict(_shares(facts, one)) for one in KINDS]
    names = {name for shares in every for name in shares}
    mean = {name: sum(shares.get(name, 0.0) for shares in every) / len(KINDS) for name in names}
    found = {name: own.get(name, 0.0) - mean[name] for name in names}
    return dict(sorted(found.items(), key=lambda item: (-abs(item[1]), item[0])))


def _shares(facts: KindFacts, kind: str) -> Iterator[tuple[str, float]]:
    """Yield what each fact adds for a kind; `start` is what it has without any."""
    weights = _weights()
    yield "start", weights.start.get(kind, 0.0)
    if facts.ruled == kind:
        yield "ruled", weights.ruled
    for name in facts.shared:
        if share := weights.shared.get(name, {}).get(kind, 0.0):
            yield name, share
    for name in facts.own.get(kind, ()):
        row = weights.own.get(name, {})
        if share := row.get(_EVERY, 0.0) + row.get(kind, 0.0):
            yield name, share


@dataclass(frozen=True, slots=True)
class _Weights:
    start: Mapping[str, float]
    ruled: float
    shared: Mapping[str, Mapping[str, float]]
    own: Mapping[str, Mapping[str, float]]


@cache
def _weights() -> _Weights:
    data = tomlfile.load(_FILE).data
    return _Weights(data["start"], float(data["ruled"]), data["shared"], data["own"])
