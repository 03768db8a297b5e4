"""Revisions and sources of texts as the stage tells them, and what it remembers for that."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.dedup import blocks
from agents.dedup.agent import STAGE, Seen
from agents.dedup.blocks import BLOCK
from agents.dedup.reading import read
from agents.dedup.revision_kept import Kept
from agents.dedup.revision_print import Print, Unreadable
from agents.dedup.revision_wording import wording
from streams import codec
from streams.article_records import Article, UniqueArticle
from streams.settings import Settings
from streams.stage import Desk, Emit, Incoming, Position, Written, step

START, HOUR = 1_600_000_000_000, 3_600_000
Make = Callable[..., Article]
Prose = Callable[[int, int], list[str]]
HEADLINE = "Envoys agree to meet again before the winter"


def test_a_revision_says_what_it_changed_and_since_when(dedup, article: Make, prose: Prose) -> None:
    text = prose(1, 20)
    dedup.say(article("a", HEADLINE, text), START)
    said = dedup.say(
        article("a", HEADLINE, [*text, "Forty lorries were stopped."], version="2"), START + HOUR
    )
    assert said.revision is not None
    assert (said.revision.material, said.revision.since) == (True, "2020-09-13T12:26:40.000Z")
    assert said.revision.added == ("Forty lorries were stopped.",)


def test_only_a_revision_has_changes(dedup, article: Make, prose: Prose) -> None:
    first = dedup.say(article("a", HEADLINE, prose(1, 20), outlet="one.example"))
    repeat = dedup.say(article("a", HEADLINE, prose(1, 20), outlet="one.example"))
    copy = dedup.say(article("b", HEADLINE, prose(1, 20), outlet="two.example"))
    assert [one.revision for one in (first, repeat, copy)] == [None, None, None]


def test_a_version_is_compared_with_the_one_that_was_seen_last(dedup, article: Make, prose: Prose) -> None:
    one, two = prose(1, 12), [*prose(1, 12), "A third ship has left the harbour."]
    dedup.say(article("a", HEADLINE, one))
    dedup.say(article("a", HEADLINE, two, version="2"))
    dedup.say(article("a", HEADLINE, one))  # a repeat: the first is what stands there again
    again = dedup.say(article("a", HEADLINE, [*two, "Subscribe to our newsletter"], version="3"))
    assert again.revision is not None
    assert again.revision.added == ("A third ship has left the harbour.",)


def test_where_the_text_of_the_version_before_is_past_the_window_nothing_is_claimed(
    dedup_of, article: Make, prose: Prose
) -> None:
    dedup = dedup_of(timedelta(hours=2))
    text = prose(1, 12)
    dedup.say(article("a", HEADLINE, text), START)
    dedup.say(article("a", HEADLINE, text), START + HOUR)
    said = dedup.say(article("a", HEADLINE, text[:5], version="2"), START + 3 * HOUR)
    assert said.verdict == "revision"
    assert said.revision is not None
    assert (said.revision.material, said.revision.since) == (None, "2020-09-13T13:26:40.000Z")


def test_records_that_were_written_before_prints_travelled_can_be_read(article: Make, prose: Prose) -> None:
    stage = STAGE.configured(Settings())
    desk, old = Desk.of(stage), Desk.of(stage)
    first = step(stage, desk, _incoming(0, article("a", HEADLINE, prose(1, 20)), START)).written[0]
    headers = {name: value for name, value in first.headers.items() if name != "print"}
    old.restore(Written(first.key, first.value, headers, first.timestamp))
    second = _incoming(1, article("a", HEADLINE, prose(1, 19), version="2"), START)
    said = codec.decode(UniqueArticle, step(stage, old, second).written[0].value)
    assert said.verdict == "revision"
    assert said.revision is not None
    assert said.revision.material is None


def test_a_print_of_another_format_stops_the_reader(article: Make) -> None:
    desk = Desk.of(STAGE.configured(Settings()))
    one = step(
        STAGE.configured(Settings()), desk, _incoming(0, article("a", HEADLINE, "Text."), START)
    ).written[0]
    broken = Written(one.key, one.value, {**one.headers, "print": b"\x63abc"}, one.timestamp)
    with pytest.raises(Unreadable, match="format 63; this version reads format 01"):
        Seen().apply(broken)


def test_a_print_travels_whole_and_within_its_size() -> None:
    text = " ".join(
        f"Speaker {n} of Town{n} told of {n * 1000 + n} things that she saw there." for n in range(90)
    )
    for title, body, language in (
        ("", "", None),
        (HEADLINE, "One sentence of a text.", "en"),
        ("", text, "en"),
    ):
        one = Print.of(wording(read(title, body), language))
        two = Print.from_bytes(one.to_bytes())
        assert two.to_bytes() == one.to_bytes()
        assert (two.headline, two.numbers, two.cut_sentences) == (
            one.headline,
            one.numbers,
            one.cut_sentences,
        )
        assert (two.sentences == one.sentences).all()
        assert len(one.to_bytes()) <= 8 + 3 * 64 + 2 * 16 + 48
    assert one.cut_sentences
    assert one.cut_names


def test_what_is_kept_is_found_by_its_number_and_forgotten_by_blocks() -> None:
    kept = Kept()
    printed = Print.of(wording(read("A headline", "A sentence of some words."), "en")).to_bytes()
    for document in range(3 * BLOCK + 5):
        kept.add(
            b"AFP" if document % 2 else b"", printed if document % 3 else b"", max(document - BLOCK - 9, 0)
        )
    last = 3 * BLOCK + 4
    for document in (last - BLOCK - 9, last - 1, last):
        assert kept.credit(document) == ("AFP" if document % 2 else None)
        assert (kept.printed(document) is None) is (document % 3 == 0)
    assert kept.nbytes < 2 * BLOCK * (len(printed) + 10)


def test_a_report_of_five_hundred_words_takes_a_hundred_bytes_more(prose: Prose) -> None:
    assert len(Print.of(wording(read(HEADLINE, " ".join(prose(1, 32))), "en")).to_bytes()) < 160


LATER = st.sampled_from([0, 1000, HOUR // 2, HOUR, 2 * HOUR])
steps = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 5), st.sampled_from([None, "AFP", "TASS"]), LATER),
    max_size=40,
)


@settings(max_examples=80, deadline=None)
@given(before=steps, after=steps)
def test_a_state_that_is_read_back_tells_the_same_changes_and_sources(before, after) -> None:
    stage = STAGE.configured(Settings(dedup_window=timedelta(hours=2)))
    with mock.patch.object(blocks, "BLOCK", 4):
        live = Desk.of(stage)
        at, offset = START, 0
        written = []
        for one, later in _versions(before):
            at, offset = at + later, offset + 1
            written += step(stage, live, _incoming(offset, one, at)).written
        back = Desk.of(stage)
        for record in written:
            back.restore(record)
        for one, later in _versions(after):
            at, offset = at + later, offset + 1
            incoming = _incoming(offset, one, at)
            said = step(stage, live, incoming)
            assert isinstance(said.decision, Emit)
            assert said.written == step(stage, back, incoming).written


def _versions(drawn) -> list[tuple[Article, int]]:
    draw = random.Random(7)
    words = ["".join(draw.choices("bdgklmnprstaeiou", k=6)) for _ in range(300)]
    text = [" ".join(draw.choices(words, k=14)) + "." for _ in range(12)]
    made = []
    for number, edit, agency, later in drawn:
        body = [text, text[:9], text[3:], [*text, "Another 12 came from Aville."], text[::-1], ["Short."]][
            edit
        ]
        one = Article(
            article_id=f"a{number}", version=str(edit), id="x", title="The headline over a report",
            text=" ".join(body), outlet=f"{number}.example", agency=agency, language="en",
        )  # fmt: skip
        made.append((replace(one), later))
    return made


def _incoming(offset: int, one: Article, at: int) -> Incoming:
    return Incoming(Position(1, 0, offset), one.article_id.encode(), codec.encode(one), {}, at)
