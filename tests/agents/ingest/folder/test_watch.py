"""Followed files and folders: what is sent when, what is left alone, and what happens when files move."""

import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from agents.ingest.files import UnknownKind
from agents.ingest.folder import growing, watch
from agents.ingest.folder.progress import Progress
from agents.ingest.folder.watch import Folder, Part

LIMIT = 1 << 20


def item(name: str) -> str:
    return json.dumps({"id": name, "title": f"Ministers meet, {name}", "text": "They spoke."})


def lines(*names: str) -> str:
    return "".join(f"{item(name)}\n" for name in names)


class Following:
    """A folder that is followed, with a clock that stands until it is moved, and what came of it."""

    def __init__(self, *paths: Path, progress: dict[str, Progress] | None = None) -> None:
        self.folder = Folder(paths, LIMIT, progress or {})
        self.now = 1000.0
        self.said: list[str] = []

    def look(self, seconds: float = 0, *, confirmed: bool = True) -> list[str]:
        """Let time pass, look once, and return the ids of what is to be sent."""
        self.now += seconds
        found = []
        for part in self.folder.look(self.now):
            found += [one.id for one in part.entries]
            self.said += [f"{one.where}: {one.error}" for one in part.skipped]
            if confirmed:
                self.folder.confirmed(part)
        return found

    def settle(self) -> list[str]:
        """Return what is sent by two looks with the time between in which a file must stand still."""
        return self.look() + self.look(2)


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a file of the folder, its time a second after the last one's."""
    ticks = iter(range(1_600_000_000, 1_700_000_000))

    def work(name: str, text: str, mode: str = "w") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open(mode, newline="") as file:
            file.write(text)
        os.utime(path, (at := next(ticks), at))
        return path

    return work


def test_what_is_there_is_sent_once_and_then_what_comes(tmp_path: Path, write: Write) -> None:
    write("a.txt", "Ministers met.")
    write("deep/er/b.html", "<p>They met.</p>")
    write("c.jsonl", lines("1", "2"))
    following = Following(tmp_path)
    assert following.settle() == ["1", "2", "a.txt", "b.html"]
    assert following.settle() == []
    write("deep/d.txt", "They meet again.")
    assert following.settle() == ["d.txt"]
    assert following.said == []


def test_a_file_that_is_still_written_is_not_whole(tmp_path: Path, write: Write) -> None:
    write("a.txt", "Mini")
    following = Following(tmp_path)
    assert following.look() == following.look(1.9) == []
    write("a.txt", "Ministers")
    assert following.look(0.2) == following.look(1.9) == []
    assert following.look(0.2) == ["a.txt"]


def test_a_file_that_changes_is_sent_again(tmp_path: Path, write: Write) -> None:
    write("a.txt", "Ministers met.")
    following = Following(tmp_path)
    assert following.settle() == ["a.txt"]
    write("a.txt", "Ministers meet")
    assert following.settle() == ["a.txt"]


def test_a_file_that_is_renamed_into_place_is_whole_at_once(tmp_path: Path, write: Write) -> None:
    following = Following(tmp_path)
    for name in (".a.txt.x1", "b.html.part", "c.txt.tmp", "d.txt~"):
        write(name, "Ministers met.")
    assert following.settle() == []
    for name, final in ((".a.txt.x1", "a.txt"), ("b.html.part", "b.html"), ("c.txt.tmp", "c.txt")):
        (tmp_path / name).rename(tmp_path / final)
    assert following.look(0.1) == ["a.txt", "b.html", "c.txt"]
    write("a.txt.new", "Ministers meet again.")
    assert following.look(1) == []
    (tmp_path / "a.txt.new").replace(tmp_path / "a.txt")
    assert following.look(1) == ["a.txt"]


def test_hidden_and_partial_names_and_other_kinds_are_left_alone(tmp_path: Path, write: Write) -> None:
    for name in (".hidden/a.txt", ".b.txt", "c.txt~", "d.jsonl.part", "e.tmp", "f.pdf", "g.crdownload"):
        write(name, item("x") + "\n")
    assert Following(tmp_path).settle() == []


def test_of_lines_those_that_have_ended_are_sent_at_once(tmp_path: Path, write: Write) -> None:
    path = write("day.jsonl", lines("1") + item("2")[:20])
    following = Following(tmp_path)
    assert following.look() == ["1"]
    assert following.settle() == []
    write("day.jsonl", item("2")[20:], "a")
    assert following.look() == []
    write("day.jsonl", "\n" + lines("3"), "a")
    assert following.look() == ["2", "3"]
    assert following.folder.progress[str(path)].lines == 3
    assert following.settle() == []


