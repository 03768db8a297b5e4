"""Watch files: read strictly, and every mistake told with its line and what is allowed."""

from datetime import date
from pathlib import Path

import pytest

from agents.watch.definition import KINDS, OPEN_DAYS, SUBJECTS
from agents.watch.fault import WatchFault
from agents.watch.find import file_of
from agents.watch.load import SHIPPED, load_watch, load_watches
from streams.tomlfile import TomlFault

GOOD = """\
id = "north-south"
title = "North and South"
[[side]]
id = "north"
title = "North"
[[side.person]]
id = "ada"
leader = true
from = 2020-01-02
until = 2024-05-06
names.en = ["Ada Berg", "Berg~"]
short.any = ["Ada"]
[[side]]
id = "south"
title = "South"
[[side.state]]
id = "so"
iso = "SO"
names.any = ["Southland"]
"""


def written(folder: Path, text: str, name: str = "w.toml") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_a_watch_says_who_stands_for_each_side(tmp_path):
    watch = load_watch(written(tmp_path, GOOD))
    assert (watch.id, watch.title, [side.id for side in watch.sides]) == (
        "north-south",
        "North and South",
        ["north", "south"],
    )
    ada = watch.sides[0].parties[0]
    assert (ada.rank, ada.names["en"], ada.short["any"]) == ("leader", ("Ada Berg", "Berg~"), ("Ada",))
    assert watch.kinds == KINDS
    assert watch.never == SUBJECTS
    assert watch.open_days == OPEN_DAYS


