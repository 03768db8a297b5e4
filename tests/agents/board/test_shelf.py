"""What stands on the board, in which order, and what a browser that was away has missed."""

from agents.board.shelf import Choice, Shelf
from streams.records import Change
from tests.agents.board.samples import alert


def shelf(*alerts) -> Shelf:
    one = Shelf()
    for offset, each in enumerate(alerts):
        one.put(each, offset)
    return one


def ids(entries) -> list[str]:
    return [one.alert.id for one in entries]


def line(reason: str, at: str) -> Change:
    return Change(revision=1, reason=reason, at=at, state="held")


def test_only_the_latest_revision_of_an_alert_stands_there() -> None:
    found = shelf(alert("a", 1), alert("b", 1), alert("a", 2)).shown()
    assert sorted((one.alert.id, one.alert.revision) for one in found) == [("a", 2), ("b", 1)]


def test_what_says_something_new_comes_first_and_one_more_report_moves_nothing() -> None:
    old = alert(
        "old", history=(line("new_event", "2021-03-01T00:00:00Z"), line("copy", "2021-03-09T00:00:00Z"))
    )
    new = alert("new", history=(line("new_event", "2021-03-02T00:00:00Z"),))
    assert ids(shelf(new, old).shown()) == ["new", "old"]


def test_an_alert_that_became_part_of_another_leaves_and_so_does_one_nobody_wants() -> None:
    one = shelf(alert("a"), alert("b"), alert("a", 2, merged_into="b"), alert("c", withdrawn="unwanted"))
    assert ids(one.shown()) == ["b"]
    merged = one.get("a")
    assert merged is not None
    assert merged.alert.merged_into == "b"


def test_a_choice_takes_a_watch_and_a_kind() -> None:
    one = shelf(alert("a"), alert("b", kind="visit"), alert("c", watch="other"))
    assert ids(one.shown(Choice(kind="visit"))) == ["b"]
    assert ids(one.shown(Choice(watch="other"))) == ["c"]
    assert ids(one.shown(Choice(watch="other", kind="visit"))) == []
    assert (one.watches(), one.kinds()) == (["macron-russia", "other"], ["call", "visit"])


def test_a_browser_that_was_away_gets_what_changed_since_in_order_with_what_left() -> None:
    one = shelf(alert("a"), alert("b"), alert("c"), alert("a", 2), alert("b", 2, merged_into="a"))
    assert ids(one.since(1)) == ["c", "a", "b"]
    assert ids(one.since(4)) == []
    assert ids(one.since(-1)) == ["c", "a", "b"]


def test_a_browser_that_has_seen_another_topic_gets_everything() -> None:
    assert ids(shelf(alert("a")).since(99)) == ["a"]
