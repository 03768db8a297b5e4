"""Ids fixed at ingest: what makes another article, what makes another version, and what does not."""

import string

from hypothesis import given
from hypothesis import strategies as st

from agents.ingest.identity import article_id, version

ANY_TEXT = st.text() | st.text(alphabet="\x00\ud800\u202e é")


def test_one_address_is_one_article_whatever_it_says() -> None:
    assert article_id("https://n.example/a", "1") == article_id("https://n.example/a", "2")


def test_without_an_address_the_content_is_the_article() -> None:
    assert article_id(None, "1") != article_id(None, "2")
    assert article_id(None, "https://n.example/a") != article_id("https://n.example/a", "x")


def test_line_breaks_and_blanks_make_no_new_version() -> None:
    assert version("A  headline", "One.\r\n\r\n Two.") == version(" A headline ", "One. Two.\n")


def test_a_changed_word_makes_a_new_version() -> None:
    assert version("A headline", "One.") != version("A headline", "Two.")


def test_what_moves_from_headline_to_body_makes_a_new_version() -> None:
    assert version("A b", "c") != version("A", "b c")


def test_a_page_with_another_script_or_attribute_is_the_same_version() -> None:
    one = "<html><script nonce=1>let a = '<p>';</script><body class=a><p>Ministers met.</p></body>"
    two = "<html><script nonce=2>let b;</script ><body class=b><p id=x>Ministers   met.</p><!-- 7 --></body>"
    assert version(None, one, "html") == version(None, two, "html")
    assert version(None, one, "html") != version(None, one.replace("met", "spoke"), "html")


def test_a_page_whose_surroundings_changed_is_the_same_version() -> None:
    page = "<nav>{0}</nav><p>{1}</p><aside><p>Most read: {0} and {0}.</p></aside>"
    told = "The ministers met for an hour on Monday and agreed to reopen the bridge in spring. " * 3
    assert version("A", page.format("News", told), "html") == version("A", page.format("Sport", told), "html")
    other = told.replace("spring", "autumn")
    assert version("A", page.format("News", told), "html") != version("A", page.format("News", other), "html")


def test_an_id_is_128_bits_in_hexadecimal() -> None:
    found = article_id("https://n.example/a", "")
    assert len(found) == 32
    assert set(found) <= set(string.hexdigits.lower())


@given(ANY_TEXT, ANY_TEXT, st.sampled_from(["text", "html"]))
def test_any_text_has_a_version(title: str, text: str, form: str) -> None:
    assert version(title, text, form) == version(title, text, form)
