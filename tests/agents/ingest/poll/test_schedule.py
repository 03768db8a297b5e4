"""When a source is asked next: by its rhythm, its claims, its failures; never in the past."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.ingest.poll.schedule import (
    CLAIM,
    DAILY,
    JITTER,
    LONGEST,
    RETRY,
    SHORTEST,
    WEEK,
    after_failure,
    after_reading,
    hour_of,
    interval,
    soon,
)  # fmt: skip

NOON = 1_800_014_400.0  # 12:00 UTC
MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
SECONDS = st.floats(0, 400 * DAY)
CHANCE = st.floats(0, 1)


def middle(rhythm: float | None, idle: float) -> float:
    return after_reading(NOON, interval(None, rhythm, idle), 0.5) - NOON


def test_a_busy_agency_is_asked_every_minute() -> None:
    assert middle(40.0, 20.0) == SHORTEST


def test_in_busy_hours_a_poll_comes_twice_in_a_typical_gap() -> None:
    assert middle(20 * MINUTE, 5 * MINUTE) == 10 * MINUTE


def test_a_source_that_falls_silent_is_asked_less_and_less_and_after_two_days_every_six_hours() -> None:
    idle, waits = 0.0, []
    while idle < 2 * DAY:
        waits.append(middle(5 * MINUTE, idle))
        idle += waits[-1]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST
    assert len(waits) < 60


def test_after_a_night_the_first_words_wait_eighty_minutes_at_most() -> None:
    assert middle(10 * MINUTE, 8 * HOUR) <= 80 * MINUTE


def test_one_that_speaks_again_is_asked_at_its_old_rhythm_at_once() -> None:
    assert middle(5 * MINUTE, 30 * DAY) == LONGEST
    assert middle(5 * MINUTE, 0) == 2.5 * MINUTE


def test_a_source_that_never_had_an_entry_is_asked_less_and_less() -> None:
    waits = [interval(None, None, None, polls) for polls in range(60)]
    assert waits[0] == 5 * MINUTE
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST


def test_a_source_that_gives_all_its_entries_at_one_time_is_a_fast_one_not_an_unknown_one() -> None:
    assert interval(None, 0.0, 0.0) == SHORTEST


def test_a_definition_that_says_how_often_is_obeyed_whatever_the_source_claims() -> None:
    normal = interval(20.0, 5 * HOUR, 30 * DAY)
    due = after_reading(NOON, normal, 0.5, claims=HOUR, skip_hours=range(24), fixed=True)
    assert due == NOON + 20


def test_what_the_source_asks_for_counts_up_to_an_hour() -> None:
    assert after_reading(NOON, MINUTE, 0.5, claims=15 * MINUTE) == NOON + 15 * MINUTE
    assert after_reading(NOON, MINUTE, 0.5, claims=DAY) == NOON + CLAIM
    assert after_reading(NOON, 2 * HOUR, 0.5, claims=15 * MINUTE) == NOON + 2 * HOUR


def test_hours_in_which_it_does_not_change_are_left_out_up_to_an_hour() -> None:
    ten_to = NOON - 10 * MINUTE
    assert after_reading(ten_to, 20 * MINUTE, 0.5, skip_hours={12}) == ten_to + CLAIM
    assert after_reading(NOON + 50 * MINUTE, 5 * MINUTE, 0.5, skip_hours={12}) == NOON + HOUR
    assert after_reading(NOON, 5 * MINUTE, 0.5, skip_hours=range(24)) == NOON + CLAIM
    assert after_reading(NOON, 5 * MINUTE, 0.5, skip_hours={11, 13}) == NOON + 5 * MINUTE
    assert hour_of(NOON) == 12


def test_failures_double_the_time_up_to_six_hours() -> None:
    waits = [after_failure(NOON, MINUTE, failures, 0.5) - NOON for failures in range(1, 50)]
    assert waits[:4] == [2 * MINUTE, 4 * MINUTE, 8 * MINUTE, 16 * MINUTE]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST


def test_what_only_a_person_can_mend_is_asked_once_a_day_after_a_week() -> None:
    waits = [after_failure(NOON, MINUTE, failures, 0.5, person=True) - NOON for failures in range(1, 50)]
    assert 6 * DAY < sum(waits[: WEEK - 1]) < 8 * DAY
    assert waits[WEEK - 2] == LONGEST
    assert waits[WEEK - 1] == DAILY
    assert after_failure(NOON, MINUTE, 10**6, 0.5) == NOON + LONGEST


def test_retry_after_is_obeyed_up_to_a_day() -> None:
    assert after_failure(NOON, MINUTE, 1, 0.5, after=3 * HOUR) == NOON + 3 * HOUR
    assert after_failure(NOON, MINUTE, 1, 0.5, after=90 * DAY) == NOON + RETRY
    assert after_failure(NOON, HOUR, 1, 0.5, after=5) == NOON + 2 * HOUR


def test_a_definition_that_asks_rarely_is_not_asked_more_often_when_it_fails() -> None:
    assert after_failure(NOON, 2 * DAY, 1, 0.5) == NOON + 2 * DAY


@given(SECONDS, SECONDS, CHANCE)
def test_the_time_between_two_polls_is_between_a_minute_and_six_hours(
    rhythm: float, idle: float, chance: float
) -> None:
    normal = interval(None, rhythm, idle)
    wait = after_reading(NOON, normal, chance) - NOON
    assert SHORTEST <= wait <= LONGEST
    assert abs(wait - normal) <= JITTER * normal + 1e-3


@given(SECONDS, SECONDS, SECONDS, CHANCE, st.frozensets(st.integers(0, 23)), st.data())
def test_a_slower_source_is_never_asked_sooner(
    rhythm: float, idle: float, claims: float, chance: float, skip: frozenset[int], data: st.DataObject
) -> None:
    def due(rhythm: float, idle: float, claims: float) -> float:
        normal = interval(None, rhythm, idle)
        return after_reading(NOON, normal, chance, claims=claims, skip_hours=skip)

    more = data.draw(SECONDS)
    assert due(rhythm, idle, claims) >= NOON + SHORTEST
    assert due(rhythm + more, idle, claims) >= due(rhythm, idle, claims)
    assert due(rhythm, idle + more, claims) >= due(rhythm, idle, claims)
    assert due(rhythm, idle, claims + more) >= due(rhythm, idle, claims)


@given(st.floats(1, 10 * DAY), CHANCE, st.booleans(), st.floats(0, 1e9) | st.none(), st.integers(1, 100))
def test_more_failures_never_bring_the_next_try_nearer(
    normal: float, chance: float, person: bool, after: float | None, failures: int
) -> None:
    dues = [
        after_failure(NOON, normal, count, chance, after=after, person=person)
        for count in range(failures, failures + 3)
    ]
    assert all(one <= other for one, other in pairwise(dues))
    assert NOON + normal <= dues[0] <= NOON + max(DAILY, normal, RETRY)


@pytest.mark.parametrize("chance", [0.0, 0.3, 1.0])
def test_what_was_left_over_is_gone_on_with_after_a_minute(chance: float) -> None:
    assert SHORTEST <= soon(NOON, chance) - NOON <= 1.1 * SHORTEST
