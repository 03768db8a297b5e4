"""What a process has used so far, as Linux tells it."""

import os
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


def used(pid: int) -> tuple[float, int]:
    """Return the seconds of processor that a process has used, and the most bytes of memory it had."""
    stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return (int(stat[11]) + int(stat[12])) / _TICK, int(status["VmHWM"].split()[0]) << 10
