"""What two signatures share is counted whole, whatever numbers their terms happen to have."""

import numpy as np
import pytest

from agents.dedup.stories.likeness import likeness
from agents.dedup.stories.signature import WEIGHTS, Signature, Signatures, remembered
from agents.dedup.stories.weights import table, weights

FAR = 1 << 10  # two terms so far apart end alike


def signature(*terms: int) -> Signature:
    return Signature(np.array(sorted(term << 16 | WEIGHTS for term in terms), np.uint32), "en", (1, 1))


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_terms_that_end_alike_are_told_apart(order: tuple[int, int]) -> None:
    text = signature(5, 6, 5 + FAR, 6 + FAR, 100)
    others = [signature(5, 6, 9), signature(5 + FAR, 6 + FAR)]
    stored = Signatures([remembered(others[place].to_bytes()) for place in order])
    found = likeness(text, stored, [1, 2], np.ones(len(text.entries)), table(*weights()))
    assert [one.shared for one in found] == [2, 2]
    assert found[order.index(0)].words == pytest.approx(2 / np.sqrt(5 * 3))
    assert found[order.index(1)].words == pytest.approx(2 / np.sqrt(5 * 2))


def test_days_between_two_publications_count_from_the_nearest_that_is_possible() -> None:
    whole_may = Signature(np.array([5 << 8 | WEIGHTS], np.uint32), "en", (31, 61))
    days = [(1, 1), (29, 29), (40, 40), (63, 70), (0, 0)]
    others = [Signature(whole_may.entries, "de", one) for one in days]
    stored = Signatures([remembered(one.to_bytes()) for one in others])
    found = likeness(whole_may, stored, [1, 2, 3, 4, 5], np.ones(1), table(*weights()))
    assert [one.days for one in found] == [30, 2, 0, 2, -1]
    undated = Signature(whole_may.entries)
    found = likeness(undated, stored, [1, 2, 3, 4, 5], np.ones(1), table(*weights()))
    assert {one.days for one in found} == {-1}
