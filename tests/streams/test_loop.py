"""What Faust hands out, and what is read from the topic, becomes the same record of the source."""

from types import SimpleNamespace

import pytest

from streams.loop import _incoming, _read
from streams.settings import Settings
from streams.stage import LAST_MS, Incoming, Position


def both(timestamp: int) -> list[Incoming]:
    """Return a record as Faust hands it out, which keeps seconds, and as the topic has it."""
    about = {"partition": 2, "offset": 7, "key": b"k", "value": b"v"}
    headers = [("name", b"value"), ("empty", None)]
    message = SimpleNamespace(**about, headers=headers, timestamp=timestamp / 1000)
    record = SimpleNamespace(**about, headers=headers, timestamp=timestamp)
    return [_incoming(message, Settings(generation=3)), _read(record, 3)]  # type: ignore[arg-type]


def test_a_record_is_the_same_whoever_read_it() -> None:
    expected = Incoming(Position(3, 2, 7), b"k", b"v", {"name": b"value", "empty": b""}, 1_700_000_000_123)
    assert both(1_700_000_000_123) == [expected, expected]


@pytest.mark.parametrize(("given", "kept"), [(-1, 0), (2**63 - 1, LAST_MS), (2**53 + 1, LAST_MS)])
def test_a_time_that_could_not_be_written_again_is_brought_within_the_calendar(given: int, kept: int) -> None:
    assert [one.timestamp for one in both(given)] == [kept, kept]
