"""What keeps two sides of one sentence apart: each stands in a clause of its own."""

from itertools import pairwise

from agents.tag.text.lexicon import lexicon
from agents.tag.text.reading import Unit


def in_one_clause(text: str, unit: Unit, one: int, other: int) -> bool:
    """Return whether some clause names both sides: "A meets X while B …" tells nothing between A and B."""
    cuts = [cut.start() for cut in lexicon(unit.language).clauses.finditer(text, unit.start, unit.end)]
    if not cuts:
        return True
    edges = [unit.start, *cuts, unit.end]
    return any(
        {one, other} <= {name.side for name in unit.names if start <= name.start < end}
        for start, end in pairwise(edges)
    )
