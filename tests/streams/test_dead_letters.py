"""A dead letter says where its record was read and why it was rejected, and keeps its bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.dead_letters import PREFIX, DeadLetter, letter, original_headers
from streams.stage import Incoming, Position, Reject
from streams.topics import DLQ

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)


@given(
    st.builds(
        DeadLetter,
        stage=st.sampled_from(["clean", "dedup", "tag", "alert"]),
        topic=st.sampled_from(["news.raw", "news.clean.g2"]),
        partition=st.integers(0, 99),
        offset=st.integers(0, 2**62),
        generation=st.integers(1, 9999),
        kind=st.sampled_from(["refused", "unexpected"]),
        error=TEXTS.filter(bool),
        trace=TEXTS,
        cut=st.integers(0, 2**40),
    )
)
def test_what_the_headers_say_is_what_was_put_there(dead: DeadLetter) -> None:
    assert DeadLetter.from_headers(dict(dead.to_headers())) == dead


@given(st.binary() | st.none(), st.dictionaries(st.text("abc", min_size=1), st.binary(max_size=20)))
def test_bytes_key_time_and_headers_are_those_of_the_record(
    value: bytes | None, headers: dict[str, bytes]
) -> None:
    incoming = Incoming(Position(2, 1, 7), b"key", value, headers, 1234)
    one = letter("clean", "news.raw", incoming, Reject("no", trace="Traceback"))
    assert (one.key, one.value, one.timestamp) == (b"key", value, 1234)
    assert original_headers(dict(one.headers)) == headers
    about = DeadLetter.from_headers(dict(one.headers))
    assert (about.position, about.cut) == ((2, "news.raw", 1, 7), 0)


def test_a_letter_of_the_largest_record_with_a_long_error_stays_under_the_topics_limit() -> None:
    incoming = Incoming(Position(1, 0, 0), b"k" * 1000, b"v" * (8 << 20), {"h": b"x" * (2 << 20)}, 0)
    one = letter("clean", "news.raw", incoming, Reject("e" * 10**6, trace="т" * 10**6))
    size = len(one.value or b"") + len(one.key or b"") + sum(len(k) + len(v) for k, v in one.headers)
    assert size < DLQ.max_bytes


@pytest.mark.parametrize(("key", "value"), [(1, 50 << 20), (50 << 20, 1), (10 << 20, 10 << 20)])
def test_a_record_larger_than_the_topic_takes_is_kept_as_far_as_it_fits_and_says_so(
    key: int, value: int
) -> None:
    incoming = Incoming(Position(1, 0, 0), b"k" * key, b"v" * value, {"h": b"x"}, 0)
    one = letter("clean", "news.raw", incoming, Reject("e" * 10**6, trace="т" * 10**6))
    size = len(one.value or b"") + len(one.key or b"") + sum(len(k) + len(v) for k, v in one.headers)
    assert 0.9 * DLQ.max_bytes < size < DLQ.max_bytes
    assert DeadLetter.from_headers(dict(one.headers)).cut == key + value


def test_headers_of_another_record_are_no_dead_letter() -> None:
    with pytest.raises(ValueError, match=f"{PREFIX}topic"):
        DeadLetter.from_headers({"src": b"1:0:0"})
