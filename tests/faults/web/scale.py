"""Hours compressed: a clock that every process of a run reads alike, many times as fast as the real one."""

import asyncio
import time
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Scale:
    """A clock that stands at `epoch` until the machine's monotonic clock shows `begins`."""

    epoch: float  # seconds since 1970
    begins: float  # seconds of time.monotonic(), which is one clock for all processes of a machine
    factor: float

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the scale that `str` wrote."""
        return cls(*map(float, text.split("/")))

    def __str__(self) -> str:
        return f"{self.epoch!r}/{self.begins!r}/{self.factor!r}"

    def passed(self) -> float:
        """Return how many seconds of its own have passed since it began."""
        return max(time.monotonic() - self.begins, 0.0) * self.factor

    def now(self) -> float:
        """Return its time as seconds since 1970."""
        return self.epoch + self.passed()

    async def sleep(self, seconds: float) -> None:
        """Wait for so many seconds of its own; while it stands it waits for it to begin."""
        await asyncio.sleep(max(seconds / self.factor, 0.0) + max(self.begins - time.monotonic(), 0.0))
