"""Settings: where they come from, and what a mistake in them looks like."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.settings import PREFIX, SETTINGS, Settings, SettingsFault, load_settings
from streams.settings_page import describe

ROOT = Path(__file__).parents[2]


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "detente.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_nothing_set_gives_the_defaults() -> None:
    assert load_settings({}) == Settings()


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    path = written(tmp_path, 'kafka = "file:9092"\ngeneration = 3\n')
    env = {"DETENTE_SETTINGS": str(path), "DETENTE_KAFKA": "env:9092", "PATH": "/bin"}
    got = load_settings(env)
    assert (got.kafka, got.generation, got.replication) == ("env:9092", 3, 1)


def test_hours_become_a_span_and_paths_become_paths() -> None:
    got = load_settings({"DETENTE_DEDUP_WINDOW": "1.5", "DETENTE_WATCHES": "my/watches"})
    assert got.dedup_window == timedelta(minutes=90)
    assert got.watches == Path("my/watches")


def test_a_whole_number_in_the_file_serves_where_a_fraction_may_stand(tmp_path: Path) -> None:
    assert load_settings({}, written(tmp_path, "session = 12\n")).session == 12.0


def test_an_empty_variable_counts_as_not_set() -> None:
    assert load_settings({"DETENTE_GENERATION": "", "DETENTE_SETTINGS": ""}) == Settings()


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("DETENTE_GENERATION", "0", "a whole number from 1 to 9999"),
        ("DETENTE_GENERATION", "1.5", "a whole number from 1 to 9999"),
        ("DETENTE_GENERATION", "one", "a whole number from 1 to 9999"),
        ("DETENTE_SESSION", "nan", "a number from 3 to 600"),
        ("DETENTE_SESSION", "9" * 5000, "a number from 3 to 600"),
        ("DETENTE_DEDUP_WINDOW", "inf", "a number from 1 to 720"),
        ("DETENTE_LOG_LEVEL", "loud", "debug, info, warning, error"),
        ("DETENTE_WATCHES", "a\0b", "a path"),
    ],
)
def test_a_bad_variable_is_refused_with_its_name_its_value_and_what_is_allowed(
    variable: str, value: str, says: str
) -> None:
    with pytest.raises(SettingsFault) as fault:
        load_settings({variable: value})
    assert variable in str(fault.value)
    assert repr(value)[:20] in str(fault.value)
    assert says in str(fault.value)


@pytest.mark.parametrize("kafka", ["kafka:9092", "a", "10.0.0.1:9092, b:19092", "[::1]:9092", "[fe80::1]"])
def test_brokers_are_named_by_host_and_port(kafka: str) -> None:
    assert load_settings({"DETENTE_KAFKA": kafka}).kafka == kafka


@pytest.mark.parametrize(
    "kafka", ["a:99999", "a:0", "a:port", "a b:1", "kafka://a:1", "::1:9092", ",", "a:1,", "a:1 b:2", "u@a:1"]
)
def test_what_is_no_address_of_a_broker_is_refused_at_the_start(kafka: str) -> None:
    with pytest.raises(SettingsFault, match=r"DETENTE_KAFKA=.*allowed: host:port, several with commas"):
        load_settings({"DETENTE_KAFKA": kafka})


def test_a_misspelt_variable_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(SettingsFault, match="did you mean DETENTE_KAFKA"):
        load_settings({"DETENTE_KAFKKA": "x:1"})


def test_a_variable_that_resembles_nothing_is_refused_with_all_that_exist() -> None:
    with pytest.raises(SettingsFault, match="DETENTE_QQ is no setting; allowed: DETENTE_KAFKA,"):
        load_settings({"DETENTE_QQ": "x"})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('\n\nkafkka = "x"\n', ":3: unknown key 'kafkka', did you mean 'kafka'?"),
        ("# a remark\ngeneration = 0\n", ":2: generation = 0: allowed: a whole number from 1 to 9999"),
        ("generation = true\n", ":1: generation = True: allowed: a whole number"),
        ("kafka = 9092\n", ":1: kafka = 9092: allowed: text"),
        ("kafka = \n", ":1: not TOML"),
    ],
)
def test_a_mistake_in_the_file_is_refused_with_file_and_line(tmp_path: Path, text: str, says: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(SettingsFault) as fault:
        load_settings({}, path)
    assert str(fault.value).startswith(str(path))
    assert says in str(fault.value)


def test_a_file_that_is_not_there_is_refused_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(SettingsFault, match=r"missing\.toml"):
        load_settings({"DETENTE_SETTINGS": str(tmp_path / "missing.toml")})


@given(st.sampled_from(sorted(SETTINGS)), st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_in_any_variable_is_accepted_or_refused_plainly(name: str, text: str) -> None:
    with suppress(SettingsFault):
        load_settings({PREFIX + name.upper(): text})


def test_every_default_is_within_its_own_bounds() -> None:
    for name, one in SETTINGS.items():
        value = getattr(Settings(), name)
        if one.metadata["low"] is not None:
            number = value / timedelta(hours=1) if isinstance(value, timedelta) else value
            assert one.metadata["low"] <= number <= one.metadata["high"], name


def test_the_page_of_settings_is_what_the_settings_say() -> None:
    page = ROOT / "docs" / "settings.md"
    assert page.read_text(encoding="utf-8") == describe(), (
        "run: python -m streams.settings_page > docs/settings.md"
    )
