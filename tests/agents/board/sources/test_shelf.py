"""Which sources there are, how each does, and which come first."""

from agents.board.sources.shelf import Sources, Wanted
from streams.source_records import KnownEntry
from tests.agents.board.sources.samples import at, failing, mixed, put, source, sources, state


def names(found) -> list[str]:
    return [one.name for one in found]


def test_the_worst_come_first_and_among_those_that_fail_who_fails_longest() -> None:
    one = mixed()
    put(one, source("gull"))
    put(one, failing("gull", 9))
    assert names(one.shown()) == ["Dove", "Gull", "Birch", "Cedar", "Fir", "Amber", "Elm"]
    assert [each.condition for each in one.shown()] == [
        "stopped", "failing", "failing", "silent", "new", "well", "paused",
    ]  # fmt: skip


def test_sources_are_counted_by_condition_and_those_in_trouble_together() -> None:
    assert mixed().counts() == {"stopped": 1, "failing": 1, "silent": 1, "new": 1, "well": 1, "paused": 1}
    assert mixed().counts(Wanted(words="birch")) == {"failing": 1}
    assert mixed().troubled() == 3


def test_a_later_record_counts_and_one_without_a_value_withdraws_the_source() -> None:
    one = sources(source("amber"), state("amber"))
    put(one, failing("amber"))
    assert [each.condition for each in one.shown()] == ["failing"]
    one.put(b"state https://www.amber.example/monde/rss.xml", None)
    assert [each.condition for each in one.shown()] == ["new"]
    one.put(b"https://www.amber.example/monde/rss.xml", None)
    one.put(b"https://www.never.example/", None)
    assert one.shown() == []


def test_a_state_may_come_before_its_source_and_alone_is_none() -> None:
    one = sources(state("amber"))
    assert one.shown() == []
    put(one, source("amber"))
    assert [each.condition for each in one.shown()] == ["well"]


def test_a_source_without_an_outlet_is_called_by_its_host() -> None:
    one = sources(source("amber", outlet=None), source("b", outlet=None, url="https://[broken/"))
    assert sorted(names(one.shown())) == ["amber.example", "https://[broken/"]


def test_words_are_found_in_the_outlet_and_in_the_address_all_of_them() -> None:
    one = sources(source("amber", outlet="Journal du Matin"), source("birch"))
    assert names(one.shown(Wanted(words="MATIN  amber.ex"))) == ["Journal du Matin"]
    assert names(one.shown(Wanted(words="matin birch"))) == []


def test_the_entries_of_a_source_are_not_kept_in_memory() -> None:
    entries = tuple(KnownEntry(id=None, url=f"https://a.example/{n}", seen="0" * 16) for n in range(500))
    one = sources(source("amber"), state("amber", known=entries))
    assert one.shown()[0].state.known == ()


def test_each_change_is_counted_also_that_of_what_is_waited_for() -> None:
    one = Sources()
    seen = {one.changes}
    for change in (lambda: put(one, source("amber")), one.clear, lambda: one.waits(at(0))):
        change()
        seen.add(one.changes)
    assert len(seen) == 4
    assert one.shown() == []
