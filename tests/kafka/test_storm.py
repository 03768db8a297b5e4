"""Workers that come, go, die and freeze in an order that nobody chose: nothing is lost, nothing is twice."""

import os
import random

import pytest

from tests.kafka.broker import Broker
from tests.kafka.rig import Rig, assert_exact_of
from tests.kafka.storm import Storm


def survive(rig: Rig, name: str, seed: int, seconds: float, broker: Broker | None = None) -> None:
    """Let a storm pass over the toy `name`, and see that each record was answered once and in order."""
    rig.set_up(name, 0)
    storm = Storm(rig, random.Random(seed), broker)
    try:
        storm.blow(seconds)
        assert_exact_of(name, rig.written(), storm.fed)
    finally:
        print(f"seed {seed}, {name}, {storm.fed} records", *storm.log, sep="\n")  # shown where it fails


def test_a_short_storm_costs_nothing(rig: Rig) -> None:
    survive(rig, "once", 5, 15)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["once", "books"])
def test_a_long_storm_costs_nothing(rig: Rig, broker: Broker, name: str) -> None:
    """`STORM_SEED` and `STORM_SECONDS` choose another one."""
    seed = int(os.environ.get("STORM_SEED", "1"))
    survive(rig, name, seed, float(os.environ.get("STORM_SECONDS", "300")), broker)
