"""What is remembered of a document, all parts together, takes no more than is promised."""

import pytest

from tests.bench.dedup import remembered

MOST = 800  # bytes


@pytest.mark.seconds
def test_a_report_of_three_thousand_characters_takes_no_more_than_eight_hundred_bytes() -> None:
    found = remembered(60_000)
    print(f"\nbytes of state a document: {found}")
    assert found["all"] <= MOST
