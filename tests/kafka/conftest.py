"""What the tests of the loop ask for beside a broker."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from streams.settings import Settings
from tests.kafka import harness
from tests.kafka.rig import Rig


@pytest.fixture
def rig(settings: Settings, tmp_path: Path) -> Iterator[Rig]:
    with harness.processes() as started:
        yield Rig(settings, tmp_path, started)
