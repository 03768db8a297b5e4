"""Labels: which lines have one, and what a wrong one is told."""

from pathlib import Path

import pytest

from agents.evaluate.labels import LabelFault, read_labels


def written(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "labelled.jsonl"
    path.write_text("\n".join(lines))
    return path


def test_labels_are_known_by_id_or_by_file_and_line(tmp_path: Path) -> None:
    path = written(tmp_path, '{"id": "a", "label": 1, "kind": "call", "note": [1]}', "", '{"label": 0}')
    found = read_labels(path)
    assert list(found) == ["a", "labelled.jsonl:3"]
    assert [label.wanted for label in found.values()] == [True, False]


def test_lines_without_a_label_and_lines_that_are_no_json_have_none(tmp_path: Path) -> None:
    assert read_labels(written(tmp_path, '{"id": "a"}', '{"id": "b", "label": null}', "{broken")) == {}


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (
            ['{"id": "a", "label": "yes"}'],
            r"labelled\.jsonl:1: Expected `int \| null`, got `str` - at `\$\.label`",
        ),
        (['{"id": "a", "label": 2}'], r":1: label 2 is none; allowed: 0, 1, null"),
        (['{"id": "a", "label": 1}'] * 2, r":2: the id 'a' stands twice"),
    ],
)
def test_a_wrong_label_is_told_with_file_and_line(tmp_path: Path, lines: list[str], says: str) -> None:
    with pytest.raises(LabelFault, match=says):
        read_labels(written(tmp_path, *lines))
