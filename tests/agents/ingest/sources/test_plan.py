"""What an import, a file kept in step, a pause or a removal changes."""

from dataclasses import replace

import pytest
from hypothesis import given

from agents.ingest.sources import plan
from agents.ingest.sources.place import source_key, state_key
from agents.ingest.sources.plan import IMPORT, defined, exported, in_step, paused, removed, resumed
from agents.ingest.sources.standing import Sources
from streams import codec
from streams.codec import Undecodable
from streams.source_records import PollState, Source
from tests.agents.ingest.sources.definitions import LISTS

FILE = "sources.toml"
A = Source(url="https://a.example/feed", outlet="A")
B = Source(url="https://b.example/feed", outlet="B")


def after(standing: Sources, changes: plan.Changes) -> Sources:
    """Return what stands once changes are written."""
    result = Sources(dict(standing.definitions), dict(standing.states))
    for one in changes.written:
        result.take(source_key(one.url), codec.encode(one))
    for url in changes.gone:
        result.take(source_key(url), None)
        result.take(state_key(url), None)
    return result


def imported(*sources: Source) -> Sources:
    return after(Sources(), defined(Sources(), sources, IMPORT, "1"))


@given(LISTS)
def test_a_second_import_writes_nothing(given: list[Source]) -> None:
    once = imported(*given)
    assert set(once.definitions) == {one.url for one in given}
    again = defined(once, reversed(given), IMPORT, "2")
    assert (again.written, again.gone, len(again.same)) == ((), (), len(given))


def test_only_what_differs_is_written_with_a_new_revision() -> None:
    standing = imported(A, B)
    changes = defined(standing, [A, replace(B, language="fr")], IMPORT, "2")
    ((before, now),) = changes.changed
    assert (before.revision, now.revision, now.language) == ("1", "2", "fr")
    assert plan.differences(before, now) == ("language",)
    assert [one.url for one in changes.same] == [A.url]


def test_another_spelling_of_an_address_takes_the_place_of_the_one_that_stands() -> None:
    changes = defined(imported(A), [replace(A, url="http://www.a.example/feed/")], IMPORT, "2")
    assert changes.gone == (A.url,)
    assert set(after(imported(A), changes).definitions) == {"http://www.a.example/feed/"}


def test_a_feed_that_has_moved_is_exported_at_its_new_address_and_known_by_it() -> None:
    standing = imported(A, B)
    standing.states[A.url] = PollState(url=A.url, address="https://new.example/feed")
    moved = exported(standing)
    assert {one.url for one in moved} == {"https://new.example/feed", B.url}
    changes = defined(standing, moved, IMPORT, "2")
    assert not changes.new
    assert set(after(standing, changes).definitions) == {"https://new.example/feed", B.url}
    assert standing.find("new.example/feed/") == standing.definitions[A.url]


def test_a_feed_that_moved_to_one_that_stands_too_stays_beside_it() -> None:
    standing = imported(A, B)
    standing.states[A.url] = PollState(url=A.url, address=B.url)
    assert defined(standing, [A, B], IMPORT, "2").written == ()
    assert [one.url for one in exported(standing)] == [B.url]


def test_of_a_source_that_is_given_twice_the_last_counts() -> None:
    changes = defined(Sources(), [A, replace(A, url="http://a.example/feed", outlet="Z")], IMPORT, "1")
    assert [one.outlet for one in changes.new] == ["Z"]


def test_what_a_file_no_longer_names_goes_and_what_was_imported_by_hand_stays() -> None:
    standing = imported(B)
    standing = after(standing, in_step(standing, [A, B], FILE, "2"))
    assert {one.url: one.origin for one in standing.definitions.values()} == {A.url: FILE, B.url: IMPORT}
    other = in_step(standing, [], "other.toml", "3")
    assert (other.written, other.gone) == ((), ())
    changes = in_step(standing, [], FILE, "3")
    assert changes.gone == (A.url,)
    assert set(after(standing, changes).definitions) == {B.url}


def test_what_is_imported_by_hand_as_well_outlives_its_file() -> None:
    standing = after(Sources(), in_step(Sources(), [A], FILE, "1"))
    standing = after(standing, defined(standing, [A], IMPORT, "2"))
    assert in_step(standing, [], FILE, "3").gone == ()


def test_a_file_that_is_renamed_keeps_its_sources() -> None:
    standing = after(Sources(), in_step(Sources(), [A, B], FILE, "1"))
    standing = after(standing, in_step(standing, [A, B], "renamed.toml", "2"))
    assert {one.origin for one in standing.definitions.values()} == {"renamed.toml"}


def test_what_a_command_paused_stays_paused_whatever_its_file_says() -> None:
    standing = after(Sources(), in_step(Sources(), [A], FILE, "1"))
    standing = after(standing, paused(standing, [A.url], "2"))
    assert standing.definitions[A.url].paused
    again = in_step(standing, [A], FILE, "3")
    assert again.written == ()
    standing = after(standing, in_step(standing, [replace(A, language="fr")], FILE, "3"))
    assert standing.definitions[A.url].paused
    assert paused(standing, [A.url], "4").written == ()
    standing = after(standing, resumed(standing, [A.url], "4"))
    assert not standing.definitions[A.url].paused
    assert in_step(standing, [replace(A, language="fr")], FILE, "5").written == ()


def test_what_a_file_paused_goes_on_once_the_file_says_no_more() -> None:
    standing = after(Sources(), in_step(Sources(), [replace(A, paused=True)], FILE, "1"))
    ((_, now),) = in_step(standing, [A], FILE, "2").changed
    assert not now.paused


def test_resuming_writes_a_new_revision_also_of_one_that_was_not_paused() -> None:
    """So a source that was given up because it was gone is tried again."""
    ((_, now),) = resumed(imported(A), [A.url], "2").changed
    assert now.revision == "2"


def test_removing_takes_the_definition_and_how_far_it_was_followed() -> None:
    standing = imported(A, B)
    standing.states[A.url] = PollState(url=A.url)
    changes = removed(standing, [A.url, "https://unknown.example/"])
    left = after(standing, changes)
    assert (set(left.definitions), left.states) == ({B.url}, {})


@pytest.mark.parametrize(
    "typed", ["https://a.example/feed", "a.example/feed/", "http://www.A.example/feed#x"]
)
def test_a_source_is_found_as_a_person_types_it(typed: str) -> None:
    found = imported(A).find(typed)
    assert found is not None
    assert found.url == A.url


@pytest.mark.parametrize("typed", ["", "A", "https://a.example/", "mailto:a@a.example"])
def test_what_is_not_followed_is_not_found(typed: str) -> None:
    assert imported(A).find(typed) is None


def test_a_record_that_cannot_be_read_changes_nothing() -> None:
    standing = imported(A)
    for key in (source_key(A.url), state_key(A.url)):
        with pytest.raises(Undecodable):
            standing.take(key, b'{"url": 3}')
    assert set(standing.definitions) == {A.url}
    standing.take(b"\xff", None)  # a key that is no text