@pytest.mark.parametrize(
    ("first", "last", "serves"),
    [
        ("2019-12-01", "2019-12-31", False),
        ("2020-01-01", "2020-12-31", True),
        ("2024-05-06", "2024-05-06", True),
        ("2024-05-07", "2024-05-07", False),
        (None, None, True),
    ],
)
def test_a_person_is_heard_in_office_only(tmp_path, first, last, serves):
    ada = load_watch(written(tmp_path, GOOD)).sides[0].parties[0]
    days = [date.fromisoformat(day) if day else None for day in (first, last)]
    assert ada.serves(*days) is serves


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('title = "North and South"', 'titel = "x"', 2, "unknown key 'titel', did you mean 'title'?"),
        ('title = "North and South"', "", 1, "title must be a text"),
        ('id = "north-south"', 'id = "North South"', 1, "id 'North South' is none"),
        ('id = "north-south"', "", 1, "id is missing"),
        ('id = "south"', 'id = "north"', 13, "'north' is used twice"),
        ('id = "so"', 'id = "ada"', 13, "'ada' stands on two sides"),
        ("leader = true", "leader = 1", 8, "leader must be true or false"),
        ("from = 2020-01-02", 'from = "2020"', 9, "from must be a day"),
        ("until = 2024-05-06", "until = 2019-05-06", 10, "ends before it starts"),
        ('"Berg~"]', '"B~erg"]', 11, "'B~erg' is no name"),
        ('"Berg~"]', '"B"]', 11, "'B' is no name"),
        ("names.en", "names.xx", 11, "unknown key 'xx'"),
        ('names.any = ["Southland"]', "", 16, "names are missing"),
        ('names.any = ["Southland"]', "names.any = []", 19, "must be a list of names"),
        ('iso = "SO"', 'iso = "so"', 18, "iso 'so' is none"),
        ('iso = "SO"', 'wikidata = "142"', 18, "wikidata '142' is none"),
        ("[[side.state]]", "[[side.stat]]", 16, "unknown key 'stat', did you mean 'state'?"),
        ("[[side.state]]", "[side.state]", 16, "state must be tables"),
        ("[[side]]\nid = \"north\"", 'kinds = ["cal"]\n[[side]]\nid = "north"', 3, "kinds cannot be 'cal'"),
        ("[[side]]\nid = \"north\"", 'threshold = 2\n[[side]]\nid = "north"', 3, "threshold 2 is none"),
        ("[[side]]\nid = \"north\"", 'open = 3\n[[side]]\nid = "north"', 3, "open must be a table"),
        ("[[side]]\nid = \"north\"", '[open]\ncall = 0\n[[side]]\nid = "north"', 4, "call = 0 is no number"),
        ("[[side]]\nid = \"north\"", '[notify]\nto = ["webhok"]\n[[side]]\nid = "north"', 4, "'webhook'?"),
        ("[[side]]\nid = \"north\"", '[notify]\nstates = "x"\n[[side]]\nid = "north"', 4, "must be a list"),
        ("[[side]]\nid = \"north\"", '[policy]\nstatements = 1\n[[side]]\nid = "north"', 4, "true or false"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(tmp_path, old, new, line, message):
    assert old in GOOD
    path = written(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(WatchFault) as fault:
        load_watch(path)
    told = [one for one in str(fault.value).splitlines() if one.startswith(f"{path}:{line}: ")]
    assert any(message in one for one in told), str(fault.value)


def test_every_mistake_of_a_file_is_told_at_once_by_line(tmp_path):
    text = GOOD.replace("leader = true", "leader = 1").replace('"Berg~"]', '"B~erg", "B"]')
    text = text.replace('iso = "SO"', 'iso = "so"').replace(
        "[[side]]", 'kinds = ["cal", "vist"]\n[[side]]', 1
    )
    with pytest.raises(WatchFault) as fault:
        load_watch(written(tmp_path, text))
    assert [(one.line, one.message.partition(":")[0]) for one in fault.value.faults] == [
        (3, "kinds cannot be 'cal', did you mean 'call'?"),
        (3, "kinds cannot be 'vist', did you mean 'visit'?"),
        (9, "leader must be true or false"),
        (12, "'B~erg' is no name"),
        (12, "'B' is no name"),
        (19, "iso 'so' is none"),
    ]
    assert str(fault.value).count("\n") == 5


def test_a_mistake_that_leaves_a_side_empty_is_not_told_twice(tmp_path):
    text = GOOD.replace("[[side.state]]", "[[side.stat]]")
    with pytest.raises(WatchFault) as fault:
        load_watch(written(tmp_path, text))
    assert len(fault.value.faults) == 1


def test_mistakes_of_several_files_are_told_together(tmp_path):
    written(tmp_path, GOOD.replace("leader = true", "leader = 1"), "a.toml")
    written(tmp_path, GOOD.replace('iso = "SO"', 'iso = "so"'), "b.toml")
    written(tmp_path, "id = ", "c.toml")
    with pytest.raises(WatchFault) as fault:
        load_watches(tmp_path)
    assert [one.path.name for one in fault.value.faults] == ["a.toml", "b.toml", "c.toml"]


def test_an_ending_may_stand_at_the_end_of_every_word_of_a_name(tmp_path):
    watch = load_watch(written(tmp_path, GOOD.replace('"Berg~"]', '"new~ Berg*"]')))
    assert watch.sides[0].parties[0].names["en"][1] == "new~ Berg*"


def test_a_choice_outside_the_list_is_told_what_is_allowed(tmp_path):
    text = GOOD.replace("[[side]]", '[notify]\nreasons = ["news"]\n[[side]]', 1)
    with pytest.raises(TomlFault, match=r"allowed: new_event, state_change"):
        load_watch(written(tmp_path, text))


def test_one_side_is_no_watch(tmp_path):
    text = GOOD.split('[[side]]\nid = "south"', maxsplit=1)[0]
    with pytest.raises(TomlFault, match="two or more"):
        load_watch(written(tmp_path, text))


def test_a_side_that_is_only_a_matter_is_no_side(tmp_path):
    text = GOOD.replace("[[side.state]]", "[[side.issue]]").replace('iso = "SO"\n', "")
    with pytest.raises(TomlFault, match=r":13: a side needs someone who stands for it; allowed: "):
        load_watch(written(tmp_path, text))


def test_two_files_with_one_id_are_refused_with_both_paths(tmp_path):
    first, second = written(tmp_path, GOOD, "a.toml"), written(tmp_path, GOOD, "b.toml")
    with pytest.raises(TomlFault) as fault:
        load_watches(tmp_path)
    assert str(fault.value) == f"{second}:1: the id 'north-south' is taken by {first}"


def test_a_folder_without_watches_is_refused(tmp_path):
    with pytest.raises(TomlFault, match="no folder with watch files"):
        load_watches(tmp_path)


def test_an_unknown_id_is_told_what_ships():
    with pytest.raises(TomlFault, match=r"allowed: .*macron-russia"):
        load_watch("nobody")


def test_the_revision_follows_what_the_file_says_and_not_its_comments(tmp_path):
    plain = load_watch(written(tmp_path, GOOD)).revision
    assert load_watch(written(tmp_path, "# a note\n" + GOOD)).revision == plain
    assert load_watch(written(tmp_path, GOOD.replace("Southland", "Southlands"))).revision != plain


def test_every_shipped_watch_is_sound_and_named_after_its_id():
    watches = load_watches(None)
    assert [watch.id for watch in watches] == sorted(path.stem for path in SHIPPED.glob("*.toml"))
    for watch in watches:
        assert load_watch(watch.id) == watch


@pytest.mark.parametrize("language", ["en", "fr", "ru", "de", "pl", "uk", "es", "it", "tr", "ar", "pt"])
def test_the_shipped_watch_names_leaders_states_and_capitals_in_every_language(language):
    for side in load_watch("macron-russia").sides:
        for rank in ("leader", "state", "demonym", "capital", "institution"):
            assert any(
                language in party.names or "any" in party.names
                for party in side.parties
                if party.rank == rank
            ), (side.id, rank)


ABROAD = """\
id = "france-abroad"
title = "France abroad"
[[side]]
id = "france"
state = "FR"
[[side]]
id = "abroad"
abroad = true
without = ["RU"]
"""


def test_anyone_abroad_is_a_side_for_each_other_state(tmp_path):
    watch = load_watch(written(tmp_path, ABROAD))
    home, *others = watch.sides
    by_id = {side.id: side for side in others}
    assert (home.id, home.abroad, {side.abroad for side in others}) == ("france", False, {True})
    assert len(by_id) == len(others) > 190
    assert not {"fr", "ru"} & set(by_id)
    assert {"us", "eu", "nato", "bt"} <= set(by_id)
    assert any(party.rank == "leader" for party in by_id["us"].parties)
    assert [party.rank for party in by_id["bt"].parties] == ["state"]
    assert by_id["bt"].parties[0].names["ru"] == ("Бутан*",)


def test_two_states_abroad_are_no_pair(tmp_path):
    watch = load_watch(written(tmp_path, ABROAD))
    assert list(watch.pairs([0, 3, 7])) == [(0, 3), (0, 7)]


def test_nobody_stands_on_two_sides_of_a_watch_with_everyone_abroad(tmp_path):
    watch = load_watch(written(tmp_path, ABROAD))
    joined = "fr-"  # "Franco-German" is a word for both
    ids = [party.id for side in watch.sides for party in side.parties if joined not in party.id]
    sides = {}
    for side in watch.sides:
        for party in side.parties:
            sides.setdefault(party.id, set()).add(side.id)
    assert ids
    assert {one: found for one, found in sides.items() if len(found) > 1 and joined not in one} == {}


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('state = "FR"', 'state = "ZZ"', 5, "the gazetteer has no state 'ZZ'"),
        ('state = "FR"', 'state = "France"', 5, "did you mean 'FR'?"),
        ('["RU"]', '["Russia"]', 9, "without cannot be 'Russia'"),
        ("abroad = true", "abroad = 1", 8, "abroad must be true or false"),
        ('id = "abroad"', 'id = "abroad"\nstate = "RU"', 8, "unknown key 'state'"),
        ('id = "france"', 'id = "us"', 3, "the id 'us' is that of a state abroad"),
        ('state = "FR"', "abroad = true", 8, "anyone abroad is one side"),
    ],
)
def test_a_mistake_about_states_is_told_with_its_line(tmp_path, old, new, line, message):
    assert old in ABROAD
    path = written(tmp_path, ABROAD.replace(old, new, 1))
    with pytest.raises(WatchFault) as fault:
        load_watch(path)
    told = [one for one in str(fault.value).splitlines() if one.startswith(f"{path}:{line}: ")]
    assert any(message in one for one in told), str(fault.value)


