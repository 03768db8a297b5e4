"""A broker that cannot be used is told with its address, whenever it went away."""

import asyncio
import logging
from contextlib import ExitStack
from typing import Any

import pytest
from aiokafka.errors import KafkaConnectionError, RequestTimedOutError

from streams import admin, topics
from streams.settings import Settings

SETTINGS = Settings(kafka="broker.example:9092")


class Client:
    """An admin client whose broker answers the greeting and goes away."""

    fault: Exception
    closed = 0

    def __init__(self, **_: Any) -> None:
        pass

    async def start(self) -> None:
        pass

    async def close(self) -> None:
        type(self).closed += 1

    async def list_topics(self) -> list[str]:
        raise self.fault


@pytest.mark.parametrize("fault", [KafkaConnectionError("gone"), RequestTimedOutError()])
def test_a_broker_that_goes_away_during_a_question_is_named(
    monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    client = type("One", (Client,), {"fault": fault})
    monkeypatch.setattr(admin, "AIOKafkaAdminClient", client)
    for question in (admin.missing_topics(SETTINGS, topics.RAW), admin.check_topics(SETTINGS)):
        with pytest.raises(admin.BrokerFault, match=r"broker\.example:9092"):
            asyncio.run(question)
    assert client.closed == 2


def test_no_broker_is_asked_for_where_none_is_set() -> None:
    with pytest.raises(admin.BrokerFault, match="DETENTE_KAFKA=host:port"):
        asyncio.run(admin.missing_topics(Settings()))


def test_two_that_look_for_a_broker_at_a_time_leave_the_client_as_loud_as_it_was(
    caplog: pytest.LogCaptureFixture,
) -> None:
    logger = logging.getLogger("aiokafka")
    with caplog.at_level(logging.WARNING, "aiokafka"), ExitStack() as one, ExitStack() as other:
        one.enter_context(admin._quiet())
        other.enter_context(admin._quiet())
        one.close()
        assert not logger.isEnabledFor(logging.CRITICAL)  # the other still looks
        other.close()
        assert logger.level == logging.WARNING
