"""What is said of how a source does."""

import pytest

from agents.ingest.poll.health import DAY, quiet, rested, silent, span

HOUR = 3600.0


@pytest.mark.parametrize(
    ("idle", "rhythm", "pause", "said"),
    [
        (20 * HOUR, 300.0, 8 * HOUR, False),  # an agency, less than a day
        (26 * HOUR, 300.0, 8 * HOUR, True),
        (66 * HOUR, 2 * HOUR, 14 * HOUR, False),  # an outlet with office hours, over a weekend
        (73 * HOUR, 2 * HOUR, 14 * HOUR, True),
        (5 * DAY, 2 * HOUR, 4 * DAY, False),  # it has rested as long before
        (7 * DAY, 2 * HOUR, 4 * DAY, True),
        (7 * DAY, DAY, 3 * DAY, False),  # one article a day
        (9 * DAY, DAY, 3 * DAY, True),
        (40 * DAY, 7 * DAY, 14 * DAY, False),  # one a week
        (60 * DAY, 7 * DAY, 14 * DAY, True),
        (900 * DAY, None, None, False),  # too little is known of it
        (None, 300.0, 300.0, False),
    ],
)
def test_silence_is_measured_by_the_sources_own_rhythm(
    idle: float | None, rhythm: float | None, pause: float | None, said: bool
) -> None:
    assert silent(idle, rhythm, pause) is said


def test_a_day_is_the_least_that_counts_as_silence() -> None:
    assert quiet(60, None) == DAY


def test_silence_is_said_in_words() -> None:
    assert rested(5.2 * DAY, 3 * HOUR) == "nothing new for 5 days; usually every 3 hours"
    assert [span(one) for one in (59, 60, 3600, 2 * DAY)] == ["59 seconds", "1 minute", "1 hour", "2 days"]
