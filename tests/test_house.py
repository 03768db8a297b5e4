"""Rules of the house that no linter knows."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODE = ("streams", "agents")
MADE = {"__pycache__", "build", "dist", "detente.egg-info"}
MOST_LINES = 250
VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
# A folder that only one machine has; not a path inside a URL, nor one that ends in a word of the repository,
# nor where Apache's image of Kafka has its commands.
MACHINE = re.compile(r"(?<![\w.~}/-])/(?:work|root|home|Users|opt(?!/kafka/bin/)|tmp/scratch)/\w")
# What names where packages come from: that is for each machine to say.
REGISTRY = re.compile(
    r"--(?:index-url|extra-index-url|find-links|trusted-host)\b|<repositor(?:y|ies)>", re.IGNORECASE
)


def tracked() -> list[Path]:
    """Return the files that belong to the repository; where git cannot say, all that look like it."""
    if shutil.which("git"):
        ask = ["git", "ls-files", "-z"]
        asked = subprocess.run(ask, cwd=ROOT, capture_output=True, text=True, check=False)
        if asked.returncode == 0:
            return [path for name in asked.stdout.split("\0") if name and (path := ROOT / name).is_file()]
    return [path for path in ROOT.rglob("*") if path.is_file() and not made(path.relative_to(ROOT))]


def made(path: Path) -> bool:
    """Return whether a file came of work in the folder: hidden, compiled, built, or Kafka's jars."""
    return any(
        (part.startswith(".") and part != ".ci") or part in MADE or part.startswith("libs")
        for part in path.parts
    )


FILES = tracked()
MODULES = [path for path in FILES if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in CODE]


def lines(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    """Return where a pattern stands, as path:line: text."""
    found = []
    for path in files:
        text = path.read_bytes().decode(errors="replace") if path != Path(__file__) else ""
        for match in pattern.finditer(text):
            number = text.count("\n", 0, match.start()) + 1
            found.append(f"{path.relative_to(ROOT)}:{number}: {text.splitlines()[number - 1].strip()[:80]}")
    return found


def test_the_files_are_found() -> None:
    assert ROOT / "streams" / "stage.py" in MODULES


def test_a_file_is_small_enough_to_be_read_at_once() -> None:
    long = {
        str(p.relative_to(ROOT)): n for p in MODULES if (n := len(p.read_text().splitlines())) > MOST_LINES
    }
    assert long == {}


def test_a_name_says_what_is_inside() -> None:
    paths = [path.relative_to(ROOT) for path in FILES]
    assert [p for p in paths if VAGUE & {part.split(".")[0].lower() for part in p.parts}] == []


@pytest.mark.parametrize(
    "path", [p for p in FILES if p.suffix == ".toml"], ids=lambda path: str(path.relative_to(ROOT))
)
def test_every_toml_file_can_be_read(path: Path) -> None:
    tomllib.loads(path.read_text(encoding="utf-8"))


def test_the_licence_is_the_one_that_is_declared() -> None:
    licence = (ROOT / "LICENSE").read_text()
    assert "Apache License\n                           Version 2.0, January 2004" in licence
    assert "[name of copyright owner]" not in licence
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["license"] == "Apache-2.0"


def test_nothing_names_a_folder_of_one_machine() -> None:
    assert lines(MACHINE, FILES) == []


def test_nothing_names_a_registry() -> None:
    assert lines(REGISTRY, [p for p in FILES if p.name != "Makefile"]) == []
    locks = [p for p in FILES if p.parent.name == "lock"]
    assert locks
    assert lines(re.compile("https?://"), locks) == []


def test_nothing_is_put_off() -> None:
    later = re.compile(r"\b(?:TODO|FIXME|HACK)\b|pragma: no cover")
    assert lines(later, [p for p in FILES if p.suffix in (".py", ".toml", ".md", ".properties")]) == []


def test_every_silenced_lint_has_its_reason() -> None:
    bare = re.compile(r"# noqa(?!: [A-Z]+\d+(?:, ?[A-Z]+\d+)* - \S)")
    assert lines(bare, MODULES) == []


def test_every_folder_of_code_is_a_package() -> None:
    assert [p for p in MODULES if not (p.parent / "__init__.py").is_file()] == []


def test_the_locked_versions_cover_what_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    locked = {
        name.lower().replace("_", "-")
        for name in re.findall(r"^([\w.-]+)==", (ROOT / "deploy/lock/dev.txt").read_text(), re.MULTILINE)
    }
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    assert {re.split(r"[=<>~ ]", one)[0].replace("_", "-") for one in wanted} <= locked


def test_the_settings_of_whoever_runs_the_tests_are_kept_out_of_them() -> None:
    code = "import os, tests.conftest; print([name for name in os.environ if name.startswith('DETENTE_')])"
    run = [sys.executable, "-c", code]
    env = os.environ | {"DETENTE_LOG_LEVEL": "error", "DETENTE_SESION": "mistyped"}
    done = subprocess.run(run, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert done.stdout == "['DETENTE_REHEARSE']\n"  # which they set for themselves
