"""Two watches' alerts set beside each other: gained, lost, merged, split, changed."""

from dataclasses import replace

import pytest

from agents.evaluate.backtest import Side, compare, counts
from streams.records import Alert, Coverage, Event


def alert(number: int, *, side: str = "old", date: str = "2031-05-01", **given) -> Alert:
    event = Event(family="contact", kind="call", date=date)
    return Alert(
        id=f"{side}-{number}", number=number, watch="w", watch_revision="1", revision=1, reason="new_event",
        notify=True, headline="H", event=event, history=(), evidence=(), coverage=Coverage(), facets=(),
        **given,
    )  # fmt: skip


def side(name: str, *groups: str) -> Side:
    made = Side()
    for number, articles in enumerate(groups, 1):
        for article in articles:
            made.take([alert(number, side=name)], article)
    return made


@pytest.mark.parametrize(
    ("old", "new", "outcomes"),
    [
        (("abc",), ("abc",), ["same"]),
        (("abc",), (), ["lost"]),
        ((), ("abc",), ["gained"]),
        (("ab", "cd"), ("abcd",), ["merged"]),
        (("abcd",), ("ab", "cd"), ["split"]),
        (("ab", "cd"), ("abc", "d"), ["regrouped"]),
        (("abc", "def"), ("abcd", "ef"), ["same", "same"]),  # one article went over
        (("abc",), ("abcdef", "xyz"), ["gained", "same"]),
        (("ab", "cd", "ef"), ("abcd", "ef"), ["merged", "same"]),
    ],
)
def test_alerts_are_known_again_by_their_reports(old, new, outcomes):
    groups = compare(side("old", *old), side("new", *new))
    assert [group.outcome for group in groups] == outcomes
    assert sum(counts(groups).values()) == len(outcomes)


def test_an_alert_of_the_same_reports_with_another_day_is_changed():
    old, new = Side(), Side()
    old.take([alert(1)], "a")
    new.take([alert(1, side="new", date="2031-05-02")], "a")
    assert [group.outcome for group in compare(old, new)] == ["changed"]


def test_what_was_merged_away_leaves_its_reports_to_the_one_that_stands():
    made = Side()
    made.take([alert(1)], "a")
    made.take([alert(2)], "b")
    made.take([replace(alert(2), merged_into="old-1"), alert(1)], "c")
    assert [one.id for one in made.standing()] == ["old-1"]
    assert made.articles["old-1"] == {"a", "b", "c"}
