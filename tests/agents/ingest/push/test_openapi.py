"""The document that describes the application says what the application does."""

import asyncio
import re
from typing import Any

import msgspec
import orjson

from agents.ingest.items import Item
from agents.ingest.push.app import Push
from agents.ingest.push.openapi import FIELDS, document
from agents.ingest.push.problem import KINDS
from tests.agents.ingest.push.served import ONE, serving

DOCUMENT = document(8 << 20, token=True)


async def nowhere(_: Any) -> None: ...


def test_every_path_and_method_is_described_and_no_other() -> None:
    routes = {
        (route.resource.canonical, route.method.lower())
        for route in Push(nowhere, "", 1).app.router.routes()
        if route.resource is not None and route.method not in ("OPTIONS", "HEAD")
    }
    described = {(path, method) for path, methods in DOCUMENT["paths"].items() for method in methods}
    assert described == routes


def test_every_reference_leads_somewhere() -> None:
    for place in re.findall(r'"\$ref":"#/([^"]+)"', orjson.dumps(DOCUMENT).decode()):
        found: Any = DOCUMENT
        for step in place.split("/"):
            found = found[step]


def test_every_status_is_described_under_the_type_that_an_answer_names() -> None:
    post = DOCUMENT["paths"]["/articles"]["post"]["responses"]
    elsewhere = {"404", "405"}
    assert set(post) == {"202"} | {str(kind.status) for kind in KINDS.values()} - elsewhere
    assert set(DOCUMENT["components"]["responses"]) == {"accepted", *KINDS}


def test_every_field_of_an_item_is_described() -> None:
    fields = DOCUMENT["components"]["schemas"]["Item"]["properties"]
    assert set(fields) == set(FIELDS) == {one.name for one in msgspec.structs.fields(Item)}
    assert all(one["description"] for one in fields.values())
    assert fields["format"]["enum"] == [None, "text", "html"]


def test_it_is_served_and_asks_for_the_token_where_there_is_one() -> None:
    async def work(token: str) -> dict[str, Any]:
        async with serving(token=token) as served:
            answer = await served.ask("GET", "/openapi.json")
            assert (answer.status, answer.kind) == (200, "application/json")
            found: dict[str, Any] = answer.told
            return found

    assert "security" not in asyncio.run(work(""))["paths"]["/articles"]["post"]
    told = asyncio.run(work("geheim"))
    assert told["paths"]["/articles"]["post"]["security"] == [{"token": []}]
    assert told["openapi"] == "3.1.0"


def test_answers_have_the_fields_that_are_said_to_be_required() -> None:
    async def work() -> list[dict[str, Any]]:
        async with serving() as served:
            return [(await served.post(ONE)).told, (await served.post([{"title": 5}])).told]

    accepted, problem = asyncio.run(work())
    schemas = DOCUMENT["components"]["schemas"]
    for told, name in ((accepted, "Accepted"), (problem, "Problem")):
        assert set(schemas[name]["required"]) <= set(told) <= set(schemas[name]["properties"])
    (error,) = problem["errors"]
    assert set(error) <= set(schemas["Problem"]["properties"]["errors"]["items"]["properties"])
