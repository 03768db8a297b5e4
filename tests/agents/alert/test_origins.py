"""Whose texts reported an event: "9 reports, 2 origins"."""

from agents.alert.coverage import LISTED, NAMES, covered, together
from streams.records import Coverage


def coverage_of(*matches) -> Coverage:
    coverage = Coverage()
    for one in matches:
        coverage = covered(coverage, one)
    return coverage


def test_the_outlets_of_one_family_are_one_origin_where_no_agency_is_credited(match):
    said = coverage_of(match("one", publisher="House"), match("two", publisher="House"), match("three"))
    assert (said.reports, said.origins) == (3, 2)
    assert said.by_origin == {"House": 2, "three.example": 1}
    assert said.by_outlet == {"one.example": 1, "two.example": 1, "three.example": 1}


def test_an_agency_goes_before_the_family_that_prints_it(match):
    said = coverage_of(match("one", publisher="House", agency="Wire"), match("two", publisher="House"))
    assert said.by_origin == {"Wire": 1, "House": 1}


def test_copies_of_one_text_are_of_one_origin_though_the_original_was_not_reported(match):
    said = coverage_of(
        match("one", verdict="copy", original="a-zero"), match("two", verdict="copy", original="a-zero")
    )
    assert said.by_origin == {"one.example": 2}
    assert [one.original for one in said.listed] == ["a-zero", "a-zero"]


def test_the_agency_that_a_later_print_names_is_the_origin_of_the_prints_before_it(match):
    said = coverage_of(
        match("one"),
        match("two", verdict="copy", original="a-one"),
        match("own", outlet="one.example"),  # of the first outlet, and another text
        match("three", verdict="copy", original="a-one", agency="Wire"),
        match("four", verdict="copy", original="a-one"),
    )
    assert said.by_origin == {"one.example": 1, "Wire": 4}
    assert [one.origin for one in said.listed] == ["Wire", "Wire", "one.example", "Wire", "Wire"]
    assert (said.reports, said.origins) == (5, 2)


def test_two_origins_that_turn_out_to_be_one_agency_are_one(match):
    said = coverage_of(
        match("wire", agency="Wire"),
        match("one"),
        match("two", verdict="copy", original="a-one", agency="Wire"),
    )
    assert (said.origins, said.by_origin) == (1, {"Wire": 3})


def test_the_agency_of_the_original_stays_where_a_print_names_another(match):
    said = coverage_of(
        match("one", agency="Wire"), match("two", verdict="copy", original="a-one", agency="Other")
    )
    assert said.by_origin == {"Wire": 2}


def test_a_revision_that_now_names_its_agency_gives_it_to_its_first_version(match):
    said = coverage_of(
        match("one"), match("one", version="v2", verdict="revision", original="a-one", agency="Wire")
    )
    assert said.by_origin == {"Wire": 2}
    assert [one.original for one in said.listed] == [None, None]


def test_where_names_do_not_fit_no_origin_is_lost_from_the_count(match):
    said = coverage_of(
        *(match(f"n{n}") for n in range(NAMES + 20)),
        match("z", verdict="copy", original="a-n0", agency="Wire"),
    )
    assert said.reports == NAMES + 21 == sum(said.by_origin.values())
    assert said.origins >= NAMES
    assert len(said.listed) == LISTED


def test_two_alerts_that_are_one_count_each_origin_once(match):
    one, other = coverage_of(match("a", agency="Wire"), match("b")), coverage_of(match("c", agency="Wire"))
    assert together(one, other).origins == 2
