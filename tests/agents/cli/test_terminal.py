"""What is drawn where there is a terminal, and only there."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from agents.cli.alerts import _table, cells
from agents.cli.printable import printable
from streams.records import Alert, Coverage, Event

ROOT = Path(__file__).parents[3]
ALERT = Alert(
    id="a1", number=1, watch="toy", watch_revision="1", revision=2, reason="readout", notify=False,
    headline="[bold]Ministers\x1b[31m met", event=Event(family="contact", kind="meeting"),
    history=(), evidence=(),
    coverage=Coverage(reports=9, origins=2), facets=(), alerted="2024-03-01T10:00:00.123Z",
)  # fmt: skip


def test_an_alert_is_one_line_that_cannot_steer_the_terminal() -> None:
    assert cells(ALERT) == (
        "2024-03-01T10:00:00",
        "toy",
        "meeting held date unknown",
        "readout (silent)",
        "[bold]Ministers [31m met",
        "9 reports, 2 origins",
        "a1 r2",
    )
    assert printable("a\n\u202e\0b") == "a   b"


def test_the_table_shows_headlines_as_they_are(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    _table([ALERT])
    shown = capsys.readouterr().out
    assert "headline" in shown
    assert "[bold]Ministers" in shown


@pytest.mark.seconds
def test_a_bar_is_drawn_on_a_terminal_and_leaves_the_output_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Ministers met in the old town hall on Tuesday and agreed to speak again next week.\n")
    call = [sys.executable, "-m", "agents.cli.main", "clean", "--json", str(path)]
    mine, theirs = pty.openpty()
    done = subprocess.run(
        call, cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs, check=True, env=os.environ | {"TERM": "xterm"}
    )
    os.close(theirs)
    drawn = os.read(mine, 65536)
    os.close(mine)
    assert b"cleaning" in drawn
    assert done.stdout.startswith(b'{"path":')
    quiet = subprocess.run(call, cwd=ROOT, capture_output=True, check=True)
    assert (quiet.stdout, quiet.stderr) == (done.stdout, b"")
