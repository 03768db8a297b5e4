"""What changed between two versions of an article, and whether it matters."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from agents.dedup.reading import read
from agents.dedup.revision import FIGURES, LISTED, SENTENCE, revision
from agents.dedup.revision_print import SENTENCES, Print
from agents.dedup.revision_wording import wording
from streams.article_records import Revision

PAIRS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("revision_pairs.toml").read_text("utf-8")
)["pair"]
COMMON = "Officials met in the harbour town. The weather was fine and the sea was calm."


def revised(
    old: str,
    new: str,
    language: str | None = "en",
    old_title: str = "A headline",
    new_title: str | None = None,
) -> Revision:
    """What the second version changed, the first being known by what travels in its header."""
    before = Print.of(wording(read(old_title, old), language)).to_bytes()
    after = wording(read(old_title if new_title is None else new_title, new), language)
    return revision(after, Print.from_bytes(before), "2024-03-01T10:00:00.000Z", language)


@pytest.mark.parametrize("pair", PAIRS, ids=[f"{one['language']}: {one['says']}" for one in PAIRS])
def test_what_a_version_changed_is_told_as_a_reader_would_tell_it(pair: dict[str, Any]) -> None:
    titles = pair.get("old_title", "A headline"), pair.get("new_title", "A headline")
    said = revised(pair["old"], pair["new"], pair["language"], *titles)
    assert said.material is pair["material"], said
    named = {"changed": said.changed_count, "removed": said.removed_count, "kind": said.kind or ""}
    for name in ("changed", "removed", "kind"):
        if name in pair:
            assert named[name] == pair[name], said
    for name in ("numbers_added", "numbers_removed", "names_added", "added"):
        if name in pair:
            assert list(getattr(said, name)) == pair[name], said
    for name in ("headline", "notice"):
        if name in pair:
            assert getattr(said, name) == pair[name], said


def test_the_pairs_are_of_every_language_of_the_lexicons() -> None:
    assert {one["language"] for one in PAIRS} == {
        "en", "fr", "de", "ru", "pl", "es", "it", "uk", "ar", "tr", "pt",
    }  # fmt: skip
    assert len(PAIRS) >= 60


def test_the_same_text_twice_is_cosmetic_and_nothing_is_listed() -> None:
    said = revised(COMMON, COMMON)
    assert said == Revision(material=False, since="2024-03-01T10:00:00.000Z")


def test_without_the_version_before_only_a_notice_tells_that_it_matters() -> None:
    plain = revision(wording(read("A headline", COMMON), "en"), None, None, "en")
    assert (plain.material, plain.kind) == (None, None)
    noticed = revision(
        wording(read("A headline", COMMON + "\nErratum\nThe town was another."), "en"), None, None, "en"
    )
    assert (noticed.material, noticed.kind, noticed.notice) == (True, "correction", "Erratum")


def test_the_lists_are_bounded_and_the_counts_are_not() -> None:
    many = " ".join(
        f"Witness number {n} from Oldtown{n} told of {n + 100} lights in the sky." for n in range(40)
    )
    long = "He spoke of " + "very " * 200 + "much."
    said = revised(COMMON, f"{COMMON} {long} {many}")
    assert (len(said.added), said.added_count) == (LISTED, 41)
    assert len(said.numbers_added) == FIGURES
    assert max(map(len, said.added)) == SENTENCE


def test_what_follows_the_remembered_part_of_a_long_version_is_not_taken_for_new() -> None:
    old = [f"This is what speaker number {n} had to say about the harbour." for n in range(SENTENCES + 30)]
    assert revised(" ".join(old), " ".join(old)).material is False
    said = revised(" ".join(old), " ".join([old[0], "A ship has sunk at the pier.", *old[1:]]))
    assert (said.added, said.removed_count) == (("A ship has sunk at the pier.",), 0)


def test_a_sentence_that_says_something_else_in_place_of_another_is_a_change_and_no_loss() -> None:
    lines = ["The first speaker was brief.", "The second spoke for an hour.", "The third did not come."]
    new = [lines[0], "The second said not a word.", lines[2], "A fourth was not invited."]
    said = revised("\n".join(lines), "\n".join(new))
    assert (said.added_count, said.changed_count, said.removed_count) == (2, 1, 0)


@pytest.mark.parametrize("language", ["en", None, "xx", "de"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "\x00",
        "a",
        "?!",
        "\U0001f600 " * 50,
        "\u202eabc def ghi jkl mno",
        "字" * 4000,
        "1 " * 4000,
    ],
)
def test_any_text_can_follow_any_other(text: str, language: str | None) -> None:
    for old, new in ((text, COMMON), (COMMON, text), (text, text)):
        said = revised(old, new, language, old_title=text[:50])
        assert said.material in ((False,) if old == new else (False, True))
