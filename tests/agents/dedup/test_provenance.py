"""Whose text a copy is: from which article first, how much of it, credited to which agency."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from streams.article_records import Article

Make = Callable[..., Article]
Prose = Callable[[int, int], list[str]]
HEADLINE = "Envoys agree to meet again before the winter"


def test_a_copy_says_how_much_of_the_original_it_took_and_how_much_of_it_is_that(
    dedup, article: Make, prose: Prose
) -> None:
    text = prose(1, 30)
    dedup.say(article("a", HEADLINE, text, outlet="one.example"))
    part = dedup.say(article("b", HEADLINE, text[:15], outlet="two.example"))
    assert part.reused == pytest.approx(0.5, abs=0.12)
    assert part.borrowed == pytest.approx(1.0, abs=0.05)
    more = dedup.say(article("c", HEADLINE, [*text, *prose(2, 30)], outlet="three.example"))
    assert more.reused == pytest.approx(1.0, abs=0.05)
    assert more.borrowed == pytest.approx(0.5, abs=0.12)


def test_a_copy_word_for_word_has_all_of_it(dedup, article: Make, prose: Prose) -> None:
    dedup.say(article("a", HEADLINE, prose(1, 20), outlet="one.example"))
    copy = dedup.say(article("b", HEADLINE, prose(1, 20), outlet="two.example"))
    assert (copy.reused, copy.borrowed) == (1.0, 1.0)


def test_what_is_no_copy_has_no_shares(dedup, article: Make, prose: Prose) -> None:
    first = dedup.say(article("a", HEADLINE, prose(1, 20)))
    revised = dedup.say(article("a", HEADLINE, prose(1, 19), version="2"))
    assert (first.reused, first.borrowed, revised.reused) == (None, None, None)


@pytest.mark.parametrize("kept", [20, 15])
def test_a_text_is_credited_to_the_agency_that_any_print_before_names(
    dedup, article: Make, prose: Prose, kept: int
) -> None:
    text = prose(1, 20)
    first = dedup.say(article("a", HEADLINE, text, outlet="one.example"))
    second = dedup.say(
        replace(article("b", HEADLINE, text[:kept], outlet="two.example"), agency="Agency One")
    )
    third = dedup.say(article("c", HEADLINE, text[:kept], outlet="three.example"))
    assert [one.credit for one in (first, second, third)] == [None, "Agency One", "Agency One"]
    assert third.original == "a"
    assert third.article.agency is None


def test_ones_own_credit_goes_before_that_of_others(dedup, article: Make, prose: Prose) -> None:
    text = prose(1, 20)
    dedup.say(replace(article("a", HEADLINE, text, outlet="one.example"), agency="Agency One"))
    other = replace(article("b", HEADLINE, text[:15], outlet="two.example"), agency="Agency Two")
    assert dedup.say(other).credit == "Agency Two"


def test_a_revision_keeps_the_credit_that_it_no_longer_gives(dedup, article: Make, prose: Prose) -> None:
    text = prose(1, 20)
    dedup.say(replace(article("a", HEADLINE, text), agency="Agency One"))
    assert dedup.say(article("a", HEADLINE, text[:18], version="2")).credit == "Agency One"


def test_copies_of_a_revised_copy_are_copies_of_the_first(dedup, article: Make, prose: Prose) -> None:
    text, own = prose(1, 20), prose(2, 6)
    dedup.say(article("a", HEADLINE, text, outlet="one.example"))
    dedup.say(article("b", HEADLINE, text[:16], outlet="two.example"))
    revised = dedup.say(article("b", HEADLINE, [*text[:16], *own], outlet="two.example", version="2"))
    assert (revised.verdict, revised.original) == ("revision", "b")
    assert revised.borrowed == pytest.approx(0.72, abs=0.12)
    copy = dedup.say(article("c", HEADLINE, [*text[:16], *own], outlet="three.example"))
    assert (copy.verdict, copy.original) == ("copy", "a")


def test_a_copy_that_was_rewritten_is_a_source_of_its_own(dedup, article: Make, prose: Prose) -> None:
    dedup.say(article("a", HEADLINE, prose(1, 20), outlet="one.example"))
    dedup.say(article("b", HEADLINE, prose(1, 16), outlet="two.example"))
    dedup.say(article("b", HEADLINE, prose(3, 20), outlet="two.example", version="2"))
    copy = dedup.say(article("c", HEADLINE, prose(3, 18), outlet="three.example"))
    assert (copy.verdict, copy.original) == ("copy", "b")
