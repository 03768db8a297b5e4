"""What can be checked without a broker: Python, packages, disk, settings, watches, ports."""

import importlib.metadata
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import agents
from agents.roles import ROLES
from streams.settings import SETTINGS, Settings

LEAST_PYTHON = (3, 11)
LEAST_FREE = 1 << 30  # bytes: the service keeps nothing on disk but logs and a few kB beside them
ANSWERS = 3.0  # seconds for a role to say how it is
LOCK = Path(agents.__file__).parents[1] / "deploy" / "lock" / "run.txt"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    well: bool | None  # None: worth knowing, nothing to mend
    says: str
    hint: str = ""  # how to mend it


def python() -> Check:
    """Check the version of Python."""
    least = ".".join(map(str, LEAST_PYTHON))
    says = f"{platform.python_version()} at {sys.executable}"
    return Check("python", sys.version_info >= LEAST_PYTHON, says, f"version {least} or later is needed")


def packages(lock: Path = LOCK) -> Check:
    """Check that what is declared is installed and, where the lock is here, in the locked versions."""
    installed = {
        _plain(one.metadata["Name"]): one.version for one in importlib.metadata.distributions() if one.name
    }
    declared = [
        _plain(re.split(r"[\s=<>~!;\[(]", one, maxsplit=1)[0])
        for one in importlib.metadata.requires("detente") or ()
        if "extra ==" not in one
    ]
    locked, everywhere = _locked(lock)
    missing = sorted({*declared, *everywhere} - installed.keys())
    other = [
        f"{name} {installed[name]} (locked: {' or '.join(sorted(versions))})"
        for name, versions in locked.items()
        if name in installed and installed[name] not in versions
    ]
    if missing or other:
        told = [f"missing {', '.join(missing)}"] if missing else []
        told += [f"other versions than locked: {', '.join(other)}"] if other else []
        hint = "`make venv`, or `pip install --require-hashes -r deploy/lock/run.txt`"
        return Check("packages", False, "; ".join(told), hint)
    what = f"{sum(name in installed for name in locked)} in the locked versions"
    return Check(
        "packages", True, what if locked else f"{len(declared)} declared are installed; no lock is here"
    )


def disk(*folders: Path) -> Check:
    """Check that there is room where the service writes: the folder it is started in, and for what passes."""
    places = folders or (Path.cwd(), Path(tempfile.gettempdir()))
    free = {place: shutil.disk_usage(place).free for place in dict.fromkeys(places)}
    says = ", ".join(f"{size / (1 << 30):.1f} GiB free in {place}" for place, size in free.items())
    return Check("disk", min(free.values()) >= LEAST_FREE, says, "less than 1 GiB: make room")


def settings(loaded: Settings) -> Check:
    """Say which settings are not the default; secrets are not shown."""
    default = Settings()
    changed = [name for name in SETTINGS if getattr(loaded, name) != getattr(default, name)]
    shown = ", ".join(f"{name} = {_shown(loaded, name)}" for name in changed)
    return Check("settings", True, shown or "all at their defaults")


def watches(loaded: Settings) -> Check:
    """Check that the watches can be read."""
    from agents.watch.load import load_watches

    try:
        found = load_watches(loaded.watches)
    except (ValueError, OSError) as fault:
        return Check("watches", False, str(fault), "`detente watch check` checks one file after the other")
    return Check("watches", True, ", ".join(f"{one.id} (revision {one.revision})" for one in found))


async def ports(loaded: Settings) -> AsyncIterator[Check]:
    """Check of each role that it answers and is ready, or that its port is free for it."""

    import aiohttp

    running: list[str] = []
    faults: list[Check] = []
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWERS)) as session:
        for role in ROLES:
            if role.health is None or not (loaded.board_port if role.page else loaded.metrics_port):
                continue  # it takes any free port, which only its log names
            url = role.health(loaded)
            try:
                async with session.get(f"{url}/readyz") as answer:
                    said, status = (await answer.text(errors="replace")).strip()[:200], answer.status
            except (aiohttp.ClientConnectorError, ConnectionRefusedError):
                continue  # nobody listens: free, or of another machine
            except (TimeoutError, aiohttp.ClientError, OSError) as fault:
                said, status = str(fault) or type(fault).__name__, 0
            if status == 200 and said == "ready":
                running.append(role.name)
            elif status == 503:
                faults.append(Check(f"role {role.name}", False, f"not ready: {said}", "its log says more"))
            else:
                other = "something else listens there: end it, or set metrics_port or board_port"
                faults.append(Check(f"role {role.name}", False, f"{url} does not answer as it should", other))
    for one in faults:
        yield one
    if running:
        yield Check("roles", True, f"ready: {', '.join(running)}")
    elif not faults:
        hint = "`detente up` starts all of them"
        yield Check("roles", None, "none runs at the ports that are set, which are free", hint)


def _shown(loaded: Settings, name: str) -> str:
    return str(getattr(loaded, name)) if SETTINGS[name].repr else "set, and not shown"


def _locked(lock: Path) -> tuple[dict[str, set[str]], set[str]]:
    """Return the versions that a lock allows, by name, and the names that every machine must have.

    A package may have several versions, or be left out, as the machine has it: those carry a marker.
    """
    versions: dict[str, set[str]] = {}
    everywhere: set[str] = set()
    for line in lock.read_text(encoding="utf-8").splitlines() if lock.is_file() else ():
        if pinned := re.match(r"([\w.-]+)==([^\s;\\]+)", line):
            versions.setdefault(_plain(pinned[1]), set()).add(pinned[2])
            if ";" not in line:
                everywhere.add(_plain(pinned[1]))
    return versions, everywhere


def _plain(name: str) -> str:
    """Return a package's name as PEP 503 compares names."""
    return re.sub(r"[-_.]+", "-", name).lower()
