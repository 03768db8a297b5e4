"""A rumour on one origin is unconfirmed, and its confirmation is a change of state."""

TERMS = ("ports", "grain", "rail")


def rumour(match, name="rumour", **given):
    return match(name, kind="visit", state="unconfirmed", date="2031-05-08", terms=TERMS, **given)


def visit(match, name, **given):
    return match(name, kind="visit", date="2031-05-08", terms=TERMS, published="2031-05-02", **given)


def test_another_origin_confirms_a_rumour_once(match, play):
    desk = play().all([rumour(match), visit(match, "two"), visit(match, "three")])
    assert desk.reasons == ["new_event", "state_change", "coverage"]
    assert desk.alerts[0].history[1].facts == ("state:held",)
    assert desk.notified == 2


def test_the_same_agency_told_as_a_fact_elsewhere_confirms_nothing(match, play):
    desk = play().all([rumour(match, agency="Wire"), visit(match, "two", agency="Wire")])
    assert desk.reasons == ["new_event", "coverage"]
    assert desk.alerts[0].event.state == "unconfirmed"
    assert desk.alerts[0].coverage.origins == 1


def test_a_publishers_other_paper_and_a_copy_confirm_nothing(match, play):
    desk = play().all([rumour(match, publisher="House"), visit(match, "two", publisher="House")])
    desk.feed(visit(match, "three", verdict="copy", original="a-rumour"))
    assert desk.alerts[0].event.state == "unconfirmed"


def test_a_side_that_says_so_confirms_it_whoever_prints_it(match, play):
    desk = play().all([rumour(match, agency="Wire"), visit(match, "two", agency="Wire", speaker="berto")])
    assert desk.reasons == ["new_event", "state_change"]
    assert desk.alerts[0].event.state == "held"


def test_a_rumour_heard_later_takes_nothing_back_from_a_plan(match, play):
    plan = match("plan", kind="visit", state="planned", date="2031-05-08", terms=TERMS)
    desk = play().all([plan, rumour(match, published="2031-05-03")])
    assert desk.alerts[0].event.state == "planned"
    assert desk.reasons == ["new_event", "coverage"]


def test_a_rumour_that_is_denied_is_denied_by_its_own_origin_too(match, play):
    denial = visit(match, "no", state="denied", agency="Wire")
    assert play().all([rumour(match, agency="Wire"), denial]).alerts[0].event.state == "denied"
