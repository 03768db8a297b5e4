"""How long ago and how long until, as people say it."""

import pytest

from agents.spans import ago, span, until


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(-5, "0 s"), (0, "0 s"), (59.9, "59 s"), (60, "1 min"), (7199, "1 h"), (86_400, "1 d"), (8e7, "2 y")],
)
def test_a_span_is_said_in_its_largest_unit(seconds: float, said: str) -> None:
    assert span(seconds) == said


def test_what_was_and_what_comes_is_said_from_now() -> None:
    assert [ago(then, 1000) for then in (None, 1000, 940, 2000)] == ["never", "now", "1 min ago", "now"]
    assert [until(then, 1000) for then in (None, 1000, 1060, 10)] == ["-", "now", "in 1 min", "now"]
