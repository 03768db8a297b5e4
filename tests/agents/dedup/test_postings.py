"""The index finds what a plain dictionary finds, however it is laid out."""

from unittest import mock

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.dedup import postings, table
from agents.dedup.postings import Postings, parted

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
    with (
        mock.patch.object(postings, "SEAL", 3),
        mock.patch.object(postings, "ROOM", 5),
        mock.patch.object(table, "MOST", most),
    ):
        for number, of_document in enumerate(entered):
            index.add(number, np.array(of_document, np.uint32))
            since = max(0, number + 1 - remembered)
            index.settle(max(since - lag, 0))
        places, documents = parted(index.find(np.array(sought, np.uint32), since))
    found = list(zip(places.tolist(), documents.tolist(), strict=True))
    expected = [
        (place, number)
        for place, term in enumerate(sought)
        for number in [n for n, held in enumerate(entered) if term in held and n >= since][-most:]
    ]
    assert sorted(found) == sorted(expected)


def test_an_entry_takes_six_bytes_and_what_is_past_is_freed() -> None:
    index, nothing = Postings(), Postings().nbytes
    draw = np.random.default_rng(1)
    for number in range(30_000):
        index.add(number, draw.integers(0, 2**32, 40, np.uint32))
        index.settle(0)
    assert index.nbytes < 6.5 * 40 * 30_000
    index.settle(20_000)
    assert index.nbytes < 6.5 * 40 * 10_000 + nothing
    index.settle(30_000)
    assert index.nbytes == nothing


def test_a_term_of_every_document_takes_no_more_room_than_what_is_found_of_it() -> None:
    index, nothing = Postings(), Postings().nbytes
    with mock.patch.object(postings, "SEAL", 100):
        for number in range(20_000):
            index.add(number, np.array([1, 2, 3], np.uint32))
            index.settle(0)
    assert index.nbytes <= nothing
    places, documents = parted(index.find(np.array([2, 9], np.uint32), 0))
    assert places.tolist() == [0] * table.MOST
    assert sorted(documents.tolist()) == list(range(20_000 - table.MOST, 20_000))
