"""Whatever a source shows, wherever the poller dies: every version is put, and none twice without need."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from agents.ingest.poll.facts import seen_of
from agents.ingest.read.given import GivenEntry
from agents.ingest.web.answer import Fault, Outcome
from streams import codec
from streams.source_records import PollState
from tests.agents.ingest.poll.fake import FEED, Play

WORDS = st.sampled_from(["Ships", "Snow on the hills", "<b>Talks</b> about grain and ports", "  Ships", ""])
MARKS = st.sampled_from(["", "?at_medium=rss"])
ENTRIES = st.builds(
    GivenEntry,
    id=st.sampled_from([None, "a", "b", "c", "1", "2", "3"]),
    url=st.none() | st.builds("https://paper.example/{}{}".format, st.integers(1, 3), MARKS),
    title=WORDS,
    text=WORDS,
    markup=st.booleans(),
    published=st.sampled_from([None, "2027-01-15T07:00:00Z", "2027-01-15T08:00:00Z", "2099-12-31", "now"]),
)  # fmt: skip
DOCUMENTS = st.lists(st.lists(ENTRIES, max_size=5), min_size=1, max_size=7)
FATES = st.sampled_from(["well", "well", "state lost", "unconfirmed", "fault"])
BLANK = seen_of(GivenEntry())


def served(play: Play, document: list[GivenEntry]) -> None:
    """Check that what a document says stands on the topic, under its address where only that tells."""
    versions = {raw.version for raw in play.articles}
    addresses = {(entry.key.decode(), raw.version) for entry in play.entries if (raw := entry.raw)}
    for one in document:
        if seen_of(one) == BLANK:
            continue
        alone = Play()
        (raw,) = alone.poll(GivenEntry(title=one.title, text=one.text, markup=one.markup))
        assert raw.version in versions
        if one.url and not one.id:
            assert (one.url.partition("?")[0], raw.version) in addresses


@settings(deadline=None)
@given(DOCUMENTS)
def test_without_a_fault_each_version_is_put_exactly_once(documents: list[list[GivenEntry]]) -> None:
    play = Play()
    for document in documents:
        play.show(*document)
        play.poll()
        served(play, document)
    put = [(raw.article_id, raw.version) for raw in play.articles]
    assert len(put) == len(set(put))
    assert play.state.sent == len(put)


@settings(deadline=None)
@given(DOCUMENTS, st.lists(FATES, min_size=7, max_size=7))
def test_whatever_fails_each_version_is_put_and_only_what_was_not_known_again(
    documents: list[list[GivenEntry]], fates: list[str]
) -> None:
    play = Play()
    expected = 0
    for document, fate in zip(documents, fates, strict=False):
        play.show(*document)
        before, there = play.state, play.gives[FEED]
        if fate == "fault":
            play.gives[FEED] = Fault(Outcome.SLOW, "no whole answer")
            assert play.poll() == []
            play.gives[FEED] = there
        if fate == "unconfirmed":
            play.confirms = lambda _: False
            assert play.poll() == []
            play.confirms = lambda _: True
        if fate == "state lost":
            expected += len(play.poll())
            play.state = before
        expected += len(play.poll())
        served(play, document)
        play.state = codec.decode(PollState, codec.encode(play.state))
    assert len(play.articles) == expected
    assert play.poll() == []


def page_of(text: str) -> dict[str, Any]:
    return {"html": f"<html><body><p>{text}</p></body></html>"}


@settings(deadline=None)
@given(
    st.lists(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 2)), max_size=5), min_size=1, max_size=5),
    st.lists(st.sampled_from(["there", "slow", "missing"]), min_size=5, max_size=5),
)
def test_pages_follow_or_the_feeds_text_stays_whatever_their_sites_do(
    documents: list[list[tuple[int, int]]], sites: list[str]
) -> None:
    play = Play()
    play.source = type(play.source)(url=FEED)
    for document, site in zip(documents, sites, strict=False):
        for number in range(1, 5):
            at = f"https://paper.example/{number}"
            play.page(at, **page_of(f"All that is to be said of matter {number}, and more than in the feed."))
            if site != "there":
                play.gives[at] = Fault(Outcome.SLOW if site == "slow" else Outcome.MISSING, "no")
        play.show(
            *(
                GivenEntry(
                    id=f"x{n}", url=f"https://paper.example/{n}", title=f"Matter {n} {v}", text="In short."
                )
                for n, v in dict(document).items()
            )
        )
        play.poll()
        titles = {raw.title for raw in play.articles}
        assert {f"Matter {n} {v}" for n, v in dict(document).items()} <= titles
    put = [(raw.article_id, raw.version) for raw in play.articles]
    assert len(put) == len(set(put))
