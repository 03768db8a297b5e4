"""What is told of one revision of an alert: the same to every target, each in its own form."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
import orjson

from streams import codec
from streams.records import Alert

# What only the stage itself needs to know the event again: no business of a receiver.
_INNER = ("facets", "told", "stories")


@dataclass(frozen=True, slots=True)
class Message:
    """One revision that is worth a message."""

    id: str  # alert id and revision: the same however often it is sent, so that a receiver drops a repeat
    type: str  # as CloudEvents has it on the topic: `alert.new.v1`
    time: str  # RFC 3339, of the stream's clock
    alert: Alert

    def payload(self) -> bytes:
        """Return the body of a webhook, as Standard Webhooks has it: type, timestamp, data."""
        data = msgspec.to_builtins(self.alert)
        for name in _INNER:
            del data[name]
        return orjson.dumps({"type": self.type, "timestamp": self.time, "data": data})


def message_of(headers: Mapping[str, bytes], value: bytes | None) -> Message | None:
    """Return what a record of `news.alerts` has to tell; None where it says that it is not worth a message.

    Raises `codec.Undecodable`.
    """
    if headers.get("notify") != b"true":
        return None
    alert = codec.decode(Alert, value)
    return Message(
        id=f"{alert.id}.{alert.revision}",
        type=headers.get("ce_type", b"alert.updated.v1").decode("utf-8", "replace"),
        time=headers.get("ce_time", b"").decode("utf-8", "replace") or alert.last_seen or "",
        alert=alert,
    )
