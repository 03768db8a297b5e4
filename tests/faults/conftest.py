"""What every run of the whole pipeline gets: its workers, none of which outlives the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from streams.settings import Settings
from tests.faults.pipeline import Pipeline
from tests.kafka import harness


@pytest.fixture
def pipeline(settings: Settings, tmp_path: Path) -> Iterator[Pipeline]:
    with harness.processes() as started:
        yield Pipeline(settings, tmp_path, started)
