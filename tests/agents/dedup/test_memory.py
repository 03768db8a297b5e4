"""What is remembered can be read again, and what is past its window is truly forgotten."""

from collections.abc import Callable

import numpy as np

from agents.dedup.memory import BLOCK, VERDICTS, Memory, identity
from agents.dedup.shingles import shingles
from agents.dedup.sketch import sketch

NEW = VERDICTS.index("new")


def fill(past: Memory, count: int, every: int, text: str, start: int = 0) -> None:
    drawn = sketch(shingles("", text)).to_bytes()
    for number in range(start, start + count):
        past.add(
            time=number * every, article=number, version=1, story=number, outlet=3, verdict=NEW,
            sketch=drawn, origin=b"article-%d" % number,
        )  # fmt: skip


def test_rows_sketches_and_origins_are_found_by_document(prose: Callable[[int, int], list[str]]) -> None:
    past = Memory(10**9)
    fill(past, 3 * BLOCK + 5, 1, " ".join(prose(1, 20)))
    for document in (0, 1, BLOCK - 1, BLOCK, 3 * BLOCK + 4):
        assert past.rows([document])["article"][0] == document
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


def test_a_document_of_a_window_is_some_six_hundred_bytes(prose: Callable[[int, int], list[str]]) -> None:
    past = Memory(10**9)
    nothing = past.nbytes
    for number in range(8 * BLOCK):
        drawn = sketch(shingles("", " ".join(prose(number % 500, 12)) + f" {number}")).to_bytes()
        past.add(
            time=number, article=identity(f"a{number}"), version=number, story=number, outlet=3, verdict=NEW,
            sketch=drawn, origin=b"%032x" % number,
        )  # fmt: skip
    assert 550 < (past.nbytes - nothing) / len(past) < 650


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
