"""Child processes that cannot outlive the process that started them, and have its settings.

Run as a program it is the step in between: it ties itself to its parent and becomes the child.
"""

import ctypes
import os
import signal
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from streams.settings import Settings

_PR_SET_PDEATHSIG = 1  # prctl(2), Linux


def bound(argv: list[str]) -> list[str]:
    """Return a command that becomes `argv`, and is killed by the kernel when the caller's process dies.

    It must be started from a thread that lives as long as the process does. Elsewhere than on Linux
    there is no such thing, and `argv` itself is returned: who starts it must end it.
    """
    if not sys.platform.startswith("linux"):
        return argv
    return [sys.executable, "-I", "-S", __file__, str(os.getpid()), *argv]


def environment(settings: "Settings") -> dict[str, str]:
    """Return the environment in which a process loads these very settings, whatever this one's says."""
    from streams.settings import PREFIX, SETTINGS

    env = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    for name in SETTINGS:
        value = getattr(settings, name)
        if value not in (None, ""):
            told = value / timedelta(hours=1) if isinstance(value, timedelta) else value
            env[PREFIX + name.upper()] = str(told)
    return env


def _become(parent: int, argv: list[str]) -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0):
        sys.exit(f"prctl: {os.strerror(ctypes.get_errno())}")
    if os.getppid() != parent:
        sys.exit("the process that started this one is gone")
    try:
        os.execvp(argv[0], argv)  # noqa: S606 - no shell is wanted
    except OSError as fault:
        sys.exit(f"{argv[0]}: {fault.strerror}")


if __name__ == "__main__":
    _become(int(sys.argv[1]), sys.argv[2:])
