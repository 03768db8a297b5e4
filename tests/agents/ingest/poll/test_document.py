"""Sources that name further parts of themselves: indexes of sitemaps."""

from agents.ingest.outcome import Outcome
from agents.ingest.poll.document import LARGEST, PARTS, changed_parts
from agents.ingest.read.given import GivenEntry, Part, Reading
from agents.ingest.web.answer import Fault
from agents.spans import seconds_of
from streams.source_records import Source
from tests.agents.ingest.poll.fake import FEED, START, Play, entry

SITE = "https://paper.example"


def index(*parts: Part) -> Reading:
    return Reading(form="index", parts=parts)


def part(name: str, modified: str | None = None) -> Part:
    return Part(url=f"{SITE}/{name}.xml", modified=modified)


def play_of(*parts: Part) -> Play:
    play = Play(Source(url=FEED, form="sitemap", text="feed"))
    play.reads(index(*parts), ETag='"1"')
    for number, one in enumerate(parts):
        play.show(entry(number), at=one.url, form="sitemap")
    return play


def test_those_that_changed_come_first_those_that_changed_last_before_the_others() -> None:
    since = seconds_of("2027-01-15T08:00:00Z")
    parts = [
        part("a", "2027-01-15T09:00:00Z"),
        part("b", "2027-01-10T09:00:00Z"),
        part("c", "2027-01-15T10:00:00Z"),
        part("d-7"),
        part("d-11"),
        part("e", "2027-01-15"),
        part("f", "yesterday"),
    ]
    names = [one.url.removeprefix(f"{SITE}/").removesuffix(".xml") for one in changed_parts(parts, since)]
    assert names == ["f", "c", "a", "e", "d-11", "d-7"]
    assert len(changed_parts(parts, None)) == len(parts)


def test_the_sitemaps_of_an_index_are_read_and_later_those_that_changed() -> None:
    old, new = part("old", "2027-01-01T00:00:00Z"), part("new", "2027-01-15T07:59:00Z")
    play = play_of(old, new)
    assert len(play.poll()) == 2
    changed = part("new", "2027-01-15T08:06:00Z")
    play.reads(index(old, changed), ETag='"2"')
    play.show(entry(5), entry(1), at=changed.url)
    asked = len(play.asked)
    assert [raw.id[-1] for raw in play.poll()] == ["5"]
    assert [one.url for one in play.asked[asked:]] == [FEED, changed.url]
    assert play.asked[asked].etag == '"1"'
    play.reads(index(part("old", "2027-01-15T08:11:00Z")))
    assert play.poll() == []  # its entry is known although it was not looked at in between


def test_an_index_that_does_not_say_what_changed_is_never_taken_for_unchanged() -> None:
    one = part("news-1")
    play = play_of(one)
    play.poll()
    play.show(entry(7), at=one.url)
    assert len(play.poll()) == 1
    assert play.asked[-2].etag is None
    due = seconds_of(play.state.due)
    assert due is not None
    assert due - play.now > 120


def test_so_many_sitemaps_are_read_at_one_poll() -> None:
    parts = [part(f"n-{n}", f"2027-01-{n + 1:02}T08:00:00Z") for n in range(PARTS + 4)]
    play = play_of(*parts)
    assert len(play.poll()) == PARTS
    assert play.state.missed == 0
    play.reads(index(*(part(f"n-{n}", "2027-01-16T08:00:00Z") for n in range(PARTS + 4))))
    play.poll()
    assert play.state.missed == 1
    assert "4 more of its sitemaps changed" in play.state.detail


def test_a_sitemap_that_cannot_be_had_now_is_read_at_the_next_poll() -> None:
    one, other = part("a", "2027-01-15T07:00:00Z"), part("b", "2027-01-15T07:30:00Z")
    play = play_of(one, other)
    served = play.gives[one.url]
    play.gives[one.url] = Fault(Outcome.SLOW, "no whole answer within 60 s")
    assert len(play.poll()) == 1
    assert (play.state.outcome, play.state.failures, play.state.sent) == ("slow", 1, 1)
    assert play.state.succeeded is None
    play.gives[one.url] = served
    assert [raw.id[-1] for raw in play.poll()] == ["0"]
    assert (play.state.outcome, play.state.failures) == ("new", 0)


def test_a_sitemap_that_is_gone_is_said_and_ends_nothing() -> None:
    one, other = part("a", "2027-01-15T07:00:00Z"), part("b", "2027-01-15T07:30:00Z")
    play = play_of(one, other)
    play.gives[one.url] = Fault(Outcome.GONE, "status 410: gone")
    assert len(play.poll()) == 1
    assert (play.state.outcome, play.state.stopped) == ("new", None)
    assert play.state.detail == "1 new of 1; a sitemap of it: status 410: gone"


def test_pages_of_an_index_that_are_left_over_are_fetched_though_nothing_changed() -> None:
    one = part("a", "2027-01-01T00:00:00Z")
    play = Play(Source(url=FEED, form="sitemap"))
    play.reads(index(one))
    many = [GivenEntry(url=f"{SITE}/{n}", title=f"Title {n}") for n in range(150)]
    play.show(*many, at=one.url)
    for number in range(150):
        play.page(f"{SITE}/{number}", f"<p>The whole text of report {number}.</p>")
    for _ in range(4):
        play.poll(after=60)
    assert len({raw.article_id for raw in play.articles}) == len(play.articles) == 150
    assert seconds_of(play.state.succeeded) == play.now


def test_a_page_of_an_index_that_is_owed_is_fetched_though_nothing_changed() -> None:
    one = part("a", "2027-01-01T00:00:00Z")
    play = Play(Source(url=FEED, form="sitemap"))
    play.reads(index(one))
    play.show(GivenEntry(url=f"{SITE}/1", title="Title"), at=one.url)
    play.gives[f"{SITE}/1"] = Fault(Outcome.SERVER, "status 500")
    assert len(play.poll()) == 1
    play.page(f"{SITE}/1", "<p>The whole text.</p>")
    (raw,) = play.poll(after=7200)
    assert raw.text == "<p>The whole text.</p>"


def test_more_than_a_poll_can_hold_is_counted() -> None:
    one = part("a")
    play = play_of(one)
    play.show(*(GivenEntry(url=f"{SITE}/{n}", title=f"T {n}") for n in range(LARGEST + 9)), at=one.url)
    assert len(play.poll()) == LARGEST
    assert play.state.detail.endswith("9 beyond what is read of one source")
    assert play.poll() == []


def test_the_time_of_a_poll_is_the_next_ones_reference() -> None:
    play = play_of(part("a", "2027-01-15T07:00:00Z"))
    play.poll()
    assert seconds_of(play.state.succeeded) == START + 300