def test_a_place_may_be_ids_of_shipped_watches_with_commas_between_them():
    assert [watch.id for watch in load_watches(Path("macron-russia"))] == ["macron-russia"]
    with pytest.raises(TomlFault, match=r"no id of a watch that ships, did you mean 'macron-russia'\?"):
        load_watches(Path("macron-rusia"))


def test_a_watch_may_name_who_is_told(tmp_path):
    assert load_watch(written(tmp_path, GOOD)).notify_to == ()
    text = GOOD.replace("[[side]]", '[notify]\nto = ["webhook"]\n[[side]]', 1)
    assert load_watch(written(tmp_path, text)).notify_to == ("webhook",)


def test_a_folder_that_is_called_as_a_shipped_watch_does_not_hide_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "macron-russia").mkdir()
    assert file_of("macron-russia", None) == SHIPPED / "macron-russia.toml"
    (tmp_path / "mine").mkdir()
    assert file_of("mine", None) == Path("mine")


def test_a_watch_of_ones_own_is_known_by_the_id_in_its_file(tmp_path):
    path = written(tmp_path, GOOD, "called-otherwise.toml")
    assert file_of("north-south", tmp_path) == path
    with pytest.raises(TomlFault, match="did you mean 'north-south'"):
        file_of("north-sout", tmp_path)
