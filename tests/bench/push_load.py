"""Sends articles to `detente ingest push` at a steady rate, and prints how it was answered, as JSON.

    python tests/bench/push_load.py http://127.0.0.1:9301 --rate 500 --seconds 60

Each article is a request of its own, on connections that stay open. The schedule does not wait for answers
(open loop), and a time is counted from when a request was due, not from when it could be sent: a server
that stands still for a second is seen by all requests of that second.
"""

import argparse
import asyncio
import contextlib
import json
import random
import time
from collections import Counter, deque
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import urlsplit

SIZE = 3_000  # bytes of an article
TEXTS = 200  # different bodies, each sent with a headline and an opening of its own
FIRST = 20.0  # seconds that the connections are waited for
LAST = 30.0  # and the last answers
WORDS = """
minister agreement talks border grain energy summit envoy parliament treaty visit statement sanctions capital
foreign delegation ceasefire proposal gas pipeline embassy council vote budget harvest railway переговоры
министр соглашение визит посол énergie président rencontre déclaration Gespräche Botschafter
"""


def texts(seed: int = 1) -> list[str]:
    """Return bodies of news as long as they usually are, the same for each run."""
    chance, words = random.Random(seed), WORDS.split()
    found = []
    for _ in range(TEXTS):
        sentences: list[str] = []
        while sum(len(one.encode()) + 1 for one in sentences) < SIZE - 400:
            chosen = chance.choices(words, k=chance.randint(8, 22))
            sentences.append(" ".join(chosen).capitalize() + ".")
        found.append(" ".join(sentences))
    return found


class Load:
    """One run: its schedule, its connections, and what was answered."""

    def __init__(
        self, url: str, rate: float, seconds: float, connections: int, token: str, out: TextIO | None
    ) -> None:
        where = urlsplit(url)
        self.host, self.port = where.hostname or "127.0.0.1", where.port or 80
        self.rate, self.wanted, self.connections, self.out = rate, int(rate * seconds), connections, out
        more = f"Authorization: Bearer {token}\r\n" if token else ""
        self._head = (
            f"POST /articles HTTP/1.1\r\nHost: {where.netloc}\r\nContent-Type: application/json\r\n"
            f"{more}Content-Length: "
        ).encode()
        self._texts = texts()
        self._run = time.time_ns()  # so that no two runs send the same
        self.idle: deque[Connection] = deque()
        self.queue: deque[tuple[int, float]] = deque()
        self.answers: Counter[int] = Counter()
        self.lost = self.late = 0  # connections that broke before the answer; requests sent over 50 ms late
        self.times: list[float] = []
        self.done = asyncio.Event()
        self._open = asyncio.Event()  # all connections stand
        self._left = self.wanted

    def request(self, number: int) -> bytes:
        """Return the bytes of one request."""
        text = f"Report {number} of run {self._run}. {self._texts[number % TEXTS]}"
        article = {
            "url": f"https://wire.example/{self._run}/{number}",
            "title": f"Ministers meet for talks, report {number}",
            "text": text,
            "published": "2024-02-28T10:00:00Z",
            "language": "en",
            "source": "wire",
        }
        body = json.dumps(article, ensure_ascii=False).encode()
        return self._head + str(len(body)).encode() + b"\r\n\r\n" + body

    async def run(self) -> dict[str, Any]:
        """Send everything, wait for the last answers, and return the figures."""
        keepers = [asyncio.ensure_future(self._keep()) for _ in range(self.connections)]
        try:
            await asyncio.wait_for(self._open.wait(), FIRST)
        except TimeoutError:
            raise SystemExit(f"{self.host}:{self.port}: no {self.connections} connections") from None
        used, start = time.process_time(), time.perf_counter()
        for number in range(self.wanted):
            due = start + number / self.rate
            if (pause := due - time.perf_counter()) > 0:
                await asyncio.sleep(pause)
            self.late += pause < -0.05
            if self.idle:
                self.idle.popleft().send(number, due)
            else:
                self.queue.append((number, due))
        took = time.perf_counter() - start
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.done.wait(), LAST)
        for keeper in keepers:
            keeper.cancel()
        await asyncio.gather(*keepers, return_exceptions=True)
        return self._figures(took, time.process_time() - used)

    def answered(self, number: int, due: float, status: int) -> None:
        """Take note of an answer."""
        self.times.append(time.perf_counter() - due)
        self.answers[status] += 1
        if status == 202 and self.out is not None:
            self.out.write(f"https://wire.example/{self._run}/{number}\n")
        self.settled()

    def settled(self) -> None:
        """One request less to wait for."""
        self._left -= 1
        if self._left == 0:
            self.done.set()

    async def _keep(self) -> None:
        """Keep one connection open, and open it again when it broke."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                _, one = await loop.create_connection(lambda: Connection(self), self.host, self.port)
            except OSError:
                await asyncio.sleep(0.2)
                continue
            one.ready()
            if len(self.idle) == self.connections:
                self._open.set()
            await one.closed.wait()

    def _figures(self, took: float, used: float) -> dict[str, Any]:
        times = sorted(self.times)

        def at(share: float) -> float | None:
            return round(1000 * times[min(int(share * len(times)), len(times) - 1)], 1) if times else None

        return {
            "rate": self.rate,
            "seconds": round(took, 2),
            "sent": self.wanted,
            "answers": {str(status): count for status, count in sorted(self.answers.items())},
            "lost": self.lost,
            "unanswered": self._left,
            "p50_ms": at(0.5),
            "p90_ms": at(0.9),
            "p99_ms": at(0.99),
            "max_ms": at(1),
            "late": self.late,
            "tool_cpu": round(used / took, 2),
        }


class Connection(asyncio.Protocol):
    """One connection: a request at a time."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._transport: asyncio.Transport | None = None
        self._waiting: tuple[int, float] | None = None
        self._got = b""
        self.closed = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def ready(self) -> None:
        """Take the next request that is due, or wait for one."""
        if self._load.queue:
            self.send(*self._load.queue.popleft())
        else:
            self._load.idle.append(self)

    def send(self, number: int, due: float) -> None:
        """Send a request."""
        assert self._transport is not None
        self._waiting = (number, due)
        self._transport.write(self._load.request(number))

    def data_received(self, data: bytes) -> None:
        self._got += data
        head, end, rest = self._got.partition(b"\r\n\r\n")
        if not end:
            return
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        if len(rest) < length or self._waiting is None:
            return
        self._got = b""
        (number, due), self._waiting = self._waiting, None
        self._load.answered(number, due, int(head.split(b" ", 2)[1]))
        self.ready()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._waiting is not None:
            self._load.lost += 1
            self._load.settled()
        elif self in self._load.idle:
            self._load.idle.remove(self)
        self.closed.set()


def main() -> None:
    """Run one load, and print its figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("url", help="where push listens: http://127.0.0.1:9301")
    parser.add_argument("--rate", type=float, default=500, help="articles a second")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--token", default="")
    parser.add_argument("--out", type=Path, help="file for the address of each article that was answered 202")
    given = parser.parse_args()
    with contextlib.ExitStack() as open_files:
        # Line by line: what was answered stands there whatever becomes of this process.
        out = open_files.enter_context(given.out.open("w", buffering=1)) if given.out else None

        async def run() -> dict[str, Any]:
            return await Load(given.url, given.rate, given.seconds, given.connections, given.token, out).run()

        print(json.dumps(asyncio.run(run())))


if __name__ == "__main__":
    main()
