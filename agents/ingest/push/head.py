"""What a request's headers say, checked before a byte of its body is taken."""

import re
from dataclasses import dataclass

from aiohttp import web

from agents.ingest.push.problem import Problem
from agents.ingest.push.unpacking import CODINGS

BODY = 32 << 20  # bytes of one request, packed or not: some articles of the largest size
SINGLE = ("application/json",)
LINES = ("application/x-ndjson", "application/ndjson", "application/jsonl")
CHARSETS = ("utf-8", "utf8", "us-ascii", "ascii")
# A string of RFC 9651, with its parameters, which say nothing to us; or bare, as many clients send it.
_QUOTED = re.compile(r'"((?:[ !#-\[\]-~]|\\["\\]){1,255})"\s{0,9}(?:;.{0,255})?')
_BARE = re.compile(r"[!#-+\--:<-~]{1,255}")


@dataclass(frozen=True, slots=True)
class Head:
    """How a body is to be read."""

    lines: bool  # an article a line; else one JSON document
    coding: str | None  # by what it is packed
    key: str | None  # its idempotency key


def read_head(request: web.Request) -> Head:
    """Return what the headers say; raises Problem (400, 413, 415)."""
    _check_charset(request)
    if request.content_type not in SINGLE + LINES:
        given = (
            f"{request.content_type} is not taken" if "Content-Type" in request.headers else "none is given"
        )
        raise _unsupported("Content-Type", given, SINGLE + LINES)
    if (request.content_length or 0) > BODY:
        raise Problem("too_large", f"{request.content_length} bytes; at most {BODY} are taken at once")
    return Head(request.content_type in LINES, _coding(request), _key(request))


def _check_charset(request: web.Request) -> None:
    charset = request.charset
    if charset is not None and charset.lower() not in CHARSETS:
        detail = f"Content-Type: charset={charset} is not taken; JSON is sent in UTF-8"
        raise Problem("unsupported", detail, headers={"Accept": ", ".join(SINGLE + LINES)})


def _coding(request: web.Request) -> str | None:
    named = [one.strip().lower() for one in ",".join(_all(request, "Content-Encoding")).split(",")]
    codings = [one.removeprefix("x-") for one in named if one not in ("", "identity")]
    if not codings:
        return None
    if len(codings) > 1 or codings[0] not in CODINGS:
        raise _unsupported("Content-Encoding", f"{', '.join(codings)} is not taken", CODINGS)
    return codings[0]


def _key(request: web.Request) -> str | None:
    given = _all(request, "Idempotency-Key")
    if not given:
        return None
    text = given[0].strip()
    if len(given) == 1 and (quoted := _QUOTED.fullmatch(text)):
        return re.sub(r'\\(["\\])', r"\1", quoted[1])
    if len(given) == 1 and _BARE.fullmatch(text):
        return text
    raise Problem(
        "malformed",
        'Idempotency-Key: wanted is one string of 1 to 255 visible characters, as in "6f1c-42"',
    )


def _unsupported(header: str, given: str, allowed: tuple[str, ...]) -> Problem:
    names = ", ".join(allowed)
    answer = "Accept" if header == "Content-Type" else "Accept-Encoding"
    return Problem("unsupported", f"{header}: {given}; allowed are {names}", headers={answer: names})


def _all(request: web.Request, name: str) -> list[str]:
    return request.headers.getall(name, [])
