"""`detente watch explain`: what a reader sees of why an article is wanted or not."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agents.cli.main import cli

TEXT = """\
Macron calls Putin over Libya

The French president, Emmanuel Macron, telephoned Vladimir Putin on 3 March 2021.
The two leaders spoke for an hour about a ceasefire in Libya, the Kremlin said.
"""
Explain = Callable[..., Result]


@pytest.fixture
def explain() -> Explain:
    return lambda *args, **given: CliRunner().invoke(cli, ["watch", "explain", *args], **given)


def test_a_wanted_article_shows_each_sentence_with_the_rules_that_saw_something(
    explain: Explain, tmp_path: Path
) -> None:
    path = tmp_path / "call.txt"
    path.write_text(TEXT)
    result = explain(str(path), "--watch", "macron-russia")
    assert result.exit_code == 0, result.output
    shown = result.stdout
    assert shown.startswith("call.txt: “Macron calls Putin over Libya”\nlanguage en, published ")
    assert "watch macron-russia: wanted (score " in shown
    assert "call held, 2021-03-03" in shown
    assert "  headline: Macron calls Putin over Libya\n" in shown
    assert "      telephoned                contact.call\n" in shown
    assert "      Kremlin                   a name of russia/kremlin official\n" in shown
    assert "      → tells of call between both; is among the evidence\n" in shown
    assert "the headline has a word of contact between both\n" in shown
    assert "  sum " in shown


def test_the_shares_that_are_shown_add_up_to_the_sum(explain: Explain) -> None:
    told = json.loads(explain(TEXT, "--json", "--watch", "macron-russia").stdout)
    assert told["sum"] == pytest.approx(sum(fact["weight"] for fact in told["facts"]), abs=0.01)
    assert (told["match"], told["why"], told["kind"], told["date"]) == (True, "wanted", "call", "2021-03-03")
    assert [one["evidence"] for one in told["sentences"]][:2] == [True, True]


def test_what_speaks_for_the_kind_is_shown(explain: Explain) -> None:
    shown = explain(TEXT, "--watch", "macron-russia").stdout
    assert "  what kind it is: call " in shown
    assert "both sides have this contact in the headline\n" in shown
    told = json.loads(explain(TEXT, "--json", "--watch", "macron-russia").stdout)
    assert sum(told["kinds"].values()) == pytest.approx(1, abs=0.001)
    assert next(iter(told["kinds"])) == told["kind"] == "call"
    assert "told_head" in {one["fact"] for one in told["kind_cues"] if one["weight"] > 0}


def test_a_text_may_be_given_as_it_is_or_on_standard_input(explain: Explain) -> None:
    given, piped = explain(TEXT, "--json"), explain("-", "--json", input=TEXT)
    assert given.stdout == piped.stdout
    assert json.loads(given.stdout)["article"] == "text"


def test_what_names_one_side_alone_says_which(explain: Explain) -> None:
    shown = explain("Macron opens a bridge in Nantes", "--watch", "macron-russia").stdout
    assert "not wanted: one side is not named (france alone is)" in shown
    assert "  sentence 1: Macron opens a bridge in Nantes" in shown
    nobody = explain("The river rose by a metre in two days", "--watch", "macron-russia").stdout
    assert "not wanted: one side is not named (neither is)" in nobody


def test_who_was_not_in_office_when_the_article_was_published_is_said(explain: Explain) -> None:
    args = ("Le Drian calls Putin about Libya", "--published", "2016-03-03", "--watch", "macron-russia")
    assert "Le Drian                  a name of france/le-drian official" in explain(*args).stdout
    late = explain("Barrot calls Putin about Libya. Jean-Noël Barrot spoke.", *args[1:]).stdout
    assert "not wanted: one side is not named (russia alone is)" in late
    assert "Jean-Noël Barrot          not in office then: france/barrot" in late


def test_what_scores_too_little_shows_what_spoke_against_it(explain: Explain) -> None:
    shown = explain(
        "French handball team beats Russia 28-21 in the semi-final", "--watch", "macron-russia"
    ).stdout
    assert "not wanted: the score is below the watch's threshold (score 0." in shown
    assert "handball                  never.sport" in shown


def test_a_date_and_a_language_may_be_said_of_a_text(explain: Explain) -> None:
    result = explain(TEXT, "--published", "2021-03-04", "--language", "en")
    assert "language en, published 2021-03-04" in result.stdout


def test_every_article_of_a_file_is_explained_and_what_is_none_is_told(
    explain: Explain, tmp_path: Path
) -> None:
    path = tmp_path / "day.jsonl"
    path.write_text(json.dumps({"id": "call", "text": TEXT}) + "\n{broken\n")
    result = explain(str(path), "--json")
    assert result.exit_code == 1
    assert [json.loads(line)["article"] for line in result.stdout.splitlines()] == ["call"]
    assert result.stderr.startswith("Error: day.jsonl:2: not JSON")


def test_a_file_that_is_not_there_is_no_text(explain: Explain) -> None:
    result = explain("call.txt")
    assert result.exit_code == 2
    assert "there is no file call.txt" in result.stderr


def test_a_watch_that_is_not_there_is_told_which_there_are(explain: Explain) -> None:
    result = explain(TEXT, "--watch", "nobody")
    assert result.exit_code == 2
    assert "macron-russia" in result.stderr


def test_what_a_stranger_wrote_cannot_steer_the_terminal(explain: Explain) -> None:
    shown = explain("Macron \x1b[31mcalls\x1b[0m Putin\u202e", "--watch", "macron-russia").stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
