"""Dates that lack parts: what agrees, what they know together, how far apart they are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.edtf import Edtf, agree, apart, merge, parse


def whole_days() -> st.SearchStrategy[Edtf]:
    return st.dates(date(1, 1, 1), date(9999, 12, 31)).map(lambda d: Edtf(d.year, d.month, d.day))


def dates() -> st.SearchStrategy[Edtf]:
    """Return any date that can be: a day, with the parts left out that may be left out."""

    def lacking(whole: Edtf, parts: str) -> Edtf:
        year = whole.year if "y" in parts else None
        return Edtf(year, whole.month if "m" in parts else None, whole.day if "d" in parts else None)

    days = whole_days() | st.dates(date(2020, 1, 1), date(2021, 12, 31)).map(
        lambda d: Edtf(d.year, d.month, d.day)  # of two years only, so that many agree
    )
    return st.builds(lacking, days, st.sampled_from(["ymd", "ym", "y", "md", "m"]))


@given(dates())
def test_what_is_written_is_read_as_it_was(one: Edtf) -> None:
    assert parse(str(one)) == one


@given(st.text() | st.from_regex(r"[0-9X]{4}(-[0-9]{2}){0,2}(T.*)?"))
def test_any_text_is_a_date_that_exists_or_none(text: str) -> None:
    found = parse(text)
    if found is not None:
        assert parse(str(found)) == found
        assert found.year is None or found.first() is not None


@given(dates())
def test_a_period_starts_no_later_than_it_ends(one: Edtf) -> None:
    first, last = one.first(), one.last()
    assert (first is None) == (last is None) == (one.year is None)
    if first is not None and last is not None:
        assert first <= last
        assert (first == last) == (one.precision == "day")


@given(st.none() | dates(), st.none() | dates())
def test_agreeing_works_both_ways(one: Edtf | None, other: Edtf | None) -> None:
    assert agree(one, other) == agree(other, one)


@given(st.none() | dates(), st.none() | dates())
def test_what_two_know_together_depends_on_no_order(one: Edtf | None, other: Edtf | None) -> None:
    if agree(one, other):
        both = merge(one, other)
        assert both == merge(other, one)
        assert agree(both, one)
        assert agree(both, other)
        assert merge(both, one) == both
        assert both is None or parse(str(both)) == both


@given(dates())
def test_a_date_agrees_with_itself_and_adds_nothing(one: Edtf) -> None:
    assert agree(one, one)
    assert merge(one, one) == one
    assert merge(one, None) == one == merge(None, one)


@given(dates(), dates())
def test_days_between_are_counted_both_ways_and_never_below_zero(one: Edtf, other: Edtf) -> None:
    days = apart(one, other)
    assert days == apart(other, one)
    if one.year is None or other.year is None:
        assert days is None
    else:
        assert days is not None
        assert days >= 0
        assert days == 0 or not agree(one, other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-06-26", Edtf(2020, 6, 26)),
        ("2020-06", Edtf(2020, 6)),
        ("2020", Edtf(2020)),
        ("XXXX-06-26", Edtf(None, 6, 26)),
        ("XXXX-06", Edtf(None, 6)),
        ("XXXX-02-29", Edtf(None, 2, 29)),
        ("2020-02-29", Edtf(2020, 2, 29)),
        ("2020-06-26T10:00:00Z", Edtf(2020, 6, 26)),
    ],
)
def test_forms_that_are_read(text: str, expected: Edtf) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(None, "", "XXXX", "0000", "0000-01-01", "2021-02-29", "2020-13", "2020-00", "2020-01-32"),
        *("2020-01-00", "26.06.2020", "2020-6-26", "20200626", "2020-06-26\n", " 2020", "2020-XX-26"),
        "\u0662\u0660\u0662\u0660",  # digits, but not ISO 8601's
    ],
)
def test_forms_that_are_no_date(text: str | None) -> None:
    assert parse(text) is None


def test_the_day_that_only_leap_years_have() -> None:
    assert agree(parse("XXXX-02-29"), parse("2024"))
    assert not agree(parse("XXXX-02-29"), parse("2023"))


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("2020-06-26", "2020-06-28", 2),
        ("2020-06", "2020-06-28", 0),
        ("2020-06", "2020-07-01", 1),
        ("2019", "2020-01-31", 31),
        ("9999-12", "9999", 0),
        ("XXXX-06", "2020", None),
    ],
)
def test_days_between_two_periods(one: str, other: str, days: int | None) -> None:
    first, second = parse(one), parse(other)
    assert first is not None
    assert second is not None
    assert apart(first, second) == days
