"""Records become bytes and come back as they were; no bytes do harm."""

import json
import types
from dataclasses import fields
from functools import cache
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams import codec
from streams.article_records import Article, RawArticle, UniqueArticle
from streams.codec import Undecodable, decode, decode_as, encode
from streams.records import Alert, Change, Command, Match, Record, Reference, Tick

KINDS = get_args(Record)


@cache
def records(kind: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for records of `kind` with every field filled, also those with a default."""
    hints = get_type_hints(kind)
    return st.builds(kind, **{f.name: values(hints[f.name]) for f in fields(kind)})


@cache
def values(hint: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for a field; JSON has finite numbers only."""
    if hint is float:
        return st.floats(allow_nan=False, allow_infinity=False)
    if isinstance(hint, types.UnionType):
        return st.one_of([values(one) for one in get_args(hint)])
    if getattr(hint, "__origin__", None) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=2).map(tuple)
    if getattr(hint, "__origin__", None) is dict:
        return st.dictionaries(*(values(one) for one in get_args(hint)), max_size=3)
    if hasattr(hint, "__dataclass_fields__"):
        return records(hint)
    return st.from_type(hint)


@pytest.mark.parametrize("kind", [Article, RawArticle], ids=lambda kind: kind.__name__)
def test_what_was_written_before_outlets_had_names_and_families_is_read(kind: Any) -> None:
    found = decode(kind, b'{"article_id": "a", "version": "v", "id": "i", "url": "https://n.example/a"}')
    assert (found.url, found.outlet, found.family) == ("https://n.example/a", None, None)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_every_record_comes_back_as_it_was(kind: Any, data: st.DataObject) -> None:
    record = data.draw(records(kind))
    assert decode(kind, encode(record)) == record


@given(data=st.data())
def test_the_same_record_is_always_the_same_bytes(data: st.DataObject) -> None:
    record = data.draw(records(Alert))
    assert encode(decode(Alert, encode(record))) == encode(record)


def json_bytes() -> st.SearchStrategy[bytes]:
    """Return JSON of any shape, names of fields among its keys, and cuts of it."""
    names = st.sampled_from(["article_id", "version", "id", "text", "article", "verdict", "story", "time"])
    leaf = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
    tree = st.recursive(
        leaf, lambda inner: st.lists(inner) | st.dictionaries(names | st.text(), inner), max_leaves=10
    )
    whole = tree.map(lambda value: json.dumps(value).encode())
    return whole | st.builds(lambda value, cut: value[:cut], whole, st.integers(0, 200))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(value=st.none() | st.binary() | json_bytes())
def test_hostile_bytes_are_a_record_or_undecodable(kind: Any, value: bytes | None) -> None:
    try:
        record = decode(kind, value)
    except Undecodable:
        return
    assert isinstance(record, kind)
    encode(record)  # and what was accepted can be written again


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (None, "empty record"),
        (b"", "empty record"),
        (b"\x00", "not JSON"),
        (b"\xff\xfe{}", "not JSON"),
        (b'{"id": "1", "time": "\xc3("}', "not JSON in UTF-8"),
        (b"[" * 1_000_000, "not a Tick|not JSON|nested too deeply"),
        (b'{"id":' * 100_000, "not a Tick|not JSON|nested too deeply"),
        (b'{"x":' * 100_000 + b"1" + b"}" * 100_000, "nested too deeply"),
        (b'{"id": "1"', "not JSON"),
        (b"[]", "not a Tick: Expected `object`, got `array`"),
        (b'{"id": "1"}', "not a Tick: .*missing required field `time`"),
        (b'{"id": 1, "time": ""}', r"not a Tick: Expected `str`, got `int` - at `\$\.id`"),
        (b'{"id": "1", "time": "2020"} {}', "not JSON"),
        (rb'{"id": "\ud800", "time": ""}', "not JSON"),
    ],
)
def test_a_fault_is_named_with_its_place(value: bytes | None, says: str) -> None:
    with pytest.raises(Undecodable, match=says):
        decode(Tick, value)


def test_fields_that_are_not_known_are_left_out() -> None:
    assert decode(Tick, b'{"id": "1", "time": "x", "later": {"deep": [1]}}') == Tick(id="1", time="x")


def test_lone_surrogates_are_mended_wherever_they_stand() -> None:
    broken = "a\ud800b"
    reference = Reference(article_id="1", version="1", id=broken)
    assert decode(Reference, encode(reference)).id == "a\ufffdb"  # type: ignore[arg-type,type-var]
    article = Article(article_id="1", version="1", id="1", title="é", authors=(broken, "ok"))
    again = decode(Article, encode(article))
    assert (again.title, again.authors) == ("é", ("a\ufffdb", "ok"))


def test_an_integer_of_any_size_that_was_read_can_be_written() -> None:
    change = b'{"revision":%d,"reason":"","at":"","state":"held"}' % (2**80)
    assert decode(Change, encode(decode(Change, change))).revision == 2**80  # type: ignore[arg-type,type-var]


def test_a_nul_and_signs_that_steer_direction_are_kept() -> None:
    tick = Tick(id="a\x00b\u202e\U0001f600", time="\ufeff")
    assert decode(Tick, encode(tick)) == tick


def test_a_kind_header_names_another_type() -> None:
    tick = Tick(id="1", time="2020-01-01T00:00:00Z")
    assert decode_as(Match, b"tick", encode(tick)) == tick
    command = Command(id="1", command="retract", alert="a")
    assert decode_as(Match, b"command", encode(command)) == command
    raw = RawArticle(article_id="1", version="1", id="1")
    assert decode_as(RawArticle, None, encode(raw)) == raw
    with pytest.raises(Undecodable, match="not a Tick"):
        decode_as(RawArticle, b"tick", encode(raw))


@pytest.mark.parametrize("kind", [b"", b"Tick", b"tick ", b"\xff"])
def test_a_kind_that_is_not_known_says_which_are(kind: bytes) -> None:
    with pytest.raises(Undecodable, match="allowed are command, seed, tick"):
        decode_as(UniqueArticle, kind, b"{}")


def test_every_kind_is_a_record() -> None:
    assert set(codec.KINDS.values()) <= set(KINDS)
