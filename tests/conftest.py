"""What all tests get: the labelled data where they are, and a last word on what was skipped."""

import os
from collections import Counter
from pathlib import Path

import hypothesis
import pytest

pytest_plugins = ["tests.kafka.fixtures"]

ROOT = Path(__file__).resolve().parents[1]

# The settings of whoever runs the tests are not theirs: neither here nor in what they start.
for name in [name for name in os.environ if name.startswith("DETENTE_")]:
    del os.environ[name]
# They start hundreds of workers, and what is tried is seldom how soon the first article is decided.
os.environ["DETENTE_REHEARSE"] = "no"

# The same examples in each run, none with a time limit: a slow machine is no fault of the code.
# `pytest --hypothesis-profile=search` looks for new ones.
hypothesis.settings.register_profile("same", deadline=None, derandomize=True, database=None)
hypothesis.settings.register_profile("search", deadline=None, max_examples=2000)
hypothesis.settings.load_profile("same")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder with labelled data and sample texts that stands beside the repository."""
    folder = ROOT.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("the labelled data are not here: a folder `shared` beside the repository")
    return folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """End with how many tests were skipped and why."""
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    )
    terminalreporter.write_line(f"{reasons.total()} tests skipped")
    for reason, count in reasons.most_common():
        terminalreporter.write_line(f"  {count} × {reason}")
