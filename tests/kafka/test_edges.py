"""The edges on Kafka: notify says each alert once whatever dies, the board shows what stands on the
topic, and feeds and pushed articles arrive.
"""

import asyncio
import json
import os
import re
import signal
import socketserver
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from standardwebhooks import Webhook as Verifier

from agents.cli.main import cli
from streams import codec, exits, topics
from streams.article_records import RawArticle
from streams.records import Alert
from streams.settings import Settings
from streams.topics import topic_name
from tests.agents.board.samples import alert
from tests.kafka.broker import Broker, free_ports
from tests.kafka.harness import SESSION, Message, Process, processes, read, send, until

SECRET = "whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
RSS = """<rss version="2.0"><channel><title>Paper</title>
<item><title>Two ministers met</title><link>https://paper.example/1</link></item>
<item><title>They meet again</title><link>https://paper.example/2</link></item></channel></rss>"""


class Receiver:
    """A receiver of webhooks on a port that stays; it can be down, slow, or answer what it likes."""

    def __init__(self) -> None:
        (self.port,) = free_ports(1)
        self.got: list[tuple[str, dict[str, Any]]] = []  # webhook-id and body, as they came
        self.status: Callable[[str], int] = lambda _: 204
        self.delay = 0.0
        self._server: socketserver.BaseServer | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    @property
    def ids(self) -> list[str]:
        return [identity for identity, _ in self.got]

    def start(self) -> None:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                Verifier(SECRET).verify(body, headers)
                time.sleep(receiver.delay)
                identity = headers["webhook-id"]
                status = receiver.status(identity)
                if status < 300:
                    receiver.got.append((identity, json.loads(body)))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args: Any) -> None: ...

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *args: Any) -> None: ...  # a sender that was killed

        self._server = Server(("127.0.0.1", self.port), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    one = Receiver()
    one.start()
    yield one
    one.stop()


@pytest.fixture
def started() -> Iterator[list[Process]]:
    with processes() as found:
        yield found


def run(settings: Settings, started: list[Process], tmp_path: Path, *arguments: str, **env: str) -> Process:
    """Start a command as a process of its own."""
    known = {
        "DETENTE_KAFKA": settings.kafka,
        "DETENTE_GENERATION": str(settings.generation),
        "DETENTE_METRICS_PORT": "0",
        "DETENTE_SESSION": str(SESSION),
    }
    command = [sys.executable, "-m", "agents.cli.main", *arguments]
    process = Process(command, tmp_path / f"{arguments[0]}-{len(started)}.log", os.environ | known | env)
    started.append(process)
    return process


def notify(
    settings: Settings, started: list[Process], tmp_path: Path, receiver: Receiver, **env: str
) -> Process:
    hook = {"DETENTE_WEBHOOK_URL": receiver.url, "DETENTE_WEBHOOK_SECRET": SECRET}
    return run(settings, started, tmp_path, "notify", "--target", "webhook", **hook | env)


def revision(identity: str, number: int = 1, *, tell: bool = True, age: float = 0, **over: Any) -> Message:
    made = alert(identity, number, notify=tell, **over)
    headers = {
        "notify": b"true" if tell else b"false",
        "ce_type": b"alert.new.v1",
        "ce_time": b"2021-03-04T10:00:00.000Z",
    }
    at = int((time.time() - age) * 1000)
    return Message(codec.encode(made), identity.encode(), headers=headers, timestamp=at)


def put(settings: Settings, *messages: Message) -> None:
    name = topic_name(topics.ALERTS, settings.generation)
    asyncio.run(send(settings, name, messages, transactional=True))


def told(settings: Settings) -> list[dict[str, Any]]:
    found = asyncio.run(read(settings, topics.NOTIFIED.name))
    return [json.loads(one.value) for one in found]


def get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as fault:
        return fault.code, fault.read().decode()
    except OSError:
        return 0, ""


def address(process: Process, what: str) -> str:
    """Return the address that a process says it listens on."""
    found = until(lambda: re.search(rf"{what}.*?(http://127\.0\.0\.1:\d+)", process.text), 30, process)
    return str(found[1])


def test_a_receiver_that_was_down_gets_each_alert_once_and_only_what_is_worth_a_message(
    settings: Settings, receiver: Receiver, started: list[Process], tmp_path: Path
) -> None:
    receiver.stop()
    put(settings, revision("a"), revision("b"), revision("a", 2, tell=False), revision("a", 3))
    process = notify(settings, started, tmp_path, receiver)
    until(lambda: "try 3 in" in process.text, 60, process)
    assert process.get("/readyz")[0] == 503
    assert "a.1" in process.get("/readyz")[1]
    receiver.start()
    until(lambda: len(receiver.got) == 3, 60, process)
    until(lambda: process.get("/readyz")[0] == 200, 20)
    time.sleep(1)
    assert receiver.ids == ["a.1", "b.1", "a.3"]
    assert receiver.got[0][1]["type"] == "alert.new.v1"
    assert receiver.got[0][1]["data"]["headline"] == alert().headline
    assert 'detente_notifications_total{outcome="told",target="webhook"} 3.0' in process.get("/metrics")[1]
    assert process.stop() == 0


def test_a_watch_that_names_who_is_told_tells_nobody_else(
    settings: Settings, receiver: Receiver, started: list[Process], tmp_path: Path
) -> None:
    text = "".join(f'[[side]]\nid = "{code.lower()}"\nstate = "{code}"\n' for code in ("FR", "RU"))
    watch = tmp_path / "quiet.toml"
    watch.write_text(f'id = "quiet"\ntitle = "Q"\n[notify]\nto = ["console"]\n{text}', encoding="utf-8")
    put(settings, revision("a", watch="quiet"), revision("b"))
    process = notify(settings, started, tmp_path, receiver, DETENTE_WATCHES=str(watch))
    until(lambda: receiver.got, 60, process)
    time.sleep(1)
    assert receiver.ids == ["b.1"]
    assert process.stop() == 0


@pytest.mark.slow
def test_a_receiver_that_is_down_for_a_minute_gets_each_alert_once_when_it_is_back(
    settings: Settings, receiver: Receiver, started: list[Process], tmp_path: Path
) -> None:
    put(settings, revision("a"))
    process = notify(settings, started, tmp_path, receiver)
    until(lambda: receiver.ids == ["a.1"], 60, process)
    receiver.stop()
    put(settings, revision("b"), revision("a", 2))
    time.sleep(30)
    put(settings, revision("c"))
    time.sleep(30)
    receiver.start()
    until(lambda: len(receiver.got) == 4, 70, process)
    time.sleep(1)
    assert receiver.ids == ["a.1", "b.1", "a.2", "c.1"]
    assert process.stop() == 0


def test_killed_again_and_again_it_tells_each_alert_once(
    settings: Settings, receiver: Receiver, started: list[Process], tmp_path: Path
) -> None:
    """Between a post and its line in the log a kill leads to a repeat, under the same id."""
    receiver.delay = 0.02
    kills, alerts = 4, 150
    put(settings, *(revision(f"a{n % 50}", n // 50 + 1) for n in range(alerts)))
    process = notify(settings, started, tmp_path, receiver)
    for number in range(1, kills + 1):
        until(lambda: len(receiver.got) >= number * alerts // (kills + 2), 60, process)  # noqa: B023
        process.kill()
        process = notify(settings, started, tmp_path, receiver)
    until(lambda: len(set(receiver.ids)) == alerts, 90, process)
    time.sleep(1)
    assert process.stop() == 0
    repeats = len(receiver.ids) - alerts
    assert 0 <= repeats <= kills
    revisions = defaultdict(list)
    for identity in dict.fromkeys(receiver.ids):
        name, _, number = identity.rpartition(".")
        revisions[name].append(int(number))
    assert all(found == [1, 2, 3] for found in revisions.values())
    assert [one["outcome"] for one in told(settings)].count("told") == alerts


def test_started_again_in_order_it_repeats_nothing_and_goes_on(
    settings: Settings, receiver: Receiver, started: list[Process], tmp_path: Path
) -> None:
    put(settings, revision("a"))
    first = notify(settings, started, tmp_path, receiver)
    until(lambda: receiver.ids == ["a.1"], 60, first)
    assert first.stop() == 0
    put(settings, revision("a", 2))
    second = notify(settings, started, tmp_path, receiver)
    until(lambda: len(receiver.ids) > 1, 60, second)
    assert receiver.ids == ["a.1", "a.2"]


def test_a_target_that_is_told_for_the_first_time_is_spared_the_past(
    settings: Settings, receiver: Receiver, started: list[Process], tmp_path: Path
) -> None:
    put(settings, revision("old", age=7200), revision("new", age=60))
    process = notify(settings, started, tmp_path, receiver, DETENTE_NOTIFY_SINCE="1")
    until(lambda: receiver.got, 60, process)
    assert receiver.ids == ["new.1"]
    assert told(settings)[0]["outcome"] == "began"


def test_a_second_process_stands_by_and_takes_over(
    settings: Settings, receiver: Receiver, started: list[Process], tmp_path: Path
) -> None:
    pair = [notify(settings, started, tmp_path, receiver) for _ in range(2)]
    for one in pair:
        until(lambda: one.get("/readyz")[0] == 200, 30, one)  # noqa: B023
    put(settings, *(revision(f"a{n}") for n in range(20)))
    until(lambda: [one["outcome"] for one in told(settings)].count("told") == 20, 60)
    owner = max(pair, key=lambda one: one.get("/metrics")[1].count('outcome="told"'))
    owner.kill()
    put(settings, *(revision(f"b{n}") for n in range(20)))
    until(lambda: len(receiver.got) >= 40, 60)
    time.sleep(1)
    assert len(set(receiver.ids)) == len(receiver.ids) == 40


def test_a_message_that_is_refused_is_logged_and_holds_up_nobody_and_gone_is_left_alone(
    settings: Settings, receiver: Receiver, started: list[Process], tmp_path: Path, broker: Broker
) -> None:
    receiver.status = lambda identity: {"bad.1": 422, "gone.1": 410}.get(identity, 204)
    put(settings, revision("bad"), revision("good"), revision("gone"), revision("later"))
    code = "import agents.notify.deliver as d; d.FIRST = 0.05; from agents.cli.main import main; main()"
    env = {
        "DETENTE_KAFKA": settings.kafka, "DETENTE_GENERATION": str(settings.generation),
        "DETENTE_METRICS_PORT": "0", "DETENTE_WEBHOOK_URL": receiver.url, "DETENTE_WEBHOOK_SECRET": SECRET,
    }  # fmt: skip
    command = [sys.executable, "-c", code, "notify", "--target", "webhook"]
    process = Process(command, tmp_path / "notify.log", os.environ | env)
    started.append(process)
    until(lambda: "410 Gone" in process.text, 60, process)
    assert receiver.ids == ["good.1"]
    assert "bad.1 given up: status 422" in process.text
    status, why = process.get("/readyz")
    assert (status, "wants nothing more" in why) == (503, True)
    assert process.stop() == 0
    assert [(one["alert"], one["outcome"]) for one in told(settings)[1:]] == [
        ("bad", "refused"),
        ("good", "told"),
    ]
    receiver.status = lambda _: 204
    again = notify(settings, started, tmp_path, receiver)
    until(lambda: len(receiver.ids) == 3, 60, again)
    assert receiver.ids == ["good.1", "gone.1", "later.1"]


def test_a_restart_of_the_broker_loses_and_repeats_nothing(
    settings: Settings, receiver: Receiver, started: list[Process], tmp_path: Path, broker: Broker
) -> None:
    process = notify(settings, started, tmp_path, receiver)
    put(settings, revision("a"))
    until(lambda: receiver.ids == ["a.1"], 60, process)
    broker.restart()
    put(settings, revision("b"), revision("a", 2))
    until(lambda: len(receiver.ids) >= 3 or not process.running, 90, process)
    if not process.running:  # the supervisor starts it again
        assert process.wait() == 70
        process = notify(settings, started, tmp_path, receiver)
    until(lambda: len(receiver.ids) >= 3, 60, process)
    time.sleep(1)
    assert receiver.ids == ["a.1", "b.1", "a.2"]


def test_the_console_is_told_on_stdout(settings: Settings, started: list[Process], tmp_path: Path) -> None:
    put(settings, revision("a"))
    process = run(settings, started, tmp_path, "notify")
    until(lambda: "Macron et Poutine parlent" in process.text, 60, process)
    assert "2 reports, 2 origins" in process.text
    assert process.stop() == 0


def test_the_board_shows_what_stands_on_the_topic_and_what_comes(
    settings: Settings, started: list[Process], tmp_path: Path
) -> None:
    put(settings, revision("a"), revision("b"), revision("a", 2, merged_into="b"))
    process = run(settings, started, tmp_path, "board", "--port", "0")
    base = address(process, "board: ")
    until(lambda: get(f"{base}/readyz")[0] == 200, 30, process)
    assert get(f"{base}/healthz") == (200, "ready\n")
    assert [one["id"] for one in json.loads(get(f"{base}/api/alerts")[1])["alerts"]] == ["b"]
    assert "Macron et Poutine" in get(base)[1]
    events = urllib.request.urlopen(f"{base}/events?since=99999", timeout=20)
    put(settings, revision("c"))
    lines = iter(events.readline, b"")
    assert any(b'"id":"c"' in line for line in lines)
    events.close()
    document = codec.decode(Alert, get(f"{base}/api/alerts/a")[1].encode())
    assert (document.revision, document.merged_into) == (2, "b")
    assert process.stop() == 0


def test_the_board_waits_for_its_topic_and_says_so(
    broker: Broker, started: list[Process], tmp_path: Path
) -> None:
    if broker.pid is None:
        broker.start()
    process = run(Settings(kafka=broker.address, generation=9999), started, tmp_path, "board", "--port", "0")
    base = address(process, "board: ")
    until(lambda: "missing topic news.alerts.g9999" in get(f"{base}/readyz")[1], 30, process)
    assert "No alerts yet" in get(base)[1]
    assert process.stop() == 0


def test_pushed_articles_are_on_the_topic_before_they_are_answered(
    settings: Settings, started: list[Process], tmp_path: Path
) -> None:
    process = run(settings, started, tmp_path, "ingest", "push", "--port", "0", DETENTE_PUSH_TOKEN="geheim")
    base = address(process, "push: ")
    until(lambda: get(f"{base}/readyz")[0] == 200, 30, process)
    body = json.dumps([{"url": f"https://p.example/{n}", "title": f"Ministers met {n}"} for n in range(50)])
    ask = urllib.request.Request(f"{base}/articles", body.encode(), {"Content-Type": "application/json"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(ask, timeout=20)
    assert refused.value.code == 401
    refused.value.close()
    ask.add_header("Authorization", "Bearer geheim")
    with urllib.request.urlopen(ask, timeout=20) as answer:
        assert (answer.status, json.load(answer)["accepted"]) == (202, 50)
    found = asyncio.run(read(settings, topics.RAW.name, topics.RAW.partitions))
    raws = [codec.decode(RawArticle, one.value) for one in found]
    assert {one.title for one in raws} == {f"Ministers met {n}" for n in range(50)}
    assert all(one.fetched for one in raws)
    assert process.stop() == 0


def test_push_says_that_the_broker_is_down_and_takes_again_when_it_is_back(
    settings: Settings, started: list[Process], tmp_path: Path, broker: Broker
) -> None:
    process = run(settings, started, tmp_path, "ingest", "push", "--port", "0")
    base = address(process, "push: ")
    until(lambda: get(f"{base}/readyz")[0] == 200, 30, process)

    def post() -> int:
        ask = urllib.request.Request(
            f"{base}/articles", b'{"title": "They met"}', {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(ask, timeout=30) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as fault:
            fault.close()
            return fault.code

    assert post() == 202
    broker.stop()
    assert post() == 503
    broker.start()
    until(lambda: post() == 202, 60, process)


def test_push_is_not_opened_to_others_without_a_token(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DETENTE_KAFKA", settings.kafka)
    result = CliRunner().invoke(cli, ["ingest", "push", "--host", "0.0.0.0"])
    assert (result.exit_code, "set DETENTE_PUSH_TOKEN" in result.stderr) == (2, True)


def test_a_feed_is_followed_and_each_entry_sent_once(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = RSS.encode() if self.path == "/feed" else b""
            self.send_response(200 if body else 404)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}"
    monkeypatch.setenv("DETENTE_KAFKA", settings.kafka)
    monkeypatch.setenv("DETENTE_FETCH_NETWORKS", "127.0.0.0/8")
    try:
        result = CliRunner().invoke(cli, ["ingest", "feed", f"{base}/feed", "--once"])
        assert (result.exit_code, result.stderr) == (0, f"{base}/feed: 2 sent\n")
        missing = CliRunner().invoke(cli, ["ingest", "feed", f"{base}/other", "--once"])
        assert missing.exit_code == 1
        assert missing.stderr.startswith(f"Error: {base}/other: missing: ")
    finally:
        server.shutdown()
        server.server_close()
    found = asyncio.run(read(settings, topics.RAW.name, topics.RAW.partitions))
    assert sorted(str(one.key) for one in found) == [
        "b'https://paper.example/1'",
        "b'https://paper.example/2'",
    ]
    assert all(codec.decode(RawArticle, one.value).published is None for one in found)


def test_a_webhook_that_is_set_wrongly_is_told_before_the_start(settings: Settings) -> None:
    hook = {"DETENTE_WEBHOOK_URL": "http://127.0.0.1:1/", "DETENTE_WEBHOOK_SECRET": "x"}
    env = os.environ | {"DETENTE_KAFKA": settings.kafka} | hook
    call = [sys.executable, "-m", "agents.cli.main", "notify"]
    done = subprocess.run(call, env=env, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == exits.REFUSED
    assert done.stderr.startswith("Error: webhook_secret: ")


def test_it_can_be_told_to_end_while_a_receiver_is_down(
    settings: Settings, receiver: Receiver, started: list[Process], tmp_path: Path
) -> None:
    receiver.stop()
    put(settings, revision("a"))
    process = notify(settings, started, tmp_path, receiver)
    until(lambda: "try 4 in" in process.text, 60, process)
    process.signal(signal.SIGTERM)
    assert process.wait(5) == 0


@pytest.mark.parametrize("command", [["board"], ["ingest", "push"]])
def test_a_port_that_is_taken_is_told_with_how_to_take_another(
    command: list[str], receiver: Receiver
) -> None:
    call = [sys.executable, "-m", "agents.cli.main", *command, "--port", str(receiver.port)]
    env = os.environ | {"DETENTE_KAFKA": "127.0.0.1:1"}
    done = subprocess.run(call, env=env, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 1
    assert "address already in use; another one: --port" in done.stderr
