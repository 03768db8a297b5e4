"""What keeps two sides of one sentence apart: each stands in a clause of its own."""

from functools import lru_cache
from itertools import pairwise

from agents.tag.text.lexicon import lexicon
from agents.tag.text.reading import Unit


def clauses(text: str, unit: Unit) -> tuple[tuple[int, int], ...]:
    """Return where the clauses of a sentence stand."""
    return _clauses(text, unit.start, unit.end, unit.language)


@lru_cache(maxsize=64)  # each watch and rule asks for those of the same few sentences
def _clauses(text: str, start: int, end: int, language: str) -> tuple[tuple[int, int], ...]:
    cuts = [cut.start() for cut in lexicon(language).clauses.finditer(text, start, end)]
    return tuple(pairwise([start, *cuts, end]))


def in_one_clause(text: str, unit: Unit, one: int, other: int) -> bool:
    """Return whether some clause names both sides: "A meets X while B …" tells nothing between A and B."""
    parts = clauses(text, unit)
    return len(parts) == 1 or any(
        {one, other} <= {name.side for name in unit.names if start <= name.start < end}
        for start, end in parts
    )


def in_occasion(text: str, unit: Unit, end: int, subject: int) -> bool:
    """Return whether what ends at `end` stands in an opening "After …," before the subject of a unit."""
    return text.rfind(",", end, subject) >= 0 and any(
        cue.value == ("state", "done") and cue.start - unit.start <= 1 for cue in unit.cues
    )
