"""What the documents show can be typed in, and what is made from the code is what the code says."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from agents.cli.main import cli

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
REPLAY = ["replay", "--watch", "germany-china.toml", "call.txt"]
BLOCKS = re.findall(r"^```\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


@pytest.mark.seconds
def test_the_texts_of_ones_own_raise_an_alert_each(tmp_path: Path) -> None:
    (block,) = [block for block in BLOCKS if "detente replay" in block]
    env = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    run = ["bash", "-euc", block]
    done = subprocess.run(run, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    call, visit = (json.loads(line) for line in done.stdout.splitlines())
    assert (call["id"], visit["id"]) == ("call.txt", "visit.txt")
    assert (call["watches"][0]["kind"], call["watches"][0]["date"]) == ("call", "2021-03-03")
    assert (visit["watches"][0]["kind"], visit["watches"][0]["date"]) == ("visit", "2021-04-12")
    for line in (call, visit):
        assert [alert["reason"] for alert in line["alerts"]] == ["new_event"]


@pytest.mark.seconds
def test_the_watch_that_is_shown_is_sound_and_finds_its_call(tmp_path: Path) -> None:
    (watch,) = re.findall(r"^```toml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    (tmp_path / "germany-china.toml").write_text(watch, encoding="utf-8")
    text = "Friedrich Merz spoke by telephone with China's president Xi Jinping on 12 March 2026 about trade."
    (tmp_path / "call.txt").write_text(text, encoding="utf-8")
    detente = [sys.executable, "-m", "agents.cli.main"]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    for arguments in (["watch", "check", "germany-china.toml"], REPLAY):
        run = [*detente, *arguments]
        done = subprocess.run(run, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    (found,) = json.loads(done.stdout)["watches"]
    assert (found["watch"], found["kind"], found["date"]) == ("germany-china", "call", "2026-03-12")


def test_every_command_that_is_named_exists() -> None:
    named = set(re.findall(r"detente ([a-z]+)", TEXT))
    assert {"replay", "topics", "worker", "ingest", "alerts"} <= named
    assert named <= set(cli.commands)


@pytest.mark.parametrize(
    ("name", "module"), [("settings", "settings_page"), ("topics", "topics"), ("metrics", "metrics")]
)
def test_a_page_that_is_made_from_the_code_is_up_to_date(name: str, module: str) -> None:
    """`make docs` writes them again."""
    run = [sys.executable, "-m", f"streams.{module}"]
    made = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8") == made


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md", "docs/decisions.md", "docs/topics.md"])
def test_every_link_inside_the_repository_leads_somewhere(page: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []


def test_every_target_of_make_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)", TEXT)) <= targets
