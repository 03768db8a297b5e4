"""One look at one source: what is put, and what the next state says."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from agents.ingest.files import Entry
from agents.ingest.outcome import Outcome
from agents.ingest.poll.clock import Clock, stamp
from agents.ingest.poll.outbox import COUNT
from agents.ingest.poll.poll import poll
from agents.ingest.read.given import GivenEntry, Reading
from agents.ingest.web.answer import Answer, Fault
from agents.spans import seconds_of
from streams.source_records import PollState, Source
from tests.agents.ingest.poll.fake import FEED, START, Play, entry

DAY, HOUR = 86400.0, 3600.0


def due_in(play: Play) -> float:
    due = seconds_of(play.state.due)
    assert due is not None
    return due - play.now


def test_all_of_a_new_source_is_put_oldest_first_and_what_is_known_is_not_put_again() -> None:
    play = Play()
    assert [one.id[-1] for one in play.poll(entry(3), entry(2), entry(1))] == ["1", "2", "3"]
    assert (play.state.outcome, play.state.detail) == ("new", "3 new of 3")
    assert play.poll(entry(3), entry(2), entry(1)) == []
    assert (play.state.outcome, play.state.detail) == ("unchanged", "nothing new of 3")
    assert [one.id[-1] for one in play.poll(entry(4), entry(3, title="Corrected"), entry(2))] == ["3", "4"]
    assert (play.state.detail, play.state.sent, play.state.polls) == ("1 new, 1 changed of 3", 5, 3)


def test_an_article_says_where_it_comes_from() -> None:
    source = Source(url=FEED, text="feed", outlet="The Paper", family="Press Group", language="fr")
    play = Play(source)
    (raw,) = play.poll(entry(1, text="<p>One ship.</p>", markup=True))
    assert (raw.id, raw.url) == ("tag:paper.example,2027:1", "https://paper.example/news/1")
    assert (raw.title, raw.text, raw.format) == ("Report number 1 on the harbour", "<p>One ship.</p>", "html")
    assert (raw.source, raw.outlet, raw.family, raw.language) == (FEED, "The Paper", "Press Group", "fr")
    assert (raw.published, raw.fetched) == ("2027-01-15T08:01:00Z", stamp(START + 300))
    assert play.entries[0].key == b"https://paper.example/news/1"
    assert play.entries[0].headers["article"] == raw.article_id.encode()
    (other,) = play.poll(entry(2, language="de"))
    assert (other.language, other.format) == ("de", "text")


def test_the_language_that_a_source_says_of_itself_is_the_last_resort() -> None:
    play = Play()
    play.show(entry(1), language="it")
    (raw,) = play.poll()
    assert raw.language == "it"


def test_an_edit_keeps_its_article_under_a_new_address_and_without_one() -> None:
    play = Play()
    (first,) = play.poll(entry(1))
    (moved,) = play.poll(entry(1, title="Corrected", url="https://paper.example/news/corrected"))
    assert (moved.article_id, moved.url) == (first.article_id, "https://paper.example/news/corrected")
    assert play.entries[1].key == play.entries[0].key
    (bare,) = play.poll(entry(2, url=None))
    (edited,) = play.poll(entry(2, url=None, title="Corrected"))
    assert edited.article_id == bare.article_id != first.article_id
    assert play.entries[3].key == play.entries[2].key == f"{FEED}#{play.state.known[0].id}".encode()


def test_what_did_not_change_is_not_read() -> None:
    play = Play()
    play.reads(Reading(form="rss", entries=(entry(1),)), **{"ETag": '"1"', "Last-Modified": "a day"})
    play.poll()
    assert (play.state.etag, play.state.modified) == ('"1"', "a day")
    play.readings.clear()
    assert play.poll() == []
    assert (play.asked[-1].etag, play.asked[-1].modified) == ('"1"', "a day")
    assert (play.state.outcome, play.state.detail, play.state.etag) == ("unchanged", "nothing changed", '"1"')


def test_the_same_bytes_are_not_read_again_where_a_site_has_no_validators() -> None:
    play = Play()
    play.poll(entry(1))
    play.readings.clear()
    assert play.poll() == []
    assert play.state.outcome == "unchanged"


def test_a_source_that_is_defined_anew_is_read_even_if_it_did_not_change() -> None:
    play = Play()
    play.reads(Reading(form="rss", entries=(entry(1),)), ETag='"1"')
    play.poll()
    play.source = replace(play.source, revision=stamp(play.now + 1))
    play.poll()
    assert play.asked[-1].etag is None
    assert play.state.detail == "nothing new of 1"
    play.poll()
    assert play.asked[-1].etag == '"1"'


def test_what_is_not_confirmed_does_not_count_as_known() -> None:
    play = Play(confirms=lambda groups: groups < 1)
    many = [entry(n) for n in range(COUNT + 10)]
    assert len(play.poll(*many)) == COUNT
    assert play.state.outcome == Outcome.UNCONFIRMED
    assert "did not confirm" in play.state.detail
    assert (play.state.sent, len(play.state.known), play.state.failures) == (COUNT, COUNT, 0)
    assert 60 <= due_in(play) <= 66
    play.confirms = lambda _: True
    assert len(play.poll()) == 10
    assert (play.state.outcome, play.state.sent) == ("new", COUNT + 10)


def test_a_document_that_is_not_confirmed_is_asked_for_in_full_again() -> None:
    play = Play(confirms=lambda _: False)
    play.reads(Reading(form="rss", entries=(entry(1),)), ETag='"1"')
    play.poll()
    play.confirms = lambda _: True
    assert len(play.poll()) == 1


def test_a_poll_that_is_broken_off_records_nothing() -> None:
    play = Play()
    play.show(entry(1))

    async def never(_: object) -> None:
        await asyncio.Event().wait()

    async def main() -> None:
        clock = Clock(lambda: play.now)
        work = asyncio.ensure_future(
            poll(
                play.source, play.state, web=play, put=never, clock=clock, chance=lambda: 0.5, limit=9999,
                read=play.read,
            )
        )  # fmt: skip
        await asyncio.sleep(0.05)
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work

    asyncio.run(main())


@pytest.mark.parametrize("reason", [one for one in Outcome if one is not Outcome.GONE])
def test_whatever_a_site_does_is_an_outcome_and_a_line(reason: Outcome) -> None:
    play = Play()
    play.poll(entry(1))
    known = play.state.known
    play.gives[FEED] = Fault(reason, "status 500: the site cannot answer now")
    assert play.poll() == []
    assert (play.state.outcome, play.state.detail) == (reason, "status 500: the site cannot answer now")
    assert (play.state.failures, play.state.known) == (1, known)
    assert seconds_of(play.state.succeeded) == START + 300
    play.poll(entry(2), entry(1))
    assert (play.state.failures, play.state.outcome) == (0, "new")


def test_bytes_are_read_as_what_they_are() -> None:
    body = b"""<rss version="2.0"><channel><title>Paper</title><language>fr</language><ttl>30</ttl>
    <item><title>Un navire</title><link>/a?utm_source=x</link><guid isPermaLink="false">g</guid>
    <description>&lt;p&gt;Il est parti.&lt;/p&gt;</description>
    <pubDate>Fri, 15 Jan 2027 08:00:00 GMT</pubDate></item></channel></rss>"""
    put: list[Entry] = []

    async def keep(entries: Sequence[Entry]) -> None:
        put.extend(entries)

    async def main() -> PollState:
        play = Play()
        play.gives[FEED] = Answer(status=200, address=FEED, headers={}, body=body)
        clock = Clock(lambda: START)
        return await poll(
            play.source, play.state, web=play, put=keep, clock=clock, chance=lambda: 0.5, limit=9999
        )

    state = asyncio.run(main())
    (raw,) = (one.raw for one in put)
    assert raw is not None
    assert (raw.id, raw.title, raw.language, raw.format) == ("g", "Un navire", "fr", "html")
    assert (put[0].key, raw.published) == (b"https://paper.example/a", "2027-01-15T08:00:00Z")
    assert (state.outcome, state.ttl) == ("new", 1800)


def test_what_is_no_source_says_what_it_looks_like() -> None:
    play = Play()
    play.page(FEED, "<html>")
    play.poll()
    assert (play.state.outcome, play.state.detail) == ("format", "a page, not a feed")


def test_the_time_that_a_site_asks_for_is_kept() -> None:
    play = Play()
    play.gives[FEED] = Fault(Outcome.BUSY, "status 429", after=3 * HOUR)
    play.poll()
    assert abs(due_in(play) - 3 * HOUR) < 1


def test_a_source_that_is_gone_is_not_asked_again_until_it_answers() -> None:
    play = Play()
    play.gives[FEED] = Fault(Outcome.GONE, "status 410")
    play.poll()
    assert (play.state.outcome, play.state.due, play.state.stopped) == ("gone", None, stamp(play.now))
    play.poll(entry(1))
    assert (play.state.outcome, play.state.stopped) == ("new", None)


def test_a_source_that_moved_is_asked_at_its_new_address() -> None:
    play = Play()
    new = "https://new.example/feed"
    play.show(entry(1))
    answer = play.gives[FEED]
    assert isinstance(answer, Answer)
    play.gives[FEED] = play.gives[new] = replace(answer, address=new, moved=new)
    assert len(play.poll()) == 1
    assert (play.state.outcome, play.state.address, play.state.sent) == ("moved", new, 1)
    assert play.state.detail == f"1 new of 1; it has moved to {new}"
    play.gives[new] = replace(answer, address=new)
    play.poll()
    assert (play.asked[-1].url, play.state.outcome, play.state.address) == (new, "unchanged", new)
    (raw,) = play.articles
    assert raw.source == FEED


def test_a_move_to_something_that_is_no_source_is_none() -> None:
    play = Play()
    play.gives[FEED] = Answer(
        status=200, address="https://x.example/", moved="https://x.example/", headers={}, body=b""
    )
    play.poll()
    assert (play.state.outcome, play.state.address) == ("format", None)


@pytest.mark.parametrize("reason", [Outcome.MISSING, Outcome.GONE, Outcome.DNS])
def test_a_new_address_that_fails_for_good_gives_way_to_the_old_one(reason: Outcome) -> None:
    new = "https://new.example/feed"
    play = Play(state=PollState(url=FEED, address=new, succeeded=stamp(START), newest=stamp(START)))
    play.gives[new] = Fault(reason, "nothing there")
    for _ in range(3):
        assert play.state.address == new
        play.poll()
        assert play.state.stopped is None
    assert play.state.address is None
    assert due_in(play) < 70
    play.poll(entry(1))
    assert (play.asked[-1].url, play.state.outcome) == (FEED, "new")


def test_a_new_address_that_is_slow_stays() -> None:
    new = "https://new.example/feed"
    play = Play(state=PollState(url=FEED, address=new))
    play.gives[new] = Fault(Outcome.SLOW, "no whole answer within 60 s")
    for _ in range(9):
        play.poll()
    assert play.state.address == new


def test_an_empty_source_is_empty_and_forgets_nothing() -> None:
    play = Play()
    many = [entry(n) for n in range(700)]
    play.poll(*many)
    play.show()
    assert play.poll() == []
    assert (play.state.outcome, play.state.detail, len(play.state.known)) == ("empty", "no entries", 700)
    assert play.poll(*many) == []


def test_new_entries_without_any_dates_are_said_to_be_undated() -> None:
    play = Play()
    play.poll(entry(1, published=None))
    assert play.state.outcome == "undated"
    play.poll(entry(2), entry(1, published=None))
    assert play.state.outcome == "new"


def test_what_is_too_large_is_counted_and_not_tried_again() -> None:
    play = Play(limit=4_000)
    assert len(play.poll(entry(1, text="long " * 2_000), entry(2))) == 1
    assert play.state.detail == "2 new of 2; 1 too large to send"
    assert play.poll(entry(1, text="long " * 2_000), entry(3), entry(2)) != []
    assert play.state.detail == "1 new of 3"


def test_entries_that_a_source_has_beyond_measure_are_counted() -> None:
    play = Play()
    play.show(entry(1), left=7)
    play.poll()
    assert play.state.detail == "1 new of 1; 7 beyond what is read of one source"


def test_what_came_while_nobody_asked_is_on_older_pages() -> None:
    play = Play()
    play.poll(entry(1))
    pages = [f"{FEED}?page={n}" for n in (2, 3, 4)]
    play.show(entry(9), entry(8), following=pages[0])
    play.show(entry(7), entry(6), at=pages[0], following=pages[1])
    play.show(entry(5), entry(1), at=pages[1], following=pages[2])
    assert sorted(one.id[-1] for one in play.poll()) == ["5", "6", "7", "8", "9"]
    assert [one.url for one in play.asked[1:]] == [FEED, *pages[:2]]
    assert play.state.missed == 0


def test_older_pages_of_a_new_source_are_not_read() -> None:
    play = Play()
    play.show(entry(9), following=f"{FEED}?page=2")
    play.poll()
    assert len(play.asked) == 1


def test_a_gap_that_cannot_be_closed_is_counted() -> None:
    play = Play()
    play.poll(entry(1))
    play.poll(entry(3), entry(2))
    assert play.state.missed == 1
    loop = f"{FEED}?page=2"
    play.show(entry(9), following=loop)
    play.show(entry(8), at=loop, following=loop)
    assert len(play.poll()) == 2
    assert play.state.missed == 2


def test_an_older_page_that_fails_is_tried_again_before_the_gap_is_left_open() -> None:
    play = Play()
    play.poll(entry(1))
    older = f"{FEED}?page=2"
    play.gives[older] = Fault(Outcome.SLOW, "no whole answer within 60 s")
    play.show(entry(3), following=older)
    for _ in range(3):
        assert play.poll() == []
        assert play.state.outcome == "slow"
    assert [one.id[-1] for one in play.poll()] == ["3"]
    assert (play.state.missed, play.state.outcome) == (1, "new")


def test_an_older_page_that_is_gone_does_not_end_the_source() -> None:
    play = Play()
    play.poll(entry(1))
    older = f"{FEED}?page=2"
    play.gives[older] = Fault(Outcome.GONE, "status 410")
    play.show(entry(3), following=older)
    assert len(play.poll()) == 1
    assert (play.state.stopped, play.state.missed) == (None, 1)


def test_a_page_that_is_followed_is_an_article_with_versions() -> None:
    play = Play(Source(url=FEED, form="page"))

    def at(text: str) -> GivenEntry:
        return GivenEntry(url=FEED, title="Statements", text=text, markup=True, summary=False)

    (first,) = play.poll(at("<p>Nothing today.</p>"))
    assert play.asked[-1].robots
    assert play.poll(at("<p class=x>Nothing  today.</p>")) == []
    (second,) = play.poll(at("<p>The minister leaves tomorrow.</p>"))
    assert second.article_id == first.article_id
    assert second.version != first.version


def test_the_next_poll_is_by_the_rhythm_of_the_dates() -> None:
    play = Play(now=START + DAY)
    times = [stamp(START + DAY - 1200 * n).replace(".000", "") for n in range(10)]
    play.poll(*(entry(n, published=at) for n, at in enumerate(times)))
    assert play.state.rhythm == 1200
    assert play.state.newest == stamp(START + DAY)
    assert abs(due_in(play) - 600) < 1


def test_the_rhythm_of_an_undated_source_is_learned() -> None:
    play = Play()
    for number in range(30):
        play.poll(entry(number, published=None), entry(number - 1, published=None), after=1800)
    assert play.state.rhythm is not None
    assert abs(play.state.rhythm - 1800) < 60


def test_a_source_asks_to_be_left_alone_also_when_it_has_not_changed() -> None:
    play = Play()
    play.reads(Reading(form="rss", entries=(entry(1),), ttl=2400.0, skip_hours=frozenset({3})), ETag='"1"')
    play.poll()
    assert abs(due_in(play) - 2400) < 1
    play.poll()
    assert (play.state.outcome, play.state.ttl, play.state.skip_hours) == ("unchanged", 2400.0, (3,))
    assert abs(due_in(play) - 2400) < 1


def test_an_answer_that_is_fresh_for_a_while_is_not_asked_for_before() -> None:
    play = Play()
    play.reads(Reading(form="rss", entries=(entry(1),)), **{"Cache-Control": "max-age=1500"})
    play.poll()
    assert abs(due_in(play) - 1500) < 1


def test_a_source_that_falls_silent_says_so_and_sleeps_and_comes_back_at_once() -> None:
    play = Play(now=START + DAY)
    times = [stamp(START + DAY - 600 * n).replace(".000", "") for n in range(10)]
    many = [entry(n, published=at) for n, at in enumerate(times)]
    play.poll(*many)
    assert not play.state.silent
    for _ in range(12):
        play.poll(after=6 * HOUR)
    assert play.state.silent
    assert play.state.detail == "nothing changed; nothing new for 3 days; usually every 10 minutes"
    assert due_in(play) == 6 * HOUR
    new = entry(99, published=stamp(play.now).replace(".000", ""))
    assert len(play.poll(new, *many)) == 1
    assert not play.state.silent
    assert due_in(play) < 600


def test_one_that_is_long_dead_when_it_is_first_seen_is_silent() -> None:
    play = Play(now=START + 400 * DAY)
    play.poll(*(entry(n, published=f"2027-01-15T{n:02}:10:00Z") for n in range(10)))
    assert play.state.newest == "2027-01-15T09:10:00.000Z"
    assert play.state.silent
    assert due_in(play) == 6 * HOUR
