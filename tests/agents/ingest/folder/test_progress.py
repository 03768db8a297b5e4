"""The file of progress: what it keeps, and what is said where it cannot be used."""

import os
from pathlib import Path

import pytest

from agents.ingest.folder.progress import Progress, StateFault, load, save

SOME = Progress(1, 2, 300, 1_600_000_000_000_000_000, 4, "ab" * 16)


def test_what_is_saved_is_loaded_also_of_names_that_are_no_text(tmp_path: Path) -> None:
    odd = os.fsdecode(b"/in/\xff.txt")
    save(tmp_path / "state", {"/in/day.jsonl": SOME, odd: SOME})
    assert load(tmp_path / "state") == {"/in/day.jsonl": SOME, odd: SOME}


def test_where_there_is_none_yet_nothing_is_sent(tmp_path: Path) -> None:
    assert load(tmp_path / "state") == {}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"files": {}}', '{"detente_progress": 1, "files": {"a": {"size": "x"}}}', "\xff"]
)
def test_another_file_is_told_and_left_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "state"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(StateFault, match="not a file of progress"):
        load(path)
    assert path.read_bytes() == text.encode("latin-1")


def test_one_of_another_version_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text('{"detente_progress": 2, "files": {}}')
    with pytest.raises(StateFault, match="another version"):
        load(tmp_path / "state")


def test_a_place_that_cannot_be_written_is_told_with_the_old_one_kept(tmp_path: Path) -> None:
    with pytest.raises(StateFault, match="cannot be written"):
        save(tmp_path / "missing" / "state", {})
    save(tmp_path / "state", {"a": SOME})
    (tmp_path / "state.new").mkdir()
    with pytest.raises(StateFault, match="cannot be written"):
        save(tmp_path / "state", {})
    assert load(tmp_path / "state") == {"a": SOME}
