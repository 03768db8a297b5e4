"""Titles of pages: the site's name goes, the headline stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.clean.page import read_page
from agents.clean.page_title import without_site

URL = "https://www.harbourpost.co.uk/road"
TEXT = "<p>The two ministers agreed on Monday to reopen the mountain road before the first snow falls.</p>"


@pytest.mark.parametrize(
    ("title", "names", "expected"),
    [
        ("Road to reopen | The Valley Times", ["The Valley Times"], "Road to reopen"),
        ("Road to reopen - the valley times", ["The Valley Times"], "Road to reopen"),
        ("Road to reopen — Harbour Post", [], "Road to reopen"),
        ("Road to reopen – harbourpost.co.uk", [], "Road to reopen"),
        ("Harbour Post | Road to reopen", [], "Road to reopen"),
        ("Road to reopen | World | Harbour Post", [], "Road to reopen | World"),
        ("Road to reopen - Valley - Valley", [], "Road to reopen - Valley"),
        ("Road to reopen - Lake Times | Lake Times", ["x"], "Road to reopen - Lake Times"),
        ("Дорога открыта :: Вести долины", ["Вести долины"], "Дорога открыта"),
        ("Road to reopen - ministers", ["The Valley Times"], "Road to reopen - ministers"),
        ("North-South road | open", [], "North-South road | open"),
        ("The Valley Times", ["The Valley Times"], "The Valley Times"),
        ("Harbour Post | Harbour Post", [], "Harbour Post"),
        (" Road \n to  reopen ", [], "Road to reopen"),
        ("“Road” | (Pass) - [Lake]", [], "“Road” | (Pass) - [Lake]"),
    ],
)
def test_the_name_of_the_site_goes_from_either_end(title, names, expected):
    assert without_site(title, names, URL) == expected


@given(st.text(max_size=60), st.lists(st.text(max_size=8), max_size=3), st.sampled_from([None, URL, "x"]))
def test_what_stays_is_part_of_the_title_and_never_nothing(title, names, url):
    found = without_site(title, names, url)
    assert found in " ".join(title.split())
    assert bool(found) == bool(title.strip())


def test_a_long_row_of_marks_takes_no_time():
    assert without_site("a | " * 100_000, [], None) == "a"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Road opens | Lake Times</title><meta property=og:site_name content='Lake Times'>", "",
         "Road opens"),
        ("<title>Road opens - Harbour Post</title>", "", "Road opens"),
        ("<title>Road opens - Lake Times</title><meta name=application-name content='Lake Times'>", "",
         "Road opens"),
        ("<title>Road opens - Harbour Post</title>", "<h1>Road over the pass opens</h1>",
         "Road over the pass opens"),
        ("<meta property=og:title content='Road opens | Harbour Post'>", "", "Road opens"),
        ("<title>Road opens - a report</title>", "", "Road opens - a report"),
    ],
)  # fmt: skip
def test_the_headline_of_a_page_is_without_its_site(head, body, title):
    html = f"<html><head>{head}</head><body>{body}{TEXT}</body></html>"
    assert read_page(html, URL)["title"] == title
