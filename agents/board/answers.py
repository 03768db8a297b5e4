"""What every answer of the board has alike: its headers, its forms, and how a query is read."""

from collections.abc import Awaitable, Callable

import orjson
from aiohttp import web

# Nothing from elsewhere, nothing inline: a feed's text can neither run nor load anything.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def safely(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Put the security headers on every answer, those of aiohttp's own errors included."""
    try:
        response = await handler(request)
    except web.HTTPException as fault:
        fault.headers.update(HEADERS)
        raise
    if not response.prepared:
        response.headers.update(HEADERS)
    return response


def html(text: str, status: int = 200) -> web.Response:
    """Return a page, or a part of one."""
    headers = {"Cache-Control": "no-store"}
    return web.Response(text=text, status=status, content_type="text/html", charset="utf-8", headers=headers)


def json(body: bytes) -> web.Response:
    """Return a document that is JSON already."""
    headers = {"Cache-Control": "no-store"}
    return web.Response(body=body, content_type="application/json", headers=headers)


def problem(status: int, detail: str) -> web.Response:
    """Return an error as RFC 9457 has it."""
    body = orjson.dumps({"status": status, "detail": detail})
    return web.Response(body=body, status=status, content_type="application/problem+json")


def text(request: web.Request, name: str) -> str:
    """Return a word of the query, cut at 100 characters; empty where there is none."""
    return request.query.get(name, "")[:100]


def number(request: web.Request, name: str, default: int, most: int = 1 << 30) -> int:
    """Return a whole number of the query, from 1 to `most`; the default where there is none that reads so."""
    given = request.query.get(name, "")
    return (
        min(max(int(given), 1), most) if given.isascii() and given.isdigit() and len(given) < 12 else default
    )
