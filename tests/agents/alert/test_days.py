"""How two reports' days fit: missing parts agree, reports lag, plans lie ahead."""

from itertools import permutations

import pytest

from agents.alert.days import Fit, gap, is_old, near
from agents.alert.facets import facet_of

TEXT, PUBLISHED = "text", "published"

CASES = (
    (("2031-05-01", TEXT), ("2031-05-01", TEXT), Fit.DAY),
    (("2031-05-01", TEXT), ("XXXX-05-01", TEXT), Fit.DAY),
    (("2031-05-01", TEXT), ("2031-05-02", TEXT), Fit.CLASH),
    (("2031-05-01", TEXT), ("2031-05", TEXT), Fit.OPEN),
    (("2031-05-01", TEXT), ("2031-06", TEXT), Fit.CLASH),
    (("2031-05-01", TEXT), ("2031-05-03", PUBLISHED), Fit.NEAR),
    (("2031-05-01", TEXT), ("2031-05-04", PUBLISHED), Fit.CLASH),
    (("2031-05-02", TEXT), ("2031-05-01", PUBLISHED), Fit.CLASH),
    (("2031-05-02", PUBLISHED), ("2031-05-01", PUBLISHED), Fit.NEAR),
    (("XXXX-05-01", TEXT), ("2031-05-02", PUBLISHED), Fit.NEAR),
    (("XXXX-12-31", TEXT), ("2031-01-01", PUBLISHED), Fit.NEAR),
    (("XXXX-02-29", TEXT), ("2031-03-01", PUBLISHED), Fit.CLASH),
    (("XXXX-06", TEXT), ("2031-06-01", PUBLISHED), Fit.OPEN),
    (("2031-05-01", TEXT), ("2031-05", PUBLISHED), Fit.OPEN),
    (("2031-04", TEXT), ("2031-05-02", PUBLISHED), Fit.OPEN),
    (("2031-05-01", TEXT), (None, None), Fit.OPEN),
    ((None, None), (None, None), Fit.OPEN),
)


@pytest.mark.parametrize(("one", "other", "fit"), CASES)
def test_two_days_fit_alike_from_both_ends(match, one, other, fit):
    a = facet_of(match("a", date=one[0], date_from=one[1], published=None))
    b = facet_of(match("b", date=other[0], date_from=other[1], published=None))
    assert gap(a, b).fit == gap(b, a).fit == fit


@pytest.mark.parametrize(
    ("state", "published", "fit"),
    [
        ("held", "2031-05-03", Fit.NEAR),
        ("held", "2031-05-06", Fit.OPEN),
        ("held", "2031-05-20", Fit.CLASH),
        ("held", "2031-04-20", Fit.CLASH),
        ("planned", "2031-04-20", Fit.OPEN),
        ("planned", "2031-05-03", Fit.CLASH),
        ("planned", "2031", Fit.OPEN),
    ],
)
def test_an_undated_report_is_of_days_before_it_and_a_plan_of_days_after_it(match, state, published, fit):
    dated = facet_of(match("dated"))
    loose = facet_of(match("loose", date=None, state=state, published=published))
    assert gap(dated, loose).fit == fit


def test_a_plan_is_not_dated_by_the_day_of_its_report(match):
    facet = facet_of(match("plan", state="planned", date="2031-05-01", date_from="published"))
    assert (facet.event.date, facet.event.date_from) == (None, None)


def test_a_date_that_is_none_is_dropped(match):
    assert facet_of(match("bad", date="2031-13-99", published="soon")).published is None


def test_reports_far_apart_are_not_near_and_reports_without_days_are(match):
    one, far, loose = (
        facet_of(match("m", date=day, published=day)) for day in ("2031-05-01", "2031-05-20", None)
    )
    assert near(one, far, 19)
    assert not near(one, far, 18)
    assert near(one, loose, 1)


def test_what_is_told_weeks_after_its_day_is_a_look_back(match):
    assert is_old(facet_of(match("late", published="2031-05-16")))
    assert not is_old(facet_of(match("recent", published="2031-05-15")))
    assert not is_old(facet_of(match("undated", date=None)))


@pytest.mark.parametrize("source", [TEXT, PUBLISHED])
def test_a_day_without_its_year_takes_it_from_a_vaguer_report_of_that_day_in_any_order(match, play, source):
    early = match("early", date="XXXX-05-01", published=None, original="a-first")
    dated = match("dated", date="2031-05-01", date_from=source, published=None, original="a-first")
    for order in permutations([early, dated]):
        desk = play().all(order)
        (alert,) = desk.alerts
        assert alert.event.date == "2031-05-01"
        assert desk.notified == 1


def test_a_month_without_its_year_does_not_become_a_day_of_publication(match, play):
    reports = [
        match("early", date="XXXX-05", published=None, original="a-first"),
        match("late", date=None, published="2031-05-17", original="a-first"),
    ]
    for order in permutations(reports):
        (alert,) = play().all(order).alerts
        assert alert.event.date == "XXXX-05"


@pytest.mark.parametrize(
    ("state", "date", "published", "close"),
    [
        ("planned", None, "2031-05-06", True),
        ("planned", None, "2031-05-12", False),
        ("planned", "2031-05-01", "2031-05-06", False),
        ("held", None, "2031-05-06", False),
    ],
)
def test_a_plan_without_a_day_is_waited_for_a_week_though_calls_are_closed_after_days(
    match, state, date, published, close
):
    plan = facet_of(match("plan", date=date, date_from=None, state=state, published="2031-05-01"))
    call = facet_of(match("call", date=published, published=published))
    assert near(plan, call, 3) is near(call, plan, 3) is close
