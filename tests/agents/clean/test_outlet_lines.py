"""A file of the lines that outlets repeat: written, read again, edited by hand, and refused with the line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.clean.agent import STAGE
from agents.clean.outlet_lines import (
    OutletFrame,
    OutletLine,
    OutletRules,
    load_outlet_rules,
    normal,
    written,
)
from streams.settings import Settings
from streams.tomlfile import TomlFault

RULES = OutletRules(
    (
        OutletFrame("harbour.example", (OutletLine("# boats", 12, "2022-01-03", "2022-02"),), 40),
        OutletFrame("lake.example", (OutletLine('say "ahoy" \\ or not'), OutletLine("озеро # дня", 5)), 9),
    ),
    "2022-08-31",
)


def kept(tmp_path, text):
    path = tmp_path / "outlets.toml"
    path.write_text(text, "utf-8")
    return path


def test_what_is_written_is_read_again(tmp_path):
    found = load_outlet_rules(kept(tmp_path, written(RULES)))
    assert found.outlets == RULES.outlets
    assert (found.made, found.stated, found.version) == ("2022-08-31", RULES.version, RULES.version)
    assert written(found) == written(RULES)


LINES = st.text(min_size=1, max_size=60).map(normal).filter(bool)


@given(st.lists(LINES, min_size=1, max_size=6, unique=True))
def test_any_line_survives_the_file(tmp_path_factory, lines):
    rules = OutletRules((OutletFrame("a.example", tuple(OutletLine(line) for line in sorted(lines))),))
    path = kept(tmp_path_factory.mktemp("rules"), written(rules))
    assert load_outlet_rules(path).by_host() == rules.by_host()


@given(st.text(max_size=80))
def test_a_normal_line_is_its_own_normal(line):
    assert normal(normal(line)) == normal(line)


def test_lines_that_differ_in_numbers_and_capitals_are_one():
    assert normal("• 12 Things  to know:") == normal("3.5 things to Know") == "# things to know"


def test_a_line_added_by_hand_is_normalised_and_the_version_is_another(tmp_path):
    text = written(RULES) + '\n[[outlet]]\nhost = "pier.example"\n[[outlet.line]]\ntext = "• 7 Letters"\n'
    found = load_outlet_rules(kept(tmp_path, text))
    assert found.by_host()["pier.example"] == frozenset({"# letters"})
    assert found.version != found.stated


ONE = '[[outlet]]\nhost = "a"\n[[outlet.line]]\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("outlets = 1", "outlets.toml:1: unknown key 'outlets', did you mean 'outlet'?"),
        ('[[outlet]]\nhots = "a"', "outlets.toml:2: unknown key 'hots', did you mean 'host'?"),
        ("[[outlet]]\narticles = 3", "outlets.toml:1: host is missing; allowed: as in `outlet`"),
        ('[[outlet]]\nhost = "a"', "outlets.toml:1: a has no [[outlet.line]]"),
        (f'{ONE}text = " - "', "outlets.toml:4: text is missing, or no line"),
        (f'{ONE}text = "x"\nfirst = "May"', "outlets.toml:5: first = 'May' is no day"),
        (f'{ONE}text = "x"\narticles = -1', "outlets.toml:5: articles must be a number"),
        ('[[outlet]]\nhost = "a"\nline = "x"', "outlets.toml:3: line must be tables; allowed: [[outlet"),
        ("made = 2022-08-31", "outlets.toml:1: made must be a text"),
        ("[[outlet]", "outlets.toml:1: not TOML"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(tmp_path, text, message):
    with pytest.raises(TomlFault) as fault:
        load_outlet_rules(kept(tmp_path, text))
    assert message in str(fault.value)


def test_an_outlet_that_stands_twice_is_refused(tmp_path):
    one = '[[outlet]]\nhost = "a"\n[[outlet.line]]\ntext = "x"\n'
    with pytest.raises(TomlFault, match=r":6: the outlet 'a' stands twice"):
        load_outlet_rules(kept(tmp_path, one * 2))


def test_the_stage_loads_the_file_that_the_settings_name_and_refuses_a_broken_one(tmp_path):
    assert STAGE.configured(Settings()).rules is None
    STAGE.configured(Settings(outlet_rules=kept(tmp_path, written(RULES))))
    with pytest.raises(TomlFault):
        STAGE.configured(Settings(outlet_rules=kept(tmp_path, "x = 1")))
