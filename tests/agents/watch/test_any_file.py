"""Whatever stands in a watch file, the answer is a watch or its mistakes: never a traceback."""

from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from agents.watch.definition import Watch
from agents.watch.fault import WatchFault
from agents.watch.read import KEYS, NOTIFY, POLICY, read
from agents.watch.sides import ABROAD, OWN, PARTY, SIDE
from streams.tomlfile import TomlFile

WORDS = sorted(
    {*KEYS, *NOTIFY, *POLICY, *SIDE, *ABROAD, *PARTY, *(key for own in OWN.values() for key in own)}
)
LIKELY = [
    "FR",
    "RU",
    "call",
    "en",
    "any",
    "x",
    "a-b",
    "Q142",
    "Macron",
    "Путин~",
    "B~a",
    "sport",
    "webhook",
    "new_event",
]
LEAVES = st.one_of(
    st.sampled_from(LIKELY), st.text(max_size=6), st.integers(-3, 400), st.floats(), st.booleans(),
    st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.datetimes(), st.times(),
)  # fmt: skip
KEY = st.one_of(st.sampled_from([*WORDS, "en", "any", "ru", "call"]), st.text(min_size=1, max_size=4))


def tables(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEY, inner, max_size=5))


ANYTHING = st.recursive(LEAVES, tables, max_leaves=12)
NAMES = st.dictionaries(
    st.sampled_from(["en", "ru", "any", "xx"]), st.lists(st.sampled_from(LIKELY), max_size=2)
)
PARTIES = st.lists(
    st.dictionaries(
        st.sampled_from(["id", "names", "short", "from", "until", "leader", "iso"]), ANYTHING | NAMES
    ),
    max_size=2,
)
SIDES = st.lists(
    st.dictionaries(st.sampled_from([*SIDE, *ABROAD]), LEAVES | PARTIES, max_size=6), min_size=1, max_size=3
)
FILES = st.dictionaries(KEY, ANYTHING, max_size=5) | st.fixed_dictionaries(
    {"side": SIDES}, optional={key: ANYTHING for key in KEYS if key != "side"}
)


@settings(max_examples=300, deadline=None)
@given(FILES)
def test_any_file_is_a_watch_or_all_its_mistakes(data: dict[str, object]) -> None:
    try:
        told: Watch | WatchFault = read(TomlFile(Path("w.toml"), data))
    except WatchFault as fault:
        told = fault
    assert len(told.sides if isinstance(told, Watch) else (told, *told.faults)) > 1
