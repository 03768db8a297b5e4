"""The index finds what a plain dictionary finds, however its runs are laid out."""

from unittest import mock

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.dedup import postings
from agents.dedup.postings import Postings

terms = st.lists(
    st.sampled_from([0, 1, 2, 5, 2**31, 2**32 - 2, 2**32 - 1]), min_size=1, max_size=4, unique=True
)


@settings(max_examples=150)
@given(st.lists(terms, max_size=90), st.integers(1, 5), st.integers(0, 3), st.integers(1, 40), terms)
def test_the_newest_documents_of_each_term_are_found(
    entered: list[list[int]], most: int, lag: int, remembered: int, sought: list[int]
) -> None:
    index = Postings()
    since = 0
    with mock.patch.object(postings, "SEAL", 3), mock.patch.object(postings, "FAN", 2):
        for number, of_document in enumerate(entered):
            index.add(number, of_document)
            since = max(0, number + 1 - remembered)
            index.settle(max(since - lag, 0))
    found = list(zip(*(part.tolist() for part in index.find(sought, since, most)), strict=True))
    expected = [
        (place, number)
        for place, term in enumerate(sought)
        for number in [n for n, held in enumerate(entered) if term in held and n >= since][-most:]
    ]
    assert sorted(found) == sorted(expected)


def test_runs_stay_few_and_what_is_past_is_freed() -> None:
    index = Postings()
    draw = np.random.default_rng(1)
    with mock.patch.object(postings, "SEAL", 16):
        for number in range(8000):
            index.add(number, draw.integers(0, 2**32, 8).tolist())
            index.settle(0)
        assert len(index._runs) < 20
        assert index.nbytes >= 8 * 8 * (8000 - 16)
        index.settle(8000)
    assert index.nbytes == 0
