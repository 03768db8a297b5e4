"""docs/watches.md: every key is told, and what it shows is sound."""

import re
from pathlib import Path

import pytest

from agents.cli.main import cli
from agents.cli.watch import watch as commands
from agents.watch.definition import KINDS, Watch
from agents.watch.describe import describe
from agents.watch.load import load_watch
from agents.watch.read import KEYS, NOTIFY, POLICY
from agents.watch.sides import ABROAD, OWN, PARTY, SIDE
from agents.watch.words import ABOUT, KIND_WORDS

PAGE = Path(__file__).parents[3] / "docs" / "watches.md"
TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```toml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def test_the_page_is_what_the_code_says() -> None:
    """`make docs` writes it again."""
    assert describe() == TEXT


def test_every_key_is_told_and_no_other() -> None:
    keys = {
        *KEYS,
        *(f"policy.{key}" for key in POLICY),
        *(f"notify.{key}" for key in NOTIFY),
        *(f"side.{key}" for key in (*SIDE, *ABROAD)),
        *(f"party.{key}" for key in (*PARTY, *(key for own in OWN.values() for key in own))),
    }
    assert set(ABOUT) == keys
    assert set(KIND_WORDS) == set(KINDS)


@pytest.mark.parametrize("example", EXAMPLES, ids=[one.split('"')[1] for one in EXAMPLES])
def test_every_example_is_sound(tmp_path: Path, example: str) -> None:
    path = tmp_path / "example.toml"
    path.write_text(example, encoding="utf-8")
    assert load_watch(path).sides


def test_the_defaults_that_are_told_are_those_of_the_code(tmp_path: Path) -> None:
    path = tmp_path / "bare.toml"
    path.write_text(EXAMPLES[0], encoding="utf-8")
    bare: Watch = load_watch(path)
    assert ABOUT["threshold"][0] == f"`{bare.threshold}`"
    assert ABOUT["policy.statements"][0] == f"`{str(bare.policy).lower()}`"
    assert (bare.kinds, bare.notify_to, bare.silence_days) == (KINDS, (), None)


def test_every_command_that_is_told_exists() -> None:
    assert set(re.findall(r"detente watch ([a-z]+)", TEXT)) == set(commands.commands)
    assert set(re.findall(r"`detente ([a-z]+)", TEXT)) <= set(cli.commands)
