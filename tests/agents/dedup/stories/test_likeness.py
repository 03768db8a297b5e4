"""What two signatures share is counted whole, whatever numbers their terms happen to have."""

import numpy as np
import pytest

from agents.dedup.stories.likeness import likeness
from agents.dedup.stories.signature import WEIGHTS, Signature, Signatures

FAR = 1 << 16  # two terms so far apart end on the same sixteen bits


def signature(*terms: int) -> Signature:
    return Signature(np.array(sorted(term << 8 | WEIGHTS for term in terms), np.uint32), "en", (1, 1))


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_terms_that_end_alike_are_told_apart(order: tuple[int, int]) -> None:
    text = signature(5, 6, 5 + FAR, 6 + FAR, 100)
    others = [signature(5, 6, 9), signature(5 + FAR, 6 + FAR)]
    stored = Signatures([others[place].to_bytes() for place in order])
    found = likeness(text.entries, stored, np.ones(len(text.entries)))
    assert found.shared.tolist() == [2, 2]
    assert found.words[order.index(0)] == pytest.approx(2 / np.sqrt(5 * 3))
    assert found.words[order.index(1)] == pytest.approx(2 / np.sqrt(5 * 2))
