"""The stage: one record for each article, and a state that its own output holds in whole."""

import random
from collections.abc import Callable
from datetime import timedelta
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.dedup import memory, postings
from agents.dedup.agent import STAGE, Seen, Verdict
from streams import codec, topics
from streams.article_records import Article, UniqueArticle
from streams.records import Tick
from streams.settings import Settings
from streams.stage import Desk, Emit, Incoming, Position, Reject, Written, step

START, HOUR = 1_600_000_000_000, 3_600_000
Make = Callable[..., Article]
Prose = Callable[[int, int], list[str]]


def test_it_reads_clean_articles_and_writes_unique_ones() -> None:
    assert (STAGE.source, STAGE.sink) == (topics.CLEAN, topics.UNIQUE)
    assert [str(reason) for reason in STAGE.reasons] == ["new", "repeat", "revision", "copy"]


def test_the_headers_say_what_was_decided(dedup, article: Make, prose: Prose) -> None:
    text = prose(1, 20)
    dedup.take(article("a", "One headline of this", text, outlet="one.example"))
    taken = dedup.take(article("b", "One headline of this", text[:15], outlet="zwei.example"))
    (written,) = taken.written
    assert isinstance(taken.decision, Emit)
    assert taken.decision.reason is Verdict.COPY
    headers = {
        name: written.headers[name] for name in ("article", "version", "verdict", "original", "outlet")
    }
    assert headers == {
        "article": b"b", "version": b"1", "verdict": b"copy", "original": b"a", "outlet": b"zwei.example",
    }  # fmt: skip
    record = codec.decode(UniqueArticle, written.value)
    assert record.story.encode() == written.headers["story"]
    assert written.key == b"b"
    assert 16 < len(written.headers["sketch"]) <= 496


def test_a_repeat_carries_no_sketch(dedup, article: Make, prose: Prose) -> None:
    for _ in range(2):
        taken = dedup.take(article("a", "A headline", prose(1, 20)))
    assert taken.written[0].headers["sketch"] == b""


def test_a_record_that_comes_twice_is_one_article_whether_kafka_or_its_producer_repeats_it(
    article: Make, prose: Prose
) -> None:
    once = codec.encode(article("a", "A headline", prose(1, 20)))
    stage = STAGE.configured(Settings())
    live, again = Desk.of(stage), Desk.of(stage)
    told = [
        step(stage, live, Incoming(Position(1, 0, offset), b"a", once, {}, START))
        for offset in (7, 7, 8)  # handed over twice; sent twice by a retry
    ]
    assert [str(one.decision.reason) for one in told if isinstance(one.decision, Emit)] == [
        "new", "repeat", "repeat",
    ]  # fmt: skip
    assert len({one.written[0].headers["story"] for one in told}) == 1
    # So it is where a restart came in between.
    again.restore(told[0].written[0])
    late = step(stage, again, Incoming(Position(1, 0, 8), b"a", once, {}, START))
    assert late.written == told[2].written


@pytest.mark.parametrize(("article_id", "version"), [("", "1"), ("a", ""), ("a" * 201, "1")])
def test_an_article_without_a_usable_id_is_refused(dedup, article_id: str, version: str) -> None:
    decision = dedup.take(Article(article_id=article_id, version=version, id="x")).decision
    assert isinstance(decision, Reject)
    assert "1 to 200 are allowed" in decision.error


def test_a_tick_is_refused(dedup) -> None:
    value = codec.encode(Tick(id="t", time="2020-06-26T00:00:00Z"))
    taken = step(dedup.stage, dedup.desk, Incoming(Position(1, 0, 0), b"", value, {"kind": b"tick"}, START))
    assert isinstance(taken.decision, Reject)
    assert "Tick" in taken.decision.error


def test_a_record_that_dedup_did_not_write_is_not_taken_for_its_state() -> None:
    with pytest.raises(ValueError, match=r"news\.unique without the header 'story'"):
        Seen().apply(Written(b"a", b"{}", {"article": b"a", "version": b"1", "verdict": b"new"}, START))


def test_the_window_of_the_settings_is_how_far_the_state_reads_back() -> None:
    stage = STAGE.configured(Settings(dedup_window=timedelta(hours=100)))
    assert stage.state is not None
    state = stage.state()
    assert isinstance(state, Seen)
    assert state.window == timedelta(hours=100)
    assert state.past.window == 100 * HOUR
    assert Seen().window == Settings().dedup_window


def test_what_is_older_than_the_window_is_new_again(dedup_of, article: Make, prose: Prose) -> None:
    dedup = dedup_of(timedelta(hours=2))
    one = article("a", "A headline of a report", prose(1, 20))
    copy = article("b", "A headline of a report", prose(1, 18))
    assert dedup.say(one, START).verdict == "new"
    assert dedup.say(one, START + 2 * HOUR).verdict == "repeat"  # to the millisecond
    assert dedup.say(one, START + 4 * HOUR).verdict == "repeat"  # as the repeat was a sighting
    assert dedup.say(copy, START + 4 * HOUR).verdict == "new"  # whose text is not remembered longer
    assert dedup.say(one, START + 6 * HOUR + 1).verdict == "new"


