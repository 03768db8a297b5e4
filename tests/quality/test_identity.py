"""Made-up events told in several languages: reports of one meet, of two stay apart; printed with `-s`."""

import pytest

from tests.quality.identity import measured, table

SEEDS = 10  # of the thirty that `python -m tests.quality.identity` plays


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, float]]:
    found = measured(SEEDS)
    print("\n" + table(found))
    return found


def test_reports_of_one_event_meet_on_one_alert(figures: dict[str, dict[str, float]]) -> None:
    assert figures["all"]["pairs together"] >= 0.93
    assert figures["all"]["opened"] <= 1.22


def test_events_of_one_affair_stay_apart(figures: dict[str, dict[str, float]]) -> None:
    assert figures["all"]["events apart"] >= 0.74


@pytest.mark.parametrize("scene", ["a call a week", "a visit agreed in a call", "two states on one day"])
def test_what_differs_by_day_by_kind_or_by_state_is_hardly_ever_one(
    figures: dict[str, dict[str, float]], scene: str
) -> None:
    assert figures[scene]["events apart"] >= 0.9
