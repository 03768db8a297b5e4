"""Sketches stand for whole texts, and travel as bytes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.dedup.shingles import Shingles
from agents.dedup.sketch import FEW, K, Sketch, Unreadable, common, containment, inside, marks, opened, sketch

NONE = np.empty(0, np.uint32)
hashes = st.sets(st.integers(0, 2**32 - 1), max_size=400).map(lambda s: np.array(sorted(s), np.uint32))


def drawn(every: np.ndarray) -> Sketch:
    return sketch(Shingles(len(every), 0, 7, every, every[:3], every[:5]))


@given(hashes)
def test_a_sketch_survives_its_way_through_a_header(every: np.ndarray) -> None:
    one = drawn(every)
    other = Sketch.from_bytes(one.to_bytes())
    assert (other.total, other.content, other.ceiling) == (one.total, one.content, one.ceiling)
    for name in ("values", "headline", "lead", "posted"):
        assert np.array_equal(getattr(one, name), getattr(other, name))


@given(hashes, hashes)
def test_small_texts_are_compared_exactly_and_either_way_round(a: np.ndarray, b: np.ndarray) -> None:
    # Hashes of one mark count as one: apart by a mark at least.
    a, b = (np.unique(hashes >> 12)[:K] << 12 for hashes in (a, b))
    if min(len(a), len(b)) < FEW:
        return
    exact = len(np.intersect1d(a, b)) / min(len(a), len(b))
    assert containment(drawn(a), drawn(b), NONE) == containment(drawn(b), drawn(a), NONE) == exact


@pytest.mark.parametrize("share", [0.2, 0.4, 0.7, 1.0])
def test_the_share_of_long_texts_is_estimated_within_a_tenth_or_so(share: float) -> None:
    draw = np.random.default_rng(5)
    errors = []
    for _ in range(40):
        a = draw.choice(2**32, 600, replace=False).astype(np.uint32)
        b = np.concatenate((a[: int(600 * share)], draw.integers(0, 2**32, 900, np.uint32)))
        errors.append(containment(drawn(np.unique(a)), drawn(np.unique(b)), NONE) - share)
    assert abs(float(np.mean(errors))) < 0.03
    assert float(np.std(errors)) < 0.12


@given(hashes)
def test_what_is_kept_in_memory_is_the_sketch_without_what_the_index_holds(every: np.ndarray) -> None:
    one = drawn(every)
    header = one.to_bytes()
    kept, content, posted = opened(header)
    other = Sketch.remembered(kept, content)
    assert len(kept) < len(header)
    assert posted == one.posted.tobytes()
    assert (other.total, other.content, other.ceiling) == (one.total, one.content, one.ceiling)
    for name in ("values", "headline", "lead"):
        assert np.array_equal(getattr(one, name), getattr(other, name))
    assert len(other.posted) == 0


def test_what_recurs_at_an_outlet_counts_for_nothing() -> None:
    every = np.arange(200, dtype=np.uint32) << 20
    boilerplate = every[100:140]
    a = np.concatenate((every[:40], boilerplate))
    b = np.concatenate((every[40:80], boilerplate))
    assert containment(drawn(a), drawn(b), NONE) == 0.5
    assert containment(drawn(a), drawn(b), marks(boilerplate)) == 0.0


def test_nothing_is_inside_nothing() -> None:
    some = np.arange(9, dtype=np.uint32)
    assert inside(NONE, some, NONE) == inside(some, NONE, NONE) == inside(some, some, some) == 0.0
    assert common(NONE, NONE) == 0


@pytest.mark.parametrize(
    "header", [b"", b"\x01" + bytes(15), drawn(np.arange(50, dtype=np.uint32)).to_bytes()[:-1]]
)
def test_bytes_that_are_no_sketch_are_refused_in_words(header: bytes) -> None:
    with pytest.raises(Unreadable, match="sketch of"):
        Sketch.from_bytes(header)
