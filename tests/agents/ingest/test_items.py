"""Items: what is accepted, what is mended, and what a faulty line is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.ingest.items import Fault, Item, key_of, raw_article, read_item
from streams import codec
from streams.article_records import RawArticle


def test_fields_are_taken_over_and_unknown_ones_ignored() -> None:
    read = read_item(b'{"id": "7", "title": "T", "text": "x", "published": "2024-05", "label": [1]}')
    assert isinstance(read, Item)
    raw = raw_article(read, "f.jsonl:1")
    assert (raw.id, raw.title, raw.text, raw.published, raw.fetched) == ("7", "T", "x", "2024-05", None)


def test_null_empty_and_blank_are_all_absent() -> None:
    read = read_item(b'{"id": "", "url": null, "title": "  ", "text": "x", "source": ""}')
    assert isinstance(read, Item)
    raw = raw_article(read, "f.jsonl:1")
    assert (raw.id, raw.url, raw.title, raw.source) == ("f.jsonl:1", None, None, None)


def test_dates_sources_and_ids_make_no_other_version() -> None:
    one = raw_article(Item(id="1", title="T", text="x", published="2024", source="a"), "n")
    two = raw_article(Item(id="2", title="T", text="x", published="2025", source="b"), "m")
    assert (one.version, one.article_id) == (two.version, two.article_id)


def test_the_key_is_the_canonical_address_or_without_one_the_article_id() -> None:
    assert (
        key_of(raw_article(Item(url="http://www.n.example/a/?utm_source=x"), "n")) == b"https://n.example/a"
    )
    bare = raw_article(Item(text="x"), "n")
    assert key_of(bare) == bare.article_id.encode()


@pytest.mark.parametrize(
    ("line", "error", "own"),
    [
        (b'{"title": ["T"], "id": "7"}', "Expected `str | null`, got `array` - at `$.title`", "7"),
        (b'{"id": 7}', "got `int` - at `$.id`", None),
        (b"[1]", "Expected `object`, got `array`", None),
        (b'{"title": "T"', "not JSON", None),
        (b'{"title": "T"} x', "trailing characters", None),
        (b'{"title": "\xff"}', "not JSON in UTF-8", None),
        (b'{"id": "\\\\ud800", "x": NaN}', "not JSON", None),
    ],
)
def test_a_faulty_line_is_told_what_is_wrong(line: bytes, error: str, own: str | None) -> None:
    read = read_item(line)
    assert isinstance(read, Fault)
    assert error in read.error
    assert read.id == own


def test_a_text_cut_through_an_emoji_is_mended() -> None:
    read = read_item(rb'{"id": "7", "text": "cut \ud83d"}')
    assert isinstance(read, Item)
    assert read.text == "cut \N{REPLACEMENT CHARACTER}"


def test_a_nul_and_any_other_character_are_kept() -> None:
    read = read_item('{"text": "a\\u0000b \u202e😀"}'.encode())
    assert isinstance(read, Item)
    assert read.text == "a\0b \u202e😀"


@given(st.binary())
def test_any_bytes_are_an_item_or_a_fault(line: bytes) -> None:
    assert isinstance(read_item(line), Item | Fault)


TEXTS = st.none() | st.text(alphabet=st.characters(exclude_categories=["Cs"]))


@given(st.builds(Item, id=TEXTS, url=TEXTS, title=TEXTS, text=TEXTS, published=TEXTS))
def test_every_item_travels_as_it_is(item: Item) -> None:
    raw = raw_article(item, "name")
    assert codec.decode(RawArticle, codec.encode(raw)) == raw
