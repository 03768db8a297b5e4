"""A watch run over the past, without Kafka: what it finds, and what it would have said."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from agents.alert.agent import STAGE as ALERT
from agents.cli.watch_past import Past
from agents.watch.definition import Watch
from agents.watch.load import load_watch
from streams import codec
from streams.article_records import Article, UniqueArticle
from streams.records import Alert, Match
from streams.stage import Desk, Incoming, Position, Written, step

START = datetime(2021, 3, 4, 9, tzinfo=UTC)
CALL = (
    "Macron calls Putin over Libya",
    "The French president, Emmanuel Macron, telephoned Vladimir Putin on 3 March 2021, the Kremlin said.",
)
RING = (
    "Putin and Macron discuss Libya by phone",
    "Russia's president Vladimir Putin spoke by telephone with Emmanuel Macron on 3 March 2021 about Libya.",
)
RAIN = ("Rain in the north", "It rained for two days in the northern towns, and the river rose by a metre.")


@pytest.fixture(scope="module")
def watch() -> Watch:
    return load_watch("macron-russia")


def stored(place: int, told: tuple[str, str], **given: Any) -> Incoming:
    """Return an article as it stands on news.unique, an hour after the one before it."""
    article = Article(
        article_id=f"a{place}", version="v", id=f"i{place}", title=told[0], text=told[1], language="en",
        published="2021-03-04", outlet=f"o{place}.example",
    )  # fmt: skip
    record = UniqueArticle(article=article, verdict=given.pop("verdict", "new"), story=f"s{place}")
    moment = int((START + timedelta(hours=place)).timestamp() * 1000)
    return Incoming(Position(1, 0, place), b"k", codec.encode(record), {}, moment)


def test_what_it_finds_is_matches_that_are_told_to_nobody_at_the_time_at_which_they_came(
    watch: Watch,
) -> None:
    past = Past.of(watch)
    found = [past.look(stored(place, told)) for place, told in enumerate((RAIN, CALL, RING))]
    assert found[0] is None
    matches = [codec.decode(Match, one.value) for one in found if one is not None]
    assert [one.as_of for one in matches] == ["2021-03-04T10:00:00+00:00", "2021-03-04T11:00:00+00:00"]
    assert (past.looked, past.wanted) == (3, 2)


def test_each_alert_says_how_many_messages_there_would_have_been(watch: Watch) -> None:
    past = Past.of(watch)
    for place, told in enumerate((CALL, RING)):
        past.look(stored(place, told))
    (one,) = past.found.values()
    assert (one.opened, one.reports, one.messages) == (True, 2, 1)
    assert (one.alert.event.kind, one.alert.notify, one.alert.first_seen) == (
        "call", False, "2021-03-04T09:00:00.000Z",
    )  # fmt: skip


def test_what_the_watch_has_alerted_already_is_not_found_again_and_takes_what_is_new(watch: Watch) -> None:
    live = Desk.of(ALERT)
    first = Past.of(watch).look(stored(0, CALL))
    assert first is not None
    spoken = codec.decode(Match, first.value)
    alerts = step(
        replace(ALERT, decide=lambda *given: ALERT.decide({}, *given), rules=None),
        live,
        Incoming(Position(1, 0, 0), first.key, codec.encode(spoken), first.headers, first.timestamp),
    ).written
    past = Past.of(watch)
    for one in alerts:
        past.known(one)
    assert past.look(stored(0, CALL)) is None
    assert past.look(stored(1, RING)) is not None
    (found,) = past.found.values()
    assert (found.opened, found.reports) == (False, 1)


def test_alerts_of_other_watches_are_no_concern_of_it(watch: Watch) -> None:
    past = Past.of(watch)
    past.known(Written(b"k", b"no alert at all", {"watch": b"another"}, 0))
    assert past.look(stored(0, CALL)) is not None


def test_a_repeat_is_passed_over_and_a_record_that_cannot_be_read_is_counted(watch: Watch) -> None:
    past = Past.of(watch)
    assert past.look(stored(0, CALL, verdict="repeat")) is None
    assert past.look(Incoming(Position(1, 0, 1), b"k", b"{", {}, 0)) is None
    assert (past.looked, past.wanted, past.unusable) == (2, 0, 1)


def test_what_alert_makes_of_the_matches_is_what_was_shown(watch: Watch) -> None:
    past = Past.of(watch)
    matches = [past.look(stored(place, told)) for place, told in enumerate((CALL, RAIN, RING))]
    stage, desk = past._alert, Desk.of(ALERT)  # the stage with the watch's policy
    last: dict[str, Alert] = {}
    now = int((START + timedelta(days=9)).timestamp() * 1000)
    for place, one in enumerate(filter(None, matches)):
        incoming = Incoming(Position(1, 0, place), one.key, one.value, one.headers, now)
        for written in step(stage, desk, incoming).written:
            assert written.headers["notify"] == b"false"
            alert = codec.decode(Alert, written.value)
            last[alert.id] = alert
    assert last == {key: one.alert for key, one in past.found.items()}
