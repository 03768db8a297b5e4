"""`make bench`: a minute of 500 articles a second to one `ingest push` on Apache Kafka, and what it cost."""

import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from streams import admin
from streams.settings import Settings
from tests.kafka.broker import Broker, missing
from tests.kafka.harness import ROOT, Process, until

LOAD = ROOT / "tests" / "bench" / "push_load.py"
TICKS = os.sysconf("SC_CLK_TCK")


def used(pid: int) -> tuple[float, float]:
    """Return the seconds of processor time and the MiB of memory of a process (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS, int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def ready(url: str) -> bool:
    """Return whether push says that it takes articles."""
    try:
        with urllib.request.urlopen(f"{url}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def main() -> None:
    """Start a broker and push, send for a minute, print the figures and stop both."""
    if reason := missing():
        raise SystemExit(reason)
    with tempfile.TemporaryDirectory() as folder:
        broker = Broker(Path(folder))
        broker.start()
        try:
            figures = measured(Settings(kafka=broker.address), Path(folder), sys.argv[1:])
        finally:
            broker.stop()
    print(json.dumps(figures, indent=2))


def measured(settings: Settings, folder: Path, options: list[str]) -> dict[str, object]:
    """Return the figures of the load tool, with what push used and how busy the machine was before."""
    asyncio.run(admin.create_topics(settings))
    command = [sys.executable, "-m", "agents.cli.main", "ingest", "push", "--port", "0"]
    push = Process(command, folder / "push.log", os.environ | {"DETENTE_KAFKA": settings.kafka})
    try:
        url = until(lambda: re.search(r"push: POST (http://\S+)/articles", push.text), 60, push)[1]
        busy = os.getloadavg()[0]
        until(lambda: ready(url), 60, push)
        before, _ = used(push.pid)
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, LOAD, url, *options], capture_output=True, text=True, check=True
        )
        took = time.monotonic() - begun
        after, memory = used(push.pid)
    finally:
        push.stop()
    return json.loads(done.stdout) | {
        "push_cpu": round((after - before) / took, 2),
        "push_mib": round(memory),
        "cores": os.cpu_count(),
        "load_before": round(busy, 2),  # processes that wanted the cores when it began
    }


if __name__ == "__main__":
    main()
