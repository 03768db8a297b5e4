"""Bytes to records and back: the only place that decodes."""

import re
from typing import Any, TypeVar

import msgspec
import orjson

from streams.records import Command, Record, Seed, Tick
from streams.source_records import SourceRecord

R = TypeVar("R")

_SURROGATE = re.compile("[\ud800-\udfff]")

# Records of these kinds may stand on any topic; a `kind` header names them.
KINDS: dict[bytes, type[Record]] = {b"tick": Tick, b"command": Command, b"seed": Seed}


class Undecodable(ValueError):
    """The bytes are no record of the type asked for; the message says what and where."""


def encode(record: Record | SourceRecord) -> bytes:
    """Return `record` as JSON in UTF-8. Lone surrogates, which JSON in UTF-8 cannot hold, become U+FFFD."""
    try:
        return orjson.dumps(record)
    except TypeError:
        # orjson takes no lone surrogates, and no integers above 64 bits, which decoding lets in.
        return _encode_mended(record)


def decode(kind: type[R], value: bytes | None) -> R:
    """Return the record of type `kind` in `value`, its fields validated; unknown fields are ignored.

    Raises `Undecodable` with the place of the fault as a JSON path.
    """
    if not value:
        raise Undecodable("empty record: a JSON object is expected")
    try:
        return msgspec.json.decode(value, type=kind)
    except msgspec.ValidationError as fault:
        raise Undecodable(f"not a {kind.__name__}: {fault}") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise Undecodable(f"not JSON in UTF-8: {fault}") from None
    except RecursionError:
        raise Undecodable("not a record: nested too deeply") from None


def decode_as(default: type[Record], kind: bytes | None, value: bytes | None) -> Record:
    """Return the record in `value`: of the type that a `kind` header names, else of `default`.

    Raises `Undecodable`, also where the header names a kind that is not known.
    """
    if kind is None:
        return decode(default, value)
    known = KINDS.get(kind)
    if known is None:
        allowed = ", ".join(sorted(k.decode() for k in KINDS))
        raise Undecodable(f"header kind={kind!r} is not known: allowed are {allowed}, or no such header")
    return decode(known, value)


def _encode_mended(record: Record | SourceRecord) -> bytes:
    def mend(value: Any) -> Any:
        match value:
            case str():
                return _SURROGATE.sub("\ufffd", value)  # one for one: offsets stay
            case dict():
                return {mend(k): mend(v) for k, v in value.items()}
            case list() | tuple():
                return [mend(v) for v in value]
        return value

    return msgspec.json.encode(mend(msgspec.to_builtins(record)))
