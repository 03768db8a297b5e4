"""BCubed on a few items, worked out by hand."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.evaluate.labels import LabelFault
from agents.evaluate.stories import StoryLabel, read_stories, report


def labels(**stories: str) -> dict[str, StoryLabel]:
    return {name: StoryLabel(story=story) for name, story in stories.items()}


def test_the_figures_are_those_of_bcubed() -> None:
    # Predicted: {a, b, c}, {d}; true: {a, b}, {c, d}.
    made = report(labels(a="x", b="x", c="y", d="y"), {"a": "1", "b": "1", "c": "1", "d": "2"}, {})
    precision = (2 / 3 + 2 / 3 + 1 / 3 + 1) / 4
    recall = (1 + 1 + 1 / 2 + 1 / 2) / 4
    assert made["all"] == {
        "items": 4,
        "precision": pytest.approx(precision),
        "recall": pytest.approx(recall),
        "f1": pytest.approx(2 * precision * recall / (precision + recall)),
    }
    assert (made["stories"], made["predicted_stories"]) == (2, 2)


def test_an_item_without_a_predicted_story_is_alone() -> None:
    made = report(labels(a="x", b="x", c="x"), {"a": None, "b": None}, {})
    assert made["predicted_stories"] == 3
    assert made["all"]["precision"] == 1
    assert made["all"]["recall"] == pytest.approx(1 / 3)


def test_an_items_id_is_never_taken_for_a_story() -> None:
    assert report(labels(a="x", b="y"), {"a": None, "b": "a"}, {})["predicted_stories"] == 2


@given(st.lists(st.sampled_from("xyz"), min_size=1), st.randoms(use_true_random=False))
def test_the_true_stories_under_other_names_are_all_right(stories: list[str], random: object) -> None:
    known = {str(place): StoryLabel(story=story) for place, story in enumerate(stories)}
    said = {place: f"s{label.story}" for place, label in known.items()}
    assert report(known, said, {})["all"]["f1"] == 1


def test_languages_and_borderlines_are_told_apart() -> None:
    known = {
        "a": StoryLabel(story="x", language="en"),
        "b": StoryLabel(story="x", borderline=True),
        "c": StoryLabel(story="y", language="fr"),
    }
    made = report(known, {"a": "1", "b": "2", "c": "3"}, {"b": "fr"})
    assert made["languages"]["en"]["all"]["recall"] == 0.5
    assert made["languages"]["fr"]["all"]["items"] == 2
    assert made["languages"]["fr"]["without_borderlines"]["recall"] == 1
    assert made["without_borderlines"]["items"] == 2


def test_labels_are_read_by_id_or_by_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    path.write_text(
        '{"id": "a", "story": "x"}\n\n{"story": 5}\n{"id": "b"}\n{"id": "c", "story": null}\n{oops'
    )
    assert {name: label.story for name, label in read_stories(path).items()} == {"a": "x", "s.jsonl:3": 5}
    path.write_text('{"id": "a", "story": "x"}\n' * 2)
    with pytest.raises(LabelFault, match=r"s\.jsonl:2: the id 'a' stands twice"):
        read_stories(path)
