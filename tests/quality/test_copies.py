"""Copies: what outlets make of a text is found and nothing else; figures printed with `-s`."""

from pathlib import Path

from tests.quality import copies
from tests.quality.copies import measure
from tests.quality.edits import several

# A share of the stream, so that it takes a minute; `python -m tests.quality.copies` takes all of it.
OTHERS = 6_000
RECALL, PRECISION = 0.99, 0.99
SEVERAL = 0.98  # of several edits at once; what is left is told to belong to the story


def test_edited_copies_of_real_articles_are_found_in_a_stream(shared: Path) -> None:
    found = measure(shared, OTHERS)
    print("\n" + found.table())
    many = next(name for name, edit in copies.EDITS.items() if edit is several)
    low = {name: recall for name, recall in found.recall.items() if recall < RECALL and name != many}
    assert low == {}
    assert found.recall[many] >= SEVERAL
    assert found.precision >= PRECISION
    assert found.repeats == found.again > 0