def test_an_old_timestamp_does_not_turn_the_clock_back(dedup_of, article: Make, prose: Prose) -> None:
    dedup = dedup_of(timedelta(hours=1))
    dedup.say(article("a", "A headline", prose(1, 20)), START + 5 * HOUR)
    assert dedup.say(article("a", "A headline", prose(1, 20)), START).verdict == "repeat"


LATER = st.sampled_from([0, 0, 1000, 20 * 60_000, HOUR // 2, HOUR, 2 * HOUR])
deliveries = st.lists(
    st.tuples(
        st.integers(0, 2),  # text
        st.integers(0, 4),  # edit
        st.integers(0, 3),  # article
        st.sampled_from([None, "one.example", "two.example"]),
        LATER,
    ),
    max_size=40,
)
few_articles = st.lists(
    st.tuples(st.integers(0, 1), st.just(0), st.integers(0, 1), st.none(), LATER), max_size=25
)


def delivered(
    prose: Prose, deliveries: list[tuple[int, int, int, str | None, int]]
) -> list[tuple[Article, int]]:
    """Articles and their times, from a few texts in a few edits; the version says both."""
    at, made = START, []
    for text, edit, number, outlet, later in deliveries:
        at += later
        body = prose(text, 12)
        edited = [body, body[:8], body[4:], prose(77, 2) + body, body[:1]][edit]
        title = f"The headline over report number {text}"
        name = f"{outlet}-{number}"
        one = Article(
            article_id=name,
            version=f"{text}{edit}",
            id=name,
            title=title,
            text=" ".join(edited),
            outlet=outlet,
        )
        made.append((one, at))
    return made


@pytest.fixture(scope="module")
def texts() -> Prose:
    def write(seed: int, sentences: int) -> list[str]:
        draw = random.Random(seed)
        words = ["".join(draw.choices("bdgklmnprstaeiou", k=6)) for _ in range(300)]
        return [" ".join(draw.choices(words, k=14)) for _ in range(sentences)]

    return write


@pytest.mark.seconds
@settings(max_examples=60, deadline=None)
@given(before=deliveries, after=deliveries)
def test_a_state_that_is_read_back_decides_like_the_one_that_lived(texts: Prose, before, after) -> None:
    """Read back from its start, or only from the window before the last record."""
    window = timedelta(hours=2)
    stage = STAGE.configured(Settings(dedup_window=window))
    past, future = delivered(texts, before), delivered(texts, after)
    with (
        mock.patch.object(postings, "SEAL", 4),
        mock.patch.object(postings, "ROOM", 8),
        mock.patch.object(memory, "BLOCK", 4),
    ):
        live = Desk.of(stage)
        written = []
        for offset, (one, at) in enumerate(past):
            written += step(stage, live, incoming(offset, one, at)).written
        assert len(written) == len(past)
        whole, recent = Desk.of(stage), Desk.of(stage)
        for record in written:
            whole.restore(record)
            if record.timestamp >= live.clock - 2 * HOUR:
                recent.restore(record)
        assert live.clock == whole.clock == recent.clock
        end = past[-1][1] - START if past else 0
        for offset, (one, at) in enumerate(future):
            next_one = incoming(1000 + offset, one, at + end)
            said = [step(stage, desk, next_one) for desk in (live, whole, recent)]
            assert said[0].written == said[1].written == said[2].written


@settings(max_examples=60, deadline=None)
@given(few_articles)
def test_repeats_and_revisions_are_what_the_window_before_each_article_says(texts: Prose, given_) -> None:
    stage = STAGE.configured(Settings(dedup_window=timedelta(hours=2)))
    desk = Desk.of(stage)
    seen: list[tuple[int, str, str]] = []
    with mock.patch.object(postings, "SEAL", 4), mock.patch.object(memory, "BLOCK", 4):
        for offset, (one, at) in enumerate(delivered(texts, given_)):
            decision = step(stage, desk, incoming(offset, one, at)).decision
            assert isinstance(decision, Emit)
            recent = [(name, version) for then, name, version in seen if then >= at - 2 * HOUR]
            same = (one.article_id, one.version) in recent
            known = one.article_id in [name for name, _ in recent]
            expected = {"repeat"} if same else {"revision"} if known else {"new", "copy"}
            assert str(decision.reason) in expected
            seen.append((at, one.article_id, one.version))


def incoming(offset: int, one: Article, at: int) -> Incoming:
    return Incoming(Position(1, 0, offset), one.article_id.encode(), codec.encode(one), {}, at)
