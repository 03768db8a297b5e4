"""Stories read back from the topic, wherever the stream is cut, go on as those of the state that lived."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.dedup import blocks, memory, postings
from agents.dedup.agent import STAGE
from agents.dedup.stories import join
from streams import codec
from streams.article_records import Article
from streams.settings import Settings
from streams.stage import Desk, Incoming, Position, Written, step

START, HOUR = 1_600_000_000_000, 3_600_000  # ms
WINDOW = 2 * HOUR
ENGINE = STAGE.configured(Settings(dedup_window=timedelta(milliseconds=WINDOW)))

# Happenings, each in words that no other has; some reports tell of two of them.
WORDS = (
    "Ferry Gotska Holm Visby engine flames boats harbour captain passengers",
    "Wheat Odesa drought bakers traders bread crops prices exports strike",
    "Bridge Tarnow Kowalski girders flood convoy pillars concrete masons inspectors",
    "Comet Atacama Reyes telescope tail orbit dust astronomers mirror sighting",
)
arrivals = st.lists(
    st.tuples(
        st.sets(st.integers(0, 3), min_size=1, max_size=2),  # what it tells of
        st.integers(0, 4),  # article
        st.integers(0, 1),  # version
        st.sampled_from([0, 0, HOUR // 4, HOUR // 2, HOUR, WINDOW + 1]),  # ms since the one before
    ),
    min_size=2,
    max_size=24,
)


def article(told: set[int], number: int, version: int) -> Article:
    words = [word for one in sorted(told) for word in WORDS[one].split()[version:]]
    name = f"{number}"
    return Article(
        article_id=name, version=f"{sorted(told)}{version}", id=name, language="en", outlet=f"{name}.example",
        title=" ".join(words[:3]), text="Said that day, " + ", ".join(words[number % 3 :]) + ".",
    )  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def small_and_easy() -> Iterator[None]:
    """Blocks of a few documents, and stories that are soon joined and absorbed."""
    within, across = join.weights()
    easy = replace(within, joins=0.05, absorbs=0.05)
    with ExitStack() as stack:
        for module, name, value in (
            (postings, "SEAL", 4), (postings, "ROOM", 8), (blocks, "BLOCK", 4), (memory, "BLOCK", 4),
            (join, "weights", lambda: (easy, across)),
        ):  # fmt: skip
            stack.enter_context(mock.patch.object(module, name, value))
        yield


def incoming(offset: int, one: Article, at: int) -> Incoming:
    return Incoming(Position(1, 0, offset), one.article_id.encode(), codec.encode(one), {}, at)


def read_back(written: list[Written], since: int) -> Desk:
    """Return the state as a worker makes it that starts now: from the first record not older than `since`."""
    desk = Desk.of(ENGINE)
    first = next((at for at, one in enumerate(written) if one.timestamp >= since), len(written) - 1)
    for one in written[first:]:
        desk.restore(one)
    return desk


@settings(max_examples=60, deadline=None)
@given(stream=arrivals, data=st.data())
def test_a_worker_that_starts_anywhere_in_the_stream_gives_each_article_its_story(stream, data):
    cut = data.draw(st.integers(1, len(stream) - 1))
    at, taken = START, []
    for offset, (told, number, version, later) in enumerate(stream):
        at += later
        taken.append(incoming(offset, article(told, number, version), at))
    live, written = Desk.of(ENGINE), []
    for one in taken[:cut]:
        written += step(ENGINE, live, one).written
    whole = read_back(written, 0)
    # As `streams.state` reads: the window before the first article that is to be decided.
    recent = read_back(written, max(taken[cut].timestamp, written[-1].timestamp) - WINDOW)
    for one in taken[cut:]:
        said = [step(ENGINE, desk, one).written for desk in (live, whole, recent)]
        assert said[0] == said[1] == said[2]


def test_a_story_that_is_opened_anew_after_the_window_is_its_own_for_a_worker_that_starts_then_too() -> None:
    ferry, wheat, bridge = {0}, {1}, {2}
    stream = [
        (0, article(ferry, 0, 0)),
        (0, article(wheat, 1, 0)),
        (HOUR * 7 // 4, article(ferry | wheat, 2, 0)),  # the wheat's story goes on in the ferry's
        (HOUR * 9 // 4, article(bridge, 1, 1)),  # past the window: the wheat's address tells something else
        (HOUR * 4, article(bridge, 3, 1)),
    ]
    taken = [incoming(offset, one, START + at) for offset, (at, one) in enumerate(stream)]
    live, written = Desk.of(ENGINE), []
    for one in taken[:-1]:
        written += step(ENGINE, live, one).written
    assert written[2].headers["absorbs"] == written[1].headers["story"] == written[3].headers["story"]
    again = read_back(written, taken[-1].timestamp - WINDOW)
    for desk in (live, again):
        (last,) = step(ENGINE, desk, taken[-1]).written
        assert last.headers["story"] == written[3].headers["story"]
