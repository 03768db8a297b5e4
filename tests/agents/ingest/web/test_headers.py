"""What headers say of time and of changes."""

from email.utils import formatdate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict, CIMultiDictProxy

from agents.ingest.web.client import freshness, seconds_of_retry_after
from agents.ingest.web.headers import conditions, merged

NOW = 1_795_000_000.0


def http_date(seconds: float) -> str:
    return formatdate(seconds, usegmt=True)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("", None),
        ("120", 120.0),
        (" 0 ", 0.0),
        ("99999999999999999999", 999999999.0),
        (http_date(NOW + 90), 90.0),
        (http_date(NOW - 90), 0.0),
        ("Wednesday, 18-Nov-26 12:00:00 GMT", None),
        ("soon", None),
        ("-5", None),
        ("١٢", None),
        ("Thu, 99 Foo 2026 99:99:99 GMT", None),
    ],
)
def test_how_long_a_site_wants_to_be_left_alone(value: str | None, seconds: float | None) -> None:
    if value and value.startswith("Wednesday"):
        seconds = max(1795003200.0 - NOW, 0.0)  # the form of RFC 850
    assert seconds_of_retry_after(value, NOW) == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Cache-Control": "public"}, None),
        ({"Cache-Control": "max-age=600"}, 600.0),
        ({"cache-control": 'Public, Max-Age="600"'}, 600.0),
        ({"Cache-Control": "max-age=600", "Age": "100"}, 500.0),
        ({"Cache-Control": "max-age=600", "Age": "700"}, 0.0),
        ({"Cache-Control": "max-age=600", "Age": "odd"}, 600.0),
        ({"Cache-Control": "s-maxage=300"}, 300.0),
        ({"Cache-Control": "s-maxage=300, max-age=60"}, 60.0),
        ({"Cache-Control": "max-age=60, max-age=90"}, 60.0),
        ({"Cache-Control": "max-age=-1"}, None),
        ({"Cache-Control": "no-cache, max-age=600"}, 0.0),
        ({"Cache-Control": "no-store"}, 0.0),
        ({"Cache-Control": 'no-cache="Set-Cookie", max-age=600'}, 600.0),
        ({"Cache-Control": "max-age=600", "Expires": "0"}, 600.0),
        ({"Expires": "0"}, 0.0),
        ({"Expires": http_date(NOW + 300)}, 300.0),
        ({"Expires": http_date(NOW - 300)}, 0.0),
        # A site whose clock goes an hour ahead: its own date counts.
        ({"Expires": http_date(NOW + 3900), "Date": http_date(NOW + 3600)}, 300.0),
        ({"Expires": http_date(NOW + 3900), "Date": http_date(NOW + 3600), "Age": "60"}, 240.0),
    ],
)
def test_how_long_an_answer_is_fresh(headers: dict[str, str], seconds: float | None) -> None:
    assert freshness(CIMultiDictProxy(CIMultiDict(headers)), NOW) == seconds


@given(st.text(), st.text())
def test_no_header_whatever_its_text_is_a_crash(one: str, other: str) -> None:
    headers = CIMultiDictProxy(
        CIMultiDict({"Cache-Control": one, "Expires": other, "Age": one, "Date": other})
    )
    fresh, wait = freshness(headers, NOW), seconds_of_retry_after(one, NOW)
    assert fresh is None or fresh >= 0
    assert wait is None or wait >= 0


@pytest.mark.parametrize("etag", ['"abc"', 'W/"abc"', "abc", "'x'", '"a b, c"', "*", '"дата"', '""'])
def test_a_validator_goes_back_as_it_came_however_strange(etag: str) -> None:
    assert conditions(etag, None) == {"If-None-Match": etag}


@pytest.mark.parametrize(
    "bad", ['"a"\r\nX-Evil: 1', "a\nb", "a\0b", "a\x7fb", "a\x85b", "a\tb", "x" * 5000, "\udcff", ""]
)
def test_a_validator_that_could_end_a_header_is_left_out(bad: str) -> None:
    assert conditions(bad, bad) == {}


def test_a_date_of_change_goes_back_as_it_came() -> None:
    assert conditions(None, "yesterday") == {"If-Modified-Since": "yesterday"}


def test_headers_that_stand_twice_are_one_and_cookies_are_not_kept() -> None:
    given = CIMultiDictProxy(
        CIMultiDict(
            [
                ("Cache-Control", "public"),
                ("cache-control", "max-age=5"),
                ("Set-Cookie", "a=b"),
                ("X", "\udcff"),
            ]
        )
    )
    once = merged(given)
    assert once["CACHE-CONTROL"] == "public, max-age=5"
    assert "Set-Cookie" not in once
    assert once["x"] == "?"
