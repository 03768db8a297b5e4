"""Topics on the broker: waiting for it, creating, checking. Auto-creation stays off."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaError, TopicAlreadyExistsError, for_code

from streams import clients
from streams.settings import Settings
from streams.topics import TOPICS, Topic, topic_name

log = logging.getLogger(__name__)

FIRST_WAIT, LONGEST_WAIT = 0.5, 15.0  # seconds between two tries to reach a broker
APPEARS_WITHIN = 30.0  # seconds that topics have after their creation; on one broker it takes milliseconds
LOOK_AGAIN = 2.0  # seconds between two looks for topics that are missing at start
NOT_SET = 'no Kafka broker is set: DETENTE_KAFKA=host:port, or kafka = "host:port" in the settings file'


class BrokerFault(Exception):
    """The broker cannot be used; the message says which, why, and what to do."""


@asynccontextmanager
async def admin(settings: Settings) -> AsyncIterator[Any]:
    """Give a connected admin client; raises BrokerFault with the address where nobody answers, or no more."""
    if not settings.kafka:
        raise BrokerFault(NOT_SET)
    client = AIOKafkaAdminClient(bootstrap_servers=clients.servers(settings), request_timeout_ms=10_000)
    try:
        with _quiet():
            await client.start()
    except (KafkaError, OSError, ValueError) as fault:
        await client.close()
        raise BrokerFault(f"no Kafka broker answers at {settings.kafka} ({_why(fault)})") from None
    try:
        yield client
    except KafkaError as fault:
        raise BrokerFault(f"the Kafka broker at {settings.kafka} failed to answer ({_why(fault)})") from None
    finally:
        await client.close()


async def wait_for_broker(
    settings: Settings, patience: float | None = None, say: Callable[[str], None] = log.warning
) -> None:
    """Return once a broker answers; try again with growing pauses, for `patience` seconds or for ever.

    Each failed try is one line through `say`. Raises BrokerFault when the time is up.
    """
    until = None if patience is None else time.monotonic() + patience
    pause = FIRST_WAIT
    while True:
        try:
            async with admin(settings):
                return
        except BrokerFault as fault:
            if not settings.kafka or (until is not None and time.monotonic() + pause > until):
                raise
            say(f"{fault}; next try in {pause:g} s")
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_WAIT)


async def missing_topics(settings: Settings, *topics: Topic) -> list[str]:
    """Return the names of `topics` (of all, if none is given) that are not on the broker."""
    async with admin(settings) as client:
        there = set(await client.list_topics())
    wanted = (topic_name(topic, settings.generation) for topic in topics or TOPICS)
    return [name for name in wanted if name not in there]


async def wait_for_topics(
    settings: Settings, *topics: Topic, say: Callable[[str], None] = log.warning
) -> None:
    """Return once a broker answers and has `topics`; what is waited for is said, once each."""
    said = None
    while True:
        await wait_for_broker(settings, say=say)
        with suppress(BrokerFault):  # it went away in between, and is waited for again
            missing = await missing_topics(settings, *topics)
            if not missing:
                return
            if missing != said:
                say(say_missing(missing))
                said = missing
        await asyncio.sleep(LOOK_AGAIN)


async def require_topics(settings: Settings, *topics: Topic) -> None:
    """Raise BrokerFault where one of `topics` is not on the broker, or none answers."""
    if missing := await missing_topics(settings, *topics):
        raise BrokerFault(say_missing(missing))


def say_missing(names: Sequence[str]) -> str:
    """Return what to say of topics that are not there."""
    return f"missing topic {', '.join(names)}: `detente topics create` creates it"


async def create_topics(settings: Settings) -> list[str]:
    """Create what is missing of the generation's topics; return a line for each topic, once all are there.

    Raises BrokerFault where one cannot be created, or does not appear.
    """
    lines = []
    async with admin(settings) as client:
        for topic in TOPICS:
            name = topic_name(topic, settings.generation)
            lines.append(f"{name}: {await _create(client, topic, name, settings)}")
    # The controller answers before every broker has heard of it: who looks at once might miss one.
    end = time.monotonic() + APPEARS_WITHIN
    while missing := await missing_topics(settings):
        if time.monotonic() > end:
            raise BrokerFault(f"created, and not there {APPEARS_WITHIN:g} s later: {', '.join(missing)}")
        await asyncio.sleep(0.1)
    return lines


async def check_topics(settings: Settings) -> list[str]:
    """Return a line for each way in which the topics differ from the table; none if all is well."""
    faults = []
    async with admin(settings) as client:
        there = set(await client.list_topics())
        for topic in TOPICS:
            name = topic_name(topic, settings.generation)
            if name not in there:
                faults.append(f"{name}: missing; `detente topics create` creates it")
                continue
            (about,) = await client.describe_topics([name])
            if (count := len(about["partitions"])) != topic.partitions:
                faults.append(
                    f"{name}: {count} partitions, expected {topic.partitions}; "
                    f"another count is another generation"
                )
            real = await _config(client, name)
            faults += [
                f"{name}: {key} is {real.get(key)}, expected {value}"
                for key, value in topic.config().items()
                if real.get(key) != value
            ]
    return faults


async def _create(client: Any, topic: Topic, name: str, settings: Settings) -> str:
    new = NewTopic(name, topic.partitions, settings.replication, topic_configs=topic.config())
    try:
        answer = await client.create_topics([new])
        for _, code, message in answer.topic_errors:
            if code:
                raise for_code(code)(message)
    except TopicAlreadyExistsError:
        return "exists"
    except KafkaError as fault:
        raise BrokerFault(f"{name} cannot be created: {_why(fault)}") from None
    return f"created, {topic.partitions} partition{'s' if topic.partitions > 1 else ''}"


async def _config(client: Any, name: str) -> dict[str, str]:
    (answer,) = await client.describe_configs([ConfigResource(ConfigResourceType.TOPIC, name)])
    # Each resource: error code, message, type, name, entries; each entry begins with name and value.
    return {entry[0]: entry[1] for resource in answer.resources for entry in resource[4]}


def _why(fault: BaseException) -> str:
    return str(fault).removeprefix("KafkaConnectionError: ") or type(fault).__name__


_loud: list[int] = []  # the level to go back to, once for each that is quiet now


@contextmanager
def _quiet() -> Any:
    """Silence aiokafka's own lines about a broker that is not there: ours says it once, with what to do.

    Several may be quiet at a time, and end in any order: the last one makes it loud again.
    """
    logger = logging.getLogger("aiokafka")
    _loud.append(_loud[0] if _loud else logger.level)
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        level = _loud.pop()
        if not _loud:
            logger.setLevel(level)
