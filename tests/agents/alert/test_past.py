"""First since: the last comparable contact, of the alerts kept and of the table that a watch brings along."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from agents.alert.past import Past, past_of
from agents.watch.load import load_watch
from streams.tomlfile import TomlFault

PAST = (
    Past("call", date(2030, 2, 3), ("anna", "berto")),
    Past("visit", date(2029, 7, 1), ("anna", "berto")),
    Past("call", date(2031, 4, 1), ("arne", "berto")),
)


@pytest.mark.parametrize(
    ("kind", "since"),
    [("call", "2030-02-03"), ("meeting", "2029-07-01"), ("visit", "2029-07-01"), ("envoy", None)],
)
def test_the_table_names_the_last_contact_of_that_kind_between_the_same_people(
    match, play, policy, kind, since
):
    desk = play(replace(policy, past=PAST)).all([match("one", kind=kind)])
    assert desk.alerts[0].first_since == since


def test_nothing_is_the_first_since_a_contact_after_which_others_may_be_missing(match, play, policy):
    gap = (*PAST, Past("call", date(2030, 9, 9), ("anna", "berto"), gap=True))
    assert play(replace(policy, past=gap)).all([match("one")]).alerts[0].first_since is None


def test_an_event_that_turns_out_to_be_of_another_kind_is_compared_with_those(match, play, policy):
    past = (*PAST, Past("summit", date(2030, 5, 5), ("anna", "berto")))
    desk = play(replace(policy, past=past))
    desk.all([match("one", kind="meeting", date_from="published"), match("two"), match("three")])
    assert (desk.alerts[0].event.kind, desk.alerts[0].first_since) == ("call", "2030-02-03")


def test_what_was_alerted_since_goes_before_the_table(match, play, policy):
    desk = play(replace(policy, past=PAST))
    desk.all([match("one", date="2031-04-20", published="2031-04-20"), match("two")])
    assert max(desk.alerts, key=lambda one: one.event.date).first_since == "2031-04-20"


def test_the_table_that_ships_is_of_the_shipped_watch_and_in_order():
    watch = load_watch("macron-russia")
    found = past_of(watch, None)
    assert len(found) > 25
    assert len({(one.kind, one.day) for one in found}) == len(found)
    assert found[0].day.year == 2017
    assert {one.actors for one in found} == {("macron", "putin")}


def test_a_shipped_watch_that_is_named_by_its_id_brings_its_table():
    watch = load_watch("macron-russia")
    assert past_of(watch, Path("germany-china,macron-russia")) == past_of(watch, None)
    assert past_of(load_watch("germany-china"), Path("germany-china,macron-russia")) == ()


def test_a_watch_of_ones_own_brings_its_table_in_a_folder_beside_it(tmp_path):
    watch = load_watch("macron-russia")
    assert past_of(watch, tmp_path) == ()
    (tmp_path / "contacts").mkdir()
    table = tmp_path / "contacts" / "macron-russia.toml"
    table.write_text('[[contact]]\nkind = "call"\ndate = 2020-06-26\nactors = ["putin", "macron"]\n')
    (tmp_path / "one.toml").touch()
    for folder in (tmp_path, tmp_path / "one.toml"):
        assert past_of(watch, folder) == (Past("call", date(2020, 6, 26), ("macron", "putin")),)


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ('kind = "chat"\ndate = 2020-06-26\nactors = ["macron"]', "kind cannot be 'chat'"),
        ('kind = "call"\ndate = "2020"\nactors = ["macron"]', "date must be a day"),
        ('kind = "call"\ndate = 2020-06-26\nactors = []', "actors must be a list"),
        ('kind = "call"\ndate = 2020-06-26\nactors = ["nobody"]', "'nobody' is no id of the watch"),
        ('kind = "call"\nwhen = 2020-06-26', "unknown key 'when'"),
    ],
)
def test_a_mistake_in_the_table_is_told_with_its_line(tmp_path, rows, error):
    (tmp_path / "contacts").mkdir()
    (tmp_path / "contacts" / "macron-russia.toml").write_text(f"[[contact]]\n{rows}\n")
    with pytest.raises(TomlFault, match=error):
        past_of(load_watch("macron-russia"), tmp_path)
