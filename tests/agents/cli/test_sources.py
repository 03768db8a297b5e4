"""`detente sources`, as far as no broker is needed: mistakes, dry runs, and how a table reads."""

from pathlib import Path

import pytest

from agents.cli.sources_status import _place, _table, cells, summary
from agents.condition import document
from agents.spans import ago, span, until
from streams.source_records import KnownEntry, PollState, Source
from tests.agents.cli.conftest import Run

NOW = 1_700_000_000.0  # 2023-11-14T22:13:20Z
URL = "https://a.example/feed"


def row(name: str = "A", **parts: object) -> tuple[Source, PollState]:
    url = f"https://{name.lower()}.example/feed"
    state = PollState(url=url, **{"polled": "2023-11-14T22:00:00Z", "outcome": "new", **parts})  # type: ignore[arg-type]
    return Source(url=url, outlet=name), state


def test_every_mistake_of_a_file_is_a_line_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text('[[source]]\nurl = "a.example"\nevery = 5\n')
    done = run("sources", "import", path)
    assert done.exit_code == 1
    url, every = done.stderr.splitlines()
    assert url.startswith(f"Error: {path}:2: url 'a.example' is no http or https address, did you mean")
    assert every == f"{path}:3: every = 5 is not allowed; allowed: 60 to 21600 seconds"


def test_an_import_without_anything_to_import_says_what_it_takes(run: Run) -> None:
    done = run("sources", "import")
    assert (done.exit_code, "--catalogue" in done.stderr) == (2, True)


def test_a_dry_run_needs_no_broker(run: Run) -> None:
    done = run("sources", "import", "--catalogue", "--language", "pl", "--dry-run")
    assert done.exit_code == 0, done.output
    assert "https://tvn24.pl/swiat.xml  TVN24" in done.stdout
    assert "no broker is set" in done.stderr
    assert "nothing was written" in done.stderr
    assert all(line.startswith("new ") for line in done.stdout.splitlines())


def test_a_choice_that_leaves_nothing_is_a_mistake(run: Run) -> None:
    done = run("sources", "import", "--catalogue", "--language", "ja", "--kind", "agency", "--dry-run")
    assert done.exit_code == 1
    assert "none is ja and agency" in done.stderr


@pytest.mark.parametrize(
    "command", ["status", "export", "import --catalogue", f"remove {URL}", f"pause {URL}"]
)
def test_without_a_broker_each_command_says_how_to_name_one(run: Run, command: str) -> None:
    done = run("sources", *command.split())
    assert done.exit_code == 1
    assert "DETENTE_KAFKA=host:port" in done.stderr


def test_what_an_opml_file_could_not_give_is_said(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.opml"
    path.write_text(
        '<opml><body>\n<outline text="A" xmlUrl="https://a.example/"/>\n'
        '<outline xmlUrl="mailto:x"/></body></opml>'
    )
    done = run("sources", "import", "--dry-run", path)
    assert f"{path}:3: left out: url 'mailto:x'" in done.stderr
    assert done.stdout == "new      https://a.example/  A\n"


def test_times_are_said_as_people_say_them() -> None:
    assert [span(s) for s in (0, 59, 60, 3599, 3600, 86_400, 400 * 86_400)] == [
        "0 s", "59 s", "1 min", "59 min", "1 h", "1 d", "1 y",
    ]  # fmt: skip
    assert (ago(None, NOW), ago(NOW, NOW), ago(NOW - 90, NOW)) == ("never", "now", "1 min ago")
    assert (until(None, NOW), until(NOW - 90, NOW), until(NOW + 7200, NOW)) == ("-", "now", "in 2 h")


def test_a_source_that_is_well_is_one_readable_line() -> None:
    one = row(
        detail="3 entries", succeeded="2023-11-14T22:00:00Z", newest="2023-11-14T20:00:00Z",
        due="2023-11-14T22:20:00Z", rhythm=1500.0, missed=2,
    )  # fmt: skip
    assert cells(one, NOW) == (
        "well", "A", "feed", "new: 3 entries, 13 min ago", "13 min ago", "2 h ago", "in 6 min",
        "every 25 min", "2", URL,
    )  # fmt: skip


def test_a_source_that_is_gone_has_no_next_try_and_a_moved_one_shows_where_it_is() -> None:
    gone = row(stopped="2023-11-14T22:00:00Z", outcome="gone", due="2023-11-14T22:20:00Z")
    assert (cells(gone, NOW)[0], cells(gone, NOW)[6]) == ("stopped", "-")
    assert cells(row(address="https://new.example/"), NOW)[-1] == f"{URL} → https://new.example/"


def test_the_worst_come_first() -> None:
    rows = [
        row("Well"), row("Missed", missed=1), row("Silent", silent=True), row("Once", failures=1),
        row("Often", failures=9), row("Gone", stopped="2023-11-14T22:00:00Z"), row("New", polled=None),
    ]  # fmt: skip
    ordered = [one.outlet for one, _ in sorted(rows, key=_place)]
    assert ordered == ["Gone", "Often", "Once", "Silent", "New", "Missed", "Well"]
    assert summary(rows) == "7 sources: 2 well, 2 failing, 1 silent, 1 stopped, 1 new"
    assert summary(rows[:1]) == "1 source: 1 well"
    assert summary([]) == "0 sources"


def test_a_program_gets_the_definition_and_the_state_without_the_entries() -> None:
    source, state = row(known=(KnownEntry(id="1", url=None, seen="2"),), silent=True)
    told = document(source, state)
    assert (told["url"], told["condition"], told["state"]["silent"]) == (URL, "silent", True)
    assert told["source"]["outlet"] == "A"
    assert "known" not in told["state"]


def test_what_a_site_says_cannot_steer_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "250")
    _table([row("[red]A", detail="403 \x1b[31m[bold]no", failures=1)], NOW)
    shown = capsys.readouterr().out
    assert "[red]A" in shown
    assert "[bold]no" in shown
    assert "\x1b[31m[bold]" not in shown
