"""What a receiver gets, and whether it can trust it."""

import asyncio
import json

import pytest
from aiohttp import web
from standardwebhooks import Webhook as Verifier

from agents.notify.deliver import Answer
from agents.notify.message import Message, message_of
from agents.notify.webhook import Webhook, webhook
from streams import codec
from streams.settings import Settings, SettingsFault
from tests.agents.board.samples import alert

SECRET = "whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # the specification's own example
ALERT = alert("a1", 3)
MESSAGE = Message(id="a1.3", type="alert.updated.v1", time="2021-03-04T10:00:00.000Z", alert=ALERT)


def sent(status: int = 204, headers: dict[str, str] | None = None) -> tuple[Answer, list[tuple[dict, bytes]]]:
    """Return the answer to one message, and what the receiver got: headers and body."""
    got = []

    async def receive(request: web.Request) -> web.Response:
        got.append((dict(request.headers), await request.read()))
        return web.Response(status=status, headers=headers)

    async def work() -> Answer:
        app = web.Application()
        app.router.add_post("/hook", receive)
        app.router.add_get("/elsewhere", receive)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        target = Webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", SECRET)
        try:
            return await target.send(MESSAGE)
        finally:
            await target.close()
            await runner.cleanup()

    return asyncio.run(work()), got


def test_a_receiver_can_check_who_sent_it_with_the_library_of_the_standard() -> None:
    answer, got = sent()
    assert answer == Answer("told")
    ((headers, body),) = got
    lower = {name.lower(): value for name, value in headers.items()}
    checked = Verifier(SECRET).verify(body, lower)
    assert checked["type"] == "alert.updated.v1"
    assert checked["timestamp"] == "2021-03-04T10:00:00.000Z"
    assert lower["webhook-id"] == "a1.3"
    with pytest.raises(Exception, match="No matching signature"):
        Verifier(SECRET).verify(body.replace(b"a1", b"a2"), lower)


def test_a_message_carries_the_alert_with_its_evidence_and_nothing_that_only_the_stage_needs() -> None:
    data = json.loads(MESSAGE.payload())["data"]
    assert (data["id"], data["revision"], data["headline"]) == ("a1", 3, ALERT.headline)
    assert data["evidence"][0]["sentence"] == ALERT.evidence[0].sentence
    assert not {"facets", "told", "stories"} & set(data)


def test_a_redirect_is_not_followed() -> None:
    answer, got = sent(302, {"Location": "/elsewhere"})
    assert (answer.kind, len(got)) == ("again", 1)


def test_a_receiver_that_is_not_there_is_no_fault_of_ours() -> None:
    async def work() -> Answer:
        target = Webhook("http://127.0.0.1:1/hook", SECRET)
        try:
            return await target.send(MESSAGE)
        finally:
            await target.close()

    assert asyncio.run(work()).kind == "again"


def test_a_receiver_that_does_not_answer_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agents.notify.webhook.TIMEOUT", 0.2)

    async def work() -> Answer:
        done = asyncio.Event()

        async def silent(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await done.wait()
            writer.close()

        server = await asyncio.start_server(silent, "127.0.0.1", 0)
        target = Webhook(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/", SECRET)
        try:
            return await target.send(MESSAGE)
        finally:
            await target.close()
            done.set()
            server.close()
            await asyncio.sleep(0.05)

    assert asyncio.run(work()) == Answer("again", "no answer within 0.2 s")


@pytest.mark.parametrize(
    ("url", "secret", "said"),
    [
        ("ftp://h.example/x", SECRET, "webhook_url 'ftp://h.example/x'"),
        ("h.example/x", SECRET, "webhook_url"),
        ("http://[half", SECRET, "webhook_url"),
        ("https://h.example/x", "", "0 bytes, allowed are 24 to 64"),
        ("https://h.example/x", "whsec_c2hvcnQ=", "5 bytes"),
        ("https://h.example/x", "whsec_geheim!!", "allowed is whsec_ and base64"),
    ],
)
def test_what_is_set_wrongly_is_told_and_the_secret_is_not_shown(url: str, secret: str, said: str) -> None:
    with pytest.raises(SettingsFault) as told:
        webhook(Settings(webhook_url=url, webhook_secret=secret))
    assert said in str(told.value)
    assert not secret or secret not in str(told.value)


def test_a_webhook_is_wanted_only_where_one_is_set() -> None:
    assert webhook(Settings()) is None
    assert webhook(Settings(webhook_url="https://h.example/x", webhook_secret=SECRET)) is not None
    with pytest.raises(SettingsFault, match="set both or neither"):
        webhook(Settings(webhook_secret=SECRET))


def test_settings_do_not_show_the_secrets() -> None:
    assert SECRET not in repr(Settings(webhook_secret=SECRET, push_token=SECRET))


def test_a_revision_that_is_not_worth_a_message_makes_none() -> None:
    value = codec.encode(ALERT)
    assert message_of({"notify": b"false"}, value) is None
    assert message_of({}, value) is None
    made = message_of({"notify": b"true", "ce_type": b"alert.new.v1", "ce_time": b"2021"}, value)
    assert made is not None
    assert (made.id, made.type, made.time) == ("a1.3", "alert.new.v1", "2021")
    with pytest.raises(codec.Undecodable):
        message_of({"notify": b"true"}, b"{}")
