"""The command line as a whole: help, mistakes, and what needs a broker when there is none."""

import resource
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from agents.cli.main import cli
from agents.watch.load import SHIPPED
from tests.agents.cli.conftest import Run

ROOT = Path(__file__).parents[3]
COMMANDS = ("worker", "ingest", "replay", "clean", "evaluate", "alerts", "topics", "dlq", "watch")


def test_help_comes_at_once_and_names_every_command() -> None:
    call = [sys.executable, "-m", "agents.cli.main", "--help"]
    times = []
    for _ in range(3):
        began = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True)
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime)
    assert min(times) < 0.5
    assert all(f"  {name} " in done.stdout for name in COMMANDS)


def test_importing_the_commands_imports_nothing_heavy() -> None:
    heavy = "aiokafka", "trafilatura", "numpy", "faust", "rich", "agents.pipeline", "msgspec"
    code = f"import sys, agents.cli.main; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_every_command_says_what_it_does() -> None:
    for name, command in cli.commands.items():
        assert command.help, name
        for inner, nested in getattr(command, "commands", {}).items():
            assert nested.help, f"{name} {inner}"


@pytest.mark.parametrize(
    "args",
    [
        ("topics", "create"),
        ("topics", "check"),
        ("alerts",),
        ("dlq", "list"),
        ("dlq", "show", "0"),
        ("dlq", "requeue", "--all"),
        ("ingest", "file"),
    ],
    ids=" ".join,
)
def test_without_a_broker_configured_it_says_how_to_name_one(
    run: Run, toys: None, args: tuple[str, ...], tmp_path: Path
) -> None:
    if args[0] == "ingest":
        (tmp_path / "a.txt").write_text("x")
        args = (*args, str(tmp_path))
    result = run(*args)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "DETENTE_KAFKA=host:port" in result.stderr


def test_a_broker_that_is_not_there_is_named_and_tried_again(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{held.getsockname()[1]}"
        monkeypatch.setenv("DETENTE_KAFKA", address)
        (tmp_path / "a.txt").write_text("x")
        result = run("ingest", "file", tmp_path, "--wait", "1")
    assert result.exit_code == 1
    first, last = result.stderr.splitlines()[0], result.stderr.splitlines()[-1]
    assert f"no Kafka broker answers at {address}" in first
    assert "next try in" in first
    assert f"Error: no Kafka broker answers at {address}" in last
    assert "Traceback" not in result.stderr


def test_a_stage_that_is_none_is_told_the_names(run: Run) -> None:
    result = run("worker", "--stage", "cook")
    assert result.exit_code == 2
    assert "'cook' is no stage; there are clean, dedup, tag, alert" in result.stderr


def test_requeue_wants_positions_or_all_but_not_both(run: Run) -> None:
    for args in ((), ("3", "--all")):
        result = run("dlq", "requeue", *args)
        assert result.exit_code == 2
        assert "name the positions to send back, or --all" in result.stderr


def test_the_shipped_watches_are_well(run: Run) -> None:
    result = run("watch", "check")
    assert result.exit_code == 0
    ids = {line.partition(":")[0] for line in result.stdout.splitlines()}
    assert ids == {path.stem for path in SHIPPED.glob("*.toml")}


def test_a_broken_watch_is_told_with_file_and_line_and_the_others_are_checked(
    run: Run, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text('id = "a"\ntitle = "A"\nthreshhold = 0.5\n')
    shipped = next(iter(SHIPPED.glob("*.toml")))
    result = run("watch", "check", broken, shipped)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == (f"Error: {broken}:1: a watch needs two or more [[side]] tables")
    assert f"Error: {broken}:3: unknown key 'threshhold', did you mean 'threshold'?" in result.stderr
    assert result.stdout.startswith(f"{shipped.stem}: ")


ROLES = pytest.mark.parametrize(
    "role",
    [
        ["worker", "--stage", "tag"],
        ["notify"],
        ["board"],
        ["ingest", "sources"],
        ["ingest", "push"],
        ["ingest", "feed", "https://x.example/"],
        ["ingest", "file", "--follow", "."],
    ],
    ids=lambda role: " ".join(role[:2]),
)


@ROLES
def test_a_role_whose_settings_need_a_person_ends_with_a_status_that_is_not_started_again(
    monkeypatch: pytest.MonkeyPatch, role: list[str]
) -> None:
    monkeypatch.setenv("DETENTE_LOG_LEVEL", "nonsense")
    result = CliRunner().invoke(cli, role)
    assert result.exit_code == 78
    assert "DETENTE_LOG_LEVEL" in result.stderr


@ROLES
def test_a_role_without_a_broker_ends_with_one_line_and_is_not_started_again(role: list[str]) -> None:
    """As a process, for its log goes to stderr too."""
    call = [sys.executable, "-m", "agents.cli.main", *role]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 78
    assert done.stderr.splitlines() == [
        'Error: no Kafka broker is set: DETENTE_KAFKA=host:port, or kafka = "host:port" in the settings file'
    ]
