"""What came of a request: an answer, or a fault with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from agents.ingest.outcome import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a site gave. `status` is 200 or 304; every other one is raised as a `Fault`."""

    status: int
    address: str  # after redirects
    moved: str | None = None  # up to where every redirect was for good, login kept: what to ask from now on
    headers: Mapping[str, str]  # names as sent, looked up in any case
    body: bytes | None  # unpacked; None with 304
    size: int = 0  # bytes that came over the wire


class Fault(Exception):
    """A request that gave nothing to read; the message says what happened and what helps, without the URL."""

    def __init__(self, reason: Outcome, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        self.after = after  # seconds that the site asked to be left alone (Retry-After)
