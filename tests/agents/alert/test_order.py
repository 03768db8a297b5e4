"""Whatever order reports arrive in, the same events stand in the end."""

import random
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

KINDS = ("call", "meeting", "visit", "envoy", "other", "statement", "negotiation")
DAYS = (
    ("2031-05-01", "text"),
    ("2031-05-02", "text"),
    ("2031-05-08", "text"),
    ("XXXX-05-01", "text"),
    ("XXXX-05-02", "text"),
    ("2031-05", "text"),
    ("2031-05-01", "published"),
    ("2031-05-02", "published"),
    ("2031-05-03", "published"),
    ("2031-05-09", "published"),
    (None, None),
)
ACTORS = (
    ("anna", "berto"),
    ("arne", "berto"),
    ("norland", "berto"),
    ("anna", "sudland"),
    ("norland", "sudland"),
)
TERMS = ("ports", "grain", "rail", "islands", "vaccine", "fishing")

report = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "day": st.sampled_from(DAYS),
        "actors": st.sampled_from(ACTORS),
        "state": st.sampled_from(("held", "held", "held", "planned", "planned", "moved")),
        "terms": st.sets(st.sampled_from(TERMS)),
        "topics": st.sampled_from(((), (), ("arms",), ("energy",), ("arms", "energy"))),
        "published": st.sampled_from(
            (None, "2031-05-01", "2031-05-02T10:00:00Z", "2031-05-04", "2031-05-09")
        ),
        "speaker": st.sampled_from((None, "anna", "berto")),
        "original": st.sampled_from((None, "a-x", "a-y")),
        "verdict": st.sampled_from(("new", "new", "copy")),
        "opens": st.sampled_from((True, True, True, False)),
    }
)


def built(match, number, slots):
    slots = dict(slots)
    date, date_from = slots.pop("day")
    if slots["state"] == "moved" and number > 2:
        slots["state"] = "held"  # an alert keeps three facets of a rare state
    terms = tuple(sorted(slots.pop("terms")))
    return match(str(number), date=date, date_from=date_from, terms=terms, **slots)


@settings(max_examples=400, deadline=None)
@given(data=st.data(), slots=st.lists(report, min_size=2, max_size=9))
def test_the_events_that_stand_do_not_hang_on_the_order_of_arrival(match, play, data, slots):
    reports = [built(match, number, one) for number, one in enumerate(slots)]
    shuffled = data.draw(st.permutations(reports))
    assert events(play().all(reports)) == events(play().all(shuffled))


def events(desk):
    """Return the events less the year of a day: it may be known by a vague report alone."""
    return {
        (kind, actors, date and date.removeprefix("2031-").removeprefix("XXXX-"))
        for kind, actors, date in desk.events
    }


def test_late_and_disordered_news_ends_in_the_same_events(match, play):
    rows = zip(KINDS, DAYS, ACTORS * 2, strict=False)
    reports = [
        match(f"{n}", kind=kind, date=date, date_from=date_from, actors=actors, terms=TERMS[n % 5 :])
        for n, (kind, (date, date_from), actors) in enumerate(rows)
    ]
    found = set()
    for seed in range(40):
        arrivals = random.Random(seed).sample(reports, len(reports))
        hours = sorted(random.Random(seed).uniform(0, 48) for _ in reports)
        desk = play()
        for one, hour in zip(arrivals, hours, strict=True):
            desk.feed(one, after=timedelta(hours=hour))
        found.add(frozenset(desk.events))
    assert len(found) == 1


def test_an_undated_report_never_ties_two_calls_that_are_dated_apart(match, play):
    terms = ("ports", "grain", "rail")
    first = match("one", terms=terms)
    second = match("two", date="2031-05-03", published="2031-05-03", terms=terms)
    loose = match("loose", date=None, published="2031-05-03", terms=terms)
    for order in (
        [first, loose, second],
        [loose, first, second],
        [first, second, loose],
        [loose, second, first],
    ):
        desk = play().all(order)
        assert desk.events == {("call", ("anna", "berto"), day) for day in ("2031-05-01", "2031-05-03")}


def test_reports_that_a_later_one_ties_together_become_one_alert(match, play):
    early = match("early", date=None, published=None, terms=("ports", "grain", "rail", "islands"))
    other = match("other", date=None, published=None, terms=("vaccine", "fishing", "salt", "tin"))
    both = match("both", terms=("ports", "grain", "rail", "vaccine", "fishing", "salt"))
    desk = play().all([early, other, both])
    assert desk.reasons[:2] == ["new_event", "new_event"]
    (alert,) = desk.alerts
    (gone,) = (a for a in desk.desk.state.alerts.values() if a.merged_into)
    assert gone.merged_into == alert.id
    assert (gone.reason, gone.notify) == ("merged", False)
    assert alert.absorbed == (gone.id,)
    assert alert.coverage.reports == 3
    assert [one.id for one in desk.steps[-1].decision.detail] == [alert.id, gone.id]
    assert play().all([both, early, other]).events == desk.events


@settings(max_examples=100, deadline=None)
@given(data=st.data(), slots=st.lists(report, min_size=2, max_size=7))
def test_reports_that_arrive_within_two_days_in_any_order_end_in_the_same_events(match, play, data, slots):
    reports = [built(match, number, one) for number, one in enumerate(slots)]
    hours = st.lists(st.floats(0, 48), min_size=len(reports), max_size=len(reports)).map(sorted)
    found = set()
    for arrivals in (reports, data.draw(st.permutations(reports))):
        desk = play()
        for one, hour in zip(arrivals, data.draw(hours), strict=True):
            desk.feed(one, after=timedelta(hours=hour))
        found.add(frozenset(events(desk)))
    assert len(found) == 1
