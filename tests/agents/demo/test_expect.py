"""Comparing a day's alerts with those expected: what counts as missing, too much, wrong."""

import msgspec
import pytest

from agents.demo.expect import Day, Expected, Told, compare, told_of
from streams.records import Alert, Coverage, Event, Reference, Report


def must(kind: str, opens: str, *items: str, date: str | None = "2021-03-04", **more: object) -> Expected:
    may = frozenset(more.get("may", ()))  # type: ignore[call-overload]
    return Expected(kind, date, "held", opens, frozenset(items), may)


def came(kind: str, *items: str, date: str | None = "2021-03-04", state: str = "held") -> Told:
    return Told(kind, date, state, "Ministers met", frozenset(items))


CALL, VISIT = must("call", "a", "a", "b", "c", may=["x"]), must("visit", "v", "w")
DAY = Day((CALL, VISIT), frozenset({"cup", "storm"}))
RIGHT = (came("visit", "v", "w"), came("call", "a", "b", "c"))


def test_the_day_is_right_whatever_the_order_and_whoever_opened_the_alert() -> None:
    verdict = compare(DAY, RIGHT)
    assert verdict.right
    assert verdict.came == 2
    assert verdict.misplaced == ()


def test_what_may_be_on_an_alert_is_no_difference() -> None:
    assert compare(DAY, (RIGHT[0], came("call", "a", "b", "c", "x"))).misplaced == ()


def test_an_alert_that_did_not_come_is_missing() -> None:
    verdict = compare(DAY, RIGHT[:1])
    assert not verdict.right
    assert verdict.missing == ("call held 2021-03-04 (a)",)
    assert (verdict.came, verdict.surplus) == (1, ())


def test_an_alert_from_what_should_be_silent_is_too_much_and_said_to_be() -> None:
    verdict = compare(DAY, (*RIGHT, came("other", "cup")))
    assert verdict.surplus == ("other held 2021-03-04 (cup): from what should be silent: Ministers met",)
    assert not verdict.right


def test_an_event_that_came_as_two_alerts_is_one_too_much() -> None:
    verdict = compare(DAY, (RIGHT[0], came("call", "a", "b"), came("call", "c")))
    assert (len(verdict.surplus), verdict.missing) == (1, ())
    assert "(c): not expected" in verdict.surplus[0]
    assert verdict.misplaced == ("call held 2021-03-04 (a): not on it: c",)


def test_two_events_that_came_as_one_alert_are_one_missing() -> None:
    verdict = compare(DAY, (came("call", "a", "b", "c", "v", "w"),))
    assert verdict.missing == ("visit held 2021-03-04 (v)",)
    assert verdict.misplaced == ("call held 2021-03-04 (a): on it without reason: v, w",)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (came("meeting", "v", "w"), "kind meeting"),
        (came("visit", "v", "w", date=None), "date unknown"),
        (came("visit", "v", "w", date="2021-03", state="planned"), "date 2021-03, state planned"),
    ],
)
def test_another_kind_date_or_state_is_wrong(told: Told, said: str) -> None:
    verdict = compare(DAY, (told, RIGHT[1]))
    assert verdict.wrong == (f"visit held 2021-03-04 (v): came with {said}: Ministers met",)
    assert (verdict.right, verdict.came, verdict.missing) == (False, 1, ())


def test_a_report_in_the_wrong_place_is_told_and_the_alerts_are_right_all_the_same() -> None:
    verdict = compare(DAY, (RIGHT[0], came("call", "a", "b", "storm")))
    assert verdict.right
    assert verdict.misplaced == (
        "call held 2021-03-04 (a): not on it: c",
        "call held 2021-03-04 (a): on it without reason: storm",
    )


def test_of_two_alerts_with_as_many_of_its_items_the_one_that_agrees_is_taken() -> None:
    verdict = compare(Day((CALL,)), (came("visit", "a"), came("call", "b")))
    assert verdict.wrong == ()
    assert len(verdict.surplus) == 1


def test_a_silent_day_is_right_when_nothing_comes() -> None:
    assert compare(Day((), frozenset({"cup"})), ()).right


def alert(identity: str, *items: str, **more: object) -> Alert:
    reports = tuple(
        Report(article=Reference(article_id=one, version="1", id=one), verdict="new", origin="o")
        for one in items
    )
    fields: dict[str, object] = {
        "id": identity, "number": 1, "watch": "toy", "watch_revision": "1", "revision": 1,
        "reason": "new_event", "notify": True, "headline": "Ministers met",
        "event": Event(family="contact", kind="call", date="2021"), "history": (), "evidence": (),
        "coverage": Coverage(listed=reports), "facets": (),
    }  # fmt: skip
    return Alert(**(fields | more))  # type: ignore[arg-type]


def test_alerts_that_were_merged_or_withdrawn_do_not_count() -> None:
    told = told_of(
        [alert("1", "a", "b"), alert("2", "c", merged_into="1"), alert("3", "d", withdrawn="retract")]
    )
    assert told == (Told("call", "2021", "held", "Ministers met", frozenset({"a", "b"})),)


def test_the_expected_alerts_are_read_from_json() -> None:
    text = b"""{"alerts": [{"kind": "call", "date": null, "state": "held", "opens": "a", "items": ["b"],
                "may": ["c"], "why": "a note"}], "silent": ["d"]}"""
    day = msgspec.json.decode(text, type=Day)
    assert day.alerts[0].reports == {"a", "b"}
    assert day == Day((Expected("call", None, "held", "a", frozenset("b"), frozenset("c")),), frozenset("d"))
