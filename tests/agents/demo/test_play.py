"""How one knows that a day is through: by counting, stage after stage."""

from pathlib import Path

import pytest

from agents.demo.play import Count, DayFault, count, expected, stand, through

METRICS = """# HELP detente_records_total Records decided.
# TYPE detente_records_total counter
detente_records_total{reason="new",stage="dedup"} 7.0
detente_records_total{reason="repeat",stage="dedup"} 2.0
# TYPE detente_records_created gauge
detente_records_created{reason="new",stage="dedup"} 1.7e+09
# HELP detente_outputs_total Records written.
# TYPE detente_outputs_total counter
detente_outputs_total{stage="dedup"} 9.0
"""


def test_what_a_stage_has_done_is_read_from_its_metrics() -> None:
    assert count(METRICS) == Count(9, 9)
    assert count("") == Count(0, 0)


ALL = (Count(10, 9), Count(9, 9), Count(9, 4), Count(4, 3))


def test_a_day_is_through_when_every_stage_has_decided_all_and_the_last_records_were_seen() -> None:
    assert through(10, ALL, 3)


@pytest.mark.parametrize(
    ("sent", "counts", "read"),
    [
        (11, ALL, 3),  # one is still on its way to the first stage
        (10, (*ALL[:2], Count(8, 4), ALL[3]), 3),  # a stage in the middle lags
        (10, (*ALL[:3], Count(3, 2)), 2),  # the last one lags
        (10, ALL, 2),  # an alert has not been seen yet
    ],
)
def test_a_day_is_not_through_while_anything_is_on_its_way(
    sent: int, counts: tuple[Count, ...], read: int
) -> None:
    assert not through(sent, counts, read)


def test_an_empty_day_is_through_at_once() -> None:
    assert through(0, (Count(), Count()), 0)


def test_how_far_each_stage_is_can_be_said() -> None:
    assert stand(10, {"clean": Count(10, 9), "dedup": Count(5, 5)}) == "clean 10 of 10, dedup 5 of 9"


def test_a_file_that_is_no_day_is_named_with_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "day.json"
    path.write_text('{"alerts": [{"kind": "call"}]}')
    with pytest.raises(DayFault, match=rf"{path}: Object missing required field `date`"):
        expected(path)
