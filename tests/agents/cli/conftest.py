"""The commands on toy stages, so that what is tested is the commands."""

import sys
from collections.abc import Callable
from types import ModuleType

import pytest
from click.testing import CliRunner, Result

from agents.cli.main import cli
from streams.settings import Settings
from streams.stage import Stage
from tests.agents.cli.toys import STAGES

Run = Callable[..., Result]


@pytest.fixture
def toys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put toy stages in place of the pipeline."""
    module = ModuleType("agents.pipeline")
    by_name = {stage.name: stage for stage in STAGES}

    def configured(settings: Settings) -> tuple[Stage, ...]:
        return STAGES

    vars(module).update(PIPELINE=STAGES, configured=configured, stage_named=by_name.__getitem__)
    monkeypatch.setitem(sys.modules, "agents.pipeline", module)


@pytest.fixture
def run() -> Run:
    """Return a function that runs a command line and gives its result."""

    def go(*args: object) -> Result:
        return CliRunner().invoke(cli, [str(arg) for arg in args])

    return go
