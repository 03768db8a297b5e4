"""Which text of an entry is sent, and what is done where its page cannot be had."""

from typing import Any

import pytest

from agents.ingest.outcome import Outcome
from agents.ingest.poll.fulltext import LIMIT, TRIES, wanted
from agents.ingest.poll.sending import PAGES
from agents.ingest.read.given import GivenEntry, Reading
from agents.ingest.web.answer import Fault
from streams.article_records import RawArticle
from streams.source_records import Source, SourceForm, SourceText
from tests.agents.ingest.poll.fake import FEED, Play, entry

LONG = "<html><body><article><p>" + "The ship came in at noon. " * 40 + "</p></article></body></html>"
SLOW = Fault(Outcome.SLOW, "no whole answer within 60 s")


def brief(number: int, **more: Any) -> GivenEntry:
    return entry(number, **({"text": "A ship came in.", "summary": True} | more))


def link(number: int) -> str:
    return f"https://paper.example/news/{number}"


def following(text: SourceText = "auto", form: SourceForm = "feed", **more: Any) -> Play:
    return Play(Source(url=FEED, text=text, form=form), **more)


def said(raws: list[RawArticle]) -> list[tuple[str, str]]:
    """Return for each article its number and whose text it has."""
    return [(raw.id.rpartition(":")[2], "page" if raw.text == LONG else "feed") for raw in raws]


@pytest.mark.parametrize(
    ("text", "form", "one", "whose"),
    [
        ("auto", "feed", brief(1), "page"),
        ("auto", "feed", entry(1, text=None), "page"),
        ("auto", "feed", entry(1), "feed"),
        ("auto", "feed", brief(1, url=None), "feed"),
        ("feed", "feed", brief(1), "feed"),
        ("page", "feed", entry(1), "page"),
        ("both", "feed", entry(1), "both"),
        ("both", "sitemap", entry(1, text=None), "page"),
        ("auto", "links", entry(1), "page"),
        ("feed", "links", entry(1), "feed"),
        ("auto", "page", brief(1), "feed"),
    ],
)
def test_the_text_is_whose_the_definition_says(
    text: SourceText, form: SourceForm, one: GivenEntry, whose: str
) -> None:
    assert wanted(Source(url=FEED, text=text, form=form), one) == whose


def test_of_a_summary_the_page_is_sent_with_what_the_entry_says_of_it() -> None:
    play = following()
    play.page(link(1), LONG)
    (raw,) = play.poll(brief(1), entry(2))[1:]
    assert (raw.text, raw.format, raw.title) == (LONG, "html", "Report number 1 on the harbour")
    assert (raw.url, raw.published, raw.source) == (link(1), "2027-01-15T08:01:00Z", FEED)
    assert (play.asked[-1].url, play.asked[-1].robots) == (link(1), True)
    assert play.poll() == []
    assert len(play.asked) == 3


def test_with_both_the_feeds_text_is_there_at_once_and_the_page_is_the_next_version() -> None:
    play = following("both")
    play.page(link(1), LONG)
    first, second = play.poll(entry(1))
    assert said([first, second]) == [("1", "feed"), ("1", "page")]
    assert first.article_id == second.article_id
    assert [len(group) for group in play.groups] == [1, 1]
    assert play.poll() == []


def test_what_needs_no_page_does_not_wait_for_those_that_do() -> None:
    play = following()
    play.page(link(1), LONG)
    play.poll(entry(3), entry(2), brief(1))
    assert [said(group) for group in play.groups] == [[("2", "feed"), ("3", "feed")], [("1", "page")]]


def test_pages_are_put_every_few_seconds() -> None:
    play = following(takes=1.0)
    for number in range(9):
        play.page(link(number), LONG)
    play.poll(*(brief(n) for n in range(9)))
    assert max(len(group) for group in play.groups) <= 4
    assert len(play.articles) == 9


@pytest.mark.parametrize(
    "reason", [Outcome.BLOCKED, Outcome.MISSING, Outcome.GONE, Outcome.TLS, Outcome.FORBIDDEN, Outcome.LARGE]
)
def test_where_the_page_cannot_be_had_the_feeds_text_is_sent_and_that_is_all(reason: Outcome) -> None:
    play = following()
    play.gives[link(1)] = Fault(reason, "no")
    assert said(play.poll(brief(1))) == [("1", "feed")]
    assert play.state.detail == "1 new of 1; 1 sent without the page"
    assert (play.state.stopped, play.state.failures, play.state.outcome) == (None, 0, "new")
    asked = len(play.asked)
    assert play.poll() == []
    assert len(play.asked) == asked + 1


