"""Dead letters: the original bytes on `news.dlq`, with what went wrong in headers.

The headers are named as Kafka Connect names them (`__connect.errors.*`), so that the tools that read
those read these. A letter may stand there twice after a crash; it is known by its position.

A broker weighs records compressed, so one may be read that is larger than any topic takes uncompressed.
Its letter holds the beginning, and says so: a letter that cannot be sent would stop the stage for good.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from streams.clients import Headers
from streams.stage import Incoming, Reject
from streams.topics import DLQ

PREFIX = "__connect.errors."
# What headers may take: the error is for people, and a trace of a deep recursion is long.
ERROR_BYTES = 2_000
TRACE_BYTES = 16_000
FRAMING = 64 * 1024 + 4 * (ERROR_BYTES + TRACE_BYTES)  # room for all of a letter but key, value and headers


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """Where a record was read, which stage could not use it, and why."""

    stage: str
    topic: str
    partition: int
    offset: int
    generation: int
    kind: str  # undecodable, refused, too_large, unexpected
    error: str
    trace: str = ""
    cut: int = 0  # bytes of key and value as they were read, where the letter holds less; else 0

    @property
    def position(self) -> tuple[int, str, int, int]:
        """Return what a letter is known by, however often it was sent."""
        return self.generation, self.topic, self.partition, self.offset

    def to_headers(self) -> Headers:
        """Return the headers that say all of it."""
        fields = {
            "topic": self.topic,
            "partition": str(self.partition),
            "offset": str(self.offset),
            "stage": self.stage,
            "connector.name": f"detente.{self.stage}",
            "generation": str(self.generation),
            "exception.class.name": self.kind,
            "exception.message": _cut(self.error, ERROR_BYTES),
            "exception.stacktrace": _cut(self.trace, TRACE_BYTES),
            "original.size": str(self.cut or ""),
        }
        return [(PREFIX + name, value.encode("utf-8", "replace")) for name, value in fields.items() if value]

    @classmethod
    def from_headers(cls, headers: Mapping[str, bytes]) -> "DeadLetter":
        """Return the letter that these headers describe; raises ValueError where they describe none."""

        def get(name: str) -> str:
            return headers.get(PREFIX + name, b"").decode("utf-8", "replace")

        if not get("topic") or not get("stage"):
            raise ValueError(f"no dead letter: the headers {PREFIX}topic and {PREFIX}stage are missing")
        return cls(
            stage=get("stage"),
            topic=get("topic"),
            partition=int(get("partition")),
            offset=int(get("offset")),
            generation=int(get("generation") or 1),
            kind=get("exception.class.name"),
            error=get("exception.message"),
            trace=get("exception.stacktrace"),
            cut=int(get("original.size") or 0),
        )


@dataclass(frozen=True, slots=True)
class Letter:
    """A dead letter ready to be sent."""

    key: bytes | None
    value: bytes | None
    headers: Headers
    timestamp: int


def letter(stage: str, topic: str, incoming: Incoming, reject: Reject) -> Letter:
    """Return the dead letter of a record that `stage` rejected, read from the topic of that name."""
    at, room = incoming.position, DLQ.max_bytes - FRAMING
    key = incoming.key and incoming.key[:room]
    value = incoming.value and incoming.value[: room - len(key or b"")]
    size = len(incoming.key or b"") + len(incoming.value or b"")
    about = DeadLetter(
        stage=stage,
        topic=topic,
        partition=at.partition,
        offset=at.offset,
        generation=at.generation,
        kind=reject.kind,
        error=reject.error,
        trace=reject.trace,
        cut=size if size > room else 0,
    )
    kept = original_headers(incoming.headers)
    if sum(len(name.encode()) + len(content) + 10 for name, content in kept.items()) > room - size:
        kept = {}  # the bytes and the position come first; headers this large are a fault of their own
    return Letter(key, value, about.to_headers() + list(kept.items()), max(incoming.timestamp, 0))


def original_headers(headers: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the headers that a record had before it became a dead letter."""
    return {name: value for name, value in headers.items() if not name.startswith(PREFIX)}


def _cut(text: str, size: int) -> str:
    return text if len(text) <= size else text[: size // 2] + " … " + text[-size // 2 :]
