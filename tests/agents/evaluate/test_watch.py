"""The figures: small cases that can be counted by hand."""

from typing import Any

import pytest

from agents.evaluate.labels import Label
from agents.evaluate.watch import events, figures, join, kinds, report, scores


def line(identity: str, kind: str | None = "call", *alerts: str, watch: str = "w") -> dict[str, Any]:
    match = kind is not None
    return {
        "id": identity,
        "language": "en",
        "watches": [{"watch": watch, "match": match, "kind": kind}],
        "alerts": [{"watch": watch, "id": alert, "reason": "new_event"} for alert in alerts],
    }


def wanted(**more: Any) -> Label:
    return Label(label=1, **{"language": "en", "kind": "call"} | more)


NOT = Label(label=0, language="en", kind="none")


def test_precision_recall_and_f1_are_those_of_the_textbook() -> None:
    labels = {"a": wanted(), "b": wanted(), "c": wanted(), "d": NOT, "e": NOT}
    lines = [line("a"), line("b"), line("c", None), line("d"), line("e", None)]
    assert scores(join(labels, lines, "w")) == {
        "items": 5,
        "wanted": 3,
        "matched": 3,
        "right": 2,
        "precision": pytest.approx(2 / 3),
        "recall": pytest.approx(2 / 3),
        "f1": pytest.approx(2 / 3),
    }


def test_nothing_wanted_and_nothing_matched_has_no_figure() -> None:
    assert scores(join({"a": NOT}, [line("a", None)], "w"))["f1"] is None


def test_an_item_without_a_line_or_without_looks_was_not_matched() -> None:
    repeat = {"id": "b", "watches": [], "alerts": []}
    found = join({"a": wanted(), "b": wanted()}, [repeat, {"tick": "x", "alerts": []}], "w")
    assert [one.matched for one in found] == [False, False]


def test_another_watch_does_not_count() -> None:
    (found,) = join({"a": wanted()}, [line("a", "call", "x", watch="other")], "w")
    assert (found.matched, found.alerts) == (False, ())


def test_borderlines_are_left_out_of_the_second_figure_and_languages_are_told_apart() -> None:
    labels = {"a": wanted(borderline=True, language="fr"), "b": wanted(), "c": wanted()}
    made = figures(join(labels, [line("a", None), line("b"), line("c")], "w"))
    assert made["all"]["f1"] == pytest.approx(0.8)
    assert made["without_borderlines"]["f1"] == 1
    assert list(made["languages"]) == ["en", "fr"]
    assert made["languages"]["fr"]["all"]["recall"] == 0
    assert made["languages"]["fr"]["without_borderlines"]["items"] == 0


def test_parts_are_reported_apart_where_labels_name_them() -> None:
    labels = {"a": wanted(part="look"), "b": wanted(part="check")}
    made = report(join(labels, [line("a"), line("b", None)], "w"), "w")
    assert [made["parts"][part]["all"]["recall"] for part in ("look", "check")] == [1, 0]
    assert report(join({"a": wanted()}, [line("a")], "w"), "w")["parts"] == {}


def test_kinds_count_on_wanted_items_that_have_one() -> None:
    labels = {"a": wanted(), "b": wanted(kind="visit"), "c": wanted(), "d": wanted(kind="none"), "e": NOT}
    lines = [line("a"), line("b"), line("c", None), line("d"), line("e")]
    assert kinds(join(labels, lines, "w")) == {
        "items": 3,
        "matched": 2,
        "right": 1,
        "share": pytest.approx(1 / 3),
        "share_of_matched": 0.5,
    }


def test_events_count_alerts_threads_and_languages() -> None:
    labels = {
        "a": wanted(event_id="e1", thread="t1"),
        "b": wanted(event_id="e1", thread="t1", language="fr"),
        "c": wanted(event_id="e2", thread="t2"),
        "d": wanted(event_id="e3", thread="t3"),
        "e": wanted(),
    }
    lines = [
        line("a", "call", "one"),
        line("b", "call", "two"),
        line("c", "call", "two"),
        line("d", None),
        line("e", "call", "three"),
    ]
    assert events(join(labels, lines, "w")) == {
        "events": 3,
        "alerted": 2,
        "share_alerted": pytest.approx(2 / 3),
        "opened_an_event": 1.5,
        "alerts_an_event": 1.5,
        "alerts": 3,
        "mixed_alerts": 1,
        "share_mixed": pytest.approx(1 / 3),
        "languages_together": 0,
        "language_pairs": 1,
        "language_pairs_together": 0,
        "purity": pytest.approx(2 / 3),
    }


def test_alerts_that_were_merged_count_as_one_in_the_end() -> None:
    labels = {name: wanted(event_id="e1", language=name) for name in ("en", "fr", "de")}
    merging = [
        {"watch": "w", "id": "one", "reason": "coverage"},
        {"watch": "w", "id": "two", "reason": "merged"},
        {"watch": "other", "id": "x", "reason": "merged"},
    ]
    lines = [line("en", "call", "one"), line("fr", "call", "two"), line("de") | {"alerts": merging}]
    made = events(join(labels, lines, "w"))
    assert (made["opened_an_event"], made["alerts_an_event"], made["alerts"]) == (2, 1, 1)
    assert made["languages_together"] == 1
    assert (made["language_pairs"], made["language_pairs_together"]) == (3, 1)
    assert made["purity"] == 1
