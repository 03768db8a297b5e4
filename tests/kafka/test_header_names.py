"""A record whose header name is no UTF-8 goes its way like any other, whoever wrote it."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.producer.message_accumulator import BatchBuilder

from streams import topics
from streams.settings import Settings
from streams.topics import topic_name
from tests.kafka.harness import SESSION, Process, processes, read, until
from tests.streams.test_header_names import spoilt

TEXT = "The two ministers spoke for an hour about grain, and will meet again in the spring. " * 8


def test_a_stage_reads_past_it(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = BatchBuilder._build

    def build(self: BatchBuilder) -> Any:
        data = bytes(built(self))
        return bytearray(spoilt(data, b"zz", b"\xff\xfe") if b"zz" in data else data)

    async def send() -> None:
        async with AIOKafkaProducer(bootstrap_servers=settings.kafka, linger_ms=200) as producer:
            sent = [
                await producer.send(
                    topics.RAW.name,
                    value(number),
                    partition=0,
                    headers=[("zz" if number == 1 else "ok", b"x")],
                )
                for number in range(3)
            ]
            await asyncio.gather(*sent)

    monkeypatch.setattr(BatchBuilder, "_build", build)
    asyncio.run(send())
    names = [name for one in asyncio.run(read(settings, topics.RAW.name)) for name, _ in one.headers]
    assert names == ["ok", "\N{REPLACEMENT CHARACTER}" * 2, "ok"]
    env = {
        "DETENTE_KAFKA": settings.kafka, "DETENTE_GENERATION": str(settings.generation),
        "DETENTE_METRICS_PORT": "0", "DETENTE_SESSION": str(SESSION),
    }  # fmt: skip
    command = [sys.executable, "-m", "agents.cli.main", "worker", "--stage", "clean"]
    with processes() as started:
        started.append(process := Process(command, tmp_path / "clean.log", os.environ | env))
        clean = topic_name(topics.CLEAN, settings.generation)
        until(lambda: len(asyncio.run(read(settings, clean))) == 3, 60, process)
        assert process.stop() == 0


def value(number: int) -> bytes:
    return orjson.dumps(
        {
            "article_id": f"a{number}",
            "version": f"v{number}",
            "id": str(number),
            "title": "They met",
            "text": TEXT,
        }
    )
