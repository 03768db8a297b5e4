"""Pairs of articles: how they are read, and what figures come of the answers."""

from pathlib import Path

import pytest

from agents.evaluate.labels import LabelFault
from agents.evaluate.pairs import Judged, language_of, read_pairs, report


def test_pairs_are_read_in_the_files_order_with_or_without_a_label(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(
        '{"a": {"title": "One", "label": 3}, "b": {"text": "Two"}, "same_story": true, "note": 1}\n\n'
        '{"a": {}, "b": {}, "borderline": true}\n'
    )
    first, second = read_pairs(path)
    assert (first.a.title, first.b.text, first.same_story, first.borderline) == ("One", "Two", True, False)
    assert (second.same_story, second.borderline) == (None, True)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{oops", r"p\.jsonl:1: not JSON"),
        ('{"a": {}}', r"p\.jsonl:1: Object missing required field `b`"),
        (
            '{"a": {}, "b": {"title": 5}}',
            r"p\.jsonl:1: Expected `str \| null`, got `int` - at `\$\.b\.title`",
        ),
        ('{"a": {}, "b": {}, "same_story": "yes"}', r"at `\$\.same_story`"),
    ],
)
def test_a_line_that_is_no_pair_is_told_for_answers_are_joined_by_order(
    tmp_path: Path, line: str, says: str
) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(line)
    with pytest.raises(LabelFault, match=says):
        read_pairs(path)


def test_the_figures_are_of_same_story_by_language_and_without_borderlines() -> None:
    made = report(
        [
            Judged(True, True, "en"),
            Judged(False, True, "en", borderline=True),
            Judged(True, False, "ru"),
            Judged(False, False, "en+ru"),
        ]
    )
    assert made["all"] == {
        "items": 4, "wanted": 2, "matched": 2, "right": 1, "precision": 0.5, "recall": 0.5, "f1": 0.5,
    }  # fmt: skip
    assert made["without_borderlines"]["precision"] == 1
    assert list(made["languages"]) == ["en", "en+ru", "ru"]
    assert made["languages"]["ru"]["all"]["precision"] is None
    assert made["languages"]["en+ru"]["all"]["f1"] is None


def test_a_pair_of_two_languages_has_both() -> None:
    assert language_of(("ru", "en")) == "en+ru"
    assert language_of(("en", "en")) == "en"
    assert language_of((None, "en")) == "en+unknown"
