"""Dates become moments in UTC where they can mean one only, and are handed on as they are where not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.ingest.read.moment import LONGEST, moment


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mon, 06 May 2024 10:00:00 GMT", "2024-05-06T10:00:00Z"),
        ("Mon, 6 May 2024 10:00:00 +0200", "2024-05-06T08:00:00Z"),
        ("06 May 2024 10:00 +02:00", "2024-05-06T08:00:00Z"),
        ("Mon, 06 May 24 10:00:00 GMT", "2024-05-06T10:00:00Z"),
        ("Mon, 06 May 99 10:00:00 GMT", "1999-05-06T10:00:00Z"),
        ("Monday, 06-May-24 10:00:00 UTC", "2024-05-06T10:00:00Z"),
        ("Mon, 06 May 2024 10:00:00 EST", "2024-05-06T15:00:00Z"),
        ("Mon, 06 May 2024 10:00:00 PDT", "2024-05-06T17:00:00Z"),
        ("Mon, 06 May 2024 10:00:00 MSK", "2024-05-06T07:00:00Z"),
        ("Mon, 06 May 2024 10:00:00 CEST", "2024-05-06T08:00:00Z"),
        ("Mon, 06 May 2024 10:00:00 Z", "2024-05-06T10:00:00Z"),
        ("Mon, 06 May 2024 10:00:00 GMT+02:00", "2024-05-06T08:00:00Z"),
        ("Mon, 06 May 2024 10:00:00 +0300 (MSK)", "2024-05-06T07:00:00Z"),
        (" Mon,  06 Sept 2024\n10:00:00 +0000 ", "2024-09-06T10:00:00Z"),
        ("Пн, 06 май 2024 10:00:00 +0300", "2024-05-06T07:00:00Z"),
        ("6 мая 2024, 10:00 +0300", "2024-05-06T07:00:00Z"),
        ("Пн, 06 травня 2024 10:00:00 +0300", "2024-05-06T07:00:00Z"),
        ("lun., 06 août 2024 10:00:00 +0200", "2024-08-06T08:00:00Z"),
        ("Mo, 06 März 2024 10:00:00 +0100", "2024-03-06T09:00:00Z"),
        ("pon, 06 paź 2024 10:00:00 +0200", "2024-10-06T08:00:00Z"),
        ("Sal, 06 Şub 2024 10:00:00 +0300", "2024-02-06T07:00:00Z"),
        ("الاثنين, 06 مايو 2024 10:00:00 +0300", "2024-05-06T07:00:00Z"),
        ("2024-05-06T10:00:00Z", "2024-05-06T10:00:00Z"),
        ("2024-05-06T10:00:00.123456+02:00", "2024-05-06T08:00:00Z"),
        ("2024-05-06 10:00:00 +0200", "2024-05-06T08:00:00Z"),
        ("2024-05-06T10:00+02", "2024-05-06T08:00:00Z"),
        ("2024-05-06T23:59:60Z", "2024-05-06T23:59:59Z"),
        ("2024-01-01T00:30:00+02:00", "2023-12-31T22:30:00Z"),
    ],
)
def test_one_moment_is_read(written: str, read: str) -> None:
    assert moment(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "2024-05-06",  # a day
        "2024-05-06T10:00:00",  # of no zone
        "Mon, 06 May 2024 10:00:00",
        "Mon, 06 May 2024 10:00:00 IST",  # India, Ireland, Israel
        "Mon, 06 May 2024 10:00:00 XYZ",
        "06/05/2024 10:00",  # June or May
        "Mon, 31 Feb 2024 10:00:00 GMT",
        "2024-13-40T10:00:00Z",
        "0001-01-01T00:00:00+23:59",
        "yesterday",
        "1714982400",
    ],
)
def test_what_is_not_one_moment_is_as_given(written: str) -> None:
    assert moment(written) == written


@pytest.mark.parametrize("written", [None, "", " \n"])
def test_no_date_is_none(written: str | None) -> None:
    assert moment(written) is None


@given(st.text(max_size=300))
def test_any_text_is_a_short_line(text: str) -> None:
    found = moment(text)
    assert found is None or (0 < len(found) <= LONGEST and "\n" not in found)
