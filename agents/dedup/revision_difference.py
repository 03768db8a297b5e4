"""Two versions of an article, sentence by sentence: what is new, what is gone, what was only retouched."""

from bisect import bisect
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from agents.dedup.revision_letters import remembered
from agents.dedup.revision_print import Print
from agents.dedup.revision_touch import retouched
from agents.dedup.revision_wording import Wording

TOUCHED = 8  # new sentences that may be retouched ones; with more the text was rewritten


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of the sentences."""

    fresh: tuple[int, ...]  # places of those of the new version that say what the earlier did not
    changed: int  # how many of these stand where another stood
    removed: int  # of the earlier version, with nothing in their place
    retouched: int

    def inside(self, wording: Wording) -> Callable[[int], bool]:
        """Return a test whether a character of the new version stands in one of `fresh`."""
        spans = [wording.characters(wording.sentences[one]) for one in self.fresh]
        starts = [start for start, _ in spans]

        def test(at: int) -> bool:
            place = bisect(starts, at) - 1
            return place >= 0 and at < spans[place][1]

        return test


def difference(wording: Wording, earlier: Print, language: str | None) -> Difference:
    """Compare a version with the one before it.

    Where a sentence stands in the text makes no difference. Of a long version the first sentences are
    known: what follows the last of them in the new one is not taken for new.
    """
    new: list[int] = remembered(wording.hashes[1 : 1 + len(wording.sentences)]).tolist()
    old: list[int] = earlier.sentences.tolist()
    stood = {hashed: place for place, hashed in enumerate(old)}
    known = set(new)
    gone = {hashed for hashed in old if hashed not in known}
    came_of = {place: stood[hashed] for place, hashed in enumerate(new) if hashed in stood}
    fresh = [place for place in range(len(new)) if place not in came_of]
    if earlier.cut_sentences and came_of:
        last = max(came_of)
        fresh = [place for place in fresh if place < last]
    touched = 0
    if len(fresh) <= TOUCHED:
        for place in tuple(fresh):
            start, end = wording.sentences[place].tolist()
            before = retouched(wording, start, end, frozenset(gone), language)
            if before is not None:
                gone.discard(before)
                fresh.remove(place)
                came_of[place] = stood[before]
                touched += 1
    gone_places = [place for place, hashed in enumerate(old) if hashed in gone]
    changed = _in_place_of(fresh, gone_places, came_of, len(old))
    return Difference(tuple(fresh), changed, len(gone_places) - changed, touched)


def headline_changed(wording: Wording, earlier: Print, language: str | None) -> bool:
    """Return whether the headline says something else."""
    if int(wording.hashes[0]) == earlier.headline:
        return False
    before = frozenset(remembered(np.array([earlier.headline], np.uint32)).tolist())
    return retouched(wording, 0, wording.title, before, language) is None


def _in_place_of(fresh: list[int], gone: list[int], came_of: dict[int, int], count: int) -> int:
    """Return how many new sentences stand between the same neighbours as one that is gone."""
    kept = sorted(came_of)
    changed, next_gone = 0, 0
    for place in fresh:
        at = bisect(kept, place)
        low = came_of[kept[at - 1]] if at else -1
        high = came_of[kept[at]] if at < len(kept) else count
        next_gone = max(next_gone, bisect(gone, low))
        if next_gone < len(gone) and gone[next_gone] < high:
            next_gone += 1
            changed += 1
    return changed