@pytest.mark.parametrize("text", ["auto", "both", "page"])
@pytest.mark.parametrize(
    "reason", [Outcome.SLOW, Outcome.SERVER, Outcome.BUSY, Outcome.CONNECTION, Outcome.DNS]
)
def test_a_page_that_cannot_be_had_now_follows_when_it_can(text: SourceText, reason: Outcome) -> None:
    play = following(text)
    play.reads(Reading(form="rss", entries=(brief(1),)), ETag='"1"')
    play.gives[link(1)] = Fault(reason, "not now")
    assert said(play.poll()) == [("1", "feed")]
    assert play.poll() == []
    assert play.state.outcome == "unchanged"
    play.page(link(1), LONG)
    (raw,) = play.poll()
    assert said([raw]) == [("1", "page")]
    assert raw.article_id == play.articles[0].article_id
    assert play.state.outcome == "new"
    assert play.state.detail == "nothing new of 1; 1 with the page that was not to be had before"
    assert play.poll() == []
    assert play.asked[-1].etag == '"1"'


def test_a_page_is_asked_for_so_many_times_and_no_more() -> None:
    play = following()
    play.gives[link(1)] = SLOW
    play.show(brief(1))
    for _ in range(6):
        play.poll()
    assert sum(one.url == link(1) for one in play.asked) == 1 + TRIES
    assert len(play.articles) == 1


def test_a_page_that_is_owed_is_forgotten_with_its_entry() -> None:
    play = following()
    play.gives[link(1)] = SLOW
    play.poll(brief(1))
    play.poll(entry(2))
    assert not any(one.owed for one in play.state.known)


def test_an_entry_that_is_edited_has_its_page_fetched_again() -> None:
    play = following()
    play.page(link(1), LONG)
    play.poll(brief(1))
    play.page(link(1), LONG.replace("noon", "one"))
    (raw,) = play.poll(brief(1, text="A ship came in late."))
    assert raw.text is not None
    assert "came in at one" in raw.text


@pytest.mark.parametrize(
    ("html", "kind", "to"),
    [
        ("%PDF-1.7", "application/pdf", None),
        ("{}", "application/json", None),
        ("plain", "", None),
        (LONG, "text/html", "https://paper.example/"),
        (LONG, "text/html", "https://news.google.com/consent"),
        ("<html><body>Accept?</body></html>", "text/html", None),
        ("<html><script>load()</script></html>", "text/html", None),
    ],
    ids=["pdf", "json", "text", "front page", "redirector", "consent", "empty"],
)
def test_what_is_no_article_is_not_taken_for_the_page(html: str, kind: str, to: str | None) -> None:
    play = following()
    play.page(link(1), html, kind, to)
    assert said(play.poll(brief(1))) == [("1", "feed")]
    assert play.state.known[0].owed == 0


def test_the_front_page_is_an_article_where_that_is_what_is_linked_to() -> None:
    play = following()
    play.page("https://paper.example/", LONG)
    assert said(play.poll(brief(1, url="https://paper.example/"))) == [("1", "page")]


def test_the_address_is_the_entrys_link_wherever_it_leads() -> None:
    play = following()
    play.page(link(1), LONG, to="https://paper.example/amp/news/1?session=3")
    (raw,) = play.poll(brief(1))
    assert raw.url == link(1)


def test_of_a_link_that_only_leads_on_the_address_is_where_it_leads() -> None:
    play = following()
    play.page("https://t.co/abc", LONG, to=link(1))
    (raw,) = play.poll(brief(1, url="https://t.co/abc"))
    assert raw.url == link(1)
    assert play.entries[0].key == link(1).encode()
    assert play.poll() == []
    (edited,) = play.poll(brief(1, url="https://t.co/abc", text="Edited."))
    assert edited.article_id == raw.article_id


def test_a_link_that_only_leads_on_is_known_again_without_an_id() -> None:
    play = following()
    play.page("https://t.co/abc", LONG, to=link(1))
    one = brief(1, id=None, url="https://t.co/abc")
    assert len(play.poll(one)) == 1
    assert play.poll(one, entry(2)) != []
    assert play.state.sent == 2