def test_a_last_line_without_end_is_sent_when_it_is_whole_and_stands_still(
    tmp_path: Path, write: Write
) -> None:
    write("day.jsonl", lines("1") + item("2"))
    following = Following(tmp_path)
    assert following.look() == ["1"]
    assert following.look(2) == ["2"]
    write("day.jsonl", "\n" + lines("3"), "a")
    assert following.settle() == ["3"]


def test_lines_are_called_by_their_number_whenever_they_come(tmp_path: Path, write: Write) -> None:
    write("day.jsonl", '{"title": "A"}\n\n')
    following = Following(tmp_path)
    assert following.look() == ["day.jsonl:1"]
    write("day.jsonl", '{"title": "B"}\n{"title": 5}\n', "a")
    assert following.look() == ["day.jsonl:3", "day.jsonl:4"]


@pytest.mark.parametrize("text", [lines("x"), lines("x", "y", "z"), lines("x", *"abcdefgh")])
def test_a_file_that_is_cut_and_written_anew_is_read_from_its_start(
    tmp_path: Path, write: Write, text: str
) -> None:
    write("day.jsonl", lines("1", "2", "3"))
    following = Following(tmp_path)
    assert following.look() == ["1", "2", "3"]
    write("day.jsonl", "")
    assert following.look() == []
    write("day.jsonl", text)
    assert following.look() == [json.loads(line)["id"] for line in text.splitlines()]


def test_a_file_that_is_written_anew_between_two_looks_is_known_by_its_content(
    tmp_path: Path, write: Write
) -> None:
    write("day.jsonl", lines("1", "2"))
    following = Following(tmp_path)
    assert following.settle() == ["1", "2"]
    write("day.jsonl", lines("3", "4"))  # of the same length, in place
    assert following.look() == ["3", "4"]


@pytest.mark.parametrize("old", ["day.jsonl.1", ".day.jsonl.old"])
@pytest.mark.parametrize("alone", [False, True])
def test_rotation_loses_nothing_that_was_appended_before_it(
    tmp_path: Path, write: Write, old: str, alone: bool
) -> None:
    path = write("day.jsonl", lines("1"))
    following = Following(path if alone else tmp_path)
    assert following.look() == ["1"]
    write("day.jsonl", lines("2"), "a")
    path.rename(tmp_path / old)
    write("day.jsonl", lines("3"))
    assert following.look() == ["2", "3"]
    write("day.jsonl", lines("4"), "a")
    assert following.settle() == ["4"]


def test_what_the_old_writer_still_says_is_sent_until_the_new_file_has_begun(
    tmp_path: Path, write: Write
) -> None:
    path = write("day.jsonl", lines("1"))
    following = Following(tmp_path)
    assert following.look() == ["1"]
    path.rename(tmp_path / "day.jsonl.1")
    assert following.look() == []
    write("day.jsonl.1", lines("2"), "a")
    assert following.look() == ["2"]
    write("day.jsonl", lines("3"))
    assert following.look() == ["3"]


def test_a_file_that_is_renamed_is_not_sent_again_and_goes_on(tmp_path: Path, write: Write) -> None:
    write("day.jsonl", lines("1", "2"))
    write("a.txt", "Ministers met.")
    following = Following(tmp_path)
    assert following.settle() == ["1", "2", "a.txt"]
    (tmp_path / "day.jsonl").rename(tmp_path / "yesterday.jsonl")
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    write("yesterday.jsonl", lines("3"), "a")
    write("day.jsonl", lines("4"))
    assert following.settle() == ["4", "3"]


def test_packed_lines_are_sent_whole(tmp_path: Path, write: Write) -> None:
    path = tmp_path / "day.jsonl.gz"
    path.write_bytes(gzip.compress(lines("1", "2").encode()))
    following = Following(tmp_path)
    assert following.look() == []
    assert following.look(2) == ["1", "2"]
    assert following.settle() == []


def test_a_packed_file_that_is_damaged_is_told_once_and_read_again_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl.gz"
    whole = gzip.compress(lines("1", "2").encode())
    path.write_bytes(whole[:-6])
    following = Following(tmp_path)
    following.settle()
    following.look(1000)
    assert len(following.said) == 1
    assert "cannot be read" in following.said[0]
    path.write_bytes(whole)
    assert following.settle() == ["1", "2"]


