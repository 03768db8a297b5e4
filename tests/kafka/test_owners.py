"""A worker whose partitions may be another's writes nothing more, and one that ends does not keep them."""

from streams.exits import AGAIN, ENDED
from tests.kafka import harness
from tests.kafka.rig import Rig, assert_exact


def test_a_batch_that_outlasts_the_rebalance_that_waits_for_it_is_not_written(rig: Rig) -> None:
    rig.set_up("once", 60, n40="slow 17")
    first = rig.worker(batch_records=10, rebalance=10)
    harness.until(lambda: "deciding a slow one" in first.text, whose=first)
    second = rig.worker(batch_records=10, rebalance=10)
    assert first.wait() == AGAIN
    assert "nothing more is written" in first.text
    rig.finish()
    assert_exact(rig.written(), range(60))
    assert second.stop() == ENDED


def test_a_worker_that_lost_a_part_of_itself_ends_and_its_partitions_go_on(rig: Rig) -> None:
    rig.set_up("once", 20)
    fallen = rig.worker(falls=3)
    assert fallen.wait() == AGAIN
    assert "nobody expected this" in fallen.text
    rig.worker()
    rig.feed(range(20, 40))
    rig.finish()
    assert_exact(rig.written(), range(40))


def test_a_worker_that_is_stopped_before_its_first_record_does_not_wait_for_one(rig: Rig) -> None:
    rig.set_up("once", 60)
    first = rig.worker(resumes=300)
    harness.until(lambda: "resuming" in first.text, whose=first)
    assert first.stop() == ENDED
    assert "without leaving" not in first.text
    assert rig.written() == []
