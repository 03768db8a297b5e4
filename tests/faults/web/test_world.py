"""The made-up world is the same for whoever computes it, and holds what it is there to hold."""

from itertools import pairwise

import pytest

from agents.dedup.reading import read
from agents.dedup.shingles import shingles
from tests.faults.web.document import document, page
from tests.faults.web.feed import DAY, Feed
from tests.faults.web.site import Site
from tests.faults.web.story import MARK
from tests.faults.web.trouble import Kind
from tests.faults.web.world import World

WORLD = World(seed=3, count=60, days=2)
SITE = Site(WORLD, 8000, 1_700_000_000)
TIMES = [DAY * part / 7 for part in range(15)]


def every_form() -> list[Feed]:
    return list({feed.form: feed for feed in WORLD.feeds}.values())


def test_two_worlds_of_one_seed_are_alike_and_of_two_seeds_are_not() -> None:
    again = World(seed=3, count=60, days=2)
    for feed, other in zip(WORLD.feeds, again.feeds, strict=True):
        assert feed == other
        assert [WORLD.at(feed, t) for t in TIMES] == [again.at(other, t) for t in TIMES]
    assert World(seed=4, count=60, days=2).feeds != WORLD.feeds


@pytest.mark.parametrize("feed", WORLD.feeds, ids=lambda feed: feed.index)
def test_a_feed_shows_its_newest_entries_and_no_more_than_its_window(feed: Feed) -> None:
    for t in TIMES:
        shown = WORLD.at(feed, t)
        assert 0 < len(shown) <= feed.window
        assert all(entry.published <= t for entry, _ in shown)
        assert all(one.published >= other.published for (one, _), (other, _) in pairwise(shown))


def test_a_feed_that_did_not_change_shows_what_it_showed() -> None:
    for feed in WORLD.feeds:
        for one, other in pairwise(TIMES):
            if feed.changed(one) == feed.changed(other):
                assert WORLD.at(feed, one) == WORLD.at(feed, other)
            else:
                assert one < feed.changed(other) <= other


@pytest.mark.parametrize("feed", every_form(), ids=lambda feed: feed.form)
def test_a_document_names_each_version_that_the_feed_shows(feed: Feed) -> None:
    shown = WORLD.at(feed, DAY)
    said = document(SITE, feed, shown).decode()
    for entry, number in shown:
        version = entry.version(number)
        assert entry.mark("h", version.title) in said
        assert (entry.mark("f", version.text) in said) is not feed.summaries
        assert entry.mark("p", version.text) in page(SITE, entry, number).decode()
        assert SITE.behind(SITE.link(entry, version).partition(f":{SITE.port}")[2]) == entry
    assert len({found[0] for found in MARK.finditer(said) if found[1] == "h"}) == len(shown)


def test_it_has_every_trouble_and_every_kind_of_change() -> None:
    assert {feed.trouble.kind for feed in WORLD.feeds if feed.trouble} == set(Kind)
    pairs = [pair for entry in WORLD.entries.values() for pair in pairwise(entry.versions)]
    assert any(one.title == other.title and one.text < other.text for one, other in pairs)
    assert any(one.title < other.title and one.text == other.text for one, other in pairs)
    assert any(one.slug < other.slug for one, other in pairs)
    assert any(one.title == other.title and one.text == other.text for one, other in pairs)  # dated anew
    assert any(entry.removed for entry in WORLD.entries.values())
    assert any(entry.away for entry in WORLD.entries.values())
    shown = [entry.versions[0].shown for entry in WORLD.feeds[4].entries]
    assert len(set(shown)) < len(shown)  # equal dates


def test_hosts_with_several_feeds_show_some_entries_twice() -> None:
    sections = [feed for feed in WORLD.feeds if feed.section_of is not None]
    assert sections
    for feed in sections:
        shown = {entry.feed for t in TIMES for entry, _ in WORLD.at(feed, t)}
        assert shown == {feed.index, feed.section_of}


def test_no_two_entries_share_enough_words_to_be_taken_for_copies() -> None:
    seen: dict[int, int] = {}
    for entry in list(WORLD.entries.values())[:1500]:
        version = entry.versions[0]
        runs = shingles(read(entry.title(version), "\n".join(entry.text(version, "f")))).every.tolist()
        assert len(runs) >= 60
        assert sum(run in seen for run in runs) < len(runs) / 10
        seen |= dict.fromkeys(runs, entry.number)
