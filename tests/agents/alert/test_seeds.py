"""Five reports shaped like the five texts the project starts from: three events, in every order."""

from itertools import permutations

THEMES = ("climate", "grain", "islands", "ports", "satellites", "vaccine", "rail", "fishing")


def five(match):
    """Return a call told three times (two prints, one without a year), a visit, an envoy years later."""
    call = {"published": None, "story": "s-agency", "terms": THEMES[:4]}
    first = match("002", date="2031-06-26", **call)
    second = match("003", date="2031-06-26", verdict="copy", original="a-002", **call)
    third = match("001", date="XXXX-06-26", published=None, terms=THEMES[2:6])
    visit = match(
        "000", kind="visit", state="planned", date=None, actors=("anna", "berto", "sudland"), published=None,
        terms=THEMES[2:7],
    )  # fmt: skip
    envoy = match(
        "004",
        kind="envoy",
        date="2037",
        actors=("anna", "berto"),
        published=None,
        terms=("rail", "envoys", "talks"),
    )
    return [first, second, third, visit, envoy]


def test_five_texts_open_exactly_three_alerts_in_every_order_and_never_need_a_merge(match, play):
    for order in permutations(five(match)):
        desk = play().all(order)
        assert desk.reasons.count("new_event") == 3, [m.article.id for m in order]
        assert len(desk.desk.state.alerts) == 3
        assert desk.events == {
            ("call", ("anna", "berto"), "2031-06-26"),
            ("visit", ("anna", "berto"), None),
            ("envoy", ("anna", "berto"), "2037"),
        }


def test_the_second_print_is_a_copy_and_the_third_report_is_coverage(match, play):
    desk = play().all(five(match))
    assert desk.reasons == ["new_event", "copy", "coverage", "new_event", "new_event"]
    assert desk.notified == 3


def test_a_report_without_a_year_opens_the_call_and_a_dated_one_completes_it_without_a_word(match, play):
    first, second, third, *_ = five(match)
    desk = play().all([third, first, second])
    assert desk.reasons == ["new_event", "coverage", "copy"]
    assert desk.alerts[0].event.date == "2031-06-26"
    assert desk.notified == 1


def test_a_visit_that_was_said_on_the_day_after_the_call_is_not_the_call(match, play):
    first, _, third, *_ = five(match)
    visit = match("000", kind="visit", state="planned", date="XXXX-06-27", published=None, terms=THEMES[2:6])
    for order in permutations([first, third, visit]):
        assert play().all(order).reasons.count("new_event") == 2
