"""Articles by HTTP: what is taken, what is not, and how that is said."""

import asyncio
import gzip
import logging
from typing import Any

import brotli
import orjson
import pytest
import zstandard

from agents.ingest.push import articles, body, head
from agents.ingest.push.room import Room
from tests.agents.ingest.push.served import JSON, LINES, ONE, Answer, Served, post, serving

PACK = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "zstd": zstandard.compress,
    "br": lambda data: brotli.compress(data, quality=1),
}


def test_one_article_is_taken_and_answered_with_its_ids() -> None:
    async def work() -> tuple[Answer, Served]:
        async with serving() as served:
            return await served.post(ONE), served

    answer, served = asyncio.run(work())
    (entry,) = served.taken
    assert answer.status == 202
    assert entry.raw is not None
    assert answer.told == {
        "accepted": 1,
        "articles": [{"id": "push:0", "article_id": entry.raw.article_id, "version": entry.raw.version}],
    }
    assert entry.key == b"https://paper.example/1"
    assert entry.raw.fetched is not None
    assert entry.raw.published is None
    assert served.counted == [("accepted", 1)]


@pytest.mark.parametrize("coding", PACK)
@pytest.mark.parametrize("size", [1, 300])
def test_a_body_may_be_packed(coding: str, size: int) -> None:
    answer = post(PACK[coding](orjson.dumps([ONE] * size)), headers={"Content_Encoding": coding})
    assert (answer.status, answer.told["accepted"]) == (202, size)


def test_a_large_body_is_taken_as_a_small_one_is() -> None:
    assert post([ONE | {"text": "x" * 100_000}] * 20).told["accepted"] == 20


@pytest.mark.parametrize("coding", ["deflate", "compress", "gzip, br", "aes128gcm"])
def test_another_packing_is_told_with_those_that_are_taken(coding: str) -> None:
    answer = post(orjson.dumps(ONE), headers={"Content_Encoding": coding})
    assert (answer.status, answer.headers["Accept-Encoding"]) == (415, "gzip, zstd, br")
    assert coding in answer.told["detail"]


@pytest.mark.parametrize("coding", ["gzip", "zstd", "br"])
def test_a_packed_body_that_is_damaged_is_told(coding: str) -> None:
    packed = PACK[coding](orjson.dumps(ONE))
    for damaged in (packed[:-5], b"\x00" * 30, packed[:5]):
        answer = post(damaged, headers={"Content_Encoding": coding})
        assert (answer.status, coding in answer.told["detail"]) == (400, True)


@pytest.mark.parametrize("coding", ["gzip", "zstd", "br"])
def test_zeros_without_end_are_refused_before_they_are_unpacked(coding: str) -> None:
    answer = post(PACK[coding](bytes(64 << 20)), headers={"Content_Encoding": coding})
    assert answer.status == 413


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_over_the_limit_is_told(monkeypatch: pytest.MonkeyPatch, chunked: bool) -> None:
    for module in (head, body):
        monkeypatch.setattr(module, "BODY", 1 << 16)
    large = orjson.dumps(ONE | {"text": "x" * (1 << 17)})

    async def pieces() -> Any:
        for start in range(0, len(large), 8192):
            yield large[start : start + 8192]

    assert post(pieces() if chunked else large).status == 413


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "text/html"])
def test_another_kind_of_body_is_told_with_those_that_are_taken(kind: str) -> None:
    answer = post(orjson.dumps(ONE), kind)
    assert answer.status == 415
    assert "application/json" in answer.told["detail"]
    assert "application/x-ndjson" in answer.headers["Accept"]


def test_another_charset_is_told() -> None:
    answer = post(orjson.dumps(ONE), "application/json; charset=windows-1251")
    assert answer.status == 415
    assert answer.told["detail"] == "Content-Type: charset=windows-1251 is not taken; JSON is sent in UTF-8"
    assert post(orjson.dumps(ONE), 'application/json; charset="UTF-8"').status == 202


@pytest.mark.parametrize("shown", [None, "Bearer wrong", "Basic geheim", "geheim", "Bearer", "Bearer gehéim"])
def test_without_the_token_nothing_is_taken(shown: str | None) -> None:
    answer = post(ONE, token="geheim", headers={"Authorization": shown} if shown else None)
    assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_with_the_token_it_is_taken() -> None:
    assert post(ONE, token="geheim", headers={"Authorization": "bearer geheim"}).status == 202


def test_what_the_broker_did_not_confirm_is_not_said_to_be_taken() -> None:
    answer = post(ONE, broken=True)
    assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
    assert "send it again" in answer.told["detail"]


def test_every_article_of_a_request_is_taken_or_none() -> None:
    answer = post([ONE, {"title": 5}])
    assert (answer.status, answer.told["errors"][0]["pointer"]) == (422, "#/1/title")


