"""By what an entry is known again: its id, its address, what it says; and what is an edit of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.ingest.files import Entry
from agents.ingest.poll.article import Maker, from_feed
from agents.ingest.poll.facts import facts_of, seen_of
from agents.ingest.poll.known import BYTES, DEPARTED, FORMER, MOST, Looked, Status, look, remembered, size_of
from agents.ingest.poll.likeness import alike, likeness
from agents.ingest.read.given import GivenEntry
from streams.source_records import KnownEntry, Source
from tests.agents.ingest.poll.fake import FEED, entry

NEW, EDITED, KNOWN = Status.NEW, Status.EDITED, Status.KNOWN
EARLIER = (
    "The minister flew to Geneva on Monday for two days of talks about grain and the ports of the south."
)
LATER = (
    "The minister flew to Geneva on Monday for three days of talks about grain and the ports of the south."
)
OTHER = (
    "Rain is expected in the north, and the mountain roads stay closed until the weekend, the office said."
)


class Memory:
    """What was sent; `see` looks at a document and takes it as sent."""

    def __init__(self) -> None:
        self.known: tuple[KnownEntry, ...] = ()

    def see(self, *entries: GivenEntry) -> list[Looked]:
        looked = look(facts_of(entries), self.known, FEED)
        self.known = remembered([one.known for one in looked], self.known)
        return looked

    def status(self, *entries: GivenEntry) -> list[Status]:
        return [one.status for one in self.see(*entries)]


def test_an_entry_is_new_once() -> None:
    memory = Memory()
    assert memory.status(entry(1), entry(2)) == [NEW, NEW]
    assert memory.status(entry(2), entry(1)) == [KNOWN, KNOWN]
    assert memory.status(entry(3), entry(1)) == [NEW, KNOWN]


def test_an_entry_that_says_something_else_is_an_edit_of_the_same_article() -> None:
    memory = Memory()
    (first,) = memory.see(entry(1))
    (second,) = memory.see(entry(1, title="Corrected"))
    assert (second.status, second.identity) == (EDITED, first.identity)
    assert memory.status(entry(1, title="Corrected")) == [KNOWN]


@pytest.mark.parametrize(
    "same",
    [
        {"title": "Report  number 1\non the harbour"},
        {"published": "2027-01-16T00:00:00Z"},
        {"published": None, "modified": "2027-02-01T00:00:00Z"},
        {"url": "https://www.paper.example/news/1/?utm_source=rss#top"},
        {"url": "http://paper.example/news/1"},
        {"language": "de", "author": "N. N."},
    ],
    ids=["white space", "date", "dates", "tracking", "scheme", "the rest"],
)
def test_what_says_the_same_is_no_edit(same: dict[str, str]) -> None:
    memory = Memory()
    memory.see(entry(1))
    assert memory.status(entry(1, **same)) == [KNOWN]


def test_tags_may_change_their_attributes_and_not_their_words() -> None:
    memory = Memory()
    memory.see(entry(1, text='<p class="a">One <img src="1.png"> ship.</p>', markup=True))
    assert memory.status(entry(1, text='<p id=x>One <img src="2.png">\nship.</p>', markup=True)) == [KNOWN]
    assert memory.status(entry(1, text="<p>Two ships.</p>", markup=True)) == [EDITED]


def test_an_entry_under_a_new_address_goes_on_as_the_article_that_it_was() -> None:
    memory = Memory()
    memory.see(entry(1, title="Ministers meet", text=EARLIER))
    moved = entry(1, title="Ministers met in Geneva", text=LATER, url="https://paper.example/news/1-met")
    (second,) = memory.see(moved)
    assert (second.status, second.identity) == (EDITED, "https://paper.example/news/1")
    assert memory.status(moved) == [KNOWN]


def test_a_new_address_alone_is_no_new_version() -> None:
    memory = Memory()
    memory.see(entry(1))
    assert memory.status(entry(1, url="https://paper.example/2027/news-1")) == [KNOWN]


def test_an_id_that_is_used_for_something_else_is_a_new_article() -> None:
    memory = Memory()
    memory.see(entry(1, title="Ministers meet", text=EARLIER))
    other = entry(1, title="Snow in the mountains", text=OTHER, url="https://paper.example/weather/9")
    (second,) = memory.see(other)
    assert (second.status, second.identity) == (NEW, "https://paper.example/weather/9")
    assert memory.status(other) == [KNOWN]


def test_entries_that_change_their_places_under_fixed_ids_are_known_by_their_addresses() -> None:
    memory = Memory()
    top, next_one = entry(1, id="slot-a", text=EARLIER), entry(2, id="slot-b", text=OTHER)
    memory.see(top, next_one)
    swapped = entry(2, id="slot-a", text=OTHER), entry(1, id="slot-b", text=EARLIER)
    assert memory.status(*swapped) == [KNOWN, KNOWN]


def test_without_an_id_the_address_tells() -> None:
    memory = Memory()
    memory.see(entry(1, id=None))
    assert memory.status(entry(1, id=None), entry(2, id=None)) == [KNOWN, NEW]
    assert memory.status(entry(1, id=None, text="Another text.")) == [EDITED]


def test_a_new_kind_of_ids_makes_no_new_articles() -> None:
    memory = Memory()
    memory.see(entry(1), entry(2))
    assert memory.status(entry(1, id="a"), entry(2, id="b")) == [KNOWN, KNOWN]
    moved = entry(1, id="a", url="https://paper.example/x", title="Edited")
    assert memory.status(moved, entry(2, id="b")) == [EDITED, KNOWN]  # the new id is learned


def test_an_entry_without_an_address_is_an_article_of_its_feed_and_id() -> None:
    memory = Memory()
    (first,) = memory.see(entry(1, url=None))
    (second,) = memory.see(entry(1, url=None, text="Edited."))
    assert first.identity is not None
    assert first.identity.startswith(f"{FEED}#")
    assert (second.status, second.identity) == (EDITED, first.identity)
    (third,) = memory.see(entry(1, text="With an address now."))
    assert (third.status, third.identity) == (EDITED, first.identity)


def test_an_entry_with_neither_id_nor_address_is_known_by_what_it_says() -> None:
    memory = Memory()
    bare = {"id": None, "url": None}
    assert memory.status(entry(1, **bare), entry(2, **bare)) == [NEW, NEW]
    assert memory.status(entry(2, **bare), entry(1, **bare)) == [KNOWN, KNOWN]
    assert memory.status(entry(1, url=None)) == [KNOWN]  # it has an id now
    assert memory.status(entry(1, **bare, title="Edited")) == [NEW]


def test_ids_that_are_places_in_the_list_tell_nothing() -> None:
    memory = Memory()
    memory.see(entry(1, id="1"), entry(2, id="2"))
    assert memory.status(entry(3, id="1"), entry(1, id="2"), entry(2, id="3")) == [NEW, KNOWN, KNOWN]
    for ids in (["0", "1", "2"], ["2", "1", "0"], ["3", "2", "1"]):
        assert all(one.id is None for one in facts_of([entry(n, id=own) for n, own in enumerate(ids)]))
    assert all(one.id for one in facts_of([entry(1, id="4711"), entry(2, id="4712")]))
    assert all(one.id for one in facts_of([entry(1, id="1"), entry(2, id="3")]))


def test_an_id_that_several_entries_have_tells_nothing() -> None:
    memory = Memory()
    memory.see(entry(1, id="all"), entry(2, id="all"))
    assert memory.status(entry(3, id="all"), entry(1, id="all"), entry(2, id="all")) == [NEW, KNOWN, KNOWN]


def test_an_entry_that_is_listed_twice_is_one() -> None:
    memory = Memory()
    assert memory.status(entry(1), entry(1, published=None), entry(2)) == [NEW, NEW]
    assert memory.known[0].id is not None


def test_the_same_article_in_two_entries_is_said_once() -> None:
    memory = Memory()
    one, other = memory.see(entry(1, id="a"), entry(1, id="b"))
    assert (one.status, other.status, other.after) == (NEW, KNOWN, 0)
    assert memory.status(entry(1, id="a"), entry(1, id="b")) == [KNOWN, KNOWN]


def test_two_versions_of_an_article_side_by_side_are_both_sent_and_then_at_rest() -> None:
    memory = Memory()
    both = entry(1, id=None), entry(1, id=None, title="Corrected")
    assert memory.status(*both) == [NEW, EDITED]
    for _ in range(3):
        assert memory.status(*both) == [KNOWN, KNOWN]
        assert memory.status(*reversed(both)) == [KNOWN, KNOWN]


def test_servers_that_do_not_agree_on_a_version_make_no_noise() -> None:
    memory = Memory()
    old, new = entry(1), entry(1, text="Updated.")
    assert [memory.status(one)[0] for one in (old, new, old, new, old)] == [NEW, EDITED, KNOWN, KNOWN, KNOWN]


def test_what_left_the_document_is_known_when_it_comes_back() -> None:
    memory = Memory()
    memory.see(*(entry(n) for n in range(30)))
    memory.see(*(entry(n) for n in range(30, 60)))
    assert set(memory.status(*(entry(n) for n in range(30)))) == {KNOWN}


def test_so_many_that_left_are_remembered_and_those_that_left_last() -> None:
    memory = Memory()
    for start in range(0, DEPARTED + 300, 100):
        memory.see(*(entry(n) for n in range(start, start + 100)))
    assert len(memory.known) == DEPARTED + 100
    assert memory.status(entry(0), entry(DEPARTED)) == [NEW, KNOWN]


def test_one_entry_with_many_versions_does_not_push_out_the_others() -> None:
    memory = Memory()
    memory.see(entry(2))
    for version in range(DEPARTED + 50):
        memory.see(entry(1, text=f"Minute {version}."))
    assert len(memory.known) == 1 + FORMER + 1
    assert memory.status(entry(2)) == [KNOWN]


def test_what_is_remembered_is_bounded_in_number_and_in_bytes() -> None:
    many = [KnownEntry(id=None, url=f"https://a.example/{n}", seen="0" * 16) for n in range(MOST)]
    assert len(remembered(many, many[:10])) == MOST
    long = [KnownEntry(id=None, url=f"https://a.example/{'x' * 8_000}{n}", seen="0" * 16) for n in range(600)]
    assert sum(map(size_of, remembered((), long, MOST))) <= BYTES


def test_links_that_only_lead_on_are_known_by_their_ids() -> None:
    memory = Memory()
    (first,) = memory.see(entry(1, url="https://t.co/abc"))
    assert first.identity == "https://t.co/abc"
    assert memory.status(entry(1, url="https://t.co/def")) == [KNOWN]
    assert memory.status(entry(1, url="https://t.co/def", text="Edited.")) == [EDITED]
    assert memory.status(entry(2, id=None, url="https://feedproxy.google.com/~r/x/1")) == [NEW]
    assert memory.status(entry(2, id=None, url="https://feedproxy.google.com/~r/x/1")) == [KNOWN]


def test_entries_that_say_nothing_are_known_by_their_addresses_only() -> None:
    memory = Memory()
    bare = {"id": None, "title": None, "text": None}
    assert memory.status(entry(1, **bare), entry(2, **bare)) == [NEW, NEW]
    assert memory.status(entry(2, **bare), entry(3, **bare)) == [KNOWN, NEW]
    assert facts_of([GivenEntry(id="x"), GivenEntry()]) == []
    named = Memory()
    named.see(entry(1, title=None, text=None))
    assert named.status(entry(1, title=None, text=None, url="https://paper.example/other")) == [NEW]


def test_an_edited_text_is_like_itself_and_another_one_is_not() -> None:
    assert alike(likeness("Ministers meet", EARLIER), likeness("Something else", LATER))
    assert alike(likeness("Two ministers meet in Geneva", ""), likeness("Two ministers met in Geneva", ""))
    assert alike(
        likeness("", "部長たちは月曜日にジュネーブで会談した"),
        likeness("", "部長たちは火曜日にジュネーブで会談した"),
    )
    assert not alike(likeness("Ministers meet", EARLIER), likeness("Snow in the mountains", OTHER))
    assert not alike(likeness("", ""), likeness("", ""))


TEXTS = st.sampled_from([None, "", " ", "One", "One  ship", "Two ships came in", "<p>Two ships</p> came in"])
ENTRIES = st.builds(
    GivenEntry,
    id=st.sampled_from([None, "a", "b", "c", "1", "2"]),
    url=st.sampled_from([
        None, "https://p.example/1", "https://p.example/2", "http://www.p.example/2?utm_id=3", "https://t.co/1",
    ]),
    title=TEXTS,
    text=TEXTS,
    markup=st.booleans(),
    published=st.sampled_from([None, "2027-01-01T00:00:00Z", "2099-01-01", "yesterday"]),
)  # fmt: skip
DOCUMENTS = st.lists(st.lists(ENTRIES, max_size=6), min_size=1, max_size=8)
MAKE = Maker(source=Source(url=FEED), fetched="2027-01-01T00:00:00Z", limit=1 << 20)


def versions_sent(looked: list[Looked]) -> list[tuple[str, str]]:
    """Return what is put for a document: article and version."""
    made = [from_feed(MAKE, one.facts.entry, one.identity) for one in looked if one.status is not KNOWN]
    return [(one.raw.article_id, one.raw.version) for one in made if isinstance(one, Entry) and one.raw]


@given(DOCUMENTS)
def test_every_version_that_was_served_is_sent_and_none_twice(documents: list[list[GivenEntry]]) -> None:
    memory = Memory()
    sent: list[tuple[str, str]] = []
    for document in documents:
        sent += versions_sent(memory.see(*document))
        for one in document:
            if one.url or seen_of(one) != seen_of(GivenEntry()):
                alone = from_feed(MAKE, one, None)
                assert isinstance(alone, Entry)
                assert alone.raw is not None
                assert alone.raw.version in {version for _, version in sent}
    assert len(sent) == len(set(sent))


@given(DOCUMENTS)
def test_a_document_that_stays_as_it_is_says_nothing_new(documents: list[list[GivenEntry]]) -> None:
    memory = Memory()
    for document in documents:
        memory.see(*document)
        assert all(one.status is KNOWN for one in memory.see(*document))


@given(st.lists(ENTRIES, max_size=8), st.randoms())
def test_the_order_of_a_document_makes_no_difference(document: list[GivenEntry], chance: object) -> None:
    straight, mixed = Memory(), Memory()
    shuffled = [one for one in document if not (one.id or "").isdigit()]
    first = versions_sent(straight.see(*shuffled))
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert {version for _, version in first} == {
        version for _, version in versions_sent(mixed.see(*shuffled))
    }


@given(
    st.lists(st.builds(entry, st.integers(0, 5), id=st.none(), text=st.sampled_from(["a", "b"])), max_size=9)
)
def test_without_ids_each_address_and_version_is_an_article_and_a_version(document: list[GivenEntry]) -> None:
    served = {(one.url, one.text) for one in document}
    assert len(versions_sent(Memory().see(*document))) == len(served)
