"""Articles by HTTP: what is taken, what is not, and how that is said."""

import asyncio
import contextlib
import gzip
import json
from collections.abc import Sequence
from typing import Any

import pytest
from aiohttp import ClientSession, web
from hypothesis import given
from hypothesis import strategies as st

from agents.ingest import push as module
from agents.ingest.files import Entry
from agents.ingest.push import Problem, Push, Unavailable, read_items

ONE = {"url": "https://paper.example/1", "title": "Two ministers met", "text": "They spoke for an hour."}
JSON, LINES = "application/json", "application/x-ndjson"


def post(
    body: bytes | str,
    kind: str = JSON,
    *,
    token: str = "",
    headers: dict[str, str] | None = None,
    broken: bool = False,
    limit: int = 1 << 20,
    method: str = "POST",
    path: str = "/articles",
) -> tuple[int, dict[str, Any], list[Entry], dict[str, str]]:
    """Return status, answer, what was put and the headers of the answer."""
    taken: list[Entry] = []

    async def put(entries: Sequence[Entry]) -> None:
        if broken:
            raise Unavailable("the broker did not confirm within 15 s")
        taken.extend(entries)

    async def work() -> tuple[int, dict[str, Any], dict[str, str]]:
        runner = web.AppRunner(Push(put, token, limit).app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}{path}"
        try:
            async with ClientSession() as session:
                sent = {"Content-Type": kind} | (headers or {})
                async with session.request(method, url, data=body, headers=sent) as answer:
                    told = json.loads(await answer.read())
                    expected = JSON if answer.status == 202 else "application/problem+json"
                    assert answer.content_type == expected
                    return answer.status, told, dict(answer.headers)
        finally:
            await runner.cleanup()

    status, told, given_headers = asyncio.run(work())
    if status != 202:
        assert told["status"] == status
        assert told["title"]
        assert told["detail"]
        assert taken == []
    return status, told, taken, given_headers


def test_one_article_is_taken_and_answered_with_its_ids() -> None:
    status, told, taken, _ = post(json.dumps(ONE))
    (entry,) = taken
    assert status == 202
    assert entry.raw is not None
    assert told == {
        "accepted": 1,
        "articles": [
            {"id": "push:0", "article_id": entry.raw.article_id, "version": entry.raw.version},
        ],
    }
    assert entry.key == b"https://paper.example/1"
    assert entry.raw.fetched is not None
    assert entry.raw.published is None


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (json.dumps([ONE, ONE | {"id": "b"}]), JSON),
        (f" \n[{json.dumps(ONE)}, {json.dumps(ONE | {'id': 'b'})}]", "application/json; charset=utf-8"),
        (f"{json.dumps(ONE)}\n\n{json.dumps(ONE | {'id': 'b'})}\r\n", LINES),
    ],
)
def test_several_are_taken_as_an_array_or_a_line_each(body: str, kind: str) -> None:
    status, told, taken, _ = post(body, kind)
    assert (status, told["accepted"]) == (202, 2)
    assert [one.id for one in taken] == ["push:0", "b"]


def test_nothing_is_taken_where_one_is_wrong_and_it_is_said_which_and_why() -> None:
    status, told, _, _ = post(json.dumps([ONE, {"title": 5}, {"url": "https://x.example"}]))
    assert status == 422
    assert told["errors"] == [
        {"index": 1, "detail": "not an item: Expected `str | null`, got `int` - at `$.title`"},
        {"index": 2, "detail": "not an article: neither a title nor a text"},
    ]
    assert told["detail"].startswith("2 of 3 articles cannot be taken, so nothing was; the first: article 1")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("", JSON), ("[]", JSON), ("\n\n", LINES), ("{", JSON), ("[1", JSON), ("[" * 5000, JSON),
        ("null", JSON),
        (b"\xff\xfe", JSON), ('{"title": ""}', JSON), ("nonsense", LINES),
    ],
)  # fmt: skip
def test_what_is_no_article_is_told(body: bytes | str, kind: str) -> None:
    assert post(body, kind)[0] == 422


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "text/html"])
def test_another_kind_of_body_is_told_with_those_that_are_taken(kind: str) -> None:
    status, told, _, _ = post(json.dumps(ONE), kind)
    assert status == 415
    assert "application/json" in told["detail"]


def test_a_record_over_its_limit_is_told_with_which() -> None:
    status, told, _, _ = post(json.dumps([ONE, ONE | {"text": "x" * 9000}]), limit=8000)
    assert status == 413
    assert told["errors"][0]["index"] == 1


def test_a_body_over_the_limit_is_told_also_where_it_was_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BODY", 1 << 16)
    large = json.dumps(ONE | {"text": "x" * (1 << 17)}).encode()
    assert post(large)[0] == 413
    assert post(gzip.compress(large), headers={"Content-Encoding": "gzip"})[0] == 413


def test_too_many_at_once_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    assert post(json.dumps([ONE] * 3))[1]["detail"] == "3 articles; at most 2 are taken at once"


@pytest.mark.parametrize("shown", [None, "Bearer wrong", "Basic geheim", "geheim", "Bearer", "Bearer gehéim"])
def test_without_the_token_nothing_is_taken(shown: str | None) -> None:
    headers = {"Authorization": shown} if shown else None
    status, _, _, answer = post(json.dumps(ONE), token="geheim", headers=headers)
    assert (status, answer["WWW-Authenticate"]) == (401, "Bearer")


def test_with_the_token_it_is_taken() -> None:
    assert post(json.dumps(ONE), token="geheim", headers={"Authorization": "bearer geheim"})[0] == 202


def test_what_the_broker_did_not_confirm_is_not_said_to_be_taken() -> None:
    status, told, _, answer = post(json.dumps(ONE), broken=True)
    assert (status, answer["Retry-After"]) == (503, "5")
    assert "send it again" in told["detail"]


def test_another_path_or_method_is_told_with_the_right_one() -> None:
    assert post("", path="/article")[1]["detail"] == "POST /article: allowed is POST /articles"
    assert post("", method="PUT")[0] == 405


@given(st.binary(max_size=300), st.booleans())
def test_no_body_is_more_than_a_problem(body: bytes, lines: bool) -> None:
    with contextlib.suppress(Problem):
        assert read_items(body, lines=lines)
