"""Idempotency keys: the same request, sent again, has the same answer and is not sent on a second time.

After draft-ietf-httpapi-idempotency-key-header-07. Only what Kafka confirmed is kept: a request that was
refused, or of which nothing is known, may be mended and sent again under its key. The answer need not be
kept, for it follows from the body. All of it is in memory: after a restart a request that is sent again is
sent on again, and dedup knows its articles as repeats.
"""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable

from agents.ingest.push.problem import Problem

MOST = 100_000  # keys; some 30 MB. Of more, the oldest is forgotten
KEPT = 24 * 3600.0  # seconds


class Keys:
    """The keys of the last day. One token is valid at a time, so one set of keys is enough."""

    def __init__(
        self, most: int = MOST, kept: float = KEPT, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most, self._kept, self._clock = most, kept, clock
        self._waiting: dict[bytes, bytes] = {}
        self._known: OrderedDict[bytes, tuple[bytes, float]] = OrderedDict()  # the oldest first

    def __len__(self) -> int:
        return len(self._known)

    def begin(self, key: str, said: bytes) -> bool:
        """Return whether what a key names is confirmed already; else it is on its way from now on.

        `said` is a hash of the body. Raises Problem: 409 while the first is on its way, 422 where the key
        came with another body.
        """
        name = _name(key)
        self._forget()
        before, _ = self._known.get(name, (self._waiting.get(name), 0.0))
        if before is not None and before != said:
            raise Problem("key_reused", f"Idempotency-Key {key!r} came with another body before")
        if name in self._waiting:
            raise Problem("on_its_way", f"the first request with Idempotency-Key {key!r} is not answered yet")
        if before is not None:
            return True
        self._waiting[name] = said
        return False

    def end(self, key: str, *, confirmed: bool) -> None:
        """Take note of what became of what was on its way."""
        name = _name(key)
        said = self._waiting.pop(name)
        if confirmed:
            self._known[name] = (said, self._clock())
            if len(self._known) > self._most:
                self._known.popitem(last=False)

    def _forget(self) -> None:
        end = self._clock() - self._kept
        while self._known and next(iter(self._known.values()))[1] <= end:
            self._known.popitem(last=False)


def _name(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()[:16]  # of one size, however long the key
