"""`detente why --file`: what each stage made of an article, without Kafka."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from agents.cli.fact_words import WORDS
from tests.agents.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[3]
CALL = {
    "id": "call",
    "url": "https://www.a.example/call?utm_source=x",
    "source": "a.example",
    "title": "Macron calls Putin over Libya",
    "text": "President Emmanuel Macron telephoned Vladimir Putin on 3 March 2021. The two leaders spoke for "
    "an hour about a ceasefire in Libya, the Kremlin said. They agreed that their ministers would go on "
    "with the talks in the coming weeks and report back to both presidents before the summer.",
    "published": "2021-03-03",
}
PRINT = CALL | {"id": "print", "url": "https://b.example/7", "source": "b.example"}
RAIN = {"id": "rain", "title": "Rain in Brest", "text": "It rained all day in Brest, and more is on its way."}
CUP = {
    "id": "cup",
    "title": "France beat Russia in the handball final",
    "text": "France won the world cup final in handball against Russia on Sunday in front of 15,000 fans.",
}


def written(tmp_path: Path, *items: dict[str, Any]) -> Path:
    path = tmp_path / "day.jsonl"
    path.write_text("".join(f"{json.dumps(item)}\n" for item in items))
    return path


def told(run: Run, *args: object) -> list[dict[str, Any]]:
    result = run("why", *args, "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def stages(story: dict[str, Any]) -> dict[str, Any]:
    return {one["stage"]: one for one in story["stages"]}


@pytest.mark.parametrize("target", ["call", "https://a.example/call", "day.jsonl:2"])
def test_an_alert_is_explained_stage_by_stage(tmp_path: Path, run: Run, target: str) -> None:
    path = written(tmp_path, RAIN, CALL, PRINT)
    (story,) = told(run, target, "--file", path)
    found = stages(story)
    assert list(found) == ["clean", "dedup", "tag", "alert"]
    assert found["clean"]["data"]["published"] == "2021-03-03"
    assert found["dedup"]["data"]["verdict"] == "new"
    (look,) = found["tag"]["data"]["watches"]
    assert look["match"]
    assert look["score"] >= look["threshold"]
    assert {"contact_head", "base"} <= {fact["fact"] for fact in look["facts"]}
    (alert,) = found["alert"]["data"]["alerts"]
    assert (alert["reason"], alert["revision"], alert["notify"]) == ("new_event", 1, True)
    assert story["conclusion"] == f"it opened alert {alert['id']}, with a message"


def test_a_person_reads_plain_words(tmp_path: Path, run: Run) -> None:
    shown = run("why", "call", "--file", written(tmp_path, CALL)).stdout
    assert "clean: cleaned\n  “Macron calls Putin over Libya”" in shown
    assert "a text that had not been seen" in shown
    assert "the headline has a word of contact between both" in shown
    assert "call held, 2021-03-03" in shown
    assert "proof: “President Emmanuel Macron telephoned" in shown
    assert "worth a message" in shown


def test_a_copy_names_what_it_is_a_copy_of_and_why_it_is_silent(tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, CALL, PRINT)
    opened, copied = told(run, "--file", path)
    alert = stages(copied)["alert"]["data"]["alerts"][0]
    assert alert["id"] == stages(opened)["alert"]["data"]["alerts"][0]["id"]
    assert (alert["reason"], alert["notify"]) == ("copy", False)
    shown = run("why", "print", "--file", path).stdout
    assert "a copy of “Macron calls Putin over Libya” (a.example), article " in shown
    assert "100% of the smaller text" in shown
    assert "no message: one more report of what is known" in shown


def test_a_revision_says_what_it_changed_and_a_copy_how_much_it_took(tmp_path: Path, run: Run) -> None:
    new = (
        CALL["text"].replace("an hour", "two hours")
        + "\nCorrection: An earlier version of this article misstated how long they spoke."
    )
    path = written(
        tmp_path,
        CALL,
        PRINT | {"text": f"{CALL['text']} (AFP)"},
        CALL | {"id": "again", "text": new},
        PRINT | {"url": "https://c.example/9"},
    )
    first, copied, revised, late = told(run, "--file", path)
    assert stages(first)["dedup"]["data"]["revision"] is None
    assert stages(copied)["dedup"]["data"]["reused"] > 0.9
    change = stages(revised)["dedup"]["data"]["revision"]
    assert (change["material"], change["kind"], change["changed_count"]) == (True, "correction", 1)
    lines = stages(revised)["dedup"]["lines"]
    assert "a known article, changed" in lines
    assert "sentences: 1 changed" in lines
    assert any(line.startswith("it says that it is corrected: “Correction: An earlier") for line in lines)
    assert "AFP is credited for this text by a print of it before" in stages(late)["dedup"]["lines"]


def test_what_no_watch_wants_says_why_not(tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, RAIN, CUP)
    rain, cup = told(run, "--file", path)
    assert rain["conclusion"] == cup["conclusion"] == "no alert: no watch wants it"
    assert "not name both sides" in stages(rain)["tag"]["lines"][0]
    assert "not wanted (score 0." in stages(cup)["tag"]["lines"][0]
    assert stages(cup)["tag"]["data"]["watches"][0]["score"] < 0.4


def test_a_repeat_was_decided_when_it_first_came(tmp_path: Path, run: Run) -> None:
    first, again = told(run, "call", "--file", written(tmp_path, CALL, CALL))
    assert first["conclusion"].startswith("it opened")
    assert again["conclusion"] == "no alert: it had come before, and was decided then"


def test_what_a_stage_cannot_use_says_what_is_wrong(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "day.jsonl"
    path.write_text('{"id": "empty"}\n{"id": "odd", "title": 5}\n{broken\n')
    empty, odd, broken = told(run, "--file", path)
    assert empty["conclusion"] == "no alert: clean could not use the article"
    assert "empty: neither a title nor a text" in empty["stages"][0]["lines"][0]
    assert (odd["id"], broken["id"]) == ("odd", "day.jsonl:3")
    assert "undecodable" in broken["stages"][0]["lines"][0]


def test_text_of_strangers_cannot_steer_the_terminal(tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, CALL | {"id": "call\x1b[2J", "title": "Macron calls \x1b[31mPutin over Libya"})
    result = run("why", "--file", path)
    assert result.exit_code == 0
    assert "\x1b[31m" not in result.stdout
    assert "\x1b[2J" not in result.stdout


def test_an_article_that_is_not_there_and_no_question_are_told(tmp_path: Path, run: Run) -> None:
    path = written(tmp_path, CALL)
    missing = run("why", "nothing", "--file", path)
    assert missing.exit_code == 1
    assert missing.stderr.startswith("Error: no article 'nothing' in these files")
    assert run("why").exit_code == 2
    unreachable = run("why", "call")
    assert unreachable.exit_code == 1
    assert unreachable.stderr.startswith("Error: no Kafka broker is set")


def test_every_fact_that_is_weighed_has_its_words() -> None:
    weights = tomllib.loads((ROOT / "agents/tag/wanted/weights.toml").read_text())
    assert sorted(set(weights["weights"]) ^ set(WORDS)) == []
