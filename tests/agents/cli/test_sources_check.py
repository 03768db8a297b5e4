"""`detente sources check` against a site on this machine."""

import threading
from collections.abc import Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner

from agents.cli.main import cli

FEED = (
    '<rss version="2.0"><channel><title>Paper</title><item><title>They met</title>'
    "<link>https://paper.example/1</link><pubDate>{}</pubDate></item></channel></rss>"
)


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/old":
            self.send_response(301)
            self.send_header("Location", "/feed")
            self.end_headers()
            return
        body = FEED.format(formatdate(usegmt=True)).encode() if self.path == "/feed" else b""
        self.send_response(200 if body else 410)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None: ...


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    monkeypatch.setenv("DETENTE_FETCH_NETWORKS", "127.0.0.1/32")
    monkeypatch.setenv("DETENTE_HOST_DELAY", "0")
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def test_each_source_gets_a_verdict_and_a_hint_the_bad_ones_first(site: str, tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(f'[[source]]\nurl = "{site}/gone"\noutlet = "The Paper"\n')
    result = CliRunner().invoke(cli, ["sources", "check", f"{site}/feed", f"{site}/old", str(file)])
    assert result.exit_code == 1
    gone, feed, old = result.stdout.splitlines()
    assert gone.startswith("gone  The Paper  ")
    assert gone.endswith(
        "it is gone for good; take it out; look on the site whether another feed took its place"
    )
    assert feed.startswith("well  -  rss  1  -  1  ")
    assert old.startswith("moved  -  rss  1  ")
    assert f"{site}/feed; write the new address into your file" in old
    assert result.stderr == "3 sources: 2 can be followed\n"


def test_a_program_gets_the_same_as_json(site: str) -> None:
    result = CliRunner().invoke(cli, ["sources", "check", f"{site}/feed", "--json"])
    assert result.exit_code == 0
    (found,) = map(orjson.loads, result.stdout.splitlines())
    assert (found["well"], found["outcome"], found["entries"], found["dated"]) == (True, "new", 1, 1)


def test_a_site_on_this_machine_is_not_asked_unless_it_is_allowed(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DETENTE_FETCH_NETWORKS")
    result = CliRunner().invoke(cli, ["sources", "check", f"{site}/feed"])
    assert result.exit_code == 1
    assert result.stdout.startswith("forbidden  ")
    assert "fetch_networks" in result.stdout


@pytest.mark.parametrize("place", ["nowhere.toml", "ftp://paper.example/feed"])
def test_what_is_no_source_is_told_in_a_line(place: str) -> None:
    result = CliRunner().invoke(cli, ["sources", "check", place])
    assert result.exit_code != 0
    assert result.stderr.startswith("Error: ")
    assert "Traceback" not in result.stderr
