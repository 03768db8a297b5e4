"""What tests on Apache Kafka ask for: a broker for the session, topics of its own for each test."""

import asyncio
import itertools
from collections.abc import Iterator

import pytest
from aiokafka.errors import NoError, UnknownTopicOrPartitionError, for_code

from streams import admin
from streams.settings import Settings
from streams.topics import TOPICS, topic_name
from tests.kafka.broker import Broker, missing

GENERATIONS = itertools.count(2)  # 1 has the bare names, which are for users


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that asks for a broker, wherever it stands: `-m "not kafka"` leaves it out."""
    for item in items:
        if "broker" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.kafka)


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    """Return a broker that answers. A test that stops it starts it again before it ends."""
    if reason := missing():
        pytest.skip(reason)
    one = Broker(tmp_path_factory.mktemp("kafka"))
    one.start()
    yield one
    one.stop()


@pytest.fixture
def settings(broker: Broker) -> Iterator[Settings]:
    """Return settings of a generation that no test has used, its topics created and empty.

    Topics that belong to no generation (news.raw, news.dlq …) are deleted and created again.
    """
    if broker.pid is None:
        broker.start()
    one = Settings(kafka=broker.address, generation=next(GENERATIONS), metrics_port=0, rehearse="no")
    asyncio.run(_recreate(one))
    yield one
    if broker.pid is None:
        broker.start()
    # Else a long session would gather open files.
    asyncio.run(_delete(one, [topic_name(t, one.generation) for t in TOPICS if not t.shared]))


async def _recreate(settings: Settings) -> None:
    await _delete(settings, [t.name for t in TOPICS if t.shared])
    for line in await admin.create_topics(settings):
        assert ": created" in line, line


async def _delete(settings: Settings, names: list[str]) -> None:
    async with admin.admin(settings) as client:
        answer = await client.delete_topics(names)
    for topic, code in answer.topic_error_codes:
        assert for_code(code) in (NoError, UnknownTopicOrPartitionError), f"{topic} was not deleted: {code}"
