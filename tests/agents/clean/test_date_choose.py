"""Which date is believed where the sources of an article differ."""

from itertools import permutations

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from agents.clean.dates.choose import WEIGHTS, choose
from agents.clean.dates.found import Found
from agents.clean.dates.possible import fault, instant


def chosen(*found):
    best = choose([Found(date, source) for date, source in found])
    return (best.date, best.source) if best else None


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], None),
        ([("2020-06-26", "text")], ("2020-06-26", "text")),
        # alone against alone: what is declared, then the feed, the URL, what is shown, what was searched
        ([("2020-06-26", "json-ld"), ("2020-06-20", "given")], ("2020-06-26", "json-ld")),
        ([("2020-06-26", "meta"), ("2020-06-20", "url")], ("2020-06-26", "meta")),
        ([("2020-06-26", "given"), ("2020-06-20", "url")], ("2020-06-26", "given")),
        ([("2020-06-26", "url"), ("2020-06-20", "line")], ("2020-06-26", "url")),
        ([("2020-06-26", "time"), ("2020-06-20", "line")], ("2020-06-26", "time")),
        ([("2020-06-26", "line"), ("2020-06-20", "created")], ("2020-06-26", "line")),
        ([("2020-06-26", "dateline"), ("2020-06-20", "text")], ("2020-06-26", "dateline")),
        # two that can err apart against what one system declares
        ([("2020-06-20", "json-ld"), ("2020-06-26", "url"), ("2020-06-26", "line")], ("2020-06-26", "url")),
        (
            [
                ("2020-06-20", "meta"),
                ("2020-06-20", "json-ld"),
                ("2020-06-26", "url"),
                ("2020-06-26", "given"),
            ],
            ("2020-06-26", "given"),
        ),
        # two that draw on one field are one witness
        ([("2020-06-20", "time"), ("2020-06-20", "line"), ("2020-06-26", "meta")], ("2020-06-26", "meta")),
        # a template's date, or that of a later edition
        ([("2020-06-26", "json-ld"), ("2020-06-26", "meta"), ("2017-07-12", "url")], ("2017-07-12", "url")),
        ([("2020-06-26", "json-ld"), ("2020-06-26", "meta"), ("2020-05-12", "url")], ("2020-06-26", "meta")),
        # the most exact of those that agree
        (
            [("2020-06-26", "meta"), ("2020-06-26T10:15:00+02:00", "given")],
            ("2020-06-26T10:15:00+02:00", "meta"),
        ),
        (
            [("2020-06-26T00:00:00Z", "json-ld"), ("2020-06-26T08:15:00Z", "time")],
            ("2020-06-26T08:15:00Z", "json-ld"),
        ),
        # a time in UTC says nothing of the day at the outlet
        (
            [("2020-06-27T02:15:00Z", "json-ld"), ("2020-06-27T02:15:00Z", "meta"), ("2020-06-26", "url")],
            ("2020-06-26", "url"),
        ),
        (
            [("2020-06-25T22:30:00Z", "json-ld"), ("2020-06-26T00:30:00+02:00", "time")],
            ("2020-06-26T00:30:00+02:00", "time"),
        ),
        (
            [("2020-06-26T12:00:00+02:00", "json-ld"), ("2020-06-25", "url")],
            ("2020-06-26T12:00:00+02:00", "json-ld"),
        ),
        # months, years, and days without a year
        ([("2020-06", "url"), ("XXXX-06-26", "dateline")], ("2020-06-26", "dateline")),
        ([("2021-11", "url"), ("XXXX-10-28", "dateline")], ("XXXX-10-28", "dateline")),
        ([("2020-06", "url"), ("2020-06-26", "htmldate")], ("2020-06-26", "htmldate")),
        ([("2020", "htmldate"), ("2019-06", "url")], ("2019-06", "url")),
        ([("2021-02", "url"), ("XXXX-02-29", "text")], ("XXXX-02-29", "text")),
    ],
)
def test_the_date_that_the_sources_together_speak_for_is_believed_in_any_order(found, expected):
    for order in permutations(found):
        assert chosen(*order) == expected


