"""The time that following sources goes by: handed in, so that a week can be played in minutes."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from agents.spans import rfc3339


@dataclass(frozen=True, slots=True)
class Clock:
    """Tells the time (seconds since 1970, UTC) and waits (seconds)."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


def stamp(seconds: float) -> str:
    """Return a time as RFC 3339 in UTC, with milliseconds."""
    return rfc3339(datetime.fromtimestamp(seconds, UTC))
