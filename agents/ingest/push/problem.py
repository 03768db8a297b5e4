"""Why a request is not taken: each kind of problem once, told as problem details (RFC 9457)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from aiohttp import web

DOCUMENT = "/openapi.json"  # describes every kind; a problem's `type` leads to its description there


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: its status, its name for people, and what it means."""

    status: int
    title: str
    about: str


# By the name that also counts it: the label `outcome` of detente_push_requests_total.
KINDS = {
    "malformed": Kind(
        400, "Malformed request", "A header cannot be read, or the body ended before its end or is damaged."
    ),
    "unauthorized": Kind(401, "Not authorised", "`Authorization: Bearer …` with the right token is wanted."),
    "not_found": Kind(404, "Not found", "There is nothing at this path."),
    "not_allowed": Kind(405, "Method not allowed", "The path takes another method; `Allow` names it."),
    "slow": Kind(408, "Too slow", "The body did not arrive in time; the connection is closed."),
    "on_its_way": Kind(
        409, "On its way", "The first request with this Idempotency-Key is not answered yet: ask again later."
    ),
    "too_large": Kind(413, "Too large", "The body, one article of it, or the number of articles."),
    "unsupported": Kind(
        415,
        "Unsupported media type",
        "A Content-Type, charset or Content-Encoding that is not taken; `Accept` or `Accept-Encoding` "
        "names those that are.",
    ),
    "expectation": Kind(417, "Expectation failed", "An `Expect` other than 100-continue."),
    "invalid": Kind(
        422, "Not an article", "The body cannot be read as articles; `errors` says which of them and where."
    ),
    "key_reused": Kind(
        422, "Idempotency-Key used before", "The key came with another body within the last 24 hours."
    ),
    "failed": Kind(500, "Fault of ours", "Nothing is known of what was sent; it may be sent again."),
    "busy": Kind(503, "Busy", "As much is in hand as may be: nothing was taken, send it again."),
    "unconfirmed": Kind(
        503, "Not confirmed", "Kafka did not confirm: send it again, what did arrive is recognised."
    ),
}
AGAIN = {"busy": "1", "unconfirmed": "5", "on_its_way": "1"}  # Retry-After, in seconds


class Problem(Exception):
    """A request that is not taken, and why; `headers` go with the answer, `more` into its body."""

    def __init__(
        self, kind: str, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(detail)
        self.kind, self.detail, self.more = kind, detail, more
        self.headers = dict(headers or {})
        if kind in AGAIN:
            self.headers["Retry-After"] = AGAIN[kind]
        if kind == "unauthorized":
            self.headers["WWW-Authenticate"] = "Bearer"

    def answer(self) -> web.Response:
        """Return the answer that tells it."""
        kind = KINDS[self.kind]
        body = {
            "type": f"{DOCUMENT}#/components/responses/{self.kind}",
            "title": kind.title,
            "status": kind.status,
            # What it quotes of the request may be bytes of any kind.
            "detail": self.detail.encode("utf-8", "replace").decode(),
        }
        answer = web.Response(
            status=kind.status,
            body=orjson.dumps(body | self.more),
            content_type="application/problem+json",
            headers=self.headers,
        )
        if self.kind in ("malformed", "slow"):
            answer.force_close()  # what else stands on the connection cannot be told from this body
        return answer