def test_the_second_reading_of_a_date_in_digits_is_taken_where_something_agrees_with_it():
    line = Found("2020-03-04", "line", other="2020-04-03")
    assert choose([line]).date == "2020-03-04"
    assert choose([line, Found("2020-04-03", "url")]).date == "2020-04-03"
    assert choose([line, Found("2020-04", "url")]).date == "2020-04-03"


def test_who_agrees_and_who_does_not_is_told():
    found = [Found("2020-06-26", "url"), Found("2020-06-26", "line"), Found("2020-06-20", "json-ld")]
    best = choose(found)
    assert (best.source, best.agree, best.against) == ("url", ("line",), (found[2],))


@pytest.mark.parametrize(
    ("date", "fetched", "why"),
    [
        ("2020-06-26", None, None),
        ("1989-12-31", None, "before 1990"),
        ("1970-01-01T00:00:00Z", None, "before 1990"),
        ("0001-01-01T00:00:00+05:00", None, "before 1990"),
        ("2203-01-01", None, "after 2100"),
        ("9999-12-31T23:59:59-10:00", None, "after 2100"),
        ("9999", "2020-06-26", "after 2100"),
        ("2020-06-27", "2020-06-26T00:00:00Z", None),
        ("2020-06-28", "2020-06-26T23:00:00Z", "after it was fetched"),
        ("2020-06-27T09:00:00Z", "2020-06-26T10:00:00Z", None),
        ("2020-06-27T11:00:00Z", "2020-06-26T10:00:00Z", "after it was fetched"),
        ("2020-06-27T11:00:00+02:00", "2020-06-26T10:00:00Z", None),
        ("2020-07", "2020-06-26T10:00:00Z", "after it was fetched"),
        ("2020-06", "2020-06-26T10:00:00Z", None),
        ("2021", "2020-06-26T10:00:00Z", "after it was fetched"),
        ("XXXX-12-31", "2020-06-26T10:00:00Z", None),
        ("2020-06-26", "9999-12-31", None),
        ("2020-06-26", "soon", None),
        ("2020-02-30", None, "no date"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_the_reason(date, fetched, why):
    assert fault(date, fetched) == why


def test_a_paper_may_be_older_than_the_web():
    assert fault("1941-06-22", None, 1800) is None
    assert fault("1741-06-22", None, 1800) == "before 1800"


def test_a_moment_is_that_of_a_time_only():
    assert instant("2020-06-26T10:15:00+02:00") == instant("2020-06-26T08:15:00Z")
    assert [
        instant(one) for one in ("2020-06-26", None, "", "2020-06-26T10:15:00", "2020-06-26T99:15:00Z")
    ] == [None] * 5


DATES = st.one_of(
    st.dates().map(str),
    st.datetimes().map(lambda at: at.replace(microsecond=0).isoformat() + "Z"),
    st.sampled_from(
        ["2020", "2020-06", "XXXX-06-26", "XXXX-02-29", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"]
    ),
)


@examples(st.lists(st.builds(Found, DATES, st.sampled_from(list(WEIGHTS))), max_size=8), st.randoms())
def test_the_choice_is_one_of_the_days_that_were_found_and_does_not_hang_on_the_order_of_sources(found, dice):
    best = choose(found)
    assert (best is None) == (not found)
    if any(one.day for one in found):
        assert best.date[:10] in {one.day for one in found}
    order = dice.sample(list(WEIGHTS), len(WEIGHTS))
    assert choose(sorted(found, key=lambda one: order.index(one.source))) == best


def test_of_several_lines_the_first_is_believed():
    assert chosen(("2020-06-26", "line"), ("2019-06-20", "line")) == ("2020-06-26", "line")
