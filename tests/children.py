"""The processes that a process has started. `ps` is not on every machine, and cuts lines where it is."""

import subprocess
from pathlib import Path


def children(pid: int) -> dict[int, str]:
    """Return the process id and the command line of each child of `pid`, its words with blanks between."""
    if not Path("/proc/self/stat").exists():
        return _asked(pid)
    found = {}
    for one in Path("/proc").iterdir():
        if not one.name.isdecimal():
            continue
        try:
            parent = (one / "stat").read_text(errors="replace").rpartition(")")[2].split()[1]
            if int(parent) == pid:
                found[int(one.name)] = (one / "cmdline").read_text(errors="replace").replace("\0", " ")
        except OSError:
            continue  # it has ended
    return found


def _asked(pid: int) -> dict[int, str]:
    """The same where there is no /proc."""
    asked = ["ps", "-ww", "-axo", "pid=,ppid=,args="]
    lines = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines()
    rows = (line.split(maxsplit=2) for line in lines)
    return {int(one): args for one, parent, args in rows if int(parent) == pid}
