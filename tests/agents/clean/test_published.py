"""The date of publication: read in every usual form, refused where it cannot be."""

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from agents import edtf
from agents.clean import published
from agents.clean.rules import rules


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2020-06-26", "2020-06-26"),
        ("2020-06", "2020-06"),
        ("2020", "2020"),
        ("XXXX-06-26", "XXXX-06-26"),
        ("20200626", "2020-06-26"),
        ("2020-06-26T10:15:00Z", "2020-06-26T10:15:00Z"),
        ("2020-06-26T10:15:00.123+02:00", "2020-06-26T08:15:00Z"),
        ("2020-06-26 10:15:00 +0200", "2020-06-26T08:15:00Z"),
        ("2020-06-26 10:15:00 UTC", "2020-06-26T10:15:00Z"),
        ("2020-06-26T10:15", "2020-06-26T10:15:00Z"),
        ("2020-06-26T00:00:00", "2020-06-26"),
        ("Fri, 26 Jun 2020 10:15:00 +0300", "2020-06-26T07:15:00Z"),
        ("Fri, 26 Jun 2020 10:15:00 GMT", "2020-06-26T10:15:00Z"),
        ("1593166500", "2020-06-26T10:15:00Z"),
        ("1593166500000", "2020-06-26T10:15:00Z"),
        ("June 26, 2020", "2020-06-26"),
        ("26 июня 2020 года", "2020-06-26"),
        ("26.06.2020 14:30", "2020-06-26"),
    ],
)
def test_a_given_date_is_read(written, expected):
    repairs = []
    assert published.given(written, "published", None, repairs) == expected
    assert repairs == []


@pytest.mark.parametrize(
    "written",
    [
        "9999-12-31",
        "9999-12-31T23:59:59-10:00",
        "2203-01-01",
        "1970-01-01T00:00:00Z",
        "0001-01-01T00:00:00+05:00",
        "0",
    ],
)
def test_an_impossible_date_is_left_out_and_said_so(written):
    repairs = []
    assert published.given(written, "published", None, repairs) is None
    assert repairs[0].startswith(f"published: {written} is")
    assert repairs[0].endswith("left out")


@pytest.mark.parametrize("written", ["yesterday", "2020-13-45", "2020-02-30", "n/a", "\x00", "١" * 50])
def test_what_is_no_date_is_left_out_and_said_so(written):
    repairs = []
    assert published.given(written, "published", None, repairs) is None
    assert repairs[0].endswith("is no date, left out")


def test_a_date_after_the_fetch_is_refused_with_two_days_for_clocks_and_zones():
    repairs = []
    assert published.given("2020-06-28", "published", "2020-06-26T12:00:00Z", repairs) == "2020-06-28"
    assert published.given("2020-06-29", "published", "2020-06-26T12:00:00Z", repairs) is None
    assert repairs == ["published: 2020-06-29 is impossible, left out"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.org/2020/06/26/a-story", "2020-06-26"),
        ("https://x.org/news/2020-06-26-story.html", "2020-06-26"),
        ("https://x.org/news/20200626/story", "2020-06-26"),
        ("https://x.org/2020/06/story", "2020-06"),
        ("https://x.org/2020/02/30/story", "2020-02"),
        ("https://x.org/a1202006261234", None),
        ("https://x.org/?d=2020/06/26", None),
        ("https://x.org/1941/06/22/", None),
        (None, None),
    ],
)
def test_a_day_in_the_path_of_a_url_is_read(url, expected):
    assert published.from_url(url) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "GENEVA, October 28. /TASS/. The talks went on.", "XXXX-10-28"),
        ("ru", "ЖЕНЕВА, 28 октября. /ТАСС/. Переговоры продолжились.", "XXXX-10-28"),
        ("en", "GENEVA, Oct 28, 2021 (AFP) - The talks went on.", "2021-10-28"),
        ("en", "The talks went on, October 28 was the last day.", None),
        ("en", "", None),
    ],
)
def test_the_day_of_a_dateline_is_read(language, text, expected):
    assert published.from_dateline(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The minister said on June 27 that the talks would go on.", "XXXX-06-27"),
        ("ru", "Министр заявил 27 июня, что переговоры продолжатся.", "XXXX-06-27"),
        ("en", "The festival opens on June 27 in the old harbour.", None),
        ("en", "The minister said the summit of June 27, 2011 had failed.", None),
    ],
)
def test_a_day_beside_a_verb_of_saying_is_the_day_of_the_report(language, text, expected):
    assert published.from_text(text, language, rules(language)) == expected


def test_a_dateline_and_a_month_in_the_url_make_one_day():
    assert published.joined("XXXX-10-28", "2021-10") == "2021-10-28"
    assert published.joined("XXXX-10-28", "2021-11") == "XXXX-10-28"
    assert published.joined("XXXX-10-28", None) == "XXXX-10-28"


@examples(st.text(max_size=60))
def test_whatever_a_source_writes_leads_to_a_date_that_exists_or_to_none(written):
    found = published.given(written, "published", None, [])
    assert found is None or edtf.parse(found) is not None


def test_a_time_of_fetching_at_the_end_of_all_days_refuses_no_date():
    assert published.given("2020-06-26", "published", "9999-12-31", []) == "2020-06-26"
