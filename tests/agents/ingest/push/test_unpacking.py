"""Packed bodies: what they hold, and that no more is unpacked than is allowed."""

import contextlib
import gzip
import os

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from agents.ingest.push.unpacking import CODINGS, Overfull, Torn, unpacked

PACK = {
    "gzip": gzip.compress,
    "zstd": zstandard.compress,
    "br": lambda data: brotli.compress(data, quality=1),
}
CODING = st.sampled_from(CODINGS)


@given(CODING, st.binary(max_size=3000), st.integers(1, 2000))
def test_what_was_packed_comes_back(coding: str, data: bytes, times: int) -> None:
    whole = data * times
    assert unpacked(PACK[coding](whole), coding, len(whole)) == whole


@pytest.mark.parametrize("coding", CODINGS)
def test_what_hardly_shrinks_comes_back_too(coding: str) -> None:
    noise = os.urandom(3 << 20)
    assert unpacked(PACK[coding](noise), coding, 3 << 20) == noise


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_members_follow_one_another(coding: str) -> None:
    pack = PACK[coding]
    assert unpacked(pack(b"one ") + pack(b"") + pack(b"two"), coding, 100) == b"one two"


@pytest.mark.parametrize("coding", CODINGS)
def test_one_byte_over_the_limit_is_too_many(coding: str) -> None:
    packed = PACK[coding](b"x" * 5_000_000)
    assert len(unpacked(packed, coding, 5_000_000)) == 5_000_000
    with pytest.raises(Overfull):
        unpacked(packed, coding, 4_999_999)


@given(CODING, st.binary(min_size=1, max_size=400), st.data())
def test_what_is_cut_short_is_told(coding: str, data: bytes, draw: st.DataObject) -> None:
    packed = PACK[coding](data)
    with pytest.raises(Torn):
        unpacked(packed[: draw.draw(st.integers(1, len(packed) - 1))], coding, 10_000)


@given(CODING, st.binary(min_size=1, max_size=400))
def test_any_bytes_are_unpacked_or_told(coding: str, data: bytes) -> None:
    with contextlib.suppress(Torn, Overfull):
        assert len(unpacked(data, coding, 100_000)) <= 100_000
