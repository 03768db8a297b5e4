"""What an alert says of its reports leaves us with its times in UTC."""

import pytest


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("2031-05-02T00:30:00+03:00", "2031-05-01T21:30:00Z"),
        ("2031-05-01T18:00:00Z", "2031-05-01T18:00:00Z"),
        ("2031-05-01", "2031-05-01"),  # a day is the day at the outlet
        ("2031-05", "2031-05"),
        (None, None),
    ],
)
def test_times_of_publication_are_told_in_utc(match, play, given, told):
    desk = play()
    desk.feed(match("one", published=given))
    (alert,) = desk.alerts
    assert alert.published == told
    assert alert.coverage.listed[0].article.published == told
