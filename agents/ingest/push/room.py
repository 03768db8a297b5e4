"""How much may be in hand at once: what is over it is refused, before memory grows."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from agents.ingest.push.problem import Problem

# Four seconds of 500 requests, for a broker that takes a breath.
REQUESTS = 2_000
# Of bodies, unpacked. What is made of them is about three times as large: some 250 MB at the most.
BYTES = 64 << 20


class Room:
    """What all requests in hand take together."""

    def __init__(self, requests: int = REQUESTS, size: int = BYTES) -> None:
        self._most, self._most_bytes = requests, size
        self.requests = self.bytes = 0
        self._lock = threading.Lock()  # large bodies are read in a thread

    @contextmanager
    def share(self) -> Iterator["Share"]:
        """Give a request its share, taken back when it is answered; raises Problem (503) for want of room."""
        if self.requests >= self._most:
            raise Problem("busy", f"{self.requests} requests are in hand; send it again")
        share = Share(self)
        self.requests += 1
        try:
            yield share
        finally:
            self.requests -= 1
            with self._lock:
                self.bytes -= share.bytes

    def grow(self, size: int) -> None:
        """Take so many bytes more; raises Problem (503) for want of room."""
        with self._lock:
            if self.bytes + size > self._most_bytes:
                raise Problem("busy", f"{self.bytes} bytes of other requests are in hand; send it again")
            self.bytes += size


class Share:
    """What one request takes of the room."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.bytes = 0

    def hold(self, size: int) -> None:
        """Take room for a body of so many bytes in all; raises Problem (503)."""
        if size > self.bytes:
            self._room.grow(size - self.bytes)
            self.bytes = size
