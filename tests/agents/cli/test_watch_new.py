"""`detente watch new` and `watch list`: a watch in a minute."""

import os
import pty
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agents.cli.main import cli
from agents.gazetteer.load import UnknownState, load_state
from agents.tag.look import Rules, looks
from agents.watch.load import load_watch
from agents.watch.named import state_named
from agents.watch.write import id_of, slug, text_of
from streams.article_records import Article

ROOT = Path(__file__).parents[3]
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs `detente watch` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *args: CliRunner().invoke(cli, ["watch", *args])


def test_two_actors_make_a_sound_watch_named_after_both(run: Run, tmp_path: Path) -> None:
    result = run("new", "FR", "Russia")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("france-russia.toml: France and Russia, written\n")
    assert run("check", "france-russia.toml").exit_code == 0
    watch = load_watch(tmp_path / "france-russia.toml")
    assert [(side.id, side.code) for side in watch.sides] == [("france", "FR"), ("russia", "RU")]


def test_what_is_written_finds_what_it_is_for(run: Run, tmp_path: Path) -> None:
    run("new", "JP", "KR", "--out", "w.toml")
    article = Article(
        article_id="a", version="v", id="i", language="en", published="2023-03-16",
        title="Kishida and Yoon meet in Tokyo",
        text="Japan's prime minister Fumio Kishida received South Korea's president Yoon Suk Yeol.",
    )  # fmt: skip
    (look,) = looks(Rules.of([load_watch(tmp_path / "w.toml")]), article)
    assert (look.match, look.kind) == (True, "meeting")


def test_every_key_that_is_written_says_its_default(run: Run, tmp_path: Path) -> None:
    run("new", "FR", "RU")
    text = (tmp_path / "france-russia.toml").read_text(encoding="utf-8")
    assert all(len(line) <= 110 for line in text.splitlines())
    sides = "".join(f'[[side]]\nid = "{code.lower()}"\nstate = "{code}"\n' for code in ("FR", "RU"))
    bare = f'id = "x"\ntitle = "X"\n{sides}'
    (tmp_path / "bare.toml").write_text(bare)
    given, usual = load_watch(tmp_path / "france-russia.toml"), load_watch(tmp_path / "bare.toml")
    for name in ("kinds", "policy", "topics", "never", "threshold", "open_days", "notify_to", "silence_days"):
        assert getattr(given, name) == getattr(usual, name), name
    for name in ("notify_reasons", "notify_states", "notify_kinds"):
        assert getattr(given, name) == getattr(usual, name), name


def test_what_is_commented_out_is_sound_as_well(run: Run, tmp_path: Path) -> None:
    run("new", "FR", "RU")
    text = (tmp_path / "france-russia.toml").read_text(encoding="utf-8")
    shown = [
        line[2:] if line.startswith(("# topics", '#     "', "# ]", "# to", "# sil")) else line
        for line in text.splitlines()
    ]
    body = "\n".join(shown)
    assert tomllib.loads(body)["policy"]["topics"]
    more = "\n".join(
        line.removeprefix("#").strip() for line in body[body.index("# [[side.person]]") :].split("\n")
    )
    (tmp_path / "more.toml").write_text(body + "\n" + more, encoding="utf-8")
    watch = load_watch(tmp_path / "more.toml")
    assert watch.notify_to == ("webhook",)
    assert watch.silence_days == 30
    assert [party.id for party in watch.sides[1].parties][-2:] == ["jane-doe", "strait"]


def test_one_actor_and_abroad_is_a_watch_on_what_one_does_anywhere(run: Run, tmp_path: Path) -> None:
    result = run("new", "India", "abroad")
    assert result.exit_code == 0, result.output
    home, *others = load_watch(tmp_path / "india-abroad.toml").sides
    assert home.id == "india"
    assert all(side.abroad for side in others)


def test_a_file_that_is_there_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / "france-russia.toml").write_text("mine")
    result = run("new", "FR", "RU")
    assert result.exit_code == 1
    assert "france-russia.toml is there, and is not overwritten" in result.stderr
    assert (tmp_path / "france-russia.toml").read_text() == "mine"


def test_an_id_that_is_none_leaves_no_file(run: Run, tmp_path: Path) -> None:
    result = run("new", "FR", "RU", "--id", "France & Russia", "--out", "w.toml")
    assert result.exit_code == 1
    assert "id 'France & Russia' is none" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ((), "name two actors: `detente watch new DE CN`"),
        (("FR",), "name two actors"),
        (("FR", "France"), "both are France: a watch needs two sides"),
        (("FR", "Rusia Blanca del Norte"), "the gazetteer has no state 'Rusia Blanca del Norte'"),
        (("Frnce", "RU"), "did you mean 'FR'?"),
    ],
)
def test_a_mistaken_call_is_told_in_words(run: Run, args: tuple[str, ...], says: str) -> None:
    result = run("new", *args)
    assert result.exit_code == 2
    assert says in result.stderr


def test_a_title_with_quotes_stays_one(run: Run, tmp_path: Path) -> None:
    assert run("new", "FR", "RU", "--title", 'The "reset" \\ again').exit_code == 0
    assert load_watch(tmp_path / "france-russia.toml").title == 'The "reset" \\ again'


def test_on_a_terminal_it_asks_for_what_is_missing(tmp_path: Path) -> None:
    mine, theirs = pty.openpty()
    call = [sys.executable, "-m", "agents.cli.main", "watch", "new"]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        call, cwd=tmp_path, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, env=env
    ) as asked:
        os.write(mine, b"Frnce\nFrance\nRU\n")
        assert asked.stdout is not None
        said = asked.stdout.read().decode()
    os.close(theirs)
    shown = os.read(mine, 65536).decode()
    os.close(mine)
    assert "france-russia.toml: France and Russia, written\n" in said
    assert "did you mean 'FR'?" in shown
    assert "The other (or abroad: anyone else)" in shown


@pytest.mark.parametrize(
    "name", ["FR", "fr", "France", "Frankreich", "Франция", "Francja", "فرنسا", "FRANCE "]
)
def test_a_state_is_known_by_code_or_name_in_any_language(name: str) -> None:
    assert state_named(name).code == "FR"


def test_a_name_that_is_no_state_says_what_may_be_meant() -> None:
    with pytest.raises(UnknownState, match="did you mean 'RU'"):
        state_named("Rusland")
    with pytest.raises(UnknownState, match=r"no state ''"):
        state_named("")


def test_an_id_is_made_of_letters_that_are_allowed() -> None:
    assert slug("Türkiye and Côte d'Ivoire (Łódź)") == "turkiye-and-cote-d-ivoire-lodz"
    assert id_of(load_state("FR"), None) == "france-abroad"


def test_who_holds_office_on_the_day_stands_beside_the_state() -> None:
    text = text_of(load_state("FR"), load_state("RU"), date(2018, 3, 1))
    assert "foreign minister: Jean-Yves Le Drian" in text
    assert "Jean-Noël Barrot" not in text


def test_the_list_tells_what_is_at_work_and_what_ships(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = run("list").stdout.splitlines()
    assert lines[0].startswith("at work   macron-russia ")
    assert {line.split()[0] for line in lines[1:]} <= {"ships"}
    run("new", "FR", "JP")
    monkeypatch.setenv("DETENTE_WATCHES", "france-japan.toml")
    mine = run("list").stdout.splitlines()
    assert mine[0].startswith("at work   france-japan ")
    assert mine[1].startswith("ships ")
