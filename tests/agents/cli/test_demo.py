"""The demo as it is run: a broker in memory, every role a process, a day of news, a status."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from streams.admin import BrokerFault
from streams.embedded import executable
from tests.children import children

ROOT = Path(__file__).parents[3]
DEMO = [sys.executable, "-m", "agents.cli.main", "demo"]
PATIENCE = 120

DAY = (
    {
        "id": "call-fr", "url": "https://gazette.example/1", "language": "fr", "source": "La Gazette",
        "title": "Emmanuel Macron s’est entretenu par téléphone avec Vladimir Poutine",
        "text": "Emmanuel Macron s’est entretenu jeudi 4 mars 2021 par téléphone avec Vladimir Poutine, a "
        "indiqué l’Élysée. Les deux présidents ont parlé de la Libye pendant une heure.",
        "published": "2021-03-04T18:00:00Z",
    },
    {
        "id": "storm", "url": "https://herald.example/2", "language": "en", "source": "Harbour Herald",
        "title": "Storm closes the harbour for a second day",
        "text": "The harbour stayed closed on Thursday as waves of six metres broke over the quay.",
        "published": "2021-03-04T18:10:00Z",
    },
    {
        "id": "call-en", "url": "https://herald.example/3", "language": "en", "source": "Harbour Herald",
        "title": "Macron and Putin speak by phone about Libya",
        "text": "French President Emmanuel Macron and Russian President Vladimir Putin held a telephone "
        "conversation on 4 March 2021, the Kremlin said.",
        "published": "2021-03-04T19:00:00Z",
    },
    {
        "id": "cup", "url": "https://sport.example/4", "language": "en", "source": "Sport Today",
        "title": "France beat Russia in the volleyball final",
        "text": "France beat Russia by three sets to one on Saturday and won the cup.",
        "published": "2021-03-04T20:00:00Z",
    },
)  # fmt: skip
CALL = {
    "kind": "call",
    "date": "2021-03-04",
    "state": "held",
    "opens": "call-fr",
    "items": ["call-fr", "call-en"],
}
VISIT = {"kind": "visit", "date": "2021-04-12", "state": "planned", "opens": "gone", "items": ["gone"]}


def _missing() -> str | None:
    try:
        executable()
    except BrokerFault as fault:
        return str(fault)
    return None


pytestmark = [
    pytest.mark.service,
    pytest.mark.skipif(_missing() is not None, reason=str(_missing())),
]


@contextmanager
def demo(
    folder: Path, *alerts: dict[str, Any], options: tuple[str, ...] = ("--exit",), times: int = 1
) -> Iterator[Any]:
    """Run the demo on the toy day, so many times over, with the alerts that it is to give."""
    day, must = folder / "day.jsonl", folder / "expected.json"
    day.write_text("".join(json.dumps(item) + "\n" for item in DAY * times), encoding="utf-8")
    must.write_text(json.dumps({"alerts": alerts, "silent": ["storm", "cup"]}), encoding="utf-8")
    call = [*DEMO, *options, "--day", str(day), "--expected", str(must)]
    env = os.environ | {"DETENTE_KAFKA": "nowhere:1", "PYTHONUNBUFFERED": "1"}  # settings are left aside
    with subprocess.Popen(
        call, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def until(process: Any, words: str, seconds: float = 120) -> str:
    """Return what the demo says up to a line with `words`; it is killed where it does not say it in time."""
    said, ending = "", threading.Timer(seconds, process.kill)
    ending.start()
    try:
        for line in process.stdout:
            said += line
            if words in line:
                return said
    finally:
        ending.cancel()
    raise AssertionError(f"{words!r} was not said within {seconds:g} s:\n{said}")


def test_the_expected_alert_is_shown_as_it_comes_and_the_status_is_0(tmp_path: Path) -> None:
    began = time.monotonic()
    with demo(tmp_path, CALL) as process:
        said = until(process, "call · held · 2021-03-04")
        assert time.monotonic() - began < 60
        said += process.stdout.read()
        assert process.wait(PATIENCE) == 0, said
    assert re.search(r"^\d\d:\d\d:\d\d  new  call · held · 2021-03-04$", said, re.MULTILINE)
    assert " " * 10 + "“" in said  # a sentence that proves it
    assert "gazette.example" in said
    assert "4 articles, 1 alerts" in said
    assert "2 reports" in said  # the second report joined it, silently
    assert "1 of 1 expected alerts came" in said
    assert "board: http://127.0.0.1:" in said


def test_where_other_alerts_are_expected_it_says_which_and_the_status_is_1(tmp_path: Path) -> None:
    with demo(tmp_path, VISIT) as process:
        said = process.stdout.read()
        assert process.wait(PATIENCE) == 1, said
    assert "missing: visit planned 2021-04-12 (gone)" in said
    assert "too much: call held 2021-03-04 (call-en, call-fr): not expected" in said
    assert "0 of 1 expected alerts came" in said


def test_a_stage_that_dies_ends_the_demo_with_a_status_and_nothing_is_left_running(tmp_path: Path) -> None:
    with demo(tmp_path, CALL, times=30) as process:
        said = until(process, "  new  ")
        started = children(process.pid)
        (tag,) = [one for one, command in started.items() if "--stage tag" in command]
        os.kill(tag, signal.SIGKILL)
        said += process.stdout.read()
        assert process.wait(PATIENCE) == 1, said
    assert "tag ended with SIGKILL" in said
    assert [one for one in started if Path(f"/proc/{one}").exists()] == []


def test_a_broker_that_dies_ends_the_demo_at_once_with_a_status(tmp_path: Path) -> None:
    with demo(tmp_path, CALL, times=30) as process:
        said = until(process, "  new  ")
        (broker,) = [one for one, command in children(process.pid).items() if "/tansu " in command]
        began = time.monotonic()
        os.kill(broker, signal.SIGKILL)
        said += process.stdout.read()
        assert process.wait(PATIENCE) == 1, said
    assert "the broker ended" in said
    assert time.monotonic() - began < 10


def test_without_exit_it_goes_on_until_ctrl_c_and_ends_in_order(tmp_path: Path) -> None:
    with demo(tmp_path, CALL, options=()) as process:
        until(process, "the service goes on; Ctrl-C ends it")
        started = children(process.pid)
        assert len(started) >= 7  # the broker, four stages, notify, the board
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
        assert process.stdout.read() == "stopping\n"
    assert [one for one in started if Path(f"/proc/{one}").exists()] == []


def test_ctrl_c_before_the_day_is_through_is_no_success(tmp_path: Path) -> None:
    with demo(tmp_path, CALL) as process:
        until(process, "starting clean")
        process.send_signal(signal.SIGINT)
        said = process.stdout.read()
        assert process.wait(PATIENCE) == 130
    assert "Traceback" not in said


def test_the_bundled_day_gives_the_alerts_it_must_give() -> None:
    done = subprocess.run(
        [*DEMO, "--exit"], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "20 of 20 expected alerts came" in done.stdout
