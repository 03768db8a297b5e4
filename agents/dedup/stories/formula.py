"""What an outlet says in every article is no sign of a story: its sponsors, its links, its way to begin.

Two of its articles that share runs of words are alike by such formulas where their headlines have little
in common, or where they share so much that they would be linked for it, were it not known to recur.
"""

from agents.dedup.memory import Memory
from agents.dedup.recurring import outlet_number
from agents.dedup.sketch import Sketch, common, containment

FORMULA = 0.1  # containment; independent reports share less of their runs of four words
LINKED = 0.3  # containment that links two texts
RELATED = 0.5  # share of the words of the shorter headline in the other


def formula(drawn: Sketch | None, outlet: str | None, past: Memory, document: int) -> bool:
    """Return whether an article that is linked to none is like a document of its outlet by formula alone."""
    if outlet is None or drawn is None or past.outlet(document) != outlet_number(outlet):
        return False
    other = past.sketch(document)
    if other is None:
        return False
    share = containment(drawn, other, drawn.values[:0])
    smaller = min(len(drawn.headline), len(other.headline))
    if share < FORMULA or not smaller:
        return False
    return share >= LINKED or common(drawn.headline, other.headline) / smaller < RELATED
