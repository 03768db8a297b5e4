"""What the board makes of the records of its topics."""

from dataclasses import dataclass
from typing import Any

import pytest

from agents.board.agent import put_alert, put_source
from agents.board.shelf import Shelf
from agents.board.sources.shelf import Sources
from streams import codec
from tests.agents.board.samples import alert
from tests.agents.board.sources.samples import source, state

KEY = b"https://www.amber.example/monde/rss.xml"


@dataclass
class Record:
    """What the board uses of a Kafka record."""

    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes], ...] = ()
    offset: int = 7


def put(sources: Sources, *records: Record) -> None:
    for record in records:
        put_source(sources, record)  # type: ignore[arg-type]


def of_kind(kind: str, key: bytes, value: Any) -> Record:
    return Record(key, None if value is None else codec.encode(value), (("kind", kind.encode()),))


def test_definitions_and_states_make_a_source_and_one_without_a_value_takes_it_away() -> None:
    sources = Sources()
    put(sources, of_kind("source", KEY, source("amber")), of_kind("state", b"state " + KEY, state("amber")))
    assert [one.condition for one in sources.shown()] == ["well"]
    put(sources, Record(b"known " + KEY, b"{}", (("kind", b"known"),)))  # for the pollers alone
    put(sources, of_kind("state", b"state " + KEY, None))
    assert [one.condition for one in sources.shown()] == ["new"]
    put(sources, of_kind("source", KEY, None))
    assert sources.shown() == []


def test_a_record_without_a_kind_is_a_definition() -> None:
    sources = Sources()
    put(sources, Record(KEY, codec.encode(source("amber"))))
    assert len(sources.shown()) == 1


@pytest.mark.parametrize(
    "record",
    [
        of_kind("source", None, source("amber")),  # type: ignore[arg-type]
        of_kind("nothing", KEY, source("amber")),
        Record(KEY, b"{", (("kind", b"state"),)),
        Record(KEY, b'{"url": 1}', (("kind", b"source"),)),
    ],
)
def test_a_record_that_is_no_source_is_refused_and_changes_nothing(record: Record) -> None:
    sources = Sources()
    with pytest.raises(codec.Undecodable):
        put(sources, record)
    assert sources.changes == 0


def test_an_alert_stands_on_the_shelf_by_its_offset() -> None:
    shelf = Shelf()
    put_alert(shelf, Record(b"a", codec.encode(alert("a"))))  # type: ignore[arg-type]
    assert shelf.last == 7
