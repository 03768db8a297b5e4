"""`detente backtest`: two watches over the same articles, without a broker."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from agents.cli.main import cli
from agents.watch.load import SHIPPED

SCRIPTS = Path(__file__).resolve().parents[3] / "agents" / "demo" / "scripts"


@pytest.fixture
def calls_alone(tmp_path):
    text = (SHIPPED / "macron-russia.toml").read_text("utf-8")
    path = tmp_path / "calls.toml"
    path.write_text(text.replace("\nthreshold", '\nkinds = ["call"]\nthreshold', 1), "utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(cli, ["backtest", *map(str, arguments)])


def test_what_a_narrower_watch_loses_is_shown_with_its_sentences(calls_alone):
    done = run("--watch", calls_alone, SCRIPTS / "visit.jsonl", SCRIPTS / "denied.jsonl")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert lines[-1].startswith("15 articles: 0 gained, ")
    assert any(line.startswith("  - visit held 2027-03-04") for line in lines)
    assert any(line.startswith("      “") for line in lines)


def test_what_a_wider_watch_gains_is_told_to_programs_too(calls_alone):
    done = run("--watch", "macron-russia", "--against", calls_alone, SCRIPTS / "visit.jsonl", "--json")
    *rows, counts = [json.loads(line) for line in done.stdout.splitlines()]
    assert counts["articles"] == 10
    assert [one["date"] for row in rows for one in row["new"]] == ["2027-03-04"]
    assert rows[-1]["new"][0]["evidence"][0]["sentence"]


def test_a_watch_against_itself_changes_nothing():
    done = run("--watch", "macron-russia", SCRIPTS)
    assert "10 same" in done.stdout
    assert "0 gained, 0 lost, 0 merged, 0 split, 0 regrouped, 0 changed" in done.stdout


def test_a_watch_that_is_not_at_work_gains_all(tmp_path):
    text = (SHIPPED / "macron-russia.toml").read_text("utf-8").replace('"macron-russia"', '"another"', 1)
    (tmp_path / "another.toml").write_text(text, "utf-8")
    done = run("--watch", tmp_path / "another.toml", SCRIPTS / "denied.jsonl")
    assert "1 gained" in done.stdout
    assert "no watch of that id to compare with" in done.stdout


@pytest.mark.parametrize("arguments", [(), ("--topic", SCRIPTS)])
def test_files_or_the_topic_are_to_be_named(arguments):
    done = run("--watch", "macron-russia", *arguments)
    assert done.exit_code == 2
    assert "name files to play, or --topic" in done.output
