"""How often a source has something new."""

from hypothesis import given
from hypothesis import strategies as st

from agents.ingest.poll.arrivals import TOGETHER, Rhythm, by_arrival, by_dates, moments
from agents.ingest.poll.clock import stamp
from agents.ingest.read.given import GivenEntry

NOW = 1_800_014_400.0
HOUR = 3600.0


def at(*hours: float) -> list[float]:
    return [NOW - HOUR * one for one in hours]


def test_dates_tell_the_typical_gap_and_the_longest_pause() -> None:
    found = by_dates(at(0, 1, 2, 10, 11, 12, 13))
    assert found == Rhythm(HOUR, 8 * HOUR)


def test_what_comes_together_is_one_arrival() -> None:
    digest = [NOW - day * 24 * HOUR - second for day in range(6) for second in range(20)]
    found = by_dates(digest)
    assert found is not None
    assert found.gap == 24 * HOUR


def test_when_more_comes_than_usual_the_last_gaps_count() -> None:
    found = by_dates([NOW - 120.0 * n for n in range(6)] + at(*range(2, 20)))
    assert found is not None
    assert found.gap == 120


def test_a_few_dates_tell_nothing() -> None:
    assert by_dates(at(0, 1, 2, 3)) is None
    assert by_dates([]) is None
    assert by_dates([NOW] * 50) is None


def test_dates_of_the_future_without_a_time_or_without_sense_do_not_count() -> None:
    dates = [
        "2027-01-15T10:00:00Z", "2027-01-16", "2027-01-14T00:00:00Z", "2203-01-01T10:00:00Z", "soon", None,
        "1970-01-01T00:00:01Z", "2027-01-15T25:00:00Z", "Fri, 15 Jan 2027 09:00:00",
    ]  # fmt: skip
    entries = [GivenEntry(published=one) for one in dates] + [GivenEntry(modified="2027-01-15T09:00:00Z")]
    assert [stamp(one) for one in moments(entries, NOW)] == [
        "2027-01-15T10:00:00.000Z", "2027-01-15T09:00:00.000Z",
    ]  # fmt: skip


def test_without_dates_the_rhythm_is_learned_as_entries_come() -> None:
    rhythm = Rhythm()
    for _ in range(20):
        rhythm = by_arrival(rhythm, HOUR, 2)
    assert rhythm.gap is not None
    assert abs(rhythm.gap - HOUR / 2) < 1
    night = by_arrival(rhythm, 12 * HOUR, 1)
    assert night.gap is not None
    assert night.gap < 2 * HOUR
    assert night.pause == 12 * HOUR


def test_a_long_pause_is_forgotten_slowly() -> None:
    rhythm = by_arrival(Rhythm(HOUR, HOUR), 100 * HOUR, 1)
    later = by_arrival(rhythm, HOUR, 1)
    assert later.pause == 90 * HOUR


@given(st.lists(st.floats(0, 1e7), min_size=0, max_size=60))
def test_a_rhythm_is_no_shorter_than_what_counts_as_together_and_no_pause_shorter_than_it(
    ago: list[float],
) -> None:
    found = by_dates(sorted((NOW - one for one in ago), reverse=True))
    if found is not None:
        assert found.gap is not None
        assert found.pause is not None
        assert TOGETHER <= found.gap <= found.pause
