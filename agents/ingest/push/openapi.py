"""What the application does, as an OpenAPI 3.1 document made from the code itself."""

from typing import Any

import msgspec

from agents.ingest.items import FORMATS, Item
from agents.ingest.push.articles import MOST
from agents.ingest.push.head import BODY, LINES, SINGLE
from agents.ingest.push.keys import KEPT
from agents.ingest.push.problem import DOCUMENT, KINDS
from agents.ingest.push.unpacking import CODINGS

# Of each field of an item, what it is.
FIELDS = {
    "id": "What you call it; else it is called by its place in the request.",
    "url": "Its address: by this, made canonical, an article is known again. Without one, by what it says.",
    "title": "The headline. An article has a title or a text.",
    "text": "The body.",
    "published": "When it was published, as you have it: a time, a day, a month, a year.",
    "language": "ISO 639-1, a hint where the text is too short to tell.",
    "source": "The feed or outlet that it comes from.",
    "format": "What the text is: plain text, or a page in HTML, of which the article is taken out.",
}
# What may become of POST /articles, besides 202; 404 and 405 are of other paths and methods.
PROBLEMS = [name for name in KINDS if name not in ("not_found", "not_allowed")]


def document(limit: int, *, token: bool) -> dict[str, Any]:
    """Return the document; `limit` is the most bytes of a record, `token` whether one must be shown."""
    one = {"$ref": "#/components/schemas/Item"}
    several = {"type": "array", "items": one, "minItems": 1, "maxItems": MOST}
    body: dict[str, Any] = {kind: {"schema": {"oneOf": [one, several]}} for kind in SINGLE}
    body |= {kind: {"schema": {"type": "string", "description": "One Item a line."}} for kind in LINES}
    answers = {"202": {"$ref": "#/components/responses/accepted"}}
    for status in sorted({KINDS[name].status for name in PROBLEMS}):
        answers[str(status)] = _answer([name for name in PROBLEMS if KINDS[name].status == status])
    post = {
        "operationId": "sendArticles",
        "summary": "Send articles: all of them are taken, or none",
        "description": (
            f"At most {MOST} articles and {BODY} bytes (unpacked, too) in a request, {limit} bytes an "
            f"article as it is stored. Bodies may be packed: Content-Encoding {', '.join(CODINGS)}."
        ),
        "parameters": [{"$ref": "#/components/parameters/key"}],
        "requestBody": {"required": True, "content": body},
        "responses": answers,
    } | ({"security": [{"token": []}]} if token else {})
    return {
        "openapi": "3.1.0",
        "info": {"title": "Articles by HTTP", "version": "1", "license": {"name": "Apache-2.0"}},
        "paths": {
            "/articles": {"post": post},
            "/": {"get": _get("What this is", "text/plain")},
            DOCUMENT: {"get": _get("This document", "application/json")},
        },
        "components": _components(token),
    }


def _components(token: bool) -> dict[str, Any]:
    _, schemas = msgspec.json.schema_components([Item], ref_template="#/components/schemas/{name}")
    fields = schemas["Item"]["properties"]
    fields["format"] = {"enum": list(FORMATS), "default": None}
    for name, about in FIELDS.items():
        fields[name]["description"] = about
    schemas["Item"]["description"] = "An article. Unknown fields are ignored, null is the same as none."
    schemas |= {"Accepted": _ACCEPTED, "Problem": _PROBLEM}
    responses = {"accepted": _told("Kafka has confirmed them.", "application/json", "Accepted")}
    responses |= {
        name: _told(kind.about, "application/problem+json", "Problem") for name, kind in KINDS.items()
    }
    schemes = {"token": {"type": "http", "scheme": "bearer"}} if token else {}
    return {
        "schemas": schemas,
        "responses": responses,
        "parameters": {"key": _KEY},
        "securitySchemes": schemes,
    }


def _answer(names: list[str]) -> dict[str, Any]:
    """Return the answer of one status, which several kinds of problem may have."""
    if len(names) == 1:
        return {"$ref": f"#/components/responses/{names[0]}"}
    about = " Or: ".join(f"{KINDS[name].title}: {KINDS[name].about}" for name in names)
    return _told(about, "application/problem+json", "Problem")


def _told(about: str, kind: str, schema: str) -> dict[str, Any]:
    content = {kind: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": about, "content": content}


def _get(about: str, kind: str) -> dict[str, Any]:
    return {"summary": about, "responses": {"200": {"description": about, "content": {kind: {}}}}}


_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 257},
    "description": (
        f"A string of your own, in quotation marks. Sent again with the same body within {KEPT / 3600:g} "
        "hours, a request has the same answer (with Idempotent-Replayed: true) and is not sent on again. "
        "Known to this process alone, until it is started anew: then repeats are recognised downstream."
    ),
}
_ACCEPTED = {
    "type": "object",
    "required": ["accepted", "articles"],
    "properties": {
        "accepted": _COUNT,
        "articles": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "article_id", "version"],
                "properties": {"id": _TEXT, "article_id": _TEXT, "version": _TEXT},
            },
        },
    },
}
_PROBLEM = {
    "type": "object",
    "description": "RFC 9457. `errors` tells the first faults by article (from 0), line and JSON pointer.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": _TEXT,
        "status": _COUNT,
        "detail": _TEXT,
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["index", "pointer", "detail"],
                "properties": {"index": _COUNT, "line": _COUNT, "pointer": _TEXT, "detail": _TEXT},
            },
        },
    },
}