def test_a_site_in_trouble_is_left_alone_and_its_pages_follow_later() -> None:
    play = following()
    for number in range(9):
        play.gives[link(number)] = SLOW
    assert len(play.poll(*(brief(n) for n in range(9)))) == 9
    assert len(play.asked) == 1 + 2
    assert play.state.detail == "9 new of 9; 9 sent without the page"
    for number in range(9):
        play.page(link(number), LONG)
    assert said(play.poll()) == [(str(n), "page") for n in range(9)]


def test_a_site_that_is_busy_is_left_alone_at_once() -> None:
    play = following()
    for number in range(9):
        play.gives[link(number)] = Fault(Outcome.BUSY, "status 429")
    play.poll(*(brief(n) for n in range(9)))
    assert len(play.asked) == 1 + 1


def test_so_many_pages_are_fetched_at_one_poll_and_the_rest_follows_soon() -> None:
    play = following()
    many = [brief(n) for n in range(2 * PAGES + 5)]
    for number in range(len(many)):
        play.page(link(number), LONG)
    play.reads(Reading(form="rss", entries=tuple(many)), ETag='"1"')
    assert len(play.poll()) == PAGES
    assert f"{PAGES + 5} left to the next poll" in play.state.detail
    assert play.state.etag is None
    assert len(play.poll()) == PAGES
    assert len(play.poll()) == 5
    assert play.state.etag == '"1"'
    assert play.poll() == []
    assert len({raw.article_id for raw in play.articles}) == len(many)


def test_with_both_what_is_left_of_the_pages_follows_as_well() -> None:
    play = following("both")
    many = [entry(n) for n in range(PAGES + 5)]
    for number in range(len(many)):
        play.page(link(number), LONG)
    assert len(play.poll(*many)) == len(many) + PAGES
    assert [whose for _, whose in said(play.poll())] == ["page"] * 5
    assert play.poll() == []


def test_links_are_articles_once_their_pages_are_there() -> None:
    play = following(form="links")
    play.page(link(1), LONG)
    play.gives[link(2)] = SLOW
    one, other = (GivenEntry(url=link(n)) for n in (1, 2))
    (raw,) = play.poll(one, other)
    assert (raw.url, raw.text, raw.title) == (link(1), LONG, None)
    assert play.asked[0].robots
    play.page(link(2), LONG)
    (late,) = play.poll()
    assert late.url == link(2)
    assert play.poll() == []


def test_a_link_whose_page_is_not_to_be_had_says_nothing_and_is_not_sent() -> None:
    play = following(form="links")
    play.gives[link(1)] = Fault(Outcome.MISSING, "status 404")
    assert play.poll(GivenEntry(url=link(1))) == []
    assert play.state.detail == "1 new of 1; 1 sent without the page; 1 without title and text, not sent"
    assert play.state.outcome == "unchanged"


def test_a_page_that_is_too_large_for_a_record_is_the_feeds_text() -> None:
    play = following(limit=4_000)
    play.page(link(1), LONG * 5)
    assert said(play.poll(brief(1))) == [("1", "feed")]


def test_pages_in_other_encodings_are_read() -> None:
    play = following()
    play.page(link(1), LONG)
    answer = play.gives[link(1)]
    assert not isinstance(answer, Fault)
    body = LONG.replace("ship", "корабль").encode("cp1251")
    play.gives[link(1)] = type(answer)(
        status=200, address=link(1), headers={"Content-Type": "text/html; charset=windows-1251"}, body=body
    )
    (raw,) = play.poll(brief(1))
    assert raw.text is not None
    assert "корабль" in raw.text
    assert LIMIT < 8 << 20


def test_a_page_that_is_owed_stays_owed_where_nothing_is_confirmed() -> None:
    play = following()
    play.gives[link(1)] = SLOW
    play.poll(brief(1))
    play.confirms = lambda _: False
    play.page(link(1), LONG)
    assert play.poll(entry(2), brief(1)) == []
    play.confirms = lambda _: True
    assert said(play.poll()) == [("2", "feed"), ("1", "page")]


def test_a_feeds_text_that_is_not_confirmed_is_sent_again_with_its_page() -> None:
    play = following("both", confirms=lambda groups: groups < 1)
    play.page(link(1), LONG)
    assert said(play.poll(entry(1))) == [("1", "feed")]
    assert play.state.outcome == "unconfirmed"
    play.confirms = lambda _: True
    assert said(play.poll()) == [("1", "page")]