def test_too_many_at_once_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "MOST", 2)
    assert post([ONE] * 3).told["detail"] == "3 articles; at most 2 are taken at once"


def test_other_paths_and_methods_are_told_with_the_right_ones() -> None:
    async def work() -> None:
        async with serving() as served:
            lost = await served.ask("POST", "/article")
            assert (lost.status, lost.told["detail"]) == (404, "POST /article: allowed is POST /articles")
            for method in ("GET", "PUT", "DELETE", "PATCH", "HEAD"):
                other = await served.ask(method, "/articles")
                assert (other.status, other.headers["Allow"]) == (405, "OPTIONS, POST")
            asked = await served.ask("OPTIONS", "/articles")
            assert (asked.status, asked.headers["Allow"], asked.body) == (204, "OPTIONS, POST", b"")
            about = await served.ask("GET", "/")
            assert (about.status, b"POST /articles" in about.body) == (200, True)
            assert (await served.ask("HEAD", "/")).status == 200
            assert served.counted == []

    asyncio.run(work())


def test_more_requests_than_there_is_room_for_are_refused_at_once() -> None:
    async def work() -> None:
        async with serving(room=Room(requests=2)) as served:
            served.confirms.clear()
            waiting = [asyncio.ensure_future(served.post(ONE)) for _ in range(2)]
            await served.in_hand(2)
            refused = await served.post(ONE)
            assert (refused.status, refused.headers["Retry-After"]) == (503, "1")
            served.confirms.set()
            assert [(await one).status for one in waiting] == [202, 202]
            assert (await served.post(ONE)).status == 202
            assert (served.room.requests, served.room.bytes) == (0, 0)
            assert [outcome for outcome, _ in served.counted].count("busy") == 1

    asyncio.run(work())


def test_more_bytes_than_there_is_room_for_are_refused_packed_or_not() -> None:
    large = orjson.dumps(ONE | {"text": "x" * 20_000})
    assert post(large, room=Room(size=10_000)).status == 503
    packed = post(gzip.compress(large), room=Room(size=10_000), headers={"Content_Encoding": "gzip"})
    assert (packed.status, packed.told["title"]) == (503, "Busy")


def test_a_body_that_drips_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body, "PATIENCE", 0.2)

    async def work() -> bytes:
        async with serving() as served:
            reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
            writer.write(
                b"POST /articles HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                b"Content-Length: 1000\r\n\r\n{"
            )
            said = await reader.readuntil(b"}")
            writer.close()
            assert served.counted == [("slow", 0)]
            return said

    said = asyncio.run(work())
    assert said.startswith(b"HTTP/1.1 408")
    assert b"Connection: close" in said
    assert b"1 bytes came within 0.2 s" in said


def test_a_sender_that_hangs_up_in_the_middle_leaves_nothing_behind() -> None:
    async def work() -> None:
        async with serving() as served:
            _, writer = await asyncio.open_connection("127.0.0.1", served.port)
            writer.write(
                b"POST /articles HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                b'Content-Length: 1000\r\n\r\n{"title'
            )
            await writer.drain()
            await served.in_hand(1)
            writer.close()
            await served.in_hand(0)
            assert served.counted == [("malformed", 0)]
            assert served.taken == []

    asyncio.run(work())


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (b"Content-Type: application/json", b"100"),
        (b"Content-Type: text/html", b"415"),
        (b"Content-Type: application/json\r\nContent-Length: 99999999999", b"413"),
    ],
)
def test_a_body_that_is_announced_is_let_come_or_told_at_once_why_not(headers: bytes, status: bytes) -> None:
    async def work() -> bytes:
        async with serving() as served:
            reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
            length = b"" if b"Length" in headers else b"\r\nContent-Length: 13"
            writer.write(
                b"POST /articles HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                + headers
                + length
                + b"\r\n\r\n"
            )
            first = await reader.readline()
            if status == b"100":
                await reader.readline()
                writer.write(b'{"title":"T"}')
                assert b"202" in await reader.readline()
            writer.close()
            return first

    assert asyncio.run(work()).split()[1] == status


@pytest.mark.parametrize(
    ("request_line", "header", "status"),
    [
        (b"POST /articles HTTP/1.1", b"Content-Type: text/\xff", b"415"),
        (b"POST /articles HTTP/1.1", b"Content-Type: application/json; charset=\xff", b"415"),
        (b"POST /articles HTTP/1.1", b"Content-Type: application/json\r\nContent-Encoding: \xff\xfe", b"415"),
        (b"POST /articles HTTP/1.1", b"Idempotency-Key: \xff\r\nContent-Type: application/json", b"400"),
        (b"POST /articles HTTP/1.1", b"Authorization: Bearer \xff\r\nContent-Type: text/\xff", b"415"),
        (b"GET /\xff%ff%00 HTTP/1.1", b"Accept: */*", b"40"),
        (b"nonsense", b"x: y", b"400"),
    ],
)
def test_bytes_of_any_kind_in_the_headers_are_a_problem_and_no_fault(
    request_line: bytes, header: bytes, status: bytes
) -> None:
    async def work() -> bytes:
        async with serving() as served:
            reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
            writer.write(request_line + b"\r\nHost: x\r\nContent-Length: 0\r\n" + header + b"\r\n\r\n")
            first = await reader.readline()
            writer.close()
            return first

    assert asyncio.run(work()).split()[1].startswith(status)


