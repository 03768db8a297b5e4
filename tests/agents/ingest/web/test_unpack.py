"""Bodies unpacked as they come: whole, within the limit, and in spite of wrong labels."""

import gzip
import random
import time
import tracemalloc
import zlib
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from agents.ingest.web.decoders import Damaged
from agents.ingest.web.unpack import CutOff, TooLarge, Unpacking, unpacked
from tests.agents.ingest.web.bombs import zeros

TEXT = b"<rss>" + b"".join(b"<item>%d and some words</item>" % n for n in range(20_000)) + b"</rss>"
LIMIT = 4 << 20


def bare_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress, "x-gzip": gzip.compress, "deflate": zlib.compress,
    "br": lambda body: brotli.compress(body, quality=4), "zstd": zstandard.compress,
}  # fmt: skip


def in_pieces(body: bytes, encoding: str, cuts: list[int], limit: int = LIMIT) -> bytes:
    one = Unpacking(encoding, limit)
    places = [0, *sorted(cut % (len(body) + 1) for cut in cuts), len(body)]
    found = [block for a, b in pairwise(places) for block in one.feed(body[a:b])]
    return b"".join([*found, *one.end()])


@pytest.mark.parametrize("name", PACKERS)
@pytest.mark.parametrize("body", [b"", b"x", b"{}", TEXT, random.Random(1).randbytes(300_000)], ids=len)
def test_each_packing_is_undone(name: str, body: bytes) -> None:
    assert unpacked(PACKERS[name](body), LIMIT, name) == body


@given(
    body=st.binary(max_size=2000).map(lambda some: some * 50),
    name=st.sampled_from(sorted(PACKERS)),
    outer=st.sampled_from(["", *sorted(PACKERS)]),
    cuts=st.lists(st.integers(0, 1 << 20), max_size=8),
)
def test_it_does_not_matter_in_which_pieces_it_comes(
    body: bytes, name: str, outer: str, cuts: list[int]
) -> None:
    if body[:2] == b"\x1f\x8b" or body[:4] == b"\x28\xb5\x2f\xfd":
        return
    packed = PACKERS[name](body)
    if outer:
        packed = PACKERS[outer](packed)
    assert in_pieces(packed, f"{name}, {outer}", cuts) == body


@given(st.binary(max_size=3000), st.sampled_from(["", "gzip", "deflate", "br", "zstd", "br, gzip"]))
def test_any_bytes_are_content_or_a_fault(body: bytes, encoding: str) -> None:
    with suppress(Damaged, CutOff, TooLarge):
        unpacked(body, LIMIT, encoding)


def test_bare_deflate_is_read_as_browsers_do() -> None:
    assert unpacked(bare_deflate(TEXT), LIMIT, "deflate") == TEXT


@pytest.mark.parametrize("label", ["gzip", "deflate", "br", "zstd", "compress", "utf-8", "identity", "none"])
@pytest.mark.parametrize("body", [TEXT, b'{"version": "1.1", "items": []}', b"\xef\xbb\xbf<rss/>"], ids=len)
def test_a_label_on_plain_bytes_is_not_believed(label: str, body: bytes) -> None:
    assert unpacked(body, LIMIT, label) == body


def test_a_packing_is_known_by_its_mark_whatever_the_label() -> None:
    assert unpacked(gzip.compress(TEXT), LIMIT, "br") == TEXT
    assert unpacked(zstandard.compress(TEXT), LIMIT, "gzip") == TEXT
    assert unpacked(gzip.compress(TEXT), LIMIT) == TEXT, "a file sitemap.xml.gz"
    assert unpacked(gzip.compress(gzip.compress(TEXT)), LIMIT, "gzip") == TEXT


def test_three_packings_are_two_at_most() -> None:
    thrice = gzip.compress(gzip.compress(gzip.compress(b"x")))
    assert unpacked(thrice, LIMIT, "gzip")[:2] == b"\x1f\x8b"
    with pytest.raises(Damaged, match="3 times"):
        Unpacking("gzip, gzip, gzip", LIMIT)


@pytest.mark.parametrize("missing", range(1, 9))
@pytest.mark.parametrize("name", ["gzip", "deflate"])
def test_a_missing_checksum_is_forgiven(name: str, missing: int) -> None:
    if name == "deflate" and missing > 4:
        missing = 4
    assert unpacked(PACKERS[name](TEXT)[:-missing], LIMIT, name) == TEXT


@pytest.mark.parametrize("name", PACKERS)
def test_what_ends_in_its_middle_is_no_whole_answer(name: str) -> None:
    packed = PACKERS[name](TEXT)
    with pytest.raises(CutOff):
        unpacked(packed[: len(packed) // 2], LIMIT, name)


def test_damaged_bytes_are_told_from_plain_ones() -> None:
    packed = bytearray(gzip.compress(TEXT))
    packed[len(packed) // 2 : len(packed) // 2 + 40] = bytes(40)
    with pytest.raises(Damaged):
        unpacked(bytes(packed), LIMIT, "gzip")


@pytest.mark.parametrize("rest", [b"", b"\0" * 100, b"<!-- cached -->", b"\x1f"])
def test_members_follow_each_other_and_what_follows_them_is_left_out(rest: bytes) -> None:
    twice = gzip.compress(TEXT) + gzip.compress(b"more") + rest
    assert unpacked(twice, LIMIT, "gzip") == TEXT + b"more"
    assert in_pieces(twice, "gzip", list(range(0, len(twice), 7))) == TEXT + b"more"
    frames = zstandard.compress(TEXT) + zstandard.compress(b"more") + rest
    assert in_pieces(frames, "zstd", list(range(0, len(frames), 7))) == TEXT + b"more"


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd", "gzip, gzip", "zstd, gzip"])
def test_very_many_zeros_cost_no_more_than_the_limit(name: str) -> None:
    """A bomb is a gigabyte here; that it stops at the limit makes its size no matter."""
    inner, _, outer = name.partition(", ")
    bomb = zeros(inner, 1 << 30)
    bomb = gzip.compress(bomb, 1) if outer else bomb
    tracemalloc.start()
    began, most = time.process_time(), 0
    try:
        with pytest.raises(TooLarge):
            unpacked(bomb, LIMIT, name)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 4 * LIMIT
    assert time.process_time() - began < 2


def test_an_inner_packing_that_says_nothing_is_held_to_the_limit_too() -> None:
    """The name in a gzip header has no end: the outer stage gives much, the inner one nothing."""
    header = b"\x1f\x8b\x08\x08" + bytes(6) + b"n" * (8 << 20)
    with pytest.raises(TooLarge):
        unpacked(gzip.compress(header), LIMIT, "gzip, gzip")


def test_very_many_members_are_refused_in_time() -> None:
    began = time.process_time()
    with pytest.raises(Damaged, match="more than 1000"):
        unpacked(gzip.compress(b"") * 100_000, LIMIT, "gzip")
    with pytest.raises(Damaged, match="more than 1000"):
        unpacked(zstandard.compress(b"") * 100_000, LIMIT, "zstd")
    assert time.process_time() - began < 2
