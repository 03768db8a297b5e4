"""An alert in words, and what of a stranger's text may become a link."""

from dataclasses import replace

import pytest

from agents.board import words
from agents.board.card import card, link
from agents.board.page import fragment
from agents.board.shelf import Entry
from agents.watch.load import load_watches
from streams.records import Report
from tests.agents.board.samples import alert, article, quote

NAMES = words.names(load_watches(None))


def shown(**over):
    return card(Entry(7, alert(**over)), NAMES)


def test_a_card_says_who_when_what_and_how_it_is_known() -> None:
    one = shown()
    assert (one.kind, one.state, one.day, one.actors) == (
        "call",
        "held",
        "3 March 2021",
        ("Emmanuel Macron", "Vladimir Putin"),
    )
    assert (one.since, one.counts) == ("7 December 2020", "2 reports, 2 origins")
    assert one.languages == ("French", "Russian")
    assert one.first_seen == ("2021-03-04T09:05:00.000Z", "4 Mar 2021, 09:05 UTC")
    assert [(line.reason, line.about) for line in one.history] == [
        ("first report", "planned, 3 March 2021"),
        ("state changed", "held, 3 March 2021"),
    ]
    first, second = one.quotes
    assert (first.outlet, first.language, first.href) == (
        "journal1.example", "French", "https://journal1.example/politique/1",
    )  # fmt: skip
    assert second.sentence == "Президенты провели телефонный разговор."


def test_an_outlet_is_called_as_its_source_is_defined() -> None:
    one = shown(reports=(article(1, outlet_name="Le Journal"), article(2)))
    assert [quote.outlet for quote in one.quotes] == ["Le Journal", "journal2.example"]
    assert [source.about for source in one.sources] == ["Le Journal · French", "journal2.example · French"]


def test_a_sentence_of_an_article_that_is_not_listed_is_shown_without_a_link() -> None:
    one = shown(evidence=(quote("A sentence.", 99, "en"),))
    assert (one.quotes[0].outlet, one.quotes[0].href) == ("outlet not known", None)


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2020-06-26", "26 June 2020"),
        ("2020-06", "June 2020"),
        ("2020", "2020"),
        ("XXXX-06-26", "26 June, year unknown"),
        (None, "date not known"),
        ("soon", "soon"),
    ],
)
def test_a_date_is_said_as_far_as_it_is_known(date: str | None, said: str) -> None:
    assert words.day(date) == said


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://a.example/x?y=1", "https://a.example/x?y=1"),
        ("HTTP://A.example", "http://a.example/"),
        ("javascript:alert(1)", None),
        (" \tjava\nscript:alert(1)", None),
        ("data:text/html,<script>", None),
        ("file:///etc/passwd", None),
        ("//a.example/x", None),
        ("https://user:pass@a.example/", None),
        ("https://", None),
        ("", None),
        (None, None),
    ],
)
def test_only_a_web_address_becomes_a_link(url: str | None, href: str | None) -> None:
    assert link(url) == href


def test_nothing_that_a_feed_says_becomes_markup() -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    html = fragment(
        shown(
            headline=evil,
            kind=evil,
            actors=(evil,),
            reports=(article(1, language=evil, outlet=evil, title=evil, url="javascript:alert(1)"),),
            evidence=(quote(evil, 1, evil),),
            first_since=evil,
            first_seen=evil,
            last_seen=evil,
        )
    )
    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in html
    assert html.count("&lt;script&gt;") > 8


def test_every_link_away_tells_nobody_where_it_was_found() -> None:
    html = fragment(shown())
    away = [part.split(">")[0] for part in html.split("<a ")[1:] if 'href="http' in part.split(">")[0]]
    assert len(away) == 4
    assert all('rel="noopener noreferrer nofollow"' in one for one in away)


def test_a_headline_is_not_said_twice_before_another_sentence_was_said() -> None:
    one = shown(headline="They spoke", evidence=(quote("They spoke", 1), quote("An hour long.", 1)))
    assert [each.sentence for each in one.quotes] == ["An hour long.", "They spoke"]


def test_an_outlet_that_reports_for_its_house_is_after_nobody() -> None:
    own = article(1, family="House", outlet="one.example")
    listed = (
        Report(article=own, verdict="new", origin="House"),
        Report(article=own, verdict="copy", origin="Wire"),
    )
    coverage = replace(alert().coverage, listed=listed)
    assert [one.about for one in shown(coverage=coverage).sources] == [
        "one.example · French", "one.example · French · after Wire · copy",
    ]  # fmt: skip
