"""Ascending numbers that are packed are read again as they were, in about the bytes that they need."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from agents.dedup.packed import BEHIND, MOST, pack, unpack, wide

lists = st.lists(st.lists(st.integers(0, 2**24 - 1), max_size=60).map(sorted), max_size=4)


@given(lists, st.sampled_from([0, 8]))
def test_numbers_that_are_packed_are_read_again(given_: list[list[int]], more: int) -> None:
    numbers = np.array([one << more | (one % (1 << more)) for some in given_ for one in some], np.uint32)
    ends = np.cumsum([len(some) for some in given_], dtype=np.int64)
    stored = pack(numbers, ends, more)
    twice = np.concatenate((stored, stored, np.full(len(BEHIND), 255, np.uint8)))
    read, read_ends = unpack(twice, np.array([0, len(stored)]), len(given_), more)
    assert read.tolist() == numbers.tolist() * 2
    assert read_ends.tolist() == [*ends.tolist(), *(ends + len(numbers)).tolist()]


def test_as_many_numbers_as_a_list_takes_need_some_two_bits_more_than_their_mean_gap() -> None:
    draw = np.random.default_rng(1)
    for most in (300, 1 << 20, (1 << 24) - 1):
        numbers = np.sort(draw.integers(0, most, MOST, np.uint32))
        taken = 8 * len(pack(numbers, np.array([MOST]), 0)) / MOST
        assert taken < math.log2(most / MOST) + 2.3


def test_numbers_far_apart_take_no_more_than_even_ones() -> None:
    numbers = np.array([*range(MOST - 1), (1 << 24) - 1], np.uint32)
    assert len(pack(numbers, np.array([MOST]), 0)) < 4 * MOST


def test_three_bytes_are_a_number() -> None:
    assert wide(np.array([9, 1, 2, 3, 0, 0, 16], np.uint8), 1, 2, 4).tolist() == [0x30201 >> 4, 0x100000 >> 4]
