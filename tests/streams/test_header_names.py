"""A header name that is no UTF-8 stops no reader."""

import struct

import pytest
import zstandard
from aiokafka.consumer import fetcher
from aiokafka.errors import CorruptRecordException
from aiokafka.record.default_records import DefaultRecordBatchBuilder
from aiokafka.record.memory_records import MemoryRecords
from aiokafka.record.util import calc_crc32c

from streams import clients
from streams.header_names import Records

ZSTD = 4
LENGTH, CRC, ATTRIBUTES, RECORDS = 8, 17, 21, 61  # places in a batch


def batch(names: list[str], packed: int = 0, start: int = 0) -> bytes:
    """Return a batch with a record for each name of a header."""
    made = DefaultRecordBatchBuilder(2, packed, 0, -1, -1, -1, 1 << 20)
    for number, name in enumerate(names):
        made.append(number, 1000 + number, b"k%d" % number, b"v%d" % number, [(name, b"x"), ("ok", None)])
    data = bytearray(made.build())
    struct.pack_into(">q", data, 0, start)
    return bytes(data)


def spoilt(data: bytes, name: bytes, by: bytes, packed: int = 0) -> bytes:
    """Return an unpacked batch with the bytes of a name replaced, then packed, its checksum right."""
    assert name in data
    records = data[RECORDS:].replace(name, by)
    found = bytearray(data[:RECORDS] + (zstandard.compress(records) if packed else records))
    struct.pack_into(">i", found, LENGTH, len(found) - LENGTH - 4)
    struct.pack_into(">h", found, ATTRIBUTES, packed)
    struct.pack_into(">I", found, CRC, calc_crc32c(bytes(found[ATTRIBUTES:])))
    return bytes(found)


def read(data: bytes) -> list[tuple[int, bytes | None, bytes | None, list[tuple[str, bytes | None]]]]:
    records, found = Records(data), []
    while records.has_next():
        one = records.next_batch()
        assert one.validate_crc()
        found += [(record.offset, record.key, record.value, list(record.headers)) for record in one]
    return found


def test_every_consumer_reads_by_it() -> None:
    assert clients.KAFKA.idempotence
    assert fetcher.MemoryRecords is Records


@pytest.mark.parametrize("packed", [0, ZSTD])
def test_what_is_in_order_is_read_as_aiokafka_reads_it(packed: int) -> None:
    data = batch(["one", "zwei", "три"], packed) + batch(["four"], packed, start=3)
    theirs, offsets = MemoryRecords(data), []
    while theirs.has_next():
        offsets += [(one.offset, one.headers) for one in theirs.next_batch()]
    assert [(offset, headers) for offset, _, _, headers in read(data)] == offsets
    assert [offset for offset, _ in offsets] == [0, 1, 2, 3]


@pytest.mark.parametrize("packed", [0, ZSTD])
def test_a_name_that_is_none_is_mended_and_all_records_are_given(packed: int) -> None:
    data = spoilt(batch(["ok", "zz", "later"]), b"zz", b"\xff\xfe", packed) + batch(["next"], start=3)
    assert read(data) == [
        (0, b"k0", b"v0", [("ok", b"x"), ("ok", None)]),
        (1, b"k1", b"v1", [("\N{REPLACEMENT CHARACTER}" * 2, b"x"), ("ok", None)]),
        (2, b"k2", b"v2", [("later", b"x"), ("ok", None)]),
        (3, b"k0", b"v0", [("next", b"x"), ("ok", None)]),
    ]


def test_another_fault_of_a_batch_is_still_a_fault() -> None:
    data = bytearray(batch(["ok"]))
    data[-1:] = b"\x08"  # a header's value that would end beyond the record
    with pytest.raises((CorruptRecordException, IndexError)):
        list(Records(bytes(data)).next_batch())
