"""Records whose header names are no UTF-8 are read all the same, with U+FFFD for the bytes that are wrong.

Names are UTF-8 by Kafka's protocol, which no broker checks, and aiokafka decodes them strictly: whoever may
write to a topic could stop every reader of it for good, with one record. aiokafka has no setting for that,
so this stands where its fetcher makes batches of the bytes that came. A batch that is in order is read by
aiokafka's own parser; one that is not by its second one, in Python, over bytes that decode leniently.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from aiokafka.consumer import fetcher
from aiokafka.errors import CorruptRecordException
from aiokafka.record.default_records import _DefaultRecordBatchPy
from aiokafka.record.memory_records import _MemoryRecordsPy


def read_all_names() -> None:
    """Let every consumer of this process read such records; a second call changes nothing."""
    fetcher.MemoryRecords = Records


class Records:
    """Some batches, as a fetch brings them: what aiokafka's MemoryRecords is."""

    def __init__(self, data: bytes) -> None:
        self._batches = _MemoryRecordsPy(data)
        self.has_next = self._batches.has_next
        self.size_in_bytes = self._batches.size_in_bytes

    def next_batch(self) -> Any:
        """Return the next batch; None after the last."""
        data = self._batches._next_slice  # noqa: SLF001 - it is gone from the batch that is made of it
        batch = self._batches.next_batch()
        if batch is None or data is None or batch.magic < 2 or batch.is_control_batch:
            return batch  # without headers
        return _Batch(batch, data)


class _Batch:
    """A batch that gives all of its records."""

    def __init__(self, batch: Any, data: memoryview) -> None:
        self._batch, self._data = batch, data

    def __getattr__(self, name: str) -> Any:
        return getattr(self._batch, name)

    def __iter__(self) -> Iterator[Any]:
        read = 0
        try:
            for record in self._batch:
                read += 1
                yield record
        except (UnicodeDecodeError, CorruptRecordException) as fault:
            if not isinstance(fault.__cause__ or fault, UnicodeDecodeError):
                raise
        else:
            return
        again = iter(_DefaultRecordBatchPy(self._data))  # unpacks
        again._buffer = _Bytes(again._buffer)  # noqa: SLF001 - from here its names are decoded
        yield from islice(again, read, None)


class _Bytes(bytearray):
    """Bytes whose parts decode leniently."""

    def __getitem__(self, at: Any) -> Any:
        found = bytearray.__getitem__(self, at)
        return _Part(found) if isinstance(at, slice) else found


class _Part(bytearray):
    def decode(self, encoding: str = "utf-8", _: str = "strict") -> str:
        return bytes(self).decode(encoding, "replace")
