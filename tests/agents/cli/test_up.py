"""`up --embedded` as it is run: everything in memory, articles from another terminal, ended in order."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.agents.cli import test_demo
from tests.agents.cli.test_demo import DAY, ROOT, until
from tests.children import children

pytestmark = test_demo.pytestmark  # runs where the demo does
CALL = [sys.executable, "-m", "agents.cli.main"]


def test_articles_that_are_sent_to_it_raise_their_alert_also_after_a_stage_was_killed(tmp_path: Path) -> None:
    env = os.environ | {"PYTHONUNBUFFERED": "1", "DETENTE_METRICS_PORT": "0", "DETENTE_BOARD_PORT": "0"}
    env["DETENTE_PUSH_PORT"] = "0"
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*CALL, "up", "--embedded"], cwd=ROOT, env=env, stdout=pipe, stderr=subprocess.STDOUT, text=True
    ) as up:
        try:
            said = until(up, "ready: clean, dedup, tag, alert")
            found = re.search(r"DETENTE_KAFKA=(\S+) DETENTE_PROFILE=(\w+) detente ingest", said)
            assert found
            reach = {"DETENTE_KAFKA": found[1], "DETENTE_PROFILE": found[2]}
            for number, item in enumerate(DAY):
                path = tmp_path / f"{number}.jsonl"
                path.write_text(json.dumps(item) + "\n", encoding="utf-8")
            first, *others = [str(tmp_path / f"{number}.jsonl") for number in range(len(DAY))]
            detente(reach, "ingest", "file", first)
            assert wait_for(reach, 1) == [("call", 1)]
            (dedup,) = [one for one, command in children(up.pid).items() if "--stage dedup" in command]
            os.kill(dedup, signal.SIGKILL)
            until(up, "dedup ended with SIGKILL; starting it again")
            until(up, "state of news.unique read back: 1 records")
            detente(reach, "ingest", "file", first, *others)  # the first once more: a repeat
            assert wait_for(reach, 2) == [("call", 2)]
            up.send_signal(signal.SIGTERM)
            assert "Traceback" not in str(up.stdout and up.stdout.read())
            assert up.wait(60) == 0
        finally:
            up.kill()


def wait_for(reach: dict[str, str], reports: int) -> list[tuple[str, int]]:
    """Return kind and number of reports of each alert, once there are so many in all."""
    end = time.monotonic() + 60
    while True:
        found = [json.loads(line) for line in detente(reach, "alerts", "--json").splitlines()]
        seen = [(one["event"]["kind"], one["coverage"]["reports"]) for one in found]
        if sum(count for _, count in seen) >= reports:
            return seen
        assert time.monotonic() < end, seen
        time.sleep(0.3)


def detente(reach: dict[str, str], *arguments: str) -> str:
    env = os.environ | reach
    return subprocess.run(
        [*CALL, *arguments], cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True
    ).stdout
