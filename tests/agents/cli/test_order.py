"""The order and the clock of a replay by date."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.cli.order import STANDSTILL, by_date, days_between, moment


@dataclass
class Item:
    published: str | None
    name: str = ""


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2024-05-06T10:00:00Z", datetime(2024, 5, 6, 10, tzinfo=UTC)),
        ("2024-05-06T10:00:00.5+02:00", datetime(2024, 5, 6, 8, 0, 0, 500_000, tzinfo=UTC)),
        ("2024-05-06 10:00:00", datetime(2024, 5, 6, 10, tzinfo=UTC)),
        ("Mon, 06 May 2024 10:00:00 +0200", datetime(2024, 5, 6, 8, tzinfo=UTC)),
        ("2024-05-06", datetime(2024, 5, 6, tzinfo=UTC)),
        ("2024-05", datetime(2024, 5, 1, tzinfo=UTC)),
        ("2024", datetime(2024, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_date_is_its_moment_and_a_partial_one_its_periods_start(published: str, expected: datetime) -> None:
    assert moment(published) == expected


@pytest.mark.parametrize(
    "published",
    [
        None,
        "",
        "yesterday",
        "XXXX-05-06",
        "2024-13-01",
        "9999-12-31",
        "9999-12-31T23:59:59-12:00",
        "2203-01-01",
        "x" * 999,
    ],
)
def test_what_is_no_date_or_cannot_be_one_of_publication_is_none(published: str | None) -> None:
    assert moment(published) is None


def test_items_are_sorted_stably_by_date_with_undated_ones_last() -> None:
    dates = ["2024-05-06", None, "2024", "2024-01-01", "2024-05-06T00:00:00Z", "no date", "2023-12-31"]
    found = by_date([Item(date, str(place)) for place, date in enumerate(dates)])
    assert [item.name for _, item in found] == ["6", "2", "3", "0", "4", "1", "5"]


def test_there_is_a_midnight_for_each_day_that_begins_between_two_moments() -> None:
    before, after = datetime(2024, 2, 28, 12, tzinfo=UTC), datetime(2024, 3, 1, tzinfo=UTC)
    assert [day.date().isoformat() for day in days_between(before, after)] == ["2024-02-29", "2024-03-01"]
    assert list(days_between(after, after)) == []
    assert list(days_between(None, after)) == []


def test_days_before_kafkas_time_began_have_no_tick() -> None:
    found = list(days_between(datetime(1, 1, 1, tzinfo=UTC), datetime(1970, 1, 3, tzinfo=UTC)))
    assert [day.day for day in found] == [2, 3]


@given(
    st.text(max_size=70) | st.from_regex(r"\d{1,5}-\d\d-\d\d[T ]\d\d:\d\d(Z|[+-]\d\d:\d\d)?", fullmatch=True)
)
def test_any_text_is_a_moment_before_the_standstill_or_none(text: str) -> None:
    found = moment(text)
    assert found is None or found < STANDSTILL
