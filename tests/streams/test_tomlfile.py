from pathlib import Path

import pytest

from streams.tomlfile import TomlFault, load, parse

TEXT = '''# a watch
id = "x" # [not a table]
"odd key" = 1

[[side]]
id = "a"
names = { en = ["A", "B"],  fr = [
  "C",  # ] a comment
  """D
  ] = [""",
] }

[[side]]
id = "b"
[side.person.one]
q = 1.5
[[side.more]]
z = 2024-01-01T10:00:00Z
a.b = [[1, 2], {c = 3}]
'''


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("id",), 2), (("odd key",), 3), (("side",), 5), (("side", 0), 5), (("side", 0, "id"), 6),
        (("side", 0, "names"), 7), (("side", 0, "names", "en", 1), 7), (("side", 0, "names", "fr", 0), 8),
        (("side", 0, "names", "fr", 1), 9), (("side", 1), 13), (("side", 1, "id"), 14),
        (("side", 1, "person", "one"), 15), (("side", 1, "person", "one", "q"), 16),
        (("side", 1, "more", 0, "z"), 18), (("side", 1, "more", 0, "a", "b", 1, "c"), 19),
        (("side", 1, "absent"), 13), (("absent",), 1), ((), 1),
    ],
)  # fmt: skip
def test_every_value_knows_its_line(keys, line):
    assert parse(TEXT, "w.toml").line(*keys) == line


def test_windows_line_ends_and_a_byte_order_mark_change_no_line(tmp_path):
    path = tmp_path / "w.toml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert load(path).line("side", 1, "more", 0, "z") == 18


def test_broken_toml_is_told_with_its_line(tmp_path):
    path = tmp_path / "w.toml"
    path.write_text("a = 1\nb = \n")
    with pytest.raises(TomlFault) as fault:
        load(path)
    assert str(fault.value).startswith(f"{path}:2: not TOML: ")


def test_toml_that_ends_too_soon_is_told_at_its_end():
    with pytest.raises(TomlFault, match=r"w\.toml:2: not TOML"):
        parse('a = 1\nb = "', "w.toml")


def test_a_fault_names_place_and_what_is_allowed():
    fault = parse("a = 1\nb = 2", "w.toml").fault("b is wrong", "b", allowed=("one", "two"))
    assert str(fault) == "w.toml:2: b is wrong; allowed: one, two"


def test_an_unknown_key_gets_a_suggestion():
    fault = parse("sides = 1\ntilte = 2", "w.toml").unknown("tilte", {"title", "sides"})
    assert str(fault) == "w.toml:2: unknown key 'tilte', did you mean 'title'?; allowed: sides, title"


@pytest.mark.parametrize(
    ("raw", "message"),
    [(b"a = \xff", "is not UTF-8"), (b"#" * (1 << 21), "is over"), (b"a = " + b"[" * 50_000, "not TOML")],
)
def test_what_is_no_settings_file_is_refused(tmp_path, raw, message):
    path = tmp_path / "w.toml"
    path.write_bytes(raw)
    with pytest.raises(TomlFault, match=message):
        load(path)


def test_a_missing_file_is_told_with_its_path():
    with pytest.raises(TomlFault, match=r"nowhere\.toml:1: cannot be read"):
        load(Path("/nowhere.toml"))