def test_a_file_that_cannot_be_read_is_told_once_and_tried_again(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("a.txt", "Ministers met.")
    locked = True
    whole = watch.contents

    def contents(one: Path, limit: int) -> object:
        if locked:
            raise PermissionError(13, "Permission denied", str(one))
        return whole(one, limit)

    monkeypatch.setattr(watch, "contents", contents)
    following = Following(tmp_path)
    assert following.settle() == []
    for _ in range(5):
        assert following.look(11) == []
    assert following.said == [f"{path}: cannot be read: Permission denied"]
    locked = False
    assert following.look(5) == []
    assert following.look(6) == ["a.txt"]


def test_a_path_that_goes_is_told_once_and_taken_up_when_it_is_back(tmp_path: Path, write: Write) -> None:
    path = write("in/day.jsonl", lines("1"))
    following = Following(path)
    assert following.look() == ["1"]
    path.rename(tmp_path / "kept")
    path.parent.rmdir()
    for _ in range(3):
        assert following.look(1) == []
    assert following.said == [f"{path}: cannot be read: No such file or directory"]
    write("in/day.jsonl", lines("2"))
    assert following.look(1) == ["2"]
    path.unlink()
    following.look(1)
    assert len(following.said) == 2


def test_what_was_not_confirmed_is_given_again(tmp_path: Path, write: Write) -> None:
    write("day.jsonl", lines("1"))
    write("a.txt", "Ministers met.")
    first = Following(tmp_path)
    assert first.look(confirmed=False) == ["1"]
    assert first.look(2, confirmed=False) == ["a.txt", "1"]
    again = Following(tmp_path, progress=first.folder.progress)
    assert again.settle() == ["1", "a.txt"]


def test_with_its_progress_it_goes_on_where_it_ended(tmp_path: Path, write: Write) -> None:
    write("day.jsonl", lines("1"))
    write("a.txt", "Ministers met.")
    first = Following(tmp_path)
    assert first.settle() == ["1", "a.txt"]
    write("day.jsonl", lines("2"), "a")
    write("b.txt", "They meet.")
    again = Following(tmp_path, progress=first.folder.progress)
    assert again.settle() == ["2", "b.txt"]


def test_a_device_may_have_another_number_after_a_restart(tmp_path: Path, write: Write) -> None:
    write("day.jsonl", lines("1"))
    write("a.txt", "Ministers met.")
    first = Following(tmp_path)
    first.settle()
    elsewhere = {
        path: Progress(at.device + 1, at.inode + 1000, at.size, at.mtime, at.lines, at.mark)
        for path, at in first.folder.progress.items()
    }
    write("day.jsonl", lines("2"), "a")
    assert Following(tmp_path, progress=elsewhere).settle() == ["2"]


def test_what_is_gone_is_forgotten_after_a_while(tmp_path: Path, write: Write) -> None:
    path = write("a.txt", "Ministers met.")
    following = Following(tmp_path)
    following.settle()
    path.unlink()
    following.look(1)
    following.look(59)
    assert following.folder.progress
    following.look(2)
    assert not following.folder.progress


def test_many_lines_come_in_parts_each_with_its_progress(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(growing, "RECORDS", 100)
    path = write("day.jsonl", lines(*map(str, range(1050))))
    parts: list[Part] = list(Folder([tmp_path], LIMIT, {}).look(0))
    assert [len(part.entries) for part in parts] == [100] * 10 + [50]
    assert parts[-1].progress is not None
    assert parts[-1].progress.size == path.stat().st_size
    assert parts[4].progress is not None
    again = Following(tmp_path, progress={str(path): parts[4].progress})
    assert again.look() == [str(number) for number in range(500, 1050)]


def test_a_line_over_the_limit_and_one_that_is_no_item_are_told_apart(tmp_path: Path, write: Write) -> None:
    path = write("day.jsonl", item("x" * LIMIT) + "\n" + '{"title": 5}\n' + lines("3"))
    following = Following(tmp_path)
    assert following.look() == ["day.jsonl:2", "3"]
    assert following.said[0].startswith(f"{path}:1: a record of ")


def test_a_file_of_another_kind_is_refused(tmp_path: Path, write: Write) -> None:
    with pytest.raises(UnknownKind, match="allowed are"):
        Following(write("a.pdf", "x"))


def test_files_that_are_sent_are_not_opened_again(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that ten thousand of them cost a look at their names and times, and no more."""
    for number in range(300):
        write(f"{number % 10}/{number}.txt", "Ministers met.")
    write("day.jsonl", lines("1"))
    following = Following(tmp_path)
    assert len(following.settle()) == 301
    monkeypatch.setattr(Path, "open", None)
    assert following.look(1) == following.look(10) == []
    assert following.folder.cost < 1
