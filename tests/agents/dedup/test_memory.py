"""What is remembered can be read again, and what is past its window is truly forgotten."""

import resource
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from agents.dedup.blocks import BLOCK
from agents.dedup.compiled import prepare
from agents.dedup.memory import VERDICTS, Memory, identity
from agents.dedup.reading import read
from agents.dedup.shingles import Shingles, shingles
from agents.dedup.sketch import sketch

NEW = VERDICTS.index("new")


def fill(past: Memory, count: int, every: int, text: str, start: int = 0) -> None:
    drawn = sketch(shingles(read("", text))).to_bytes()
    for number in range(start, start + count):
        past.add(
            time=number * every, article=number, version=1, story=number, outlet=3, verdict=NEW,
            sketch=drawn, origin=b"article-%d" % number,
        )  # fmt: skip


def test_rows_sketches_and_origins_are_found_by_document(prose: Callable[[int, int], list[str]]) -> None:
    past = Memory(10**9)
    fill(past, 3 * BLOCK + 5, 1, " ".join(prose(1, 20)))
    for document in (0, 1, BLOCK - 1, BLOCK, 3 * BLOCK + 4):
        assert past.story(document) == document
        assert past.origin(document) == f"article-{document}"
        drawn = past.sketch(document)
        assert drawn is not None
        assert len(drawn.values) == 96
        assert drawn.content == past.rows([document])["content"][0]


def test_a_repeat_is_remembered_without_a_text() -> None:
    past = Memory(1000)
    past.add(time=5, article=1, version=2, story=3, outlet=0, verdict=3, sketch=b"", origin=b"")
    assert past.sketch(0) is None
    assert len(past) == 1


def test_memory_stays_bounded_while_the_stream_goes_on_and_shrinks_after_a_burst(
    prose: Callable[[int, int], list[str]],
) -> None:
    text = " ".join(prose(1, 20))
    past = Memory(4000)
    nothing = past.nbytes
    fill(past, 4000, 1, text)
    full = past.nbytes
    fill(past, 16_000, 1, text, start=4000)
    assert past.nbytes < 1.6 * full
    assert len(past) == 4001
    fill(past, 3 * BLOCK, 1000, text, start=20_000)
    assert len(past) == 5
    assert past.nbytes - nothing < (full - nothing) / 10


@pytest.mark.seconds
def test_a_long_text_of_a_window_takes_some_four_hundred_bytes() -> None:
    past = Memory(10**9)
    nothing = past.nbytes
    draw = np.random.default_rng(2)
    for number in range(32 * BLOCK):
        every = np.unique(draw.integers(0, 2**32, 200, np.uint32))
        drawn = sketch(Shingles(200, 900, number, every, every[:20], every[:40])).to_bytes()
        past.add(
            time=number, article=identity(f"a{number}"), version=number, story=number, outlet=3, verdict=NEW,
            sketch=drawn, origin=b"%032x" % number,
        )  # fmt: skip
    assert 360 < (past.nbytes - nothing) / len(past) < 420


@pytest.mark.seconds
def test_what_is_forgotten_goes_back_to_the_system() -> None:
    """The memory of the process, not only the arrays, is what it was once the window has passed."""
    used = Path("/proc/self/statm")
    if not used.is_file():
        pytest.skip("what memory a process has is read from /proc, which is not here")

    def resident() -> int:
        return int(used.read_text().split()[1]) * resource.getpagesize()

    past = Memory(10**9)
    drawn = np.random.default_rng(3)
    prepare()  # compiled loops stay
    before = resident()
    for number in range(80 * BLOCK):
        every = np.unique(drawn.integers(0, 2**32, 120, np.uint32))
        header = sketch(Shingles(200, 900, number, every, every[:20], every[:40])).to_bytes()
        past.add(
            time=number, article=number, version=number, story=number, outlet=3, verdict=NEW,
            sketch=header, origin=b"%032x" % number,
        )  # fmt: skip
    taken = resident() - before
    assert taken > 15 << 20
    fill(past, BLOCK, 1, "", start=3 * 10**9)
    assert resident() - before < taken / 3


def test_time_never_goes_back() -> None:
    past = Memory(100)
    for time in (50, 20, 60):
        past.add(time=time, article=1, version=2, story=3, outlet=0, verdict=3, sketch=b"", origin=b"")
    assert past.rows(np.arange(3))["time"].tolist() == [50, 50, 60]
    assert past.since(50) == 0
    assert past.since(51) == 2
    assert past.since(61) == 3


def test_an_id_is_the_same_as_text_and_as_bytes() -> None:
    assert identity("é") == identity("é".encode())