def test_a_fault_of_ours_is_a_problem_too_and_stands_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async def work() -> Answer:
        async with serving() as served:
            served.taken = None  # type: ignore[assignment]
            served.confirms.set()
            return await served.ask("POST", "/articles", orjson.dumps(ONE), JSON)

    with caplog.at_level(logging.ERROR):
        answer = asyncio.run(work())
    assert (answer.status, answer.told["title"]) == (500, "Fault of ours")
    assert "POST /articles" in caplog.text


def test_what_is_sent_again_under_its_key_is_not_sent_on_again() -> None:
    async def work() -> None:
        async with serving() as served:
            first = await served.post(ONE, Idempotency_Key='"a-1"')
            again = await served.post(ONE, Idempotency_Key='"a-1"')
            bare = await served.post(ONE, Idempotency_Key="a-1")
            assert (first.status, again.status, bare.status) == (202, 202, 202)
            assert first.body == again.body == bare.body
            assert "Idempotent-Replayed" not in first.headers
            assert again.headers["Idempotent-Replayed"] == "true"
            assert len(served.taken) == 1
            assert (await served.post(ONE)).status == 202
            assert (await served.post(ONE, Idempotency_Key='"a-2"')).status == 202
            assert len(served.taken) == 3
            assert [outcome for outcome, _ in served.counted[:3]] == ["accepted", "repeated", "repeated"]

    asyncio.run(work())


def test_a_packed_body_is_the_same_body() -> None:
    async def work() -> None:
        async with serving() as served:
            await served.post(ONE, Idempotency_Key='"a"')
            packed = gzip.compress(orjson.dumps(ONE))
            again = await served.post(packed, Idempotency_Key='"a"', Content_Encoding="gzip")
            assert (again.status, len(served.taken)) == (202, 1)

    asyncio.run(work())


def test_a_key_with_another_body_and_one_that_is_on_its_way_are_told() -> None:
    async def work() -> None:
        async with serving() as served:
            served.confirms.clear()
            first = asyncio.ensure_future(served.post(ONE, Idempotency_Key='"a"'))
            await served.in_hand(1)
            await asyncio.sleep(0.05)
            early = await served.post(ONE, Idempotency_Key='"a"')
            assert (early.status, early.headers["Retry-After"]) == (409, "1")
            served.confirms.set()
            assert (await first).status == 202
            other = await served.post(ONE | {"title": "Another"}, Idempotency_Key='"a"')
            assert (other.status, other.told["title"]) == (422, "Idempotency-Key used before")
            assert len(served.taken) == 1

    asyncio.run(work())


def test_what_was_not_confirmed_or_not_an_article_is_tried_again_under_its_key() -> None:
    async def work() -> None:
        async with serving() as served:
            served.broken = True
            assert (await served.post(ONE, Idempotency_Key='"a"')).status == 503
            served.broken = False
            assert (await served.post({"title": 5}, Idempotency_Key='"a"')).status == 422
            assert (await served.post(ONE, Idempotency_Key='"a"')).status == 202
            assert len(served.taken) == 1

    asyncio.run(work())


@pytest.mark.parametrize(
    "key", ["", '"', '""', '"open', '"a" "b"', "a b", "a,b", "x" * 256, f'"{"x" * 256}"', '"é"', r'"a\b"']
)
def test_a_key_that_is_none_is_told(key: str) -> None:
    answer = post(ONE, headers={"Idempotency_Key": key})
    assert (answer.status, "1 to 255 visible characters" in answer.told["detail"]) == (400, True)


@pytest.mark.parametrize("key", [r'"a \" b \\"', '"a";note=1', "6f1c-42", "x" * 255, "Zm9v/YmFy+w=="])
def test_a_key_may_be_quoted_or_bare(key: str) -> None:
    assert post(ONE, headers={"Idempotency_Key": key}).status == 202


def test_lines_are_taken_an_article_each() -> None:
    text = orjson.dumps(ONE) + b"\n\n" + orjson.dumps(ONE | {"id": "b"}) + b"\r\n"
    assert [one["id"] for one in post(text, LINES).told["articles"]] == ["push:0", "b"]
