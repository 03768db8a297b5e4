"""`detente outlets`: learned from files, shown, and used by cleaning."""

import json
from pathlib import Path

import pytest

from agents.clean.outlet_lines import load_outlet_rules
from tests.agents.cli.conftest import Run

VILLAGES = ("Aldham", "Benton", "Corley", "Dunmere", "Elford", "Farnhill")
FRAME = "Harbour letters 12 of 50"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.jsonl"
    rows = (
        {
            "id": village,
            "url": f"https://harbour.example/{village}",
            "title": f"Ferry to {village} stops",
            "text": f"The ferry to {village} stopped on Monday because of the wind.\n\n"
            f"In {village} people waited at the pier until the evening.\n\n{FRAME}",
            "published": f"2022-03-0{day}",
        }
        for day, village in enumerate(VILLAGES, 1)
    )
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows) + "{broken\n", "utf-8")
    return path


def test_what_files_repeat_is_learned_written_and_shown(run: Run, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "rules.toml"
    result = run("outlets", "learn", articles, "--out", out)
    assert result.exit_code == 0
    assert "harbour.jsonl:7: not JSON" in result.stderr
    version = load_outlet_rules(out).version
    assert f"1 lines of 1 outlets learned from 6 articles; version {version}" in result.stderr
    shown = run("outlets", "show", out).stdout
    assert "harbour.example: 6 articles" in shown
    assert "     6  2022-03-01 to 2022-03-06  harbour letters # of #" in shown
    assert "changed by hand" not in shown


def test_without_a_file_named_the_rules_are_printed(run: Run, articles: Path) -> None:
    assert run("outlets", "learn", articles).stdout.count("[[outlet.line]]") == 1
    assert "[[outlet]]" not in run("outlets", "learn", articles, "--articles", "7").stdout


def test_clean_uses_the_file_that_the_settings_name(
    run: Run, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "rules.toml"
    run("outlets", "learn", articles, "--out", out)
    monkeypatch.setenv("DETENTE_OUTLET_RULES", str(out))
    lines = [json.loads(line) for line in run("clean", articles, "--json").stdout.splitlines()]
    assert len([line for line in lines if line["text"]]) == len(VILLAGES)
    assert not any(FRAME in line["text"] for line in lines)


def test_a_file_changed_by_hand_is_said_to_be(run: Run, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "rules.toml"
    run("outlets", "learn", articles, "--out", out)
    out.write_text(out.read_text("utf-8").replace("harbour letters", "lake letters"), "utf-8")
    assert "changed by hand" in run("outlets", "show", out).stdout


@pytest.mark.parametrize(
    ("args", "status", "message"),
    [
        (("learn",), 2, "name files to learn from, or --topic"),
        (("learn", "--topic"), 1, "DETENTE_KAFKA"),
        (("show", "{rules}", "--outlet", "pier.example"), 1, "has no rules for pier.example; it has harbour"),
        (("show", "{broken}"), 1, "broken.toml:1: unknown key 'x'"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line(
    run: Run, articles: Path, tmp_path: Path, args: tuple[str, ...], status: int, message: str
) -> None:
    rules, broken = tmp_path / "rules.toml", tmp_path / "broken.toml"
    run("outlets", "learn", articles, "--out", rules)
    broken.write_text("x = 1\n")
    result = run("outlets", *(arg.format(rules=rules, broken=broken) for arg in args))
    assert result.exit_code == status
    assert message in result.stderr
