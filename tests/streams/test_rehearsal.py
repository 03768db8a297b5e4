"""What a stage rehearses is decided like anything else, and leaves nothing behind."""

import asyncio
import logging
import threading
from datetime import datetime
from enum import StrEnum
from typing import Any

import pytest

from streams import topics
from streams.article_records import Article, RawArticle
from streams.rehearsal import rehearse
from streams.settings import Settings
from streams.stage import Decision, Emit, Output, Reject, Stage
from streams.worker import Worker

RECORD = RawArticle(article_id="a", version="1", id="a")


class Why(StrEnum):
    DONE = "done"


def stage(decide: Any) -> Stage:
    return Stage(name="toy", source=topics.RAW, sink=topics.CLEAN, decide=decide, reasons=Why)


def test_each_record_is_decided_once_and_in_order() -> None:
    seen: list[str] = []

    def decide(record: RawArticle, state: None, now: datetime) -> Decision:
        seen.append(record.id)
        return Emit((Output("a", Article(article_id="a", version="1", id="a")),), Why.DONE)

    rehearse(stage(decide), [RECORD, RawArticle(article_id="b", version="1", id="b")])
    assert seen == ["a", "b"]


def test_a_rule_that_fails_at_the_rehearsal_is_said_and_does_not_stop_the_worker(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def decide(record: RawArticle, state: None, now: datetime) -> Decision:
        raise LookupError("no such rule")

    with caplog.at_level(logging.WARNING):
        rehearse(stage(decide), [RECORD])
    assert "toy: the rehearsal's record 0 was rejected: LookupError: no such rule" in caplog.text


def test_a_worker_says_that_it_rehearses_and_is_not_ready_before_it_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on = threading.Event()

    def decide(record: RawArticle, state: None, now: datetime) -> Decision:
        go_on.wait(10)
        return Reject("seen")

    async def there(*_: Any) -> None:
        return None

    async def go() -> None:
        one = Worker(stage(decide), Settings(kafka="127.0.0.1:1"), 0, rehearsal=[RECORD])
        monkeypatch.setattr("streams.admin.wait_for_broker", there)
        monkeypatch.setattr(one, "_missing", there)
        ready = asyncio.ensure_future(one._prepare())
        await asyncio.sleep(0.05)
        assert one.why_not() == "rehearsing"
        go_on.set()
        await asyncio.wait_for(ready, 10)
        assert one.why_not() == "joining the group"

    asyncio.run(go())
